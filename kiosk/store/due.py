"""When something is due: at its time, or at once if its time was written by a clock that was wrong.

Station clocks jump by years (an empty battery, a first NTP answer). No wait is ever made longer than the spans below,
so a time further ahead than that is no wait but a mistake.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from kiosk.store.row import Columns, QueuedItem, milliseconds, queued
from kiosk.store.states import UNSENT, OutboxState, Step, after
from kiosk.store.tables import outbox

LONGEST_RETRY = timedelta(hours=1)
"""For sending again, and for a sender's lease."""

LONGEST_QUESTION = timedelta(hours=24)
"""For asking how a case stands, and for ratings."""


def has_come(column: ColumnElement[int | None], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Whether the time in this column has come."""
    return or_(column <= milliseconds(now), column > milliseconds(now + longest))


def is_due(now: datetime) -> ColumnElement[bool]:
    """Whether an application is to be sent now: unsent, and its wait or its sender's lease is over."""
    unsent = outbox.c.state.in_([state.value for state in UNSENT])
    return and_(unsent, has_come(outbox.c.next_attempt_at, now, LONGEST_RETRY))


def as_due(row: Columns) -> QueuedItem:
    """The row as the worker keeps it; still ``sending`` when it is due means that the sender was lost: ``unknown``."""
    if row["state"] == OutboxState.SENDING:
        row = {**row, "state": after(OutboxState.SENDING, Step.UNSURE).value}
    return queued(row)
