"""The station's data folder: where everything lies, who may read it, and how a file reaches the platter.

Files are 0600 and folders 0700 whatever the umask; SQLite gives its ``-wal`` and ``-shm`` the mode of ``kiosk.db``.
Closing a file reaches the page cache only, and people pull the plug: a file is durable after its own fsync *and* the
fsync of the folder that names it.

Two locks of the operating system (flock on ``store.lock``) keep the processes of a station apart: whoever writes
holds it shared, for milliseconds; whoever replaces the database or clears away left-over files holds it alone.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.faults import EnvironmentFault, FaultCode

_POLL_S = 0.005
_LOCK_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The paths below one data folder. May be used from any thread."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "kiosk.db"

    @property
    def attachments(self) -> Path:
        return self.root / "attachments"

    @property
    def sealed(self) -> Path:
        return self.root / "sealed"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def ballast(self) -> Path:
        return self.root / "ballast"

    @property
    def suspect(self) -> Path:
        """There when SQLite met damage while at work; the next start quarantines the database."""
        return self.root / "kiosk.db.suspect"

    def mark_suspect(self) -> None:
        """Raises OSError."""
        os.close(os.open(self.suspect, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))

    def prepare(self) -> None:
        """Makes what is missing and closes to others what is there. Raises OSError."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.attachments, self.sealed, self.quarantine):
            make_private_folder(folder)
        os.close(os.open(self.root / "store.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        for file in (self.database, self.root / "store.lock"):
            if file.is_file():
                file.chmod(0o600)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """While a writer works, beside other writers. Raises EnvironmentFault when it has to wait too long."""
        with self._locked(fcntl.LOCK_SH):
            yield

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """While nobody else writes. Not re-entrant. Raises EnvironmentFault when it has to wait too long."""
        with self._locked(fcntl.LOCK_EX):
            yield

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        # A descriptor of its own each time: flock belongs to the open file, so threads would share one.
        descriptor = os.open(self.root / "store.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            deadline = time.monotonic() + _LOCK_DEADLINE_S
            while True:
                try:
                    fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > deadline:
                        raise EnvironmentFault(FaultCode.STORE_FAILED, "store.lock is held") from error
                    time.sleep(_POLL_S)
            yield
        finally:
            os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """A folder that only we can enter. Raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def write_file(path: Path, content: bytes) -> None:
    """The whole content in a file of mode 0600, synced; the folder is not. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable: files made, renamed and deleted in it. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
