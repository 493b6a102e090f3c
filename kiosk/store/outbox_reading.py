"""What can be asked of the outbox: by the worker, the resident's "where is my application", doctor and the operator."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from kiosk.store.database import Database
from kiosk.store.row import Columns, OutboxRow, QueuedItem, is_intact, milliseconds, moment, outward, queued
from kiosk.store.states import SIGNED_FOR, UNSENT, OutboxState
from kiosk.store.tables import outbox

LONGEST_RETRY = timedelta(hours=1)
"""No retry lies further ahead; one that does was written by a clock that was wrong, and is due."""

LONGEST_QUESTION = timedelta(hours=24)
"""The same for asking the platform how a case stands."""


class OutboxReading:
    """Questions only; any thread. All raise EnvironmentFault when the disk or the database fails."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, application_id: str) -> OutboxRow | None:
        """One application. Raises EnvironmentFault(STORE_DAMAGED) for a damaged row: ``verify`` mends it."""
        with self.database.reading() as connection:
            found = connection.execute(select(outbox).where(outbox.c.id == application_id)).mappings().first()
        return None if found is None else outward(found)

    def list(self, *states: OutboxState, limit: int = 1000) -> list[OutboxRow]:
        """Applications in these states (all, if none is named), oldest first. Damaged rows are left out."""
        wanted = select(outbox).order_by(outbox.c.created_at, outbox.c.id).limit(limit)
        if states:
            wanted = wanted.where(outbox.c.state.in_([state.value for state in states]))
        with self.database.reading() as connection:
            return [outward(row) for row in connection.execute(wanted).mappings() if is_intact(row)]

    def due(self, now: datetime, limit: int) -> list[QueuedItem]:
        """What is to be sent now, the longest waiting first. A ``sending`` whose lease ran out is ``unknown``."""
        wanted = (
            select(outbox).where(is_due(now)).order_by(outbox.c.next_attempt_at, outbox.c.id).limit(limit)
        )
        with self.database.reading() as connection:
            return [as_due(dict(row)) for row in connection.execute(wanted).mappings()]
