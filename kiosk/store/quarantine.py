"""A damaged database is set aside, never deleted, and the station goes on with a fresh one in the same minute.

It is moved with its ``-wal`` and ``-shm`` to ``quarantine/<time>/``. From a copy of it every row is taken over that
SQLite can still read and whose hash is right; every sealed application without such a row is queued again, because the
platform makes one case of one id however often it comes. ``report.json`` beside the damaged files tells staff what
happened; a folder without it is an interrupted quarantine, and the next start carries on with it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection

from kiosk.store.data_folder import DataFolder, make_private_folder, sync_folder, write_file
from kiosk.store.salvage import salvage
from kiosk.store.stocktake import Stocktake, take_stock

_REPORT = "report.json"
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class Reason(StrEnum):
    """Why the database, or files, were set aside."""

    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    NOT_A_DATABASE = "not_a_database"
    MALFORMED = "malformed"
    SCHEMA_UNKNOWN = "schema_unknown"
    ROWS_LOST = "rows_lost"
    INTERRUPTED = "interrupted"


class QuarantineReport(BaseModel):
    """One entry for doctor. Counts and ids only."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: datetime
    reason: Reason
    rows_salvaged: int
    ratings_salvaged: int
    mended: tuple[str, ...] = ()
    taken_in: tuple[str, ...]
    needs_staff: tuple[str, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Where a damaged database lies, and what became of its content."""

    path: Path
    report: QuarantineReport


def quarantined(folder: DataFolder) -> list[Quarantined]:
    """Every quarantine of this station, oldest first; each is an alarm until staff have carried the folder away."""
    rooms = sorted(folder.quarantine.iterdir()) if folder.quarantine.is_dir() else []
    return [Quarantined(room, _report_of(room)) for room in rooms]


def unfinished(folder: DataFolder) -> list[Path]:
    """Quarantines that a crash interrupted, oldest first."""
    return [room for room in sorted(folder.quarantine.iterdir()) if not (room / _REPORT).exists()]


def new_room(folder: DataFolder, now: datetime) -> Path:
    """The path of a folder for one quarantine, named by its time (UTC); not made yet."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    room, count = folder.quarantine / stamp, 1
    while room.exists():
        room, count = folder.quarantine / f"{stamp}-{count}", count + 1
    return room


def set_aside(folder: DataFolder, room: Path) -> None:
    """Moves the damaged database. Raises OSError."""
    make_private_folder(room)
    for ending in _SIDE_FILES:
        path = folder.root / f"kiosk.db{ending}"
        if path.exists():
            path.rename(room / path.name)
    for changed in (room, folder.quarantine, folder.root):
        sync_folder(changed)


def take_over(
    folder: DataFolder, connection: Connection, rooms: list[Path], reason: Reason, now: datetime
) -> QuarantineReport:
    """Fills the fresh database from what was set aside and from the sealed files, in the caller's transaction."""
    rows = ratings = 0
    for room in reversed(rooms):  # the newest knows best
        found = salvage(folder, connection, room, now)
        rows, ratings = rows + found.rows, ratings + found.ratings
    stock = take_stock(folder, connection, now, rooms[-1], uncertain=True)
    return QuarantineReport(
        at=now,
        reason=reason,
        rows_salvaged=rows,
        ratings_salvaged=ratings,
        taken_in=stock.taken_in,
        needs_staff=stock.needs_staff,
        unreadable=stock.unreadable,
    )


def rows_lost(stock: Stocktake, now: datetime) -> QuarantineReport:
    """The report when the database is sound but lacked rows whose files were promised (a damaged WAL)."""
    return QuarantineReport(
        at=now,
        reason=Reason.ROWS_LOST,
        rows_salvaged=0,
        ratings_salvaged=0,
        mended=stock.mended,
        taken_in=stock.taken_in,
        needs_staff=stock.needs_staff,
        unreadable=stock.unreadable,
    )


def write_report(room: Path, report: QuarantineReport) -> None:
    """Ends a quarantine. Raises OSError."""
    temporary = room / f"{_REPORT}.tmp"
    write_file(temporary, report.model_dump_json(indent=1).encode())
    temporary.rename(room / _REPORT)
    sync_folder(room)


def _report_of(room: Path) -> QuarantineReport:
    try:
        return QuarantineReport.model_validate_json((room / _REPORT).read_bytes())
    except (FileNotFoundError, ValidationError):
        at = datetime.fromtimestamp(room.stat().st_mtime, UTC)
        return QuarantineReport(
            at=at,
            reason=Reason.INTERRUPTED,
            rows_salvaged=0,
            ratings_salvaged=0,
            taken_in=(),
            needs_staff=(),
            unreadable=(),
        )
