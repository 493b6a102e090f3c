"""The simulated reader's own PC/SC service, as a process beside us; see ``private_service.py`` for what it does."""

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from devices.social_card.private_service import READERS

_PROGRAM = Path(__file__).with_name("private_service.py")
_PATIENCE_S = 10.0


class CannotSimulate(Exception):
    """This machine cannot run the simulated reader; the text says what is missing."""


class SimulatedService:
    """Runs from construction (about 50 ms) to `close`. May be used from any thread. Raises CannotSimulate.

    Ends with us, even when we are killed: the process at the other end of the line sees it close.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-pcscd-"))
        self._lock = threading.Lock()
        self._readers: tuple[str, ...] = ()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._line.settimeout(_PATIENCE_S)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", _PROGRAM, str(theirs.fileno()), self._folder],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            self.socket = self._understood(self._receive()[0])
        except CannotSimulate:
            self.close()
            raise

    def start(self, *readers: str) -> None:
        """(Re)starts the service with these readers of ``READERS``; about 10 ms. Raises CannotSimulate."""
        if unknown := set(readers) - set(READERS):
            raise ValueError(f"no such reader: {unknown}")
        self._ask(" ".join(("start", *readers)))

    def kill(self) -> None:
        """Ends the service as a crash would."""
        self._ask("kill")

    def connect_card(self, reader: str) -> socket.socket | None:
        """A connection to the driver of this reader; None when it is not there just now."""
        with self._lock:
            try:
                self._line.send(f"card {reader}".encode())
                _, descriptors = self._receive()
            except OSError:
                return None
        return socket.socket(fileno=descriptors[0]) if descriptors else None

    def close(self) -> None:
        """Ends the service and removes all that is left of it; may be called twice."""
        with self._lock:
            self._line.close()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, request: str) -> None:
        with self._lock:
            try:
                self._line.send(request.encode())
                answer, _ = self._receive()
            except OSError as gone:
                raise CannotSimulate("the process beside pcscd is gone") from gone
        self._understood(answer)

    def _receive(self) -> tuple[str, list[int]]:
        message, descriptors, _, _ = socket.recv_fds(self._line, 1024, 1)
        return message.decode(), descriptors

    def _understood(self, answer: str) -> str:
        word, _, rest = answer.partition(" ")
        if word != "ok":
            raise CannotSimulate(rest or "the process beside pcscd ended")
        return rest
