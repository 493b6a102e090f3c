"""Limits are counted in working days: weekends, holidays, and the weekends that are worked instead."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from central.content_file import FileRefused
from central.workdays import read_workdays, workdays


@pytest.mark.parametrize(
    ("begins", "days", "ends"),
    [
        (date(2026, 5, 6), 1, date(2026, 5, 7)),
        (date(2026, 5, 8), 1, date(2026, 5, 9)),  # a Saturday that is worked
        (date(2026, 4, 30), 1, date(2026, 5, 6)),  # over the Labour Day holiday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # over the Spring Festival, with the worked 14 February
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2027, 1, 1), 1, date(2027, 1, 4)),  # a year whose arrangement is not entered: weekends only
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_the_last_day_of_a_limit(begins: date, days: int, ends: date) -> None:
    assert workdays().after(begins, Decimal(days)) == ends


def test_half_a_working_day_ends_on_the_next() -> None:
    assert workdays().after(date(2026, 5, 6), Decimal("0.5")) == date(2026, 5, 7)


def test_a_holiday_that_ends_before_it_begins_is_named_by_line(tmp_path: Path) -> None:
    file = tmp_path / "workdays.yaml"
    file.write_text(
        "years:\n"
        "  - {year: 2026, as_of: 2025-11-04, source: 示例,"
        " holidays: [{name: 元旦, from: 2026-01-03, to: 2026-01-01}]}\n"
        "later_days: {value: 10, as_of: 2026-01-01, source: 示例}\n"
        "appeal_days: {value: 5, as_of: 2026-01-01, source: 示例}\n"
        "call_back_days: {value: 15, as_of: 2026-01-01, source: 示例}\n",
        encoding="utf-8",
    )
    with pytest.raises(FileRefused, match=r"workdays\.yaml:2: .*ends on 2026-01-01, before it begins"):
        read_workdays(file)
