"""kill -9 at any moment: what was called saved is there at the next start, and nothing half-done is."""

from pathlib import Path

from kiosk.envelope import SealedApplication
from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import quarantined
from tests.kiosk.store.hall import MORNING, application, kill_stations, saved, small_station

KILLS = 10


def test_ten_kills_lose_nothing_that_was_called_saved(data: Path) -> None:
    small_station(data).close()
    promised = set(saved(kill_stations(data, KILLS)))
    assert len(promised) >= KILLS
    database = small_station(data)
    outbox = Outbox(database)
    there = {row.id for row in outbox.list(limit=100_000)}
    assert promised <= there
    assert len(there - promised) <= KILLS, "at most the one in hand at each kill can have been saved unsaid"
    assert all(isinstance(outbox.load(name, MORNING), SealedApplication) for name in there)
    assert {path.name for path in (data / "sealed").iterdir()} == there
    assert len(list((data / "attachments").iterdir())) == 2 * len(there)
    assert quarantined(database.folder) == []
    database.close()


def test_a_lost_file_would_be_noticed(data: Path) -> None:
    database = small_station(data)
    outbox = Outbox(database)
    one = application("one")
    outbox.add(one, MORNING)
    (data / "attachments" / one.attachments[0].sha256).unlink()
    assert not isinstance(outbox.load("one", MORNING), SealedApplication)
    database.close()
