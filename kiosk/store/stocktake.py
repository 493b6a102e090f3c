"""Stocktaking at every start: files and rows are compared, and what a crash left half-done is brought to an end.

The table in ``sealed_files`` says what each find means. After the database was quarantined nothing is certain, so even
a pending application is taken in then: sending it twice is harmless (one id, one case), losing it is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, literal_column, select, update

from kiosk.envelope import manifest_hash
from kiosk.store.application_rows import application_row, attachment_rows
from kiosk.store.data_folder import DataFolder, make_private_folder, sync_folder
from kiosk.store.row import Columns, is_intact, milliseconds, signed
from kiosk.store.sealed_files import PENDING, Damage, SealedFile, SealedFiles, SealedHeader, is_application_id
from kiosk.store.states import OutboxState
from kiosk.store.tables import outbox, outbox_attachment


@dataclass(frozen=True, slots=True)
class Stocktake:
    """What was found. ``unreadable`` are files that nothing could be made of; they were set aside, not deleted."""

    mended: tuple[str, ...] = ()
    taken_in: tuple[str, ...] = ()
    needs_staff: tuple[str, ...] = ()
    settled: int = 0
    cleared_away: int = 0
    unreadable: tuple[str, ...] = ()

    @property
    def is_alarming(self) -> bool:
        """Whether staff should know: a row was damaged or lost, or a file cannot be read."""
        return bool(self.mended or self.taken_in or self.needs_staff or self.unreadable)


def needs_stocktake(folder: DataFolder, connection: Connection) -> bool:
    """Whether any file is there that a healthy, idle store would not have. A look only; cheap."""
    files = SealedFiles(folder)
    if next(iter(files.pending_ids()), None) is not None:
        return True
    held = _held(connection)
    return any(name not in held for name in files.settled_ids()) or bool(_unnamed(folder, connection))


def take_stock(
    folder: DataFolder, connection: Connection, now: datetime, aside: Path, uncertain: bool
) -> Stocktake:
    """Brings files and rows together, in the caller's transaction and under the folder's exclusive lock.

    What is unreadable goes to the folder ``aside``. Files are deleted before the commit: should that fail, the same
    finds are made again. Raises OSError and SQLAlchemy's errors.
    """
    files = SealedFiles(folder)
    mended = mend_damaged_rows(folder, connection, now)
    are_names_sure = _mend_names(folder, connection)
    states = connection.execute(select(outbox.c.id, outbox.c.state))
    known = {str(name): OutboxState(state) for name, state in states}
    settled = cleared = 0
    promised = set(files.settled_ids())
    for name in sorted(files.pending_ids()):
        if (
            name in promised
            or known.get(name) is OutboxState.PURGED
            or not (name in known or uncertain or mended)
        ):
            (folder.sealed / f"{name}{PENDING}").unlink()
            cleared += 1
        else:
            files.settle(name)
            promised.add(name)
            settled += 1
    for name in promised:
        if known.get(name) is OutboxState.PURGED:
            (folder.sealed / name).unlink()
            cleared += 1
    found = _take_in(folder, connection, sorted(promised - set(known)), now)
    sync_folder(folder.sealed)
    leftovers = _unnamed(folder, connection)
    if found.unreadable or (leftovers and not are_names_sure):
        # Some of the attachments that no row names may belong to what cannot be read.
        _set_aside(
            aside, [folder.sealed / n for n in found.unreadable] + [folder.attachments / n for n in leftovers]
        )
    else:
        for name in leftovers:
            (folder.attachments / name).unlink()
        cleared += len(leftovers)
    sync_folder(folder.attachments)
    return Stocktake(mended, found.queued, found.needs_staff, settled, cleared, found.unreadable)


def rebuild(connection: Connection, file: SealedFile, damage: Damage | None, now: datetime) -> None:
    """The row anew from the sealed file: queued, or for staff where the files have a ``damage``."""
    header = file.header
    connection.execute(delete(outbox_attachment).where(outbox_attachment.c.application_id == header.id))
    connection.execute(delete(outbox).where(outbox.c.id == header.id))
    connection.execute(insert(outbox), application_row(header, now, damage))
    name_attachments(connection, header)


def name_attachments(connection: Connection, header: SealedHeader) -> None:
    """The rows that say which attachments belong to an application; there must be none yet."""
    if header.attachments:
        connection.execute(insert(outbox_attachment), attachment_rows(header))


def mend_damaged_rows(folder: DataFolder, connection: Connection, now: datetime) -> tuple[str, ...]:
    """Every row whose hash is wrong: made anew from its sealed file, else kept as it is and handed to staff.

    In the caller's write transaction. Returns the ids as they stand in the damaged rows.
    """
    every = connection.execute(select(literal_column("rowid").label("rowid"), outbox)).mappings()
    damaged: list[str] = []
    for found in every.all():
        columns = {name: value for name, value in found.items() if name != "rowid"}
        if not is_intact(columns):
            damaged.append(str(columns["id"]))
            _mend(folder, connection, int(found["rowid"]), columns, now)
    if damaged:
        # A flipped bit in an id leaves the sealed file of the true id without its row.
        known = set(connection.execute(select(outbox.c.id)).scalars())
        _take_in(folder, connection, sorted(set(SealedFiles(folder).settled_ids()) - known), now)
    return tuple(damaged)


def _mend_names(folder: DataFolder, connection: Connection) -> bool:
    """Which attachments belong to whom, checked against the manifest and mended; whether all of it is sure now."""
    named: dict[str, list[tuple[str, int]]] = {}
    for row in connection.execute(
        select(outbox_attachment).order_by(outbox_attachment.c.position)
    ).mappings():
        named.setdefault(str(row["application_id"]), []).append((str(row["sha256"]), int(row["size"])))
    are_sure = True
    unpurged = select(outbox).where(outbox.c.state != OutboxState.PURGED.value)
    for row in connection.execute(unpurged).mappings().all():
        name = str(row["id"])
        if row["manifest_hash"] == manifest_hash(
            name, row["item"], row["envelope_sha256"], named.get(name, [])
        ):
            continue
        file = SealedFiles(folder).open(name)
        if isinstance(file, SealedFile) and file.header.manifest_hash == row["manifest_hash"]:
            connection.execute(delete(outbox_attachment).where(outbox_attachment.c.application_id == name))
            name_attachments(connection, file.header)
        else:
            are_sure = False
    return are_sure


def _mend(folder: DataFolder, connection: Connection, rowid: int, columns: Columns, now: datetime) -> None:
    name = str(columns["id"])
    files = SealedFiles(folder)
    file = files.open(name) if is_application_id(name) else Damage.SEALED_MISSING
    if isinstance(file, SealedFile):
        rebuild(connection, file, file.damage or files.missing_attachment(file.header), now)
        return
    changed: Columns = {
        "state": OutboxState.NEEDS_STAFF.value,
        "last_error": Damage.ROW_DAMAGED.value,
        "updated_at": milliseconds(now),
        "next_attempt_at": None,
    }
    kept = signed({**columns, **changed})
    connection.execute(update(outbox).where(literal_column("rowid") == rowid).values(kept))


@dataclass(frozen=True, slots=True)
class _TakenIn:
    queued: tuple[str, ...]
    needs_staff: tuple[str, ...]
    unreadable: tuple[str, ...]


def _take_in(folder: DataFolder, connection: Connection, names: Sequence[str], now: datetime) -> _TakenIn:
    files = SealedFiles(folder)
    queued: list[str] = []
    needs_staff: list[str] = []
    unreadable: list[str] = []
    for name in names:
        file = files.open(name) if is_application_id(name) else Damage.HEADER_DAMAGED
        if isinstance(file, Damage):
            unreadable.append(name)
            continue
        damage = file.damage or files.missing_attachment(file.header)
        rebuild(connection, file, damage, now)
        (queued if damage is None else needs_staff).append(name)
    return _TakenIn(tuple(queued), tuple(needs_staff), tuple(unreadable))


def _held(connection: Connection) -> set[str]:
    unpurged = select(outbox.c.id).where(outbox.c.state != OutboxState.PURGED.value)
    return {str(name) for name in connection.execute(unpurged).scalars()}


def _unnamed(folder: DataFolder, connection: Connection) -> list[str]:
    unpurged = (
        select(outbox_attachment.c.sha256)
        .join(outbox, outbox.c.id == outbox_attachment.c.application_id)
        .where(outbox.c.state != OutboxState.PURGED.value)
    )
    named = {str(sha256) for sha256 in connection.execute(unpurged).scalars()}
    return sorted(path.name for path in folder.attachments.iterdir() if path.name not in named)


def _set_aside(aside: Path, paths: list[Path]) -> None:
    make_private_folder(aside)
    for path in paths:
        path.rename(aside / path.name)
    sync_folder(aside)
