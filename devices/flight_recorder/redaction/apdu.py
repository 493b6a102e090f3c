"""Redacts the social-security-card reader's line: the head of each command and the status words stay, all data goes.

Each call brings one whole command or answer, as ``SCardTransmit`` does. Only heads and status words that ISO/IEC 7816-4
(5.1, table 6; 7.1 to 7.5) knows are kept; anything else could be data out of place and is kept as a length.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from devices.flight_recorder.entry import Direction, Entry, Sort, clamped
from devices.flight_recorder.redaction.redaction import run


class ApduClass(IntEnum):
    """CLA: whose command it is."""

    INTERINDUSTRY = 0x00
    SECURE = 0x04
    SECURE_WITH_HEADER = 0x0C
    PROPRIETARY = 0x80
    PROPRIETARY_SECURE = 0x84
    READER = 0xFF


class Instruction(IntEnum):
    """INS."""

    VERIFY = 0x20
    EXTERNAL_AUTHENTICATE = 0x82
    GET_CHALLENGE = 0x84
    INTERNAL_AUTHENTICATE = 0x88
    SELECT = 0xA4
    READ_BINARY = 0xB0
    READ_RECORD = 0xB2
    GET_RESPONSE = 0xC0
    GET_DATA = 0xCA


_NAUGHT = frozenset({0})
_P1: Mapping[Instruction, frozenset[int]] = MappingProxyType(
    {
        Instruction.SELECT: frozenset({0, 1, 2, 3, 4, 8, 9}),
        Instruction.READ_RECORD: frozenset(range(0x80)),
    }
)
_P2: Mapping[Instruction, frozenset[int]] = MappingProxyType(
    {
        Instruction.SELECT: frozenset({0x00, 0x02, 0x04, 0x0C}),
        Instruction.READ_RECORD: frozenset(sfi << 3 | mode for sfi in range(31) for mode in (0, 2, 4, 5)),
    }
)
"""Where a parameter means more than 0. It is kept from these lists only; a record's number or tag, a file's number."""

_STATUS_WORDS: Mapping[int, frozenset[int]] = MappingProxyType(
    {
        0x61: frozenset(range(256)),
        0x62: frozenset({0x00, 0x81, 0x82, 0x83, 0x84, 0x85}),
        0x63: frozenset({0x00, 0x81, *range(0xC0, 0xD0)}),
        0x64: frozenset({0x00, 0x01}),
        0x65: frozenset({0x00, 0x81}),
        0x67: _NAUGHT,
        0x68: frozenset({0x00, 0x81, 0x82, 0x83, 0x84}),
        0x69: frozenset({0x00, *range(0x81, 0x89)}),
        0x6A: frozenset({0x00, *range(0x80, 0x8B)}),
        0x6B: _NAUGHT,
        0x6C: frozenset(range(256)),
        0x6D: _NAUGHT,
        0x6E: _NAUGHT,
        0x6F: _NAUGHT,
        0x90: _NAUGHT,
    }
)


@dataclass(frozen=True, slots=True)
class ApduAsked(Entry):
    """A command; ``length`` counts all its bytes."""

    cla: ApduClass
    ins: Instruction
    p1: int
    p2: int
    length: int


@dataclass(frozen=True, slots=True)
class ApduAnswered(Entry):
    """An answer; ``data_length`` counts the bytes before the status word."""

    sw1: int
    sw2: int
    data_length: int


class ApduRedaction:
    """Remembers nothing."""

    def sent(self, data: bytes) -> Sequence[Entry]:
        return (_head(data),) if _is_command(data) else run(Direction.SENT, Sort.GARBAGE, len(data))

    def received(self, data: bytes) -> Sequence[Entry]:
        if len(data) < 2 or data[-1] not in _STATUS_WORDS.get(data[-2], ()):
            return run(Direction.RECEIVED, Sort.GARBAGE, len(data))
        return (ApduAnswered(data[-2], data[-1], clamped(len(data) - 2)),)

    def settle(self) -> Sequence[Entry]:
        return ()


def _is_command(data: bytes) -> bool:
    if len(data) < 4 or data[0] not in set(ApduClass) or data[1] not in set(Instruction):
        return False
    if len(data) <= 5:
        return True
    # ISO/IEC 7816-3, 12.1.3: the length byte says how long the rest is, with or without Le.
    return len(data) in (5 + data[4], 6 + data[4]) or (data[4] == 0 and len(data) >= 7)


def _head(data: bytes) -> ApduAsked:
    ins = Instruction(data[1])
    p1 = data[2] if data[2] in _P1.get(ins, _NAUGHT) else 0
    p2 = data[3] if data[3] in _P2.get(ins, _NAUGHT) else 0
    return ApduAsked(ApduClass(data[0]), ins, p1, p2, clamped(len(data)))
