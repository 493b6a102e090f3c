"""The wire to the reader: a serial port, or a TCP connection that passes the same bytes on.

Whatever way a wire can break (pyserial's own exception, a bare ``OSError``, ``termios.error``, the far side closing)
comes out as one thing: ``EnvironmentFault`` with READER_UNPLUGGED, or READER_SILENT when it takes no more bytes.
A broken wire stays broken: close it and open another.
"""

import contextlib
import errno
import socket
import termios
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import serial

from config.faults import EnvironmentFault, FaultCode

_WRITE_TIMEOUT_S = 1.0
_CONNECT_TIMEOUT_S = 1.0
_CHUNK = 4096


class Wire(Protocol):
    """An open wire. All methods are called from the device's own thread; all raise EnvironmentFault when it breaks."""

    def send(self, data: bytes) -> None:
        """Hands all bytes to the line; blocks 1 s at most."""
        ...

    def receive(self, timeout_s: float) -> bytes:
        """The bytes that are there, or the first that come; empty when none came within the time."""
        ...

    def discard_input(self) -> None:
        """Throws away what was received and not yet taken: a late answer to an earlier question."""
        ...

    def close(self) -> None:
        """Lets the line go. Never raises; may be called twice."""
        ...


OpenWire = Callable[[], Wire]
"""Opens the wire, or raises EnvironmentFault; takes 1 s at most."""


class SerialWire:
    """A serial port, 8 data bits, no parity, 1 stop bit, no flow control, locked against other programs."""

    def __init__(self, port: str, baud: int = 115200) -> None:
        with _unplugged_if_broken():
            self._port = serial.Serial(
                port,
                baud,
                timeout=0,
                write_timeout=_WRITE_TIMEOUT_S,
                exclusive=True,
                xonxoff=False,
                rtscts=False,
            )

    def send(self, data: bytes) -> None:
        with _unplugged_if_broken():
            self._port.write(data)

    def receive(self, timeout_s: float) -> bytes:
        with _unplugged_if_broken():
            self._port.timeout = timeout_s
            first = self._port.read(1)
            return bytes(first + self._port.read(self._port.in_waiting)) if first else b""

    def discard_input(self) -> None:
        with _unplugged_if_broken():
            self._port.reset_input_buffer()

    def close(self) -> None:
        with contextlib.suppress(OSError, termios.error):
            self._port.close()


class TcpWire:
    """A serial server or reader on the network: a plain TCP stream of the same bytes."""

    def __init__(self, host: str, port: int) -> None:
        with _unplugged_if_broken():
            self._socket = socket.create_connection((host, port), _CONNECT_TIMEOUT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> None:
        with _unplugged_if_broken():
            self._socket.settimeout(_WRITE_TIMEOUT_S)
            try:
                self._socket.sendall(data)
            except TimeoutError:
                raise EnvironmentFault(FaultCode.READER_SILENT, "takes no more bytes") from None

    def receive(self, timeout_s: float) -> bytes:
        with _unplugged_if_broken():
            self._socket.settimeout(max(timeout_s, 0.001))
            try:
                received = self._socket.recv(_CHUNK)
            except TimeoutError:
                return b""
        if not received:
            raise EnvironmentFault(FaultCode.READER_UNPLUGGED, "connection closed")
        return received

    def discard_input(self) -> None:
        # A far side that never stops talking must not hold us here.
        until = time.monotonic() + 0.1
        while self.receive(0.001) and time.monotonic() < until:
            pass

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()


@contextlib.contextmanager
def _unplugged_if_broken() -> Iterator[None]:
    """The one place where every way of breaking becomes one fault."""
    try:
        yield
    except serial.SerialTimeoutException as error:
        raise EnvironmentFault(FaultCode.READER_SILENT, "takes no more bytes") from error
    except OSError as error:
        # SerialException is an OSError too; its text may hold the port's name and nothing of a resident.
        detail = errno.errorcode.get(error.errno, "") if error.errno else ""
        raise EnvironmentFault(FaultCode.READER_UNPLUGGED, detail or "line broken") from error
    except termios.error as error:
        raise EnvironmentFault(FaultCode.READER_UNPLUGGED, "line hung up") from error
