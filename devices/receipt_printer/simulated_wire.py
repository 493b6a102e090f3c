"""The simulated printer's end of the cable: a TCP port on the loopback, a serial port made of a pty, or a
USB printer's device file made of a pty too.

Pulling the plug closes every line at once; the address stays the same when it is plugged in again. Used by the
simulated printer's thread only, but for ``address``.
"""

import contextlib
import os
import shutil
import socket
import struct
import tempfile
import tty
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

_CHUNK_BYTES = 4096
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Wire(Protocol):
    """One end of a cable. ``receive`` is called when one of ``watched`` is readable."""

    refuses_next: bool

    def address(self) -> Mapping[str, str | int]: ...

    def watched(self) -> list[int]: ...

    def receive(self, readable: int) -> bytes:
        """What came over this file descriptor; empty when it was a new caller or one that hung up."""
        ...

    def send(self, data: bytes) -> None:
        """To whoever spoke last; lost without a word when nobody listens, as from a real printer."""
        ...

    def plug(self) -> None: ...

    def unplug(self) -> None: ...

    def close(self) -> None: ...


class TcpWire:
    """Like a printer's port 9100, on a free port."""

    def __init__(self) -> None:
        self.refuses_next = False
        # Bound but never listening: keeps the number ours while the plug is out.
        self._holder = _loopback_socket(0)
        self._port = int(self._holder.getsockname()[1])
        self._listener: socket.socket | None = None
        self._callers: dict[int, socket.socket] = {}
        self._speaker: socket.socket | None = None
        self.plug()

    def address(self) -> Mapping[str, str | int]:
        return {"host": "127.0.0.1", "port": self._port}

    def watched(self) -> list[int]:
        listening = [self._listener.fileno()] if self._listener else []
        return [*listening, *self._callers]

    def receive(self, readable: int) -> bytes:
        if self._listener is not None and readable == self._listener.fileno():
            self._accept(self._listener)
            return b""
        caller = self._callers[readable]
        try:
            data = caller.recv(_CHUNK_BYTES)
        except ConnectionError:
            data = b""
        if not data:
            self._hang_up(readable)
            return b""
        self._speaker = caller
        return data

    def send(self, data: bytes) -> None:
        if self._speaker is not None:
            with contextlib.suppress(ConnectionError, BlockingIOError):
                self._speaker.send(data)

    def plug(self) -> None:
        if self._listener is None:
            self._listener = _loopback_socket(self._port)
            self._listener.listen()

    def unplug(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for readable in list(self._callers):
            self._hang_up(readable)

    def close(self) -> None:
        self.unplug()
        self._holder.close()

    def _accept(self, listener: socket.socket) -> None:
        caller, _ = listener.accept()
        if self.refuses_next:
            self.refuses_next = False
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            caller.close()
            return
        caller.setblocking(False)
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._callers[caller.fileno()] = caller

    def _hang_up(self, readable: int) -> None:
        caller = self._callers.pop(readable)
        if caller is self._speaker:
            self._speaker = None
        caller.close()


class PtyWire:
    """Like a serial port with a name that outlives the unplugging, as udev gives one."""

    def __init__(self) -> None:
        self.refuses_next = False
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-receipt-printer-"))
        self._link = self._folder / "port"
        self._ends: tuple[int, int] | None = None
        self.plug()

    def address(self) -> Mapping[str, str | int]:
        return {"port": str(self._link), "baud": 19200}

    def watched(self) -> list[int]:
        return [self._ends[0]] if self._ends else []

    def receive(self, readable: int) -> bytes:
        return os.read(readable, _CHUNK_BYTES)

    def send(self, data: bytes) -> None:
        if self._ends is not None:
            with contextlib.suppress(BlockingIOError):
                os.write(self._ends[0], data)

    def plug(self) -> None:
        if self._ends is None:
            # The far end is kept open here too, or the near end would fail whenever no program has the port open.
            near, far = os.openpty()
            tty.setraw(far)
            os.set_blocking(near, False)
            self._ends = near, far
            self._link.symlink_to(os.ttyname(far))

    def unplug(self) -> None:
        if self._ends is not None:
            self._link.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None

    def close(self) -> None:
        self.unplug()
        shutil.rmtree(self._folder, ignore_errors=True)


class UsbWire(PtyWire):
    """Like the device file of the kernel's printer driver, ``/dev/usb/lp0``: the same calls, bytes untouched."""

    def address(self) -> Mapping[str, str | int]:
        return {"device": str(self._link)}


def _loopback_socket(port: int) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound
