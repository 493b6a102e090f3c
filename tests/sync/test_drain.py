"""What residents handed in reaches the platform once, and leaves the kiosk only against a signed receipt."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config.faults import EnvironmentFault
from kiosk.case import CaseState
from kiosk.store.opening import open_database
from kiosk.store.states import OutboxState
from sync.contract import (
    Case,
)
from sync.link import Line, read_link
from tests.sync.hall import Hall, hall_with_platform, real_clock

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with hall_with_platform(tmp_path) as hall:
        yield hall


def test_a_whole_day_drains_in_one_go_with_scans_before_their_forms(hall: Hall) -> None:
    for number in range(9):
        hall.hand_in(attachments=number % 3)
    report = hall.sync_once()
    assert (report.line, report.receipted, report.purged, report.unsent) == (Line.ONLINE, 9, 9, 0)
    assert report.is_well
    assert hall.counts() == {OutboxState.PURGED: 9}
    assert hall.cases() == sorted(hall.filed)
    assert read_link(hall.data, real_clock()).line is Line.ONLINE
    assert list((hall.data / "sealed").iterdir()) == []
    assert list((hall.data / "attachments").iterdir()) == []
    assert (hall.data / "kiosk.db-wal").stat().st_size == 0


def test_the_resident_can_be_told_what_the_platform_decided(hall: Hall) -> None:
    number = hall.hand_in()
    hall.sync_once()
    row = hall.outbox.get(number)
    assert row is not None
    assert row.case_detail is not None
    case = Case.model_validate_json(row.case_detail)
    assert (row.case_state, case.state) == ("granted", CaseState.GRANTED)
    assert row.acceptance_number == case.acceptance_number
    assert row.next_attempt_at is None


def test_syncing_with_nothing_to_do_changes_nothing(hall: Hall) -> None:
    assert hall.sync_once() == hall.sync_once()
    assert hall.cases() == []


def test_a_form_that_is_not_in_order_is_for_the_resident_to_correct(hall: Hall) -> None:
    bad, good = hall.hand_in(phone="12"), hall.hand_in()
    hall.sync_once()
    assert hall.state(bad) is OutboxState.NEEDS_CORRECTION
    assert hall.error(bad) == "not_in_order:form.phone"
    assert hall.sealed_bytes(bad)
    assert hall.state(good) is OutboxState.PURGED


def test_an_item_that_the_platform_does_not_know_is_for_staff(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = hall.hand_in(item="HK-XX-0001"), hall.hand_in()
    hall.sync_once()
    assert hall.state(bad) is OutboxState.NEEDS_STAFF
    assert hall.error(bad) == "unknown_item"
    assert f"needs_staff {bad} unknown_item" in caplog.messages
    assert hall.sealed_bytes(bad)
    assert hall.state(good) is OutboxState.PURGED


def test_the_second_application_of_the_same_person_is_asked_about_until_decided(hall: Hall) -> None:
    hall.hand_in()
    waiting = hall.hand_in()
    hall.sync_once()
    second = hall.sync_once()
    assert second.cases_asked == 1
    row = hall.outbox.get(waiting)
    assert row is not None
    assert row.case_state == "accepted"
    assert row.next_attempt_at is not None


def test_ratings_reach_the_platform_once(hall: Hall) -> None:
    number = hall.hand_in()
    hall.outbox.add_rating(number, 5, (), real_clock())
    assert hall.sync_once().rated == 1
    assert hall.sync_once().rated == 0


def test_a_purge_that_a_crash_prevented_is_made_up_for(hall: Hall) -> None:
    number = hall.hand_in(attachments=1)
    hall.outbox.receipted(number, "a receipt verified before the crash", None, None, None, None, real_clock())
    hall.sync_once()
    assert hall.state(number) is OutboxState.PURGED
    assert not hall.sealed_bytes(number)


def test_an_unknown_station_enrols_by_itself_and_a_wrong_code_touches_no_item(hall: Hall) -> None:
    number = hall.hand_in()
    code = hall.settings.enrolment_code
    object.__setattr__(hall.settings, "enrolment_code", "wrong")
    report = hall.sync_once()
    assert report.line is Line.REFUSED
    assert read_link(hall.data, real_clock()).line is Line.REFUSED
    row = hall.outbox.get(number)
    assert row is not None
    assert (row.state, row.attempts, row.last_error) == (OutboxState.QUEUED, 0, None)
    object.__setattr__(hall.settings, "enrolment_code", code)
    assert hall.sync_once().is_well


def test_a_damaged_index_hides_nothing_for_long(hall: Hall) -> None:
    number = hall.hand_in()
    with closing(sqlite3.connect(hall.data / "kiosk.db")) as other_hand:
        other_hand.execute("PRAGMA writable_schema = ON")
        names = [
            name
            for (name,) in other_hand.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE INDEX%'")
        ]
        pages = dict(other_hand.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
        size = other_hand.execute("PRAGMA page_size").fetchone()[0]
        other_hand.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (hall.data / "kiosk.db").open("r+b") as file:
        for name in names:
            # The cell count in an index leaf's page header (SQLite file format, 1.6): an empty index finds nothing.
            file.seek((pages[name] - 1) * size + 3)
            file.write(b"\0\0")
    with pytest.raises(EnvironmentFault, match="store_damaged"):
        hall.sync_once()
    open_database(hall.data).close()  # the next start sets the database aside and takes the sealed files in
    hall.sync_once()
    assert hall.cases() == [number]
