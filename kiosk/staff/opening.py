"""Opening the staff's records: checked first, made where missing; damaged ones are set aside and the station goes on.

What was damaged, or is not there although the audit log's anchor says that it was, is moved to ``quarantine/<time>/``
with a report, as the store of applications does it, and the log goes on where the anchor says with an entry that
tells of it. Nobody can sign in then until a technician has added the accounts again on the command line.
"""

import logging
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from config.faults import FaultCode
from kiosk.staff.account import STATION
from kiosk.staff.audit_anchor import BEGINNING
from kiosk.staff.audit_event import Action, Event, Word
from kiosk.staff.records import Records, StaffFolder
from kiosk.staff.tables import FIRST_TABLES, SCHEMA_VERSION, metadata
from kiosk.store.ballast import Ballast
from kiosk.store.data_folder import make_private_folder, sync_folder
from kiosk.store.database import Database, connect
from kiosk.store.disk_faults import disk_faults, sqlite_fault
from kiosk.store.quarantine import QuarantineReport, Reason, new_room, write_report

BUSY_TIMEOUT_S = 5.0
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_log = logging.getLogger("staff")


class _Fit(StrEnum):
    SOUND = "sound"
    NEW = "new"
    OLDER = "older"
    """Sound, of version 1: tables are to be added."""


def open_records(
    data: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S, now: datetime | None = None
) -> Records:
    """The staff's records below ``data``; several processes may open them at once.

    ``busy_timeout_s`` is how long a writer waits for another. Raises EnvironmentFault: STORE_FAILED where disk or file
    system will not serve, DISK_FULL where there is not even room to make them. Damage is no fault here: it is logged
    as an error, and stands among ``kiosk.store.quarantine.quarantined``.
    """
    folder = StaffFolder(data)
    database = Database(folder, Ballast(folder, 0, 0), busy_timeout_s)
    records = Records(folder, database)
    try:
        with disk_faults():
            folder.prepare()
            with folder.shared():
                condition = _examine(folder, busy_timeout_s)
            if condition is not _Fit.SOUND:
                _make_sound(records, database, busy_timeout_s, now or datetime.now(UTC))
    except BaseException:
        records.close()
        raise
    return records


def _examine(folder: StaffFolder, busy_timeout_s: float) -> _Fit | Reason:
    path = folder.database
    if not path.exists():
        began = folder.anchor.path.exists() and folder.anchor.read() != BEGINNING
        return Reason.MISSING if began else _Fit.NEW
    if not path.is_file():
        return Reason.NOT_A_FILE
    if folder.suspect.exists():
        return Reason.MALFORMED
    try:
        with closing(connect(path, busy_timeout_s)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            names = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        fault = sqlite_fault(error)
        if fault is not None and fault.code is not FaultCode.STORE_DAMAGED:
            raise
        not_one = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
        return Reason.NOT_A_DATABASE if not_one else Reason.MALFORMED
    except UnicodeDecodeError:
        return Reason.MALFORMED  # the driver stumbles over SQLite's message, which quotes the damaged bytes
    if verdict != "ok":
        return Reason.MALFORMED
    if version == 0 and not names:
        return _Fit.NEW if folder.anchor.read() in (None, BEGINNING) else Reason.MISSING
    if version == 1 and names >= FIRST_TABLES:
        return _Fit.OLDER
    if version != SCHEMA_VERSION:
        return Reason.SCHEMA_UNKNOWN
    return _Fit.SOUND if names >= set(metadata.tables) else Reason.MALFORMED


def _make_sound(records: Records, database: Database, busy_timeout_s: float, now: datetime) -> None:
    folder = records.folder
    with folder.exclusive():
        condition = _examine(folder, busy_timeout_s)  # another process may have been quicker
        if condition is _Fit.SOUND:
            return
        if isinstance(condition, Reason):
            _set_aside(folder, condition, now)
        elif condition is _Fit.NEW and folder.anchor.read() is None:
            # Before the first entry, so that a log without an anchor is never an innocent one.
            folder.anchor.write(BEGINNING)
        _make(folder, database)
    if isinstance(condition, Reason):
        _log.error("the staff's records were set aside (%s): add the accounts again", condition)
        records.record(Event(Action.RECORDS_SET_ASIDE, STATION, now, detail={Word.REASON: condition}))


def _set_aside(folder: StaffFolder, reason: Reason, now: datetime) -> None:
    room = new_room(folder, now)
    make_private_folder(room)
    report = QuarantineReport(
        at=now, reason=reason, rows_salvaged=0, ratings_salvaged=0, taken_in=(), needs_staff=(), unreadable=()
    )
    # The report goes first: a folder without one is to the store an interrupted quarantine of its own.
    write_report(room, report)
    for ending in _SIDE_FILES:
        path = folder.root / f"staff.db{ending}"
        if path.exists():
            path.rename(room / path.name)
    folder.suspect.unlink(missing_ok=True)
    for changed in (room, folder.quarantine, folder.root):
        sync_folder(changed)


def _make(folder: StaffFolder, database: Database) -> None:
    if not folder.database.exists():
        os.close(os.open(folder.database, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        sync_folder(folder.root)
    with database.transaction() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
