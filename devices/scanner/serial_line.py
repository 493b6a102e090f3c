"""The serial line from the scanner. Nothing is ever sent: a scanner only talks.

Whatever way a line can break (pyserial's own exception, a bare ``OSError``, ``termios.error``) comes out as one thing:
``EnvironmentFault`` with SCANNER_UNPLUGGED. A broken line stays broken: close it and open another.
"""

import contextlib
import errno
import termios
from collections.abc import Callable, Iterator
from typing import Protocol

import serial

from config.faults import EnvironmentFault, FaultCode

_MOST_AT_ONCE = 4096


class ScannerLine(Protocol):
    """An open line. All methods are called from the device's own thread."""

    def receive(self, timeout_s: float) -> bytes:
        """The bytes that are there, or the first that come, 4,096 at most; empty when none came within the time.

        Raises EnvironmentFault when the line broke.
        """
        ...

    def discard_input(self) -> None:
        """Throws away what came and was not taken. Raises EnvironmentFault when the line broke."""
        ...

    def close(self) -> None:
        """Lets the line go. Never raises; may be called twice."""
        ...


OpenLine = Callable[[], ScannerLine]
"""Opens the line, or raises EnvironmentFault; takes 1 s at most."""


class SerialLine:
    """A serial port, 8 data bits, no parity, 1 stop bit, no flow control, locked against other programs.

    Opening throws away what came before. Raises EnvironmentFault(SCANNER_UNPLUGGED).
    """

    def __init__(self, port: str, baud: int = 9600) -> None:
        with _unplugged_if_broken():
            self._port = serial.Serial(port, baud, timeout=0, exclusive=True, xonxoff=False, rtscts=False)

    def receive(self, timeout_s: float) -> bytes:
        with _unplugged_if_broken():
            self._port.timeout = max(0.0, timeout_s)
            first = self._port.read(1)
            more = min(self._port.in_waiting, _MOST_AT_ONCE - 1)
            return bytes(first + self._port.read(more)) if first else b""

    def discard_input(self) -> None:
        with _unplugged_if_broken():
            self._port.reset_input_buffer()

    def close(self) -> None:
        with contextlib.suppress(OSError, termios.error):
            self._port.close()


@contextlib.contextmanager
def _unplugged_if_broken() -> Iterator[None]:
    """The one place where every way of breaking becomes one fault."""
    try:
        yield
    except OSError as error:
        # SerialException is an OSError too; its text may hold the port's name and nothing that was scanned.
        detail = errno.errorcode.get(error.errno, "") if error.errno else ""
        raise EnvironmentFault(FaultCode.SCANNER_UNPLUGGED, detail or "line broken") from error
    except termios.error as error:
        raise EnvironmentFault(FaultCode.SCANNER_UNPLUGGED, "line hung up") from error
