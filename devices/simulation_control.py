"""The remote control of simulated devices: a Unix socket through which ``jinban sim`` steers them.

One JSON line asks (``{"device": "id_card", "verb": "insert", "words": ["grandmother"]}``), one JSON line answers
(``{"ok": true, "answer": ...}`` or ``{"ok": false, "error": "..."}``). Every device knows the verbs ``verbs``,
``faults`` and ``address`` beside its own; the device named ``all`` knows ``devices``, which lists the others.

The socket's mode is 0600: whoever may steer devices is whoever runs them.
"""

import contextlib
import errno
import os
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from devices.simulation import Answer, Simulator, UnknownVerb

ALL_DEVICES = "all"
_LONGEST_LINE = 65536
_CLIENT_TIMEOUT_S = 5.0
_IDLE_S = 60.0


@dataclass(frozen=True, slots=True)
class Done:
    """The device did it; what it answered, as JSON values."""

    answer: JsonValue


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no such device or verb, or the words do not fit; the text says what would."""

    error: str


@dataclass(frozen=True, slots=True)
class NotRunning:
    """Nobody serves this socket."""


class AlreadyServed(Exception):
    """Another process serves this socket."""


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    device: str
    verb: str
    words: list[str] = []


class _Response(BaseModel):
    model_config = ConfigDict(strict=True)

    ok: bool
    answer: JsonValue = None
    error: str = ""


class ControlSocket:
    """Serves these simulators on this path, each connection in a thread of its own. Raises AlreadyServed.

    A socket left behind by a killed process is taken over. The path may be longer than the 107 bytes that a Unix
    socket's address holds.
    """

    def __init__(self, path: Path, simulators: Sequence[Simulator]) -> None:
        self._path = path
        self._simulators = {simulator.name: simulator for simulator in simulators}
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._is_closing = False
        self._listener = _listen(path)
        self._inode = path.stat().st_ino
        self._thread = threading.Thread(target=self._accept, name="simulation-control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends every connection and removes the socket; may be called twice. The simulators stay open."""
        with self._lock:
            if self._is_closing:
                return
            self._is_closing = True
            for connection in self._connections:
                _shut_down(connection)
        _shut_down(self._listener)
        self._thread.join()
        self._listener.close()
        with contextlib.suppress(FileNotFoundError):
            if self._path.stat().st_ino == self._inode:
                self._path.unlink()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._is_closing:
                    connection.close()
                    return
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # Whoever hangs up in the middle has no further wish.
        with connection, contextlib.suppress(OSError):
            connection.settimeout(_IDLE_S)
            with connection.makefile("rb") as lines:
                while line := lines.readline(_LONGEST_LINE):
                    connection.sendall(_answer(self._simulators, line).model_dump_json().encode() + b"\n")
        with self._lock:
            self._connections.discard(connection)


def send(path: Path, device: str, verb: str, words: Sequence[str] = ()) -> Done | Refused | NotRunning:
    """Steers one simulated device in another process; takes 5 s at most."""
    request = _Request(device=device, verb=verb, words=list(words))
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_CLIENT_TIMEOUT_S)
        try:
            with _short_address(path) as address:
                connection.connect(address)
            connection.sendall(request.model_dump_json().encode() + b"\n")
            with connection.makefile("rb") as lines:
                line = lines.readline(_LONGEST_LINE)
        except OSError:
            return NotRunning()
    if not line:
        return NotRunning()
    response = _Response.model_validate_json(line)
    return Done(response.answer) if response.ok else Refused(response.error)


def _answer(simulators: Mapping[str, Simulator], line: bytes) -> _Response:
    try:
        request = _Request.model_validate_json(line)
    except ValidationError:
        return _Response(ok=False, error='expected one line {"device": ..., "verb": ..., "words": [...]}')
    try:
        return _Response(ok=True, answer=_plain(_perform(simulators, request)))
    except UnknownVerb as unknown:
        return _Response(ok=False, error=str(unknown))


def _perform(simulators: Mapping[str, Simulator], request: _Request) -> Answer:
    if request.device == ALL_DEVICES:
        if request.verb == "devices":
            return list(simulators)
        raise UnknownVerb(f"{ALL_DEVICES} knows one verb: devices")
    simulator = simulators.get(request.device)
    if simulator is None:
        raise UnknownVerb(f"no simulated device {request.device}; there are: {', '.join(simulators)}")
    match request.verb:
        case "verbs":
            return simulator.verbs()
        case "faults":
            return simulator.faults()
        case "address":
            return simulator.address()
        case _:
            return simulator.perform(request.verb, request.words)


def _plain(answer: Answer) -> JsonValue:
    if isinstance(answer, Mapping):
        return dict(answer)
    if answer is None or isinstance(answer, str | int):
        return answer
    return list(answer)


def _listen(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    try:
        # Before bind: from its first moment on the socket's file is for its owner only.
        os.fchmod(listener.fileno(), 0o600)
        with _short_address(path) as address:
            try:
                listener.bind(address)
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                if _is_served(address):
                    raise AlreadyServed("another process serves this socket") from None
                path.unlink()
                listener.bind(address)
        listener.listen(8)
    except BaseException:
        listener.close()
        raise
    return listener


def _is_served(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(_CLIENT_TIMEOUT_S)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _shut_down(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _short_address(path: Path) -> Iterator[str]:
    """A name of 107 bytes at most for a socket in any folder: through the folder's descriptor."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
