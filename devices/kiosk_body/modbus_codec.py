"""Modbus RTU: the frames by which an input/output board is asked for its inputs and outputs and told to switch one.

A frame is unit, function, data, CRC-16 (low byte first). An answer whose function has its top bit on is an exception
and carries one code. Pure; any thread.

Source: MODBUS Application Protocol V1.1b3, 6.1 (01 read coils), 6.2 (02 read discrete inputs), 6.5 (05 write single
coil), 7 (exceptions); MODBUS over Serial Line V1.02, 2.5.1 and 6.2.2 (frame, CRC).
"""

from dataclasses import dataclass
from typing import assert_never

READ_COILS = 0x01
READ_INPUTS = 0x02
WRITE_COIL = 0x05

MOST_BITS = 2000
"""In one answer (6.1, 6.2)."""

_IS_EXCEPTION = 0x80
_ON, _OFF = 0xFF00, 0x0000


@dataclass(frozen=True, slots=True)
class ReadBits:
    """``count`` coils (function 01) or inputs (02) from ``address`` on."""

    unit: int
    function: int
    address: int
    count: int


@dataclass(frozen=True, slots=True)
class WriteCoil:
    """Switches the coil at ``address``."""

    unit: int
    address: int
    on: bool


Request = ReadBits | WriteCoil


@dataclass(frozen=True, slots=True)
class Bits:
    """The answer to `ReadBits`, in the order of the addresses."""

    values: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to `WriteCoil`."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The board understood and will not: 1 unknown function, 2 no such address, 3 bad value, 4 and up trouble."""

    code: int


Answer = Bits | Written | Refused


def request_frame(request: Request) -> bytes:
    """The bytes to send."""
    match request:
        case ReadBits(unit, function, address, count):
            return with_crc(bytes((unit, function)) + address.to_bytes(2, "big") + count.to_bytes(2, "big"))
        case WriteCoil(unit, address, on):
            value = _ON if on else _OFF
            return with_crc(bytes((unit, WRITE_COIL)) + address.to_bytes(2, "big") + value.to_bytes(2, "big"))
        case _ as never:
            assert_never(never)


def find_answer(request: Request, heard: bytes) -> Answer | None:
    """The first whole answer to this very request within ``heard``; None while there is none.

    Bytes before it do not matter: a line that turns round between two speakers makes some of its own.
    """
    for start in range(len(heard)):
        answer = _answer_at(request, heard[start:])
        if answer is not None:
            return answer
    return None


def with_crc(content: bytes) -> bytes:
    """``content`` and its CRC."""
    return content + crc16(content).to_bytes(2, "little")


def is_whole(frame: bytes) -> bool:
    """Whether the last two bytes are the CRC of those before."""
    return len(frame) > 2 and with_crc(frame[:-2]) == frame


def crc16(content: bytes) -> int:
    """CRC-16/MODBUS: polynomial A001 (reflected), from FFFF."""
    crc = 0xFFFF
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def packed(values: tuple[bool, ...]) -> bytes:
    """Eight bits a byte, the first in bit 0, as an answer to 01 and 02 holds them."""
    total = sum(value << place for place, value in enumerate(values))
    return total.to_bytes((len(values) + 7) // 8, "little")


def _answer_at(request: Request, heard: bytes) -> Answer | None:
    function = request.function if isinstance(request, ReadBits) else WRITE_COIL
    if heard[:2] == bytes((request.unit, function | _IS_EXCEPTION)):
        return Refused(heard[2]) if is_whole(heard[:5]) and len(heard) >= 5 else None
    match request:
        case ReadBits(unit, function, _, count):
            size = (count + 7) // 8
            end = 3 + size + 2
            if heard[:3] != bytes((unit, function, size)) or len(heard) < end or not is_whole(heard[:end]):
                return None
            total = int.from_bytes(heard[3 : 3 + size], "little")
            return Bits(tuple(bool(total >> place & 1) for place in range(count)))
        case WriteCoil():
            # The answer is the request over again.
            expected = request_frame(request)
            return Written() if heard[: len(expected)] == expected else None
        case _ as never:
            assert_never(never)
