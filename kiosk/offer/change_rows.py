"""Operators' changes as they lie in ``staff.db``; inside somebody's transaction. A damaged row counts as never made."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from kiosk.offer.change import Change, KeptChange, RowKind, place_of, read, written
from kiosk.staff.account import Actor, told_by
from kiosk.staff.tables import change as table
from kiosk.store.row import Columns, is_intact, milliseconds, moment, signed

NOT_UNDONE = table.c.undone_by.is_(None)


def latest_number(connection: Connection) -> int:
    """The number of the last change; 0 before the first."""
    return int(connection.execute(select(func.max(table.c.id))).scalar() or 0)


def keep(connection: Connection, change: Change, by: Actor, at: datetime) -> KeptChange:
    """As a new row."""
    number = latest_number(connection) + 1
    kind, subject = place_of(change, number)
    columns: Columns = {
        "id": number,
        "at": milliseconds(at),
        "actor": str(by.name),
        "role": None if by.role is None else str(by.role),
        "kind": str(kind),
        "subject": subject,
        "body": written(kind, change),
        "undone_by": None,
    }
    connection.execute(insert(table), signed(columns))
    return KeptChange(number, at, by.name, change)


def standing(connection: Connection, kinds: Sequence[RowKind]) -> Iterator[KeptChange]:
    """The last change of each subject that was not undone, of these kinds, in their order."""
    last = select(func.max(table.c.id)).where(table.c.kind.in_(kinds), NOT_UNDONE)
    of_each = last.group_by(table.c.kind, table.c.subject)
    return _kept(connection, select(table).where(table.c.id.in_(of_each)).order_by(table.c.id))


def newest(connection: Connection, limit: int) -> Iterator[KeptChange]:
    """The last changes, the latest first."""
    return _kept(connection, select(table).order_by(table.c.id.desc()).limit(limit))


def one(connection: Connection, number: int) -> KeptChange | None:
    return next(_kept(connection, select(table).where(table.c.id == number)), None)


def last_to_undo(connection: Connection) -> KeptChange | None:
    """The latest change that stands."""
    wanted = select(table).where(NOT_UNDONE, table.c.kind != RowKind.UNDO)
    return next(_kept(connection, wanted.order_by(table.c.id.desc()).limit(1)), None)


def follower(connection: Connection, kept: KeptChange) -> int | None:
    """The number of a later change of the same subject that stands."""
    kind, subject = place_of(kept.change, kept.id)
    later = select(func.min(table.c.id)).where(
        table.c.kind == str(kind), table.c.subject == subject, table.c.id > kept.id, NOT_UNDONE
    )
    found = connection.execute(later).scalar()
    return None if found is None else int(found)


def mark_undone(connection: Connection, number: int, by: int) -> None:
    row = connection.execute(select(table).where(table.c.id == number)).mappings().one()
    columns = {name: value for name, value in row.items() if name != "row_hash"}
    connection.execute(update(table).where(table.c.id == number), signed({**columns, "undone_by": by}))


def _kept(connection: Connection, wanted: Select[tuple[Any, ...]]) -> Iterator[KeptChange]:
    for row in connection.execute(wanted).mappings():
        kept = _outward(dict(row))
        if kept is not None:
            yield kept


def _outward(row: Mapping[str, Any]) -> KeptChange | None:
    change = read(row["kind"], row["body"]) if is_intact(row) else None
    if change is None:
        return None
    return KeptChange(row["id"], moment(row["at"]), told_by(row["actor"]), change, row["undone_by"])
