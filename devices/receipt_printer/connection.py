"""The cable to the printer: bytes in, bytes out, nothing ever waited for without a deadline.

python-escpos has connections of its own; these exist because a reply must be awaited for a given time, and because a
pulled cable shows itself in three kinds of exceptions that all mean one thing here.

An open connection is used by one thread.
"""

import select
import socket
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import serial

from config.faults import EnvironmentFault, FaultCode

_CONNECT_S = 1.0
_CHUNK_BYTES = 256


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock after which nobody waits any more."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    @property
    def remaining_s(self) -> float:
        return max(0.0, self.at - time.monotonic())

    @property
    def passed(self) -> bool:
        return self.remaining_s == 0.0

    def within(self, seconds: float) -> "Deadline":
        """The nearer of this deadline and ``seconds`` from now."""
        return Deadline(min(self.at, time.monotonic() + seconds))


class Connection(Protocol):
    """An open line to the printer. Its methods raise EnvironmentFault(PRINTER_UNPLUGGED) once the line is gone."""

    def send(self, data: bytes, deadline: Deadline) -> None:
        """Hands all bytes to the line; EnvironmentFault(PRINTER_OFFLINE) when it does not take them in time."""
        ...

    def receive(self, deadline: Deadline) -> bytes:
        """What has come in, at least one byte; empty only when the deadline passed."""
        ...

    def close(self) -> None:
        """Gives the line back; never raises."""
        ...


class TcpConnection:
    """A printer on the network (port 9100 as a rule). Opening raises EnvironmentFault(PRINTER_UNPLUGGED)."""

    def __init__(self, host: str, port: int) -> None:
        with _unplugged_on_failure():
            self._socket = socket.create_connection((host, port), timeout=_CONNECT_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, deadline: Deadline) -> None:
        with _unplugged_on_failure():
            self._socket.settimeout(max(0.001, deadline.remaining_s))
            try:
                self._socket.sendall(data)
            except TimeoutError as error:
                raise _not_taken() from error

    def receive(self, deadline: Deadline) -> bytes:
        with _unplugged_on_failure():
            if not select.select([self._socket], [], [], deadline.remaining_s)[0]:
                return b""
            data = self._socket.recv(_CHUNK_BYTES)
        if not data:
            raise EnvironmentFault(FaultCode.PRINTER_UNPLUGGED, "the printer closed the connection")
        return data

    def close(self) -> None:
        self._socket.close()


class SerialConnection:
    """A printer on a serial port, 8N1. Opening raises EnvironmentFault(PRINTER_UNPLUGGED)."""

    def __init__(self, port: str, baud: int) -> None:
        with _unplugged_on_failure():
            self._serial = serial.Serial(port, baud, timeout=0, write_timeout=_CONNECT_S)

    def send(self, data: bytes, deadline: Deadline) -> None:
        with _unplugged_on_failure():
            self._serial.write_timeout = max(0.001, deadline.remaining_s)
            try:
                self._serial.write(data)
            except serial.SerialTimeoutException as error:
                raise _not_taken() from error

    def receive(self, deadline: Deadline) -> bytes:
        with _unplugged_on_failure():
            if not select.select([self._serial], [], [], deadline.remaining_s)[0]:
                return b""
            return bytes(self._serial.read(_CHUNK_BYTES))

    def close(self) -> None:
        try:
            self._serial.close()
        except (OSError, termios.error):
            return  # the port vanished first, which is what was wanted


def _not_taken() -> EnvironmentFault:
    return EnvironmentFault(FaultCode.PRINTER_OFFLINE, "the printer takes no data")


@contextmanager
def _unplugged_on_failure() -> Iterator[None]:
    # A pulled USB cable raises SerialException, a bare OSError or termios.error, whichever call meets it first.
    try:
        yield
    except (OSError, termios.error) as error:
        raise EnvironmentFault(FaultCode.PRINTER_UNPLUGGED, type(error).__name__) from error
