"""What is counted of visits and searches, and that nothing of a person is in it."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from kiosk.offer.counts import KEPT_DAYS, KEPT_TEXT_DAYS, Counts, harmless_text
from kiosk.offer.tally import Outcome, Tally, sum_of
from kiosk.staff.records import Records
from tests.kiosk.offer.operator_room import CARD, MONDAY, SUBSIDY

TODAY = MONDAY.date()


@pytest.fixture
def counts(records: Records) -> Counts:
    return Counts(records)


def test_outcomes_are_counted_by_item_and_day(counts: Counts) -> None:
    for day in (TODAY, TODAY, TODAY - timedelta(days=1)):
        counts.count(CARD, Outcome.BEGUN, day)
    counts.count(CARD, Outcome.ABANDONED, TODAY, "FillForm")
    counts.count(SUBSIDY, Outcome.BEGUN, TODAY)
    assert counts.totals(TODAY - timedelta(days=1), TODAY) == [
        Tally(CARD, Outcome.BEGUN, 3),
        Tally(SUBSIDY, Outcome.BEGUN, 1),
        Tally(CARD, Outcome.ABANDONED, 1, "FillForm"),
    ]
    assert sum_of(counts.totals(TODAY, TODAY), Outcome.BEGUN) == 3
    assert sum_of(counts.totals(TODAY, TODAY), Outcome.BEGUN, CARD) == 2


def test_a_count_holds_a_day_and_no_time(counts: Counts, records: Records) -> None:
    counts.count(CARD, Outcome.FILED, TODAY)
    with closing(sqlite3.connect(records.folder.database)) as connection:
        assert connection.execute("SELECT * FROM tally").fetchall() == [
            (TODAY.isoformat(), CARD, "filed", "", 1)
        ]


@pytest.mark.parametrize("code", ["460105199003071239", "王小明", "hk-mz-0263", ""])
def test_what_is_no_items_code_is_not_counted(counts: Counts, code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        counts.count(code, Outcome.BEGUN, TODAY)


def test_a_screen_is_a_name_and_no_text(counts: Counts) -> None:
    with pytest.raises(ValueError, match="screen"):
        counts.count(CARD, Outcome.ABANDONED, TODAY, "王小明 in the form")


def test_old_days_are_forgotten(counts: Counts) -> None:
    long_ago = TODAY - timedelta(days=KEPT_DAYS + 1)
    counts.count(CARD, Outcome.BEGUN, long_ago)
    counts.count(CARD, Outcome.BEGUN, TODAY)
    assert counts.totals(long_ago, TODAY) == [Tally(CARD, Outcome.BEGUN, 1)]


def test_searches_that_found_nothing_are_counted_by_their_text(counts: Counts) -> None:
    for text in ("老人车票", " 老人车票 ", "换驾照"):
        counts.search_missed(text, TODAY)
    assert counts.missed_searches(TODAY, TODAY) == [("老人车票", 2), ("换驾照", 1)]
    counts.search_missed("x", TODAY + timedelta(days=KEPT_TEXT_DAYS + 1))
    assert counts.missed_searches(TODAY, TODAY) == []


@pytest.mark.parametrize("text", ["460105199003071239", "13876001234", "卡 6222 0212", "", "   "])
def test_what_could_be_a_number_of_somebody_is_not_kept(counts: Counts, text: str) -> None:
    assert harmless_text(text) is None
    counts.search_missed(text, TODAY)
    assert counts.missed_searches(TODAY, TODAY) == []


def test_a_long_text_is_cut_and_is_one_line() -> None:
    assert harmless_text("啊" * 100) == "啊" * 24
    assert harmless_text("老人\n车票") == "老人 车票"
