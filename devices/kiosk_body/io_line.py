"""The serial line to the input/output boards of a kiosk, shared by every device that hangs on them.

One question at a time: a lock keeps presence sensor, door and light apart, each of which has its own thread. The port
is opened at the first question and let go after any failure; the next question opens it again.

What the world does comes out as EnvironmentFault: IO_BOARD_UNPLUGGED (no such port, or it vanished), IO_BOARD_SILENT
(nothing came), IO_BOARD_GARBLED (something came, but no answer), IO_BOARD_REFUSED (an exception of the board).
"""

import contextlib
import termios
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol, assert_never

import serial

from config.faults import EnvironmentFault, FaultCode
from devices.kiosk_body.modbus_codec import (
    READ_COILS,
    READ_INPUTS,
    Answer,
    Bits,
    ReadBits,
    Refused,
    Request,
    WriteCoil,
    Written,
    find_answer,
    request_frame,
)

ANSWER_S = 0.3
"""Boards answer within 50 ms; a USB adapter may add 16 ms of its own."""

EXCHANGE_S = 1.5
"""Longest call: two others ahead on the line, then one's own question."""

_WRITE_S = 0.2
_LONGEST_HEARD = 512
_QUIET_BITS = 38.5
"""Three and a half characters of eleven bits lie between two frames (MODBUS over Serial Line, 2.5.1.1)."""

_LEAST_QUIET_S = 0.002


class Wire(Protocol):
    """An open serial port; its methods raise EnvironmentFault(IO_BOARD_UNPLUGGED) once it is gone."""

    def ask(self, frame: bytes) -> None:
        """Throws away what came unasked and sends; blocks 0.2 s at most."""
        ...

    def hear(self, timeout_s: float) -> bytes:
        """What is there, or the first that comes; empty when nothing came in time."""
        ...

    def close(self) -> None:
        """Never raises."""
        ...


class SerialWire:
    """A serial port with 8 data bits, no parity, 1 stop bit, as these boards leave their factory."""

    def __init__(self, port: str, baud: int) -> None:
        self._quiet_s = max(_LEAST_QUIET_S, _QUIET_BITS / baud)
        with _unplugged_if_broken():
            self._port = serial.Serial(port, baud, timeout=0, write_timeout=_WRITE_S, exclusive=True)

    def ask(self, frame: bytes) -> None:
        time.sleep(self._quiet_s)
        with _unplugged_if_broken():
            self._port.reset_input_buffer()
            self._port.write(frame)

    def hear(self, timeout_s: float) -> bytes:
        with _unplugged_if_broken():
            self._port.timeout = timeout_s
            first = self._port.read(1)
            return bytes(first + self._port.read(self._port.in_waiting)) if first else b""

    def close(self) -> None:
        with contextlib.suppress(OSError, termios.error):
            self._port.close()


class IoLine:
    """All boards on one port. Every method may be called from any thread and takes 1.5 s at most."""

    def __init__(self, open_wire: Callable[[], Wire]) -> None:
        self._open_wire = open_wire
        self._lock = threading.Lock()
        self._wire: Wire | None = None

    def inputs(self, unit: int, first: int, count: int = 1) -> tuple[bool, ...]:
        """The state of ``count`` inputs, from ``first`` on."""
        return self._bits(ReadBits(unit, READ_INPUTS, first, count))

    def coils(self, unit: int, first: int, count: int = 1) -> tuple[bool, ...]:
        """The state of ``count`` outputs, from ``first`` on."""
        return self._bits(ReadBits(unit, READ_COILS, first, count))

    def switch(self, unit: int, coil: int, *, on: bool) -> None:
        """Switches one output; a board says that it understood, not that a lamp shines."""
        answer = self._exchange(WriteCoil(unit, coil, on))
        assert isinstance(answer, Written)  # noqa: S101  what find_answer answers to a WriteCoil

    def close(self) -> None:
        """Lets the port go, for all who share it; the next question opens it again."""
        with self._lock:
            self._drop()

    def _bits(self, request: ReadBits) -> tuple[bool, ...]:
        answer = self._exchange(request)
        assert isinstance(answer, Bits)  # noqa: S101  what find_answer answers to a ReadBits
        return answer.values

    def _exchange(self, request: Request) -> Bits | Written:
        if not self._lock.acquire(timeout=EXCHANGE_S - ANSWER_S - _WRITE_S):
            raise EnvironmentFault(FaultCode.IO_BOARD_SILENT, "the line is taken")
        try:
            answer = self._asked(request)
        except EnvironmentFault:
            self._drop()
            raise
        finally:
            self._lock.release()
        match answer:
            case Refused(code):
                # The line is well: the address is not, or the board.
                raise EnvironmentFault(FaultCode.IO_BOARD_REFUSED, f"exception {code}")
            case Bits() | Written():
                return answer
            case _ as never:
                assert_never(never)

    def _asked(self, request: Request) -> Answer:
        if self._wire is None:
            self._wire = self._open_wire()
        self._wire.ask(request_frame(request))
        heard = b""
        give_up_at = time.monotonic() + ANSWER_S
        while (left_s := give_up_at - time.monotonic()) > 0 and len(heard) < _LONGEST_HEARD:
            heard += self._wire.hear(left_s)
            answer = find_answer(request, heard)
            if answer is not None:
                return answer
        if heard:
            raise EnvironmentFault(FaultCode.IO_BOARD_GARBLED, f"{len(heard)} bytes that are no answer")
        raise EnvironmentFault(FaultCode.IO_BOARD_SILENT, f"unit {request.unit} does not answer")

    def _drop(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None


@contextlib.contextmanager
def _unplugged_if_broken() -> Iterator[None]:
    # A pulled USB adapter raises SerialException, a bare OSError or termios.error, whichever call meets it first.
    try:
        yield
    except (OSError, termios.error) as error:
        raise EnvironmentFault(FaultCode.IO_BOARD_UNPLUGGED, type(error).__name__) from error
