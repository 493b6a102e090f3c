"""What residents thought of the service (好差评, five levels): kept and sent, but nothing waits for it.

One rating for each application; it is voluntary and never filled in for the resident.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from kiosk.store.database import Database
from kiosk.store.due import LONGEST_QUESTION, has_come
from kiosk.store.row import Columns, is_intact, milliseconds, moment, signed
from kiosk.store.tables import rating, rating_aspect


@dataclass(frozen=True, slots=True)
class Rating:
    """``level`` is 5 (very satisfied) to 1 (very dissatisfied)."""

    application_id: str
    level: int
    created_at: datetime
    attempts: int
    aspects: tuple[str, ...] = ()
    """What it is about, by id."""


class RatingBox:
    """The ratings on this machine; any thread. All raise EnvironmentFault when the disk or the database fails."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add_rating(self, application_id: str, level: int, aspects: Iterable[str], now: datetime) -> bool:
        """Keeps one rating, due at once; False when this application has one already, which stands."""
        at = milliseconds(now)
        columns: Columns = {
            "application_id": application_id,
            "level": level,
            "created_at": at,
            "next_attempt_at": at,
            "attempts": 0,
            "sent_at": None,
        }
        about = [{"application_id": application_id, "aspect": aspect} for aspect in sorted(aspects)]
        with self.database.writing() as connection:
            if connection.execute(insert(rating).on_conflict_do_nothing(), signed(columns)).rowcount != 1:
                return False
            if about:
                connection.execute(insert(rating_aspect), about)
            return True

    def due_ratings(self, now: datetime, limit: int) -> list[Rating]:
        """What is to be sent now, the longest waiting first. Damaged rows are left out: nobody's right hangs on one."""
        wanted = (
            select(rating)
            .where(rating.c.sent_at.is_(None))
            .where(has_come(rating.c.next_attempt_at, now, LONGEST_QUESTION))
            .order_by(rating.c.next_attempt_at, rating.c.application_id)
            .limit(limit)
        )
        with self.database.reading() as connection:
            found = [row for row in connection.execute(wanted).mappings() if is_intact(dict(row))]
            ids = [str(row["application_id"]) for row in found]
            spoken = connection.execute(
                select(rating_aspect)
                .where(rating_aspect.c.application_id.in_(ids))
                .order_by(rating_aspect.c.application_id, rating_aspect.c.aspect)
            ).all()
        return [
            Rating(
                str(row["application_id"]),
                int(row["level"]),
                moment(row["created_at"]),
                int(row["attempts"]),
                tuple(str(aspect) for owner, aspect in spoken if owner == row["application_id"]),
            )
            for row in found
        ]

    def rating_sent(self, application_id: str, now: datetime) -> None:
        """The platform has it. Raises ValueError for one that was never kept."""
        self._change(application_id, {"sent_at": milliseconds(now)})

    def rating_retry(self, application_id: str, next_attempt_at: datetime, now: datetime) -> None:
        """Not sent; again later, in 24 hours at the latest. Raises ValueError for one that was never kept."""
        at = min(next_attempt_at, now + LONGEST_QUESTION)
        self._change(application_id, {"next_attempt_at": milliseconds(at)})

    def _change(self, application_id: str, changes: Columns) -> None:
        this = rating.c.application_id == application_id
        with self.database.writing() as connection:
            found = connection.execute(select(rating).where(this)).mappings().first()
            if found is None:
                raise ValueError("no such rating")
            attempts = int(found["attempts"]) + 1
            columns = signed({**found, "attempts": attempts, **changes})
            connection.execute(update(rating).where(this).values(columns))
