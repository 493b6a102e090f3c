"""Opening the station's store: checked first, made or mended where needed, and never a promise lost on the way.

In order: the database is examined (``quick_check``, schema); a damaged one is quarantined and a fresh one filled from
what can be read and from the sealed files; files and rows are compared; the ballast is laid.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.ballast import Ballast
from kiosk.store.data_folder import DataFolder, sync_folder
from kiosk.store.database import Database, connect
from kiosk.store.disk_faults import disk_faults, sqlite_fault
from kiosk.store.quarantine import (
    Reason,
    new_room,
    rows_lost,
    set_aside,
    take_over,
    unfinished,
    write_report,
)
from kiosk.store.schema import HEAD, REVISIONS, revision_of, upgrade
from kiosk.store.stocktake import needs_stocktake, take_stock

MEBIBYTE = 1 << 20
FLOOR_BYTES = 64 * MEBIBYTE
BALLAST_BYTES = 4 * MEBIBYTE
BUSY_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class _Sound:
    pass


@dataclass(frozen=True, slots=True)
class _Older:
    """Or none yet: a station's first start."""


@dataclass(frozen=True, slots=True)
class _Damaged:
    reason: Reason


_Condition = _Sound | _Older | _Damaged


def open_database(
    data: Path,
    *,
    floor_bytes: int = FLOOR_BYTES,
    ballast_bytes: int = BALLAST_BYTES,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    now: datetime | None = None,
) -> Database:
    """The store below ``data``, ready for use; several processes may open it at once.

    Below ``floor_bytes`` of free disk no application is taken; ``busy_timeout_s`` is how long a writer waits for
    another. Raises EnvironmentFault: STORE_FAILED where disk or file system will not serve, DISK_FULL where there is
    not even room to make it. Damage is no fault here: see ``quarantine.quarantined`` for what was set aside.
    """
    folder = DataFolder(data)
    at = now or datetime.now(UTC)
    ballast = Ballast(folder, ballast_bytes, floor_bytes)
    database = Database(folder, ballast, busy_timeout_s)
    try:
        with disk_faults():
            folder.prepare()
            try:
                _open(database, busy_timeout_s, at)
            except EnvironmentFault as fault:
                if fault.code is not FaultCode.STORE_DAMAGED:
                    raise
                # Damage that only showed at work (in an index, say): the database is marked, and now quarantined.
                _open(database, busy_timeout_s, at)
            ballast.lay()
    except BaseException:
        database.close()
        raise
    return database


def _open(database: Database, busy_timeout_s: float, now: datetime) -> None:
    folder = database.folder
    with folder.shared():
        condition = _examine(folder, busy_timeout_s)
    if not isinstance(condition, _Sound):
        with folder.exclusive():
            # Another process may have been quicker.
            _make_sound(database, _examine(folder, busy_timeout_s), now)
    _compare_files_and_rows(database, now)


def _examine(folder: DataFolder, busy_timeout_s: float) -> _Condition:
    path = folder.database
    expected = any(folder.sealed.iterdir()) or bool(unfinished(folder))
    if not path.exists():
        return _Damaged(Reason.MISSING) if expected else _Older()
    if not path.is_file():
        return _Damaged(Reason.NOT_A_FILE)
    if folder.suspect.exists():
        return _Damaged(Reason.MALFORMED)
    try:
        with closing(connect(path, busy_timeout_s)) as connection:
            revision = revision_of(connection)
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return _Damaged(_reason_of(error))
    except UnicodeDecodeError:
        return _Damaged(
            Reason.MALFORMED
        )  # the driver stumbles over SQLite's message, which quotes the damaged bytes
    if verdict != "ok":
        return _Damaged(Reason.MALFORMED)
    if revision is None:
        return _Damaged(Reason.MISSING) if expected else _Older()
    if revision not in REVISIONS:
        return _Damaged(Reason.SCHEMA_UNKNOWN)
    return _Sound() if revision == HEAD else _Older()


def _reason_of(error: sqlite3.DatabaseError) -> Reason:
    fault = sqlite_fault(error)
    if fault is not None and fault.code is not FaultCode.STORE_DAMAGED:
        raise error
    not_one = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
    return Reason.NOT_A_DATABASE if not_one else Reason.MALFORMED


def _make_sound(database: Database, condition: _Condition, now: datetime) -> None:
    match condition:
        case _Sound():
            return
        case _Older():
            _make_file(database.folder)
            with database.transaction() as connection:
                upgrade(connection)
        case _Damaged(reason):
            _quarantine(database, reason, now)


def _quarantine(database: Database, reason: Reason, now: datetime) -> None:
    folder = database.folder
    database.close()
    database.ballast.give_up()  # room to copy and to fill; it is laid anew at the end
    room = new_room(folder, now)
    set_aside(folder, room)
    folder.suspect.unlink(missing_ok=True)
    _make_file(folder)
    rooms = unfinished(folder)
    with database.transaction() as connection:
        upgrade(connection)
        report = take_over(folder, connection, rooms, reason, now)
    for each in rooms:
        write_report(each, report)


def _compare_files_and_rows(database: Database, now: datetime) -> None:
    folder = database.folder
    with database.reading() as connection:
        if not needs_stocktake(folder, connection):
            return
    with folder.exclusive():
        # A damaged index hides rows, and files whose rows are hidden look left over: look before anything is deleted.
        database.check_integrity()
        room = new_room(folder, now)
        with database.transaction() as connection:
            stock = take_stock(folder, connection, now, room, uncertain=False)
        if stock.is_alarming:
            room.mkdir(mode=0o700, exist_ok=True)
            write_report(room, rows_lost(stock, now))


def _make_file(folder: DataFolder) -> None:
    if not folder.database.exists():
        os.close(os.open(folder.database, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        sync_folder(folder.root)
