"""A city's kiosks come back after an outage without running the platform over."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.backoff import CAP_S, first_contact_delay, http_date, retry_after_of, retry_delay

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  spreads kiosks, guards no secret


@given(failures=st.integers(0, 10_000), seed=st.integers(0, 1000))
def test_every_wait_is_between_a_second_and_the_cap(failures: int, seed: int) -> None:
    assert timedelta(seconds=1) <= retry_delay(failures, dice_of(seed)) <= timedelta(seconds=CAP_S)


@pytest.mark.parametrize(("failures", "longest"), [(0, 2), (1, 4), (4, 32), (7, 256), (8, 300), (40, 300)])
def test_the_longest_wait_doubles_up_to_the_cap(failures: int, longest: int) -> None:
    dice = dice_of(1)
    waits = [retry_delay(failures, dice).total_seconds() for _ in range(2000)]
    assert max(waits) <= longest
    assert max(waits) > longest * 0.98


def test_a_fleet_is_still_spread_out_after_hours_of_outage() -> None:
    dice = dice_of(2)
    waits = sorted(retry_delay(60, dice).total_seconds() for _ in range(3000))
    in_each_minute = [sum(60 * m <= wait < 60 * (m + 1) for wait in waits) for m in range(5)]
    assert min(in_each_minute) > 450
    assert max(in_each_minute) < 750


def test_retry_after_is_obeyed_and_still_spread() -> None:
    dice = dice_of(3)
    waits = {retry_delay(3, dice, timedelta(seconds=90)).total_seconds() for _ in range(100)}
    assert min(waits) >= 91
    assert max(waits) - min(waits) > 10


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("0", 1),
        (" 90 ", 90),
        ("9" * 400, 3600),
        ("Sun, 01 Mar 2026 09:02:00 GMT", 120),
        ("Sun, 01 Mar 2026 08:00:00 GMT", 1),
        ("Sun, 01 Mar 2099 09:02:00 GMT", 3600),
        ("Sun, 01 Mar 2026 09:02:00 -0000", 120),
        ("Sun, 99 Mar 2026 09:02:00 GMT", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date_is_clamped_to_an_hour(
    header: str | None, seconds: int | None
) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after_of(header, NOW) == expected


@given(st.text(max_size=60))
def test_no_header_can_trip_the_reading(text: str) -> None:
    wait = retry_after_of(text, NOW)
    assert wait is None or timedelta(seconds=1) <= wait <= timedelta(hours=1)
    http_date(text)


def test_first_contact_is_spread_no_longer_than_the_outage_was() -> None:
    dice = dice_of(4)
    after_blip = [first_contact_delay(120, timedelta(seconds=6), dice).total_seconds() for _ in range(500)]
    after_start = [first_contact_delay(120, None, dice).total_seconds() for _ in range(500)]
    assert 5 < max(after_blip) <= 6
    assert 110 < max(after_start) <= 120
    assert first_contact_delay(0, timedelta(days=3), dice) == timedelta(0)
    assert first_contact_delay(120, timedelta(days=-400), dice) == timedelta(0)
