"""What can still be read of a damaged database is taken over row by row, if its hash is right.

Read from a copy: opening a database with a WAL changes it, and the damaged one is evidence. A row that cannot be read,
or whose hash is wrong, is no loss by itself: its sealed file brings the application back as queued.
"""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import insert

from kiosk.store.data_folder import DataFolder, make_private_folder
from kiosk.store.row import Columns, is_intact, milliseconds, signed
from kiosk.store.sealed_files import Damage, SealedFile, SealedFiles, is_application_id
from kiosk.store.states import OutboxState
from kiosk.store.stocktake import name_attachments
from kiosk.store.tables import outbox, rating

_PROBES_BEYOND_LAST = 1_000
"""Rows behind a damaged page are looked for one by one, this many rowids beyond the last that could be read."""

_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The second is the driver stumbling over a message of SQLite's that quotes damaged bytes."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    rows: int = 0
    ratings: int = 0


def salvage(folder: DataFolder, connection: Connection, room: Path, now: datetime) -> Salvaged:
    """Takes over into the fresh database what ``room`` still holds. Raises OSError and SQLAlchemy's errors."""
    copy = room / "copy"
    make_private_folder(copy)
    try:
        for name in ("kiosk.db", "kiosk.db-wal"):
            if (room / name).is_file():
                shutil.copyfile(room / name, copy / name)
        if not (copy / "kiosk.db").is_file():
            return Salvaged()
        with closing(sqlite3.connect(copy / "kiosk.db", isolation_level=None)) as damaged:
            damaged.text_factory = lambda stored: stored.decode("utf-8", "backslashreplace")
            damaged.execute("PRAGMA trusted_schema = OFF")
            return Salvaged(
                rows=sum(_take_over_row(folder, connection, row, now) for row in _readable(damaged, outbox)),
                ratings=sum(_take_over_rating(connection, row) for row in _readable(damaged, rating)),
            )
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return Salvaged()  # a dead sector; the report shows the zeros, and the sealed files are still to come
    finally:
        shutil.rmtree(copy)


def _take_over_row(folder: DataFolder, connection: Connection, columns: Columns, now: datetime) -> bool:
    name = str(columns["id"])
    file = SealedFiles(folder).open(name) if is_application_id(name) else Damage.SEALED_MISSING
    purged = columns["state"] == OutboxState.PURGED
    if not purged and columns["state"] != OutboxState.RECEIPTED:
        if isinstance(file, SealedFile) and file.header.manifest_hash != columns["manifest_hash"]:
            file = Damage.SEALED_DAMAGED
        damage = file if isinstance(file, Damage) else file.damage
        damage = damage or (
            SealedFiles(folder).missing_attachment(file.header) if isinstance(file, SealedFile) else None
        )
        if damage is not None:
            lost: Columns = {
                "state": OutboxState.NEEDS_STAFF.value,
                "last_error": damage.value,
                "next_attempt_at": None,
                "updated_at": milliseconds(now),
            }
            columns = signed({**columns, **lost})
    if connection.execute(insert(outbox).on_conflict_do_nothing(), columns).rowcount == 0:
        return False  # a newer quarantine has already told how this one stands
    if isinstance(file, SealedFile) and not purged:
        name_attachments(connection, file.header)
    return True


def _take_over_rating(connection: Connection, columns: Columns) -> bool:
    return connection.execute(insert(rating).on_conflict_do_nothing(), columns).rowcount == 1


def _readable(damaged: sqlite3.Connection, table: Table) -> Iterator[Columns]:
    """Every row with a right hash. Where a page is damaged, rowids are tried one by one until reading works again."""
    names = [column.name for column in table.columns]
    # The names are our own, from the table's declaration.
    row_after = f"SELECT rowid, {', '.join(names)} FROM {table.name} WHERE rowid > ? ORDER BY rowid LIMIT 1"  # noqa: S608
    last = probes = 0
    end = _last_rowid(damaged, table)
    while last < end or probes < _PROBES_BEYOND_LAST:
        try:
            found = damaged.execute(row_after, (last,)).fetchone()
        except _UNREADABLE:
            last, probes = last + 1, probes + 1
            continue
        if found is None:
            return
        last, probes = int(found[0]), 0
        columns: Columns = dict(zip(names, found[1:], strict=True))
        if is_intact(columns):
            yield columns


def _last_rowid(damaged: sqlite3.Connection, table: Table) -> int:
    try:
        found = damaged.execute(f"SELECT max(rowid) FROM {table.name}").fetchone()  # noqa: S608  our own name
    except _UNREADABLE:
        return 0
    return int(found[0] or 0)
