"""What can be asked of the outbox: by the resident's "where is my application", doctor and the operator."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.database import Database
from kiosk.store.due import LONGEST_QUESTION, has_come
from kiosk.store.row import OutboxRow, is_intact, moment, outward
from kiosk.store.sealed_files import Damage
from kiosk.store.states import SIGNED_FOR, UNSENT, OutboxState
from kiosk.store.tables import outbox


class OutboxReading:
    """Questions only; any thread. All raise EnvironmentFault when the disk or the database fails."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def get(self, application_id: str) -> OutboxRow | None:
        """One application; None if it was never here. A damaged row, until ``verify`` mends it, is STORE_DAMAGED."""
        with self.database.reading() as connection:
            found = connection.execute(select(outbox).where(outbox.c.id == application_id)).mappings().first()
        if found is not None and not is_intact(dict(found)):
            raise EnvironmentFault(FaultCode.STORE_DAMAGED, Damage.ROW_DAMAGED)
        return None if found is None else outward(dict(found))

    def open_cases(self, now: datetime, limit: int) -> list[OutboxRow]:
        """Signed-for applications whose case is not final and is to be asked about now, longest waiting first."""
        wanted = (
            select(outbox)
            .where(outbox.c.state.in_([state.value for state in SIGNED_FOR]))
            .where(has_come(outbox.c.next_attempt_at, now, LONGEST_QUESTION))
            .order_by(outbox.c.next_attempt_at, outbox.c.id)
            .limit(limit)
        )
        with self.database.reading() as connection:
            return [
                outward(dict(row)) for row in connection.execute(wanted).mappings() if is_intact(dict(row))
            ]

    def counts(self) -> dict[OutboxState, int]:
        """How many applications are in each state; every state is named."""
        wanted = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        with self.database.reading() as connection:
            found = {str(state): int(count) for state, count in connection.execute(wanted)}
        return {state: found.get(state.value, 0) for state in OutboxState}

    def oldest_unsent(self, now: datetime) -> timedelta | None:
        """How long the oldest application has been waiting for the platform's signature; None if none is."""
        unsent = outbox.c.state.in_([state.value for state in UNSENT])
        with self.database.reading() as connection:
            oldest = connection.execute(select(func.min(outbox.c.created_at)).where(unsent)).scalar_one()
        return None if oldest is None else max(timedelta(0), now - moment(int(oldest)))

    def data_version(self) -> int:
        """Changes when anybody, in any process, has committed anything. Compare for equality only."""
        return self.database.data_version()

    def list(self, *states: OutboxState, limit: int = 1000) -> list[OutboxRow]:
        """Applications in these states (in any, if none is named), oldest first. Damaged rows are left out."""
        wanted = select(outbox).order_by(outbox.c.created_at, outbox.c.id).limit(limit)
        if states:
            wanted = wanted.where(outbox.c.state.in_([state.value for state in states]))
        with self.database.reading() as connection:
            return [
                outward(dict(row)) for row in connection.execute(wanted).mappings() if is_intact(dict(row))
            ]
