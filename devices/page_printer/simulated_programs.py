"""The real programs behind a simulated printer: started in a private folder, and gone with us however we end.

Needs the Debian packages cups-ipp-utils (ippeveprinter), dbus-daemon and util-linux (setpriv). No root, no Avahi.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

_ATTEMPTS = 5
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder made there is private (mkdtemp), and never reaches the disk


class ProgramsMissing(Exception):
    """The simulated printer cannot run here; the text says which Debian package is missing, or what went wrong."""


class SimulatedPrograms:
    """ippeveprinter on 127.0.0.1:`port`, switched on and off like a printer. Any thread, one call at a time.

    The folder (0700, in memory where the system has /dev/shm) is deleted by `close`, or when this process dies.
    """

    def __init__(self) -> None:
        """Switched off. Raises ProgramsMissing."""
        for program, package in _PACKAGES.items():
            if shutil.which(program, path=_PATH) is None:
                raise ProgramsMissing(f"{program} is missing; install it with: apt install {package}")
        memory = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="jinban-page-printer-", dir=memory))
        self._lock = threading.Lock()
        self.port = _free_port()
        keeper = Path(__file__).with_name("simulated_keeper.py")
        self._keeper = subprocess.Popen(
            [sys.executable, "-I", "-S", str(keeper), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )

    @property
    def press_socket(self) -> Path:
        """Where the print command looks for the press."""
        return self.folder / "press"

    @property
    def pid(self) -> int:
        """Of the keeper."""
        return self._keeper.pid

    def switch_on(self) -> None:
        """Returns when it answers (0.1 s). Raises ProgramsMissing when it does not come up."""
        answer = ""
        for _ in range(_ATTEMPTS):
            answer = self._say(f"on {self.port}")
            if answer == "up":
                return
            self.port = _free_port()
        raise ProgramsMissing(f"ippeveprinter does not start: {answer}")

    def switch_off(self) -> None:
        """As if the plug were pulled: its jobs are forgotten."""
        self._say("off")

    def close(self) -> None:
        """May be called twice."""
        with self._lock:
            if self._keeper.stdin is not None and not self._keeper.stdin.closed:
                self._keeper.stdin.close()
            self._keeper.wait()
            if self._keeper.stdout is not None:
                self._keeper.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _say(self, words: str) -> str:
        with self._lock:
            if self._keeper.stdin is None or self._keeper.stdout is None or self._keeper.stdin.closed:
                return "closed"
            try:
                self._keeper.stdin.write(words.encode() + b"\n")
                return self._keeper.stdout.readline().decode().strip()
            except BrokenPipeError:
                return "its keeper was killed"


_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_PACKAGES = {"ippeveprinter": "cups-ipp-utils", "dbus-daemon": "dbus-daemon", "setpriv": "util-linux"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
