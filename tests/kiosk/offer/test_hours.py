"""Opening hours as an operator writes them, and as the clock finds them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.offer.hours import DAY_MINUTES, OpeningHours, is_open, next_opening, opening_hours
from tests.kiosk.offer.operator_room import at

WORKDAYS = opening_hours("mon-fri 08:30-17:30")
NIGHTS = opening_hours("daily 22:00-06:00")


@pytest.mark.parametrize(
    ("now", "is_open_then"),
    [(at(30, 8, 29), False), (at(30, 8, 30), True), (at(30, 17, 29), True), (at(30, 17, 30), False)],
)
def test_the_door_opens_and_closes_on_the_minute(now: datetime, is_open_then: bool) -> None:
    assert WORKDAYS.is_open(now) is is_open_then


def test_on_saturday_a_workday_hall_is_closed_until_monday() -> None:
    saturday = at(28, 10)
    assert not is_open([WORKDAYS], saturday)
    assert next_opening([WORKDAYS], saturday) == at(30, 8, 30)


def test_a_night_ends_on_the_next_morning() -> None:
    friday_night = opening_hours("fri 22:00-06:00")
    assert friday_night.is_open(at(27, 23))
    assert friday_night.is_open(at(28, 5, 59))
    assert not friday_night.is_open(at(28, 23))
    assert not friday_night.is_open(at(27, 5))


def test_a_hall_without_hours_is_always_open() -> None:
    assert is_open([], at(30, 3))
    assert next_opening([], at(30, 3)) is None


def test_all_day_is_all_day() -> None:
    whole = opening_hours("daily 00:00-24:00")
    assert all(whole.is_open(at(30, hour, minute)) for hour in range(24) for minute in (0, 59))


@pytest.mark.parametrize(
    ("written", "days"),
    [("mon 8:00-9:00", (0,)), ("sat,sun 08:00-09:00", (5, 6)), ("sat-mon 08:00-09:00", (0, 5, 6))],
)
def test_days_are_read_as_people_write_them(written: str, days: tuple[int, ...]) -> None:
    assert opening_hours(written).days == days


@pytest.mark.parametrize(
    "written",
    [
        "",
        "monday 08:00-09:00",
        "mon 08:00",
        "mon 08:60-09:00",
        "mon 25:00-26:00",
        "mon 08:00-08:00",
        "mon 08:00-24:01",
    ],
)
def test_what_is_no_time_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"expected|opens and closes"):
        opening_hours(written)


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, DAY_MINUTES - 1),
    st.integers(1, DAY_MINUTES),
)
def test_what_is_written_reads_back_the_same(days: set[int], opens: int, closes: int) -> None:
    if opens != closes:
        hours = OpeningHours(tuple(sorted(days)), opens, closes)
        assert opening_hours(hours.written()) == hours
