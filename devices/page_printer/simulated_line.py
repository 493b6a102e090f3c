"""The simulated printer's network cable: a TCP relay on a port of its own, which can be cut and can lie.

| mood | what a caller finds |
|---|---|
| ``OPEN`` | the printer |
| ``SILENT`` | takes everything, answers nothing |
| ``GARBAGE`` | one after another: a web page with status 200, noise that calls itself IPP, status 500, noise |
| ``CUT`` | nobody: connections are refused, those under way are reset |

Loopback only. All methods may be called from any thread.
"""

import contextlib
import itertools
import select
import socket
import struct
import threading
from collections.abc import Callable
from enum import Enum, auto

_CHUNK_BYTES = 64 * 1024
_HEAD_BYTES = 4096
_PRINT_JOB = b"\x00\x02"
_GARBAGE = itertools.cycle(
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<h1>Please log in here</h1>",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 8\r\n\r\n\x02\0\0\0\xff\xfe\x01\x47",
        b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x50\r\n",
    ]
)


class Mood(Enum):
    """What a caller finds."""

    OPEN = auto()
    SILENT = auto()
    GARBAGE = auto()
    CUT = auto()


class SimulatedLine:
    """From 127.0.0.1:`port` to wherever ``printer_port`` says at the time."""

    def __init__(self, printer_port: Callable[[], int]) -> None:
        self._printer_port = printer_port
        self._lock = threading.Lock()
        self._mood = Mood.OPEN
        self._loses_answer = False
        self._live: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self.port = 0
        self._listener = self._bound()
        self._listen()

    @property
    def mood(self) -> Mood:
        return self._mood

    def turn(self, mood: Mood) -> None:
        """From now on, also for the connections under way."""
        with self._lock:
            before, self._mood = self._mood, mood
            live = list(self._live)
            if mood is Mood.CUT and before is not Mood.CUT:
                _close(self._listener)
                self._listener = self._bound()  # keeps the port, and refuses
            elif before is Mood.CUT and mood is not Mood.CUT:
                self._listen()
        if mood is not Mood.OPEN:
            for connection in live:
                _reset(connection)

    def lose_next_answer(self) -> None:
        """The next document reaches the printer; its answer does not come back, and the connection is reset."""
        with self._lock:
            self._loses_answer = True

    def forgive(self) -> None:
        """No answer gets lost any more."""
        with self._lock:
            self._loses_answer = False

    def close(self) -> None:
        self.turn(Mood.CUT)
        _close(self._listener)
        for thread in list(self._threads):
            thread.join()

    def _bound(self) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        self.port = listener.getsockname()[1]
        return listener

    def _listen(self) -> None:
        self._listener.listen()
        self._start(self._accept, self._listener)

    def _start(self, target: Callable[[socket.socket], None], connection: socket.socket) -> None:
        def run() -> None:
            try:
                target(connection)
            finally:
                self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="simulated-line", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._live.add(caller)
            self._start(self._serve, caller)

    def _serve(self, caller: socket.socket) -> None:
        with caller, contextlib.suppress(OSError):
            match self._mood:
                case Mood.OPEN:
                    self._relay(caller)
                case Mood.SILENT:
                    while caller.recv(_CHUNK_BYTES):
                        pass
                case Mood.GARBAGE:
                    caller.recv(_CHUNK_BYTES)
                    caller.sendall(next(_GARBAGE))
                    caller.shutdown(socket.SHUT_WR)
                    while caller.recv(_CHUNK_BYTES):
                        pass
                case Mood.CUT:
                    _reset(caller)
        with self._lock:
            self._live.discard(caller)

    def _relay(self, caller: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", self._printer_port())) as printer:
            other = {caller: printer, printer: caller}
            head, is_to_be_lost = b"", False
            while True:
                for ready in select.select([caller, printer], [], [])[0]:
                    data = ready.recv(_CHUNK_BYTES)
                    if not data:
                        return
                    if ready is caller:
                        head = (head + data)[:_HEAD_BYTES]
                        is_to_be_lost = is_to_be_lost or (_is_print_job(head) and self._take_lost_answer())
                    elif is_to_be_lost:
                        _reset(caller)
                        return
                    other[ready].sendall(data)

    def _take_lost_answer(self) -> bool:
        with self._lock:
            taken, self._loses_answer = self._loses_answer, False
            return taken


def _is_print_job(head: bytes) -> bool:
    """Whether this is the beginning of a Print-Job request (RFC 8010, 3.1), its body whole or in chunks."""
    headers, found, body = head.partition(b"\r\n\r\n")
    if found and b"chunked" in headers.lower():
        body = body.partition(b"\r\n")[2]
    return body[2:4] == _PRINT_JOB


def _reset(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)


def _close(listener: socket.socket) -> None:
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()
