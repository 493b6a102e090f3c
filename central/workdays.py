"""Working days: weekends, the State Council's holidays and the weekends that are worked instead, as dated content.

A limit of one working day that begins on a Friday ends on the Monday: the day itself is not counted (民法典 art. 201).
Frozen after it was read; any thread.
"""

import functools
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from pydantic import Field, model_validator

import config
from central.content_file import ContentFile
from kiosk.catalogue.words import Content, Figure, Provenance, Words

_FILE = Path(config.__file__).parent / "workdays.yaml"
_SATURDAY = 5


class Holiday(Content):
    """Days off, both included."""

    name: Words
    since: date = Field(alias="from")
    to: date

    @model_validator(mode="after")
    def _in_order(self) -> "Holiday":
        if self.to < self.since:
            raise ValueError(f"ends on {self.to}, before it begins on {self.since}")
        return self


class Year(Provenance):
    """One year's arrangement."""

    year: int
    holidays: tuple[Holiday, ...]
    worked: tuple[date, ...] = ()


class WorkdaysFile(Content):
    """``config/workdays.yaml``."""

    years: tuple[Year, ...]
    later_days: Figure
    appeal_days: Figure
    call_back_days: Figure


class Workdays:
    """Counts working days."""

    def __init__(self, file: WorkdaysFile) -> None:
        self._off = frozenset(
            holiday.since + timedelta(days=step)
            for year in file.years
            for holiday in year.holidays
            for step in range((holiday.to - holiday.since).days + 1)
        )
        self._worked = frozenset(day for year in file.years for day in year.worked)
        self.later_days = file.later_days.value
        self.appeal_days = file.appeal_days.value
        self.call_back_days = file.call_back_days.value

    def is_workday(self, day: date) -> bool:
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def after(self, day: date, count: Decimal) -> date:
        """The last day of a limit of ``count`` working days that begins on ``day``; parts of a day count as one."""
        left = int(count.to_integral_value(ROUND_CEILING))
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_workday(day)
        return day


def read_workdays(path: Path) -> Workdays:
    """Raises FileRefused."""
    return Workdays(ContentFile(path).read(WorkdaysFile))


@functools.cache
def workdays() -> Workdays:
    """Those of the hall's content. Raises FileRefused."""
    return read_workdays(_FILE)
