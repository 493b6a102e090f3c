"""A loopback HTTP server of motion JPEG (``multipart/x-mixed-replace``), as network cameras are, with a plug to pull.

Each viewer has a thread of its own; the next part comes from ``next_part``, which is asked on those threads.
"""

import contextlib
import select
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

BOUNDARY = b"jinban-picture"
_HEAD = (
    b"HTTP/1.0 200 OK\r\nCache-Control: no-store\r\nConnection: close\r\n"
    b"Content-Type: multipart/x-mixed-replace; boundary=" + BOUNDARY + b"\r\n\r\n"
)
_REQUEST_S = 5.0
_LONGEST_REQUEST = 4096
_CATCH_UP_S = 0.1
"""A picture that was late is made up for, as a camera's own clock does; a long halt is not."""


@dataclass(frozen=True, slots=True)
class Send:
    """These bytes, then a rest. ``hang_up``: and then the line breaks."""

    data: bytes
    rest_s: float
    hang_up: bool = False


class MjpegServer:
    """Serves ``/stream.mjpg`` on a port that stays ours while the plug is out. All methods from any thread."""

    def __init__(self, next_part: Callable[[], Send]) -> None:
        self._next_part = next_part
        # Bound but never listening: keeps the number ours while the plug is out.
        self._holder = _loopback_socket(0)
        self._port = int(self._holder.getsockname()[1])
        self._lock = threading.Lock()
        self._out = threading.Event()
        self._listener: socket.socket | None = None
        self._viewers: dict[socket.socket, threading.Thread] = {}
        self._looking = 0
        self._doorman: threading.Thread | None = None
        self.plug()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/stream.mjpg"

    @property
    def viewers(self) -> int:
        """How many look at the pictures now: the camera is on when it is not 0."""
        with self._lock:
            return self._looking

    def plug(self) -> None:
        with self._lock:
            if self._listener is not None:
                return
            self._out = threading.Event()
            self._listener = _loopback_socket(self._port)
            self._listener.listen()
            self._doorman = threading.Thread(
                target=self._welcome, args=(self._listener, self._out), name="simulated-camera", daemon=True
            )
            self._doorman.start()

    def unplug(self) -> None:
        """Breaks every connection, and refuses new ones."""
        with self._lock:
            if self._listener is None or self._doorman is None:
                return
            self._out.set()
            _shut_down(self._listener)
            for viewer in self._viewers:
                _shut_down(viewer)
            threads = [self._doorman, *self._viewers.values()]
            listener, self._listener = self._listener, None
        for thread in threads:
            thread.join()
        listener.close()

    def close(self) -> None:
        self.unplug()
        self._holder.close()

    def _welcome(self, listener: socket.socket, out: threading.Event) -> None:
        while True:
            try:
                viewer, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                if out.is_set():
                    viewer.close()
                    return
                thread = threading.Thread(
                    target=self._serve, args=(viewer, out), name="simulated-camera", daemon=True
                )
                self._viewers[viewer] = thread
                thread.start()

    def _serve(self, viewer: socket.socket, out: threading.Event) -> None:
        # Whoever hangs up in the middle has seen enough.
        with contextlib.suppress(OSError):
            viewer.settimeout(_REQUEST_S)
            viewer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if viewer.recv(_LONGEST_REQUEST):
                self._count(1)
                try:
                    self._show(viewer, out)
                finally:
                    self._count(-1)
        with self._lock:
            del self._viewers[viewer]
        viewer.close()

    def _count(self, more: int) -> None:
        with self._lock:
            self._looking += more

    def _show(self, viewer: socket.socket, out: threading.Event) -> None:
        is_first = True
        due = time.monotonic()
        while not out.is_set():
            part = self._next_part()
            if part.data:
                viewer.sendall(_HEAD + part.data if is_first else part.data)
                is_first = False
            due = max(due, time.monotonic() - _CATCH_UP_S) + part.rest_s
            rest_s = max(0.0, due - time.monotonic())
            # Who has hung up is readable, with nothing to read; so is a line that the pulled plug has broken.
            if part.hang_up or (select.select([viewer], [], [], rest_s)[0] and not viewer.recv(1)):
                return


def picture_part(jpeg: bytes, rest_s: float) -> Send:
    """One whole picture."""
    return Send(_part_head(len(jpeg)) + jpeg + b"\r\n", rest_s)


def broken_part(jpeg: bytes) -> Send:
    """Half a picture, and the line breaks."""
    return Send(_part_head(len(jpeg)) + jpeg[: len(jpeg) // 2], 0.0, hang_up=True)


def _part_head(length: int) -> bytes:
    return b"--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % (BOUNDARY, length)


def _shut_down(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _loopback_socket(port: int) -> socket.socket:
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound
