"""The words that the kiosk and the reader's security module (SAM) exchange: bytes in, meaning out.

Source: the SAM_A / SAM_V command protocol of the GA 467 family, as restated by several vendors. Requests are
``CMD PARA [DATA]``, answers ``SW1 SW2 SW3 [DATA]``, both inside the frame of ``framing.py``. SW3 is the module's own
status; SW1 and SW2 pass on what the card answered.

Everything here is pure. ``FrameReader`` belongs to one thread.
"""

from dataclasses import dataclass, field
from enum import Enum, IntEnum

from devices.id_card.framing import BadFrame, Deframer, Flaw, Payload, wrap
from devices.id_card.layout import is_text


class Command(Enum):
    """What the module can be asked; the value is CMD and PARA."""

    RESET = b"\x10\xff"
    STATUS = b"\x11\xff"
    SAM_ID = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ_BASE = b"\x30\x01"
    READ_BASE_AND_FINGERPRINT = b"\x30\x10"
    READ_NEWEST_ADDRESS = b"\x30\x03"
    READ_CHIP_NUMBER = b"\x30\x05"
    BAUD_115200 = b"\x60\x00"
    BAUD_57600 = b"\x60\x01"
    BAUD_38400 = b"\x60\x02"
    BAUD_19200 = b"\x60\x03"
    BAUD_9600 = b"\x60\x04"


class Status(IntEnum):
    """The module's status, SW3."""

    OK = 0x90
    CARD_FOUND = 0x9F
    ITEM_ABSENT = 0x91
    HOST_CHECKSUM_WRONG = 0x10
    HOST_LENGTH_WRONG = 0x11
    COMMAND_WRONG = 0x21
    BEYOND_AUTHORITY = 0x23
    UNRECOGNISED_ERROR = 0x24
    CARD_REFUSED_SAM = 0x31
    SAM_REFUSED_CARD = 0x32
    INFORMATION_UNVERIFIED = 0x33
    CARD_NOT_YET_FOUND = 0x34
    FINGERPRINT_UNVERIFIED = 0x37
    INFORMATION_LENGTH_WRONG = 0x3F
    CARD_TYPE_UNKNOWN = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    WRITE_FAILED = 0x50
    SELF_TEST_FAILED = 0x60
    LOGIN_FAILED = 0x61
    NOT_AUTHORISED = 0x66
    FIND_FAILED = 0x80
    SELECT_FAILED = 0x81


_DATA_LENGTHS = {
    Command.SAM_ID: (16, 16),
    Command.SELECT: (0, 12),
    Command.READ_BASE: (256, 2308),
    Command.READ_BASE_AND_FINGERPRINT: (256, 2310),
    Command.READ_NEWEST_ADDRESS: (13, 255),
    Command.READ_CHIP_NUMBER: (13, 255),
}
"""Bytes of data that come with success, at least and at most; the others bring none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One answer whose check is right. ``sw1`` and ``sw2`` matter with 31, 41, 47 and 81 only."""

    status: Status
    sw1: int = 0
    sw2: int = 0
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class BaseInfo:
    """What one reading of a card brings: 256 bytes of text, 1,024 of portrait (WLT), 0, 512 or 1,024 of fingerprint."""

    text: bytes = field(repr=False)
    portrait: bytes = field(repr=False)
    fingerprint: bytes = field(default=b"", repr=False)


class FrameReader:
    """Takes bytes as they come from the module and gives its answers as they are complete."""

    def __init__(self) -> None:
        self._deframer = Deframer()

    @property
    def is_waiting(self) -> bool:
        """Whether an answer has begun and is not complete."""
        return self._deframer.is_waiting

    def feed(self, data: bytes) -> list[Frame | BadFrame]:
        """Everything that these bytes complete, in order. Never raises."""
        return [_understood(piece) for piece in self._deframer.feed(data)]

    def give_up(self) -> list[Frame | BadFrame]:
        """Drops an answer that will not be completed and returns what was hidden behind its beginning."""
        return [_understood(piece) for piece in self._deframer.give_up()]

    def clear(self) -> None:
        """Forgets everything received so far."""
        self._deframer.clear()


def request(command: Command) -> bytes:
    """The whole frame that asks for this."""
    return wrap(command.value)


def response(status: Status, data: bytes = b"") -> bytes:
    """The whole frame that a module answers with."""
    return wrap(bytes([0, 0, status]) + data)


def can_answer(frame: Frame, command: Command) -> bool:
    """Whether this frame can be the answer to this request, and not a late one to an earlier request.

    Answers do not name their question; success is told apart by its status and the length of its data.
    """
    match frame.status:
        case Status.CARD_FOUND:
            return command == Command.FIND
        case Status.FIND_FAILED:
            return command not in (Command.RESET, Command.STATUS, Command.SAM_ID)
        case Status.OK:
            at_least, at_most = _DATA_LENGTHS.get(command, (0, 0))
            return command != Command.FIND and at_least <= len(frame.data) <= at_most
        case _:
            return True


def parse_base_info(data: bytes) -> BaseInfo | BadFrame:
    """The data of 30 01: two length words (text, portrait), then both."""
    return _parse_lengths_first(data, words=2)


def parse_base_info_and_fingerprint(data: bytes) -> BaseInfo | BadFrame:
    """The data of 30 10: three length words (text, portrait, fingerprint), then all three."""
    return _parse_lengths_first(data, words=3)


def parse_newest_address(data: bytes) -> str | BadFrame:
    """The data of 30 03: the address that the police appended last, up to 35 characters of UTF-16LE."""
    try:
        address = data.decode("utf-16-le").strip("\0 ")
    except UnicodeDecodeError:
        return BadFrame(Flaw.CONTENT)
    return address if is_text(address) else BadFrame(Flaw.CONTENT)


def parse_sam_id(data: bytes) -> str | BadFrame:
    """The data of 12 FF: the module's own number, 16 bytes, as upper-case hex in four groups of eight digits."""
    if len(data) != 16:
        return BadFrame(Flaw.CONTENT)
    return data.hex("-", 4).upper()


def _parse_lengths_first(data: bytes, words: int) -> BaseInfo | BadFrame:
    lengths = [int.from_bytes(data[2 * word : 2 * word + 2], "big") for word in range(words)]
    if len(data) != 2 * words + sum(lengths):
        return BadFrame(Flaw.CONTENT)
    parts = []
    at = 2 * words
    for length in lengths:
        parts.append(data[at : at + length])
        at += length
    return BaseInfo(*parts)


def _understood(piece: Payload | BadFrame) -> Frame | BadFrame:
    if isinstance(piece, BadFrame):
        return piece
    if len(piece.content) < 3:
        return BadFrame(Flaw.LENGTH)
    sw1, sw2, sw3 = piece.content[:3]
    try:
        status = Status(sw3)
    except ValueError:
        return BadFrame(Flaw.CONTENT)
    return Frame(status, sw1, sw2, piece.content[3:])
