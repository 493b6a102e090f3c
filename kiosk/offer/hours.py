"""Opening hours as people write them: ``mon-fri 08:30-17:30``. Pure; any thread.

| written | open |
|---|---|
| ``mon-fri 08:30-17:30`` | on working days; at 17:30 it is closed |
| ``sat,sun 09:00-12:00`` | on both days |
| ``daily 22:00-06:00`` | through the night; Monday's night ends on Tuesday |
| ``daily 00:00-24:00`` | always |
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
_WRITTEN = re.compile(r"([a-z,-]+) +(\d{1,2}):(\d{2}) *- *(\d{1,2}):(\d{2})")
_EXPECTED = "expected days and times, as in: mon-fri 08:30-17:30 (days: mon to sun, or daily)"


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One stretch of time on some days of the week (0 is Monday), in minutes of the hall's day."""

    days: tuple[int, ...]
    opens: int
    closes: int

    def is_open(self, now: datetime) -> bool:
        """``now`` in the hall's time."""
        minute, day = now.hour * 60 + now.minute, now.weekday()
        if self.opens < self.closes:
            return day in self.days and self.opens <= minute < self.closes
        after_midnight = (day - 1) % 7 in self.days and minute < self.closes
        return after_midnight or (day in self.days and minute >= self.opens)

    def written(self) -> str:
        """As `opening_hours` reads it."""
        return f"{_days_written(self.days)} {_clock(self.opens)}-{_clock(self.closes)}"


def opening_hours(text: str) -> OpeningHours:
    """What somebody wrote. Raises ValueError with what was expected."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(_EXPECTED)
    opens, closes = int(found[2]) * 60 + int(found[3]), int(found[4]) * 60 + int(found[5])
    if int(found[3]) > 59 or int(found[5]) > 59 or opens >= DAY_MINUTES or closes > DAY_MINUTES:
        raise ValueError("expected times from 00:00 to 24:00")
    if opens == closes:
        raise ValueError("opens and closes at the same minute; all day is 00:00-24:00")
    return OpeningHours(_days_read(found[1]), opens, closes)


def is_open(hours: Sequence[OpeningHours], now: datetime) -> bool:
    """In any of the stretches; with none it is always open."""
    return not hours or any(stretch.is_open(now) for stretch in hours)


def next_opening(hours: Sequence[OpeningHours], now: datetime) -> datetime | None:
    """When it opens again, to the minute; None when it is open, or never opens within a week."""
    if is_open(hours, now):
        return None
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [
        midnight + timedelta(days=ahead, minutes=stretch.opens)
        for ahead in range(8)
        for stretch in hours
        if (now.weekday() + ahead) % 7 in stretch.days
    ]
    return min((start for start in starts if start > now), default=None)


def _days_read(text: str) -> tuple[int, ...]:
    if text == "daily":
        return tuple(range(7))
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise ValueError(_EXPECTED)
        start, end = DAYS.index(first), DAYS.index(last or first)
        days |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return tuple(sorted(days))


def _days_written(days: tuple[int, ...]) -> str:
    if days == tuple(range(7)):
        return "daily"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ",".join(DAYS[day] for day in days)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
