"""Shell and sync, and a second sync by mistake, work on one queue at a time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import quarantined
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import LEASE, MORNING, application, run_station, saved, small_station


def test_four_senders_never_hold_the_same_application(data: Path) -> None:
    databases = [small_station(data) for _ in range(4)]
    for _ in range(40):
        Outbox(databases[0]).add(application(attachments=0), MORNING)

    def send_all(outbox: Outbox) -> list[str]:
        mine: list[str] = []
        while due := outbox.due(MORNING, 7):
            mine += [item.id for item in outbox.claim([item.id for item in due], MORNING, LEASE)]
        return mine

    with ThreadPoolExecutor(4) as senders:
        claims = list(senders.map(send_all, [Outbox(database) for database in databases]))
    held = [name for claim in claims for name in claim]
    assert len(held) == len(set(held)) == 40
    for database in databases:
        database.close()


def test_starting_a_process_in_the_middle_of_saving_clears_nothing_away(data: Path) -> None:
    with ThreadPoolExecutor(1) as other:
        station = other.submit(run_station, data, 60)
        starts = 0
        while not station.done() or starts < 3:
            database = small_station(data)
            assert quarantined(database.folder) == []
            database.close()
            starts += 1
        promised = saved(station.result().stdout)
    outbox = Outbox(small_station(data))
    assert len(promised) == 60
    assert {row.id for row in outbox.list(OutboxState.QUEUED)} == set(promised)
    assert all(getattr(outbox.load(name, MORNING), "id", None) == name for name in promised)
    outbox.database.close()


def test_threads_of_one_process_share_a_store(outbox: Outbox) -> None:
    def save(_: int) -> str:
        one = application(attachments=1)
        outbox.add(one, MORNING)
        return one.id

    with ThreadPoolExecutor(4) as threads:
        ids = set(threads.map(save, range(24)))
    assert {item.id for item in outbox.due(MORNING, 100)} == ids
