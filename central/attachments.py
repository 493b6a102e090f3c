"""Sealed attachments as they came: files named by the SHA-256 of their ciphertext, durable before anybody is told.

The row says that a file was synced; the file itself is asked again whenever it is used, so that a lost or damaged one
is uploaded anew instead of missed later. May be used from any thread; raises EnvironmentFault as the disk fails.
"""

import hashlib
import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from central.database import Database
from central.tables import attachment
from kiosk.store.data_folder import make_private_folder, sync_folder, write_file
from kiosk.store.disk_faults import disk_faults
from kiosk.store.row import milliseconds
from sync.contract import AttachmentRef

_PART = ".part"
_PART_IS_LEFT_OVER_AFTER_S = 3600.0


class Attachments:
    """The ``attachments`` folder of the platform and its table."""

    def __init__(self, folder: Path, database: Database) -> None:
        with disk_faults():
            make_private_folder(folder)
            _clear_left_over(folder)
        self._folder = folder
        self._database = database

    def keep(self, sha256: str, content: bytes, station: str, received_at: datetime) -> AttachmentRef | None:
        """Durable when it returns; a repeat changes nothing. None when the content is not what its name says."""
        if hashlib.sha256(content).hexdigest() != sha256:
            return None
        if self.content(sha256, len(content)) is None:
            self._write(sha256, content)
        with disk_faults():
            sync_folder(self._folder)  # also when another thread has just renamed it and not come to this yet
        try:
            with self._database.writing() as connection:
                connection.execute(
                    insert(attachment).values(
                        sha256=sha256,
                        size=len(content),
                        station=station,
                        received_at=milliseconds(received_at),
                    )
                )
        except IntegrityError:
            pass  # known already: the same hash is the same content
        return AttachmentRef(sha256=sha256, size=len(content))

    def known(self, sha256: str) -> AttachmentRef | None:
        """What is here under this hash."""
        with self._database.reading() as connection:
            size = connection.execute(
                select(attachment.c.size).where(attachment.c.sha256 == sha256)
            ).scalar_one_or_none()
        with disk_faults():
            if size is None or not self._is_file_of(sha256, size):
                return None
        return AttachmentRef(sha256=sha256, size=size)

    def contents(self, wanted: Sequence[AttachmentRef]) -> dict[str, bytes]:
        """The sealed bytes by hash, of those that are here whole."""
        contents: dict[str, bytes] = {}
        for ref in wanted:
            known = self.known(ref.sha256)
            content = self.content(known.sha256, known.size) if known else None
            if content is not None:
                contents[ref.sha256] = content
        return contents

    def content(self, sha256: str, size: int) -> bytes | None:
        """The sealed bytes, or None when the file is not there or not whole."""
        with disk_faults():
            if not self._is_file_of(sha256, size):
                return None
            content = (self._folder / sha256).read_bytes()
        return content if hashlib.sha256(content).hexdigest() == sha256 else None

    def _is_file_of(self, sha256: str, size: int) -> bool:
        path = self._folder / sha256
        return path.is_file() and path.stat().st_size == size

    def _write(self, sha256: str, content: bytes) -> None:
        part = self._folder / f"{sha256}.{secrets.token_hex(8)}{_PART}"
        with disk_faults():
            try:
                write_file(part, content)
                part.rename(self._folder / sha256)
            except OSError:
                part.unlink(missing_ok=True)
                raise


def _clear_left_over(folder: Path) -> None:
    """Removes what a power cut left half written; a younger part may be another process's at work."""
    before = time.time() - _PART_IS_LEFT_OVER_AFTER_S
    for part in folder.glob(f"*{_PART}"):
        if part.stat().st_mtime < before:
            part.unlink(missing_ok=True)
