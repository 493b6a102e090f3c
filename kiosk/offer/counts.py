"""How often what came of which item, day by day: no person, no number, no time finer than the day.

Any thread. A count that cannot be kept raises EnvironmentFault, and whoever counts goes on without it. The last 400
days are kept, and of search texts that found nothing the last 30 days, 500 texts a day at most.
"""

import re
from datetime import date, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from kiosk.offer.tally import Outcome, Tally
from kiosk.staff.audit_event import item_code
from kiosk.staff.records import Records
from kiosk.staff.tables import search_miss, tally

KEPT_DAYS = 400
KEPT_TEXT_DAYS = 30
_TEXTS_A_DAY = 500
_LONGEST_TEXT = 24
_SCREEN = re.compile(r"[A-Za-z]{2,30}")
_ODD = re.compile(r"[\x00-\x1f\x7f]")
_MANY_DIGITS = 4


class Counts:
    """The counts of this station."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def count(self, code: str, outcome: Outcome, day: date, screen: str = "") -> None:
        """One more. Raises ValueError (a defect) for what is no item's code or no screen's name."""
        if screen and not _SCREEN.fullmatch(screen):
            raise ValueError("a screen is named by its state")
        row = {
            "day": day.isoformat(),
            "code": item_code(code),
            "outcome": str(outcome),
            "screen": screen,
            "count": 1,
        }
        more = {"count": tally.c.count + 1}
        with self._records.writing() as writing:
            writing.connection.execute(
                insert(tally).on_conflict_do_update(["day", "code", "outcome", "screen"], set_=more), row
            )
            oldest = (day - timedelta(days=KEPT_DAYS)).isoformat()
            writing.connection.execute(delete(tally).where(tally.c.day < oldest))

    def totals(self, first: date, last: date) -> list[Tally]:
        """Of these days, both included; the most frequent first."""
        total = func.sum(tally.c.count)
        wanted = (
            select(tally.c.code, tally.c.outcome, tally.c.screen, total)
            .where(tally.c.day.between(first.isoformat(), last.isoformat()))
            .group_by(tally.c.code, tally.c.outcome, tally.c.screen)
            .order_by(total.desc(), tally.c.code, tally.c.outcome, tally.c.screen)
        )
        known = {str(outcome): outcome for outcome in Outcome}
        with self._records.reading() as connection:
            rows = connection.execute(wanted).all()
        return [
            Tally(code, known[outcome], int(count), screen)
            for code, outcome, screen, count in rows
            if outcome in known
        ]

    def search_missed(self, text: str, day: date) -> None:
        """Somebody searched for this and found nothing. What could be a person's number is not kept."""
        kept = harmless_text(text)
        if kept is None:
            return
        today = search_miss.c.day == day.isoformat()
        more = {"count": search_miss.c.count + 1}
        with self._records.writing() as writing:
            connection = writing.connection
            oldest = (day - timedelta(days=KEPT_TEXT_DAYS)).isoformat()
            connection.execute(delete(search_miss).where(search_miss.c.day < oldest))
            texts = int(connection.execute(select(func.count()).where(today)).scalar() or 0)
            known = connection.execute(select(search_miss.c.count).where(today, search_miss.c.text == kept))
            if texts < _TEXTS_A_DAY or known.first() is not None:
                connection.execute(
                    insert(search_miss).on_conflict_do_update(["day", "text"], set_=more),
                    {"day": day.isoformat(), "text": kept, "count": 1},
                )

    def missed_searches(self, first: date, last: date, limit: int = 20) -> list[tuple[str, int]]:
        """The texts that found nothing on these days, the most frequent first."""
        total = func.sum(search_miss.c.count)
        wanted = (
            select(search_miss.c.text, total)
            .where(search_miss.c.day.between(first.isoformat(), last.isoformat()))
            .group_by(search_miss.c.text)
            .order_by(total.desc(), search_miss.c.text)
            .limit(limit)
        )
        with self._records.reading() as connection:
            return [(str(text), int(count)) for text, count in connection.execute(wanted)]


def harmless_text(text: str) -> str | None:
    """A search text as it is kept: one line, 24 characters at most; None for one with more than four digits."""
    kept = _ODD.sub(" ", text).strip()[:_LONGEST_TEXT].rstrip()
    return kept if kept and sum(sign.isdigit() for sign in kept) <= _MANY_DIGITS else None
