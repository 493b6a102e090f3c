"""The cable between a kiosk and its platform, as a TCP proxy that can be cut in every way a cable is cut."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import urlsplit


class Fault(Enum):
    CUT_UP = auto()
    """The kiosk's request gets through for ``after`` bytes, then the cable is cut."""
    CUT_DOWN = auto()
    """The platform has answered; ``after`` bytes of it get through, then the cable is cut."""
    BLACK_HOLE = auto()
    """Nothing gets through any more, and nobody is told."""
    TRICKLE = auto()
    """The answer comes one byte at a time."""
    RESET = auto()


@dataclass
class Cable:
    """Sound until `break_it`; every byte that passed is kept in ``seen``."""

    port: int = 0
    target: tuple[str, int] = ("127.0.0.1", 0)
    seen: bytearray = field(default_factory=bytearray)
    broken: int = 0
    """How many times the fault has struck."""
    _fault: Fault | None = None
    _after: int = 0
    _times: int = 0
    _where: bytes = b""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def break_it(
        self, fault: Fault, *, where: str = "POST /v1/submissions", after: int = 0, times: int = 1
    ) -> None:
        """Strikes the next ``times`` requests that begin like ``where``."""
        with self._lock:
            self._fault, self._where, self._after, self._times = fault, where.encode(), after, times

    def mend(self) -> None:
        with self._lock:
            self._times = 0

    def strikes(self, data: bytes) -> Fault | None:
        with self._lock:
            if self._times == 0 or self._where not in data:
                return None
            self._times -= 1
            self.broken += 1
            return self._fault

    @property
    def after(self) -> int:
        return self._after


@contextmanager
def cable_to(url: str) -> Iterator[Cable]:
    """A sound cable to the platform at ``url``."""
    parts = urlsplit(url)
    listener = socket.create_server(("127.0.0.1", 0))
    cable = Cable(listener.getsockname()[1], (parts.hostname or "", parts.port or 0))
    wires: list[_Wire] = []

    def accept() -> None:
        while True:
            try:
                kiosk, _ = listener.accept()
            except OSError:
                return
            wires.append(_Wire(cable, kiosk))

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield cable
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(5)
        for wire in wires:
            wire.cut()
            wire.join()


class _Wire:
    """One connection through the cable."""

    def __init__(self, cable: Cable, kiosk: socket.socket) -> None:
        self._cable = cable
        self._kiosk = kiosk
        self._platform = socket.create_connection(cable.target)
        self._fault: Fault | None = None
        self._threads = [
            threading.Thread(target=pump, daemon=True) for pump in (self._pump_up, self._pump_down)
        ]
        for thread in self._threads:
            thread.start()

    def cut(self) -> None:
        for end in (self._kiosk, self._platform):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def join(self) -> None:
        for thread in self._threads:
            thread.join(5)
        self._kiosk.close()
        self._platform.close()

    def _pump_up(self) -> None:
        try:
            while data := self._kiosk.recv(65536):
                self._cable.seen += data
                self._fault = self._fault or self._cable.strikes(data)
                match self._fault:
                    case Fault.CUT_UP:
                        self._platform.sendall(data[: self._cable.after])
                        break
                    case Fault.RESET:
                        self._kiosk.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        self._kiosk.close()
                        break
                    case Fault.BLACK_HOLE:
                        continue
                    case _:
                        self._platform.sendall(data)
        except OSError:  # the other direction has ended it
            pass
        self.cut()

    def _pump_down(self) -> None:
        try:
            while data := self._platform.recv(65536):
                match self._fault:
                    case Fault.CUT_DOWN:
                        self._kiosk.sendall(data[: self._cable.after])
                        break
                    case Fault.TRICKLE:
                        for byte in data:
                            self._kiosk.sendall(bytes((byte,)))
                            time.sleep(0.01)
                    case _:
                        self._cable.seen += data
                        self._kiosk.sendall(data)
        except OSError:  # the other direction has ended it
            pass
        self.cut()
