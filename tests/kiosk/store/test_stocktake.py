"""The start after a crash: what was never promised goes, what was promised stays, left-over files are cleared away."""

from pathlib import Path

import pytest

from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import quarantined
from tests.kiosk.store.hall import MORNING, application, overwrite, small_station


@pytest.fixture
def closed(data: Path) -> Path:
    """The folder of a station with the applications "one" and "two", closed."""
    database = small_station(data)
    Outbox(database).add(application("one"), MORNING)
    Outbox(database).add(application("two"), MORNING)
    database.close()
    return data


def ids_after_start(data: Path) -> set[str]:
    database = small_station(data)
    found = {item.id for item in Outbox(database).due(MORNING, 10)}
    database.close()
    return found


def test_what_was_never_called_saved_is_not_sent_behind_the_residents_back(closed: Path) -> None:
    (closed / "sealed" / "two").rename(closed / "sealed" / "two.pending")
    overwrite(closed / "kiosk.db", "DELETE FROM outbox_attachment WHERE application_id = 'two'")
    overwrite(closed / "kiosk.db", "DELETE FROM outbox WHERE id = 'two'")
    assert ids_after_start(closed) == {"one"}
    assert [path.name for path in (closed / "sealed").iterdir()] == ["one"]
    assert len(list((closed / "attachments").iterdir())) == 2


def test_what_was_called_saved_is_taken_in_when_its_row_is_gone(closed: Path) -> None:
    overwrite(closed / "kiosk.db", "DELETE FROM outbox_attachment WHERE application_id = 'two'")
    overwrite(closed / "kiosk.db", "DELETE FROM outbox WHERE id = 'two'")
    assert ids_after_start(closed) == {"one", "two"}
    database = small_station(closed)
    (alarm,) = quarantined(database.folder)
    assert alarm.report.taken_in == ("two",)
    database.close()


def test_a_name_that_a_power_cut_took_back_is_settled(closed: Path) -> None:
    (closed / "sealed" / "two").rename(closed / "sealed" / "two.pending")
    assert ids_after_start(closed) == {"one", "two"}
    assert {path.name for path in (closed / "sealed").iterdir()} == {"one", "two"}


def test_until_the_next_start_it_can_be_sent_under_its_pending_name(closed: Path) -> None:
    database = small_station(closed)
    (closed / "sealed" / "two").rename(closed / "sealed" / "two.pending")
    loaded = Outbox(database).load("two", MORNING)
    assert getattr(loaded, "id", None) == "two"
    database.close()


def test_a_purge_that_a_crash_interrupted_is_finished(closed: Path) -> None:
    sealed = (closed / "sealed" / "one").read_bytes()
    database = small_station(closed)
    outbox = Outbox(database)
    outbox.receipted("one", "jws", None, None, None, None, MORNING)
    outbox.purge("one", MORNING)
    database.close()
    (closed / "sealed" / "one").write_bytes(sealed)
    (closed / "attachments" / ("0" * 64)).write_bytes(b"left over")
    (closed / "attachments" / ("1" * 64 + ".x.tmp")).write_bytes(b"left over")
    assert ids_after_start(closed) == {"two"}
    assert [path.name for path in (closed / "sealed").iterdir()] == ["two"]
    assert len(list((closed / "attachments").iterdir())) == 2
