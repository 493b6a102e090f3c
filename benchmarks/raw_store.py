"""The floor under the outbox: the same rows and files by plain sqlite3 and plain system calls, as durable as ours.

No check, no sealing, no lock, no hash, no pool: only what the disk must see before "saved" may be said.
"""

import os
import sqlite3
from pathlib import Path

from kiosk.envelope import SealedApplication
from kiosk.store.application_rows import application_row, attachment_rows
from kiosk.store.sealed_files import pack, seal_up
from kiosk.store.tables import outbox, outbox_attachment


class RawStore:
    """A database with the outbox's tables (WAL, ``synchronous=FULL``) and two folders for the files."""

    def __init__(self, folder: Path, like: Path) -> None:
        """``like`` is a database of the store's, whose tables are made here too."""
        self._sealed, self._attachments = folder / "sealed", folder / "attachments"
        for made in (folder, self._sealed, self._attachments):
            made.mkdir(mode=0o700)
        self._connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = wal")
        self._connection.execute("PRAGMA synchronous = FULL")
        with sqlite3.connect(like) as model:
            tables = model.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        model.close()
        for (statement,) in tables:
            self._connection.execute(statement)

    def add(self, prepared: "Prepared") -> None:
        """One application, durable when this returns."""
        for name, content in prepared.attachments:
            write(self._attachments / f"{name}.tmp", content)
            (self._attachments / f"{name}.tmp").rename(self._attachments / name)
        pending = self._sealed / f"{prepared.name}.pending"
        write(pending, prepared.content)
        if prepared.attachments:
            sync(self._attachments)
        sync(self._sealed)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(_INSERT, prepared.row)
        self._connection.executemany(_INSERT_ATTACHMENT, prepared.attachment_rows)
        self._connection.execute("COMMIT")
        pending.rename(self._sealed / prepared.name)

    def close(self) -> None:
        self._connection.close()


class Prepared:
    """The bytes of one application as they reach the disk; made before the clock runs."""

    def __init__(self, application: SealedApplication) -> None:
        file = seal_up(application)
        self.name = application.id
        self.content = pack(file)
        self.attachments = [(one.sha256, one.content) for one in application.attachments]
        self.row = application_row(file.header, application.created_at)
        self.attachment_rows = attachment_rows(file.header)


def _names(columns: list[str]) -> str:
    return f"({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})"


_INSERT = f"INSERT INTO outbox {_names(outbox.columns.keys())}"
_INSERT_ATTACHMENT = f"INSERT INTO outbox_attachment {_names(outbox_attachment.columns.keys())}"


def write(path: Path, content: bytes) -> None:
    """A new file, on the platter but for its name."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)


def sync(folder: Path) -> None:
    """The names in a folder, on the platter."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(descriptor)
    os.close(descriptor)
