"""The far ends of a simulated reader's line: a pseudo-terminal that looks like a serial port, or a TCP port.

Both can be unplugged and plugged in again under the same address. All methods belong to one thread.
"""

import contextlib
import os
import select
import shutil
import socket
import tempfile
import tty
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

_CHUNK = 4096


class FarEnd(Protocol):
    """One end of a line that somebody else may open."""

    def plug(self) -> None:
        """Makes the address exist."""
        ...

    def unplug(self) -> None:
        """Breaks the line under whoever holds it, and takes the address away."""
        ...

    def address(self) -> Mapping[str, str | int]:
        """The settings' keys for this address; the same as long as the far end lives."""
        ...

    def waitables(self) -> list[int]:
        """The file descriptors that become readable when something comes."""
        ...

    def receive(self) -> bytes:
        """What has come; never blocks."""
        ...

    def send(self, data: bytes) -> None:
        """Sends; what the line cannot take is lost, as on a UART without flow control."""
        ...

    def dispose(self) -> None:
        """Unplugs for good."""
        ...


class PtyFarEnd:
    """A pseudo-terminal behind a symbolic link, for each new terminal has another number.

    ``link`` is where the link shall lie; None makes a private folder for it.
    """

    def __init__(self, link: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-id-card-")) if link is None else None
        self._link = link or Path(str(self._folder)) / "port"
        self._master = -1
        self._slave = -1

    def plug(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(self._slave))

    def unplug(self) -> None:
        self._link.unlink(missing_ok=True)
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1

    def address(self) -> Mapping[str, str | int]:
        return {"port": str(self._link)}

    def waitables(self) -> list[int]:
        return [self._master]

    def receive(self) -> bytes:
        try:
            return os.read(self._master, _CHUNK)
        except BlockingIOError:
            return b""

    def send(self, data: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._master, data)

    def dispose(self) -> None:
        if self._master >= 0:
            self.unplug()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


class TcpFarEnd:
    """A TCP port on the loopback that passes the bytes on, one connection at a time; a new one takes the place."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None

    def plug(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port), backlog=4)
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]

    def unplug(self) -> None:
        self._hang_up()
        if self._listener is not None:
            self._listener.close()
        self._listener = None

    def address(self) -> Mapping[str, str | int]:
        return {"host": "127.0.0.1", "port": self._port}

    def waitables(self) -> list[int]:
        return [one.fileno() for one in (self._listener, self._connection) if one is not None]

    def receive(self) -> bytes:
        listener, connection = self._listener, self._connection
        if listener is not None and select.select([listener], [], [], 0)[0]:
            self._hang_up()
            connection, _ = listener.accept()
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._connection = connection
        if connection is None:
            return b""
        try:
            received = connection.recv(_CHUNK)
        except BlockingIOError:
            return b""
        except OSError:
            received = b""
        if not received:
            self._hang_up()
        return received

    def send(self, data: bytes) -> None:
        if self._connection is None:
            return
        try:
            self._connection.sendall(data)
        except OSError:
            self._hang_up()

    def dispose(self) -> None:
        self.unplug()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
