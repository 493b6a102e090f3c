"""The outbox's rows as they are read and written; inside a transaction of the caller's, on the caller's thread."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from kiosk.store.row import Columns, milliseconds, signed
from kiosk.store.tables import outbox


def rows(connection: Connection, wanted: ColumnElement[bool], limit: int | None = None) -> list[Columns]:
    ordered = select(outbox).where(wanted).order_by(outbox.c.next_attempt_at, outbox.c.id).limit(limit)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def one_row(connection: Connection, application_id: str) -> Columns | None:
    found = rows(connection, outbox.c.id == application_id)
    return found[0] if found else None


def store(connection: Connection, columns: Columns, now: datetime) -> None:
    whole = signed({**columns, "updated_at": milliseconds(now)})
    connection.execute(update(outbox).where(outbox.c.id == columns["id"]).values(whole))
