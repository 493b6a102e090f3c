"""What is said to a chip card and what it answers (ISO 7816-4): commands, answers, and answers that come in pieces.

Pure; whoever carries the bytes is handed in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from devices.social_card.layout import File

Transmit = Callable[[bytes], bytes]
"""Sends one command to the card and brings its answer; raises EnvironmentFault when the card or reader goes away."""

_LONGEST_ANSWER = 4096
_MOST_PIECES = 16


class Status(IntEnum):
    """The two bytes at the end of an answer, as far as we act on them."""

    OK = 0x9000
    END_REACHED = 0x6282
    WRONG_LENGTH = 0x6700
    FILE_NOT_FOUND = 0x6A82
    RECORD_NOT_FOUND = 0x6A83
    WRONG_PARAMETERS = 0x6A86
    NOT_SUPPORTED = 0x6D00


_MORE = 0x61
_OTHER_LENGTH = 0x6C


@dataclass(frozen=True, slots=True)
class Answer:
    """What the card answered, put together; ``status`` is one of `Status` or any other two bytes."""

    data: bytes = field(repr=False)
    status: int


@dataclass(frozen=True, slots=True)
class NoSense:
    """The card answered something that is no answer: too short, or pieces without end."""


def select_by_name(name: bytes) -> bytes:
    return bytes((0x00, 0xA4, 0x04, 0x00, len(name))) + name


def select_file(file: File, *, in_current: bool) -> bytes:
    """By identifier; ``in_current`` asks for one below the selected application, as most cards want it."""
    return bytes((0x00, 0xA4, 0x02 if in_current else 0x00, 0x00, 0x02)) + file.identifier


def read_record_of(file: File, number: int, length: int) -> bytes:
    """The record by its place in a file that need not be selected (short file identifier); length 0 asks for all."""
    return bytes((0x00, 0xB2, number, file.value << 3 | 0x04, length))


def read_record(number: int, length: int) -> bytes:
    """The record by its place in the selected file."""
    return bytes((0x00, 0xB2, number, 0x04, length))


def read_record_tagged(tag: int, length: int) -> bytes:
    """The first record with this tag in the selected file."""
    return bytes((0x00, 0xB2, tag, 0x00, length))


def get_response(length: int) -> bytes:
    return bytes((0x00, 0xC0, 0x00, 0x00, length))


def exchange(transmit: Transmit, command: bytes) -> Answer | NoSense:
    """One command and its whole answer.

    ``61xx`` (more bytes wait) is followed by GET RESPONSE as often as it comes, ``6Cxx`` (another length is wanted) by
    the same command once with that length. Raises what ``transmit`` raises.
    """
    collected = b""
    has_repeated = False
    for _ in range(_MOST_PIECES):
        raw = transmit(command)
        if len(raw) < 2 or len(collected) + len(raw) > _LONGEST_ANSWER:
            return NoSense()
        data, kind, rest = raw[:-2], raw[-2], raw[-1]
        if kind == _OTHER_LENGTH and not has_repeated:
            command, has_repeated = command[:-1] + bytes((rest,)), True
            continue
        collected += data
        if kind != _MORE:
            return Answer(collected, kind << 8 | rest)
        command = get_response(rest)
    return NoSense()
