"""A network cable that can be cut: a relay on the loopback between the kiosk and its platform.

Cut, it closes every connection and refuses new ones, as an unplugged line does after the system has noticed; the fault
``black_hole`` takes connections and never answers, as a dead router does.
"""

import contextlib
import selectors
import socket
import threading
from collections.abc import Mapping, Sequence

from devices.simulation import Answer, UnknownVerb

_CHUNK = 64 * 1024


class SimulatedCable:
    """One cable to ``target`` (host, port); implements ``devices.simulation.Simulator``. Any thread."""

    name = "network"

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._cut = False
        self._black_hole = False
        self._closed = False
        self._open: set[socket.socket] = set()
        self._listener = self._listen(0)
        self._port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(
            target=self._accept, args=(self._listener,), name="cable", daemon=True
        )
        self._thread.start()

    def address(self) -> Mapping[str, str | int]:
        return {"host": "127.0.0.1", "port": self._port}

    def verbs(self) -> Mapping[str, str]:
        return {
            "state": "whether the cable is whole",
            "cut": "cuts the cable",
            "mend": "mends the cable",
            "fault": "NAME drills a fault until clear",
            "clear": "ends every fault and mends the cable",
        }

    def faults(self) -> Mapping[str, str]:
        return {
            "cut": "connections are closed, new ones refused",
            "black_hole": "connections are taken and never answered",
        }

    def perform(self, verb: str, words: Sequence[str]) -> Answer:
        match verb, list(words):
            case "state", []:
                return {"cut": self._cut, "black_hole": self._black_hole}
            case ("cut", []) | ("fault", ["cut"]):
                self.cut()
            case (("mend" | "clear"), []):
                self.mend()
            case "fault", ["black_hole"]:
                with self._lock:
                    self._black_hole = True
                    self._drop_all()
            case _:
                raise UnknownVerb(
                    f"the network knows {', '.join(self.verbs())}; faults are {', '.join(self.faults())}"
                )
        return None

    def cut(self) -> None:
        with self._lock:
            if self._cut or self._closed:
                return
            self._cut = True
            self._stop_listening()
            self._drop_all()

    def mend(self) -> None:
        """Whole again, at the same address."""
        with self._lock:
            self._black_hole = False
            if not self._cut or self._closed:
                return
            self._cut = False
            self._listener = self._listen(self._port)
            threading.Thread(target=self._accept, args=(self._listener,), name="cable", daemon=True).start()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._stop_listening()
            self._drop_all()

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port), reuse_port=False)

    def _stop_listening(self) -> None:
        # Closing alone does not wake a thread that waits in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _drop_all(self) -> None:
        for end in self._open:
            # A thread may be reading from it: shutdown wakes that thread, which closes it.
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return  # cut or closed
            threading.Thread(target=self._relay, args=(near,), name="cable-connection", daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        with near:
            if self._black_hole:
                self._swallow(near)
                return
            try:
                far = socket.create_connection(self._target, timeout=5)
            except OSError:
                return
            with far:
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    if self._cut or self._closed:
                        return
                    self._open |= {near, far}
                self._copy(near, far)
                with self._lock:
                    self._open -= {near, far}

    def _swallow(self, near: socket.socket) -> None:
        with self._lock:
            self._open.add(near)
        with contextlib.suppress(OSError):
            while near.recv(_CHUNK):
                pass

    @staticmethod
    def _copy(near: socket.socket, far: socket.socket) -> None:
        far.settimeout(None)
        with selectors.DefaultSelector() as ready:
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in ready.select():
                    source, sink = key.fileobj, key.data
                    if not isinstance(source, socket.socket):
                        continue
                    try:
                        data = source.recv(_CHUNK)
                        if not data:
                            return
                        sink.sendall(data)
                    except OSError:
                        return
