"""Redacts the input/output board's line (Modbus RTU): function and exception stay, registers and coils go.

Each call brings one whole frame. Whether somebody stands before the kiosk is such a coil and is not kept.
Source: Modbus application protocol 1.1b3, 6 and 7; Modbus over serial line 1.02, 6.2.2 (CRC).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from devices.flight_recorder.entry import Direction, Entry, Sort, clamped
from devices.flight_recorder.redaction.redaction import run

_EXCEPTION_BIT = 0x80


class Function(IntEnum):
    READ_COILS = 1
    READ_DISCRETE_INPUTS = 2
    READ_HOLDING_REGISTERS = 3
    READ_INPUT_REGISTERS = 4
    WRITE_COIL = 5
    WRITE_REGISTER = 6
    DIAGNOSTICS = 8
    WRITE_COILS = 15
    WRITE_REGISTERS = 16


class ModbusException(IntEnum):
    ILLEGAL_FUNCTION = 1
    ILLEGAL_ADDRESS = 2
    ILLEGAL_VALUE = 3
    DEVICE_FAILURE = 4
    ACKNOWLEDGE = 5
    BUSY = 6
    MEMORY_PARITY = 8
    GATEWAY_PATH = 10
    GATEWAY_TARGET = 11


@dataclass(frozen=True, slots=True)
class ModbusAsked(Entry):
    """A request with a right CRC; ``length`` counts all its bytes."""

    function: Function
    length: int


@dataclass(frozen=True, slots=True)
class ModbusAnswered(Entry):
    """An answer with a right CRC; ``exception`` is why it was refused."""

    function: Function
    length: int
    exception: ModbusException | None = None


class ModbusRedaction:
    """Remembers nothing."""

    def sent(self, data: bytes) -> Sequence[Entry]:
        if not _is_frame(data) or data[1] not in set(Function):
            return run(Direction.SENT, Sort.GARBAGE, len(data))
        return (ModbusAsked(Function(data[1]), len(data)),)

    def received(self, data: bytes) -> Sequence[Entry]:
        if not _is_frame(data) or data[1] & ~_EXCEPTION_BIT not in set(Function):
            return run(Direction.RECEIVED, Sort.GARBAGE, len(data))
        function = Function(data[1] & ~_EXCEPTION_BIT)
        if not data[1] & _EXCEPTION_BIT:
            return (ModbusAnswered(function, clamped(len(data))),)
        if len(data) != 5 or data[2] not in set(ModbusException):
            return run(Direction.RECEIVED, Sort.GARBAGE, len(data))
        return (ModbusAnswered(function, len(data), ModbusException(data[2])),)

    def settle(self) -> Sequence[Entry]:
        return ()


def _is_frame(data: bytes) -> bool:
    """Unit, function and at least the CRC, which over everything with the CRC itself comes out as nothing."""
    return 4 <= len(data) <= 256 and crc(data) == 0


def crc(data: bytes) -> int:
    """CRC-16 of Modbus; it is sent low byte first."""
    register = 0xFFFF
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (0xA001 if register & 1 else 0)
    return register
