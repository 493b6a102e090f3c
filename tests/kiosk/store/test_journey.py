"""An application on its way: saved, claimed, lost answers, receipt, purge, and the case behind it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.store.due import LONGEST_QUESTION, LONGEST_RETRY
from kiosk.store.outbox import Outbox
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import LEASE, MORNING, application, small_station

LATER = MORNING + timedelta(minutes=10)


def receipt(outbox: Outbox, application_id: str, ask_at: datetime | None = None) -> bool:
    return outbox.receipted(application_id, "jws", "460100K01-7", "accepted", '{"days":5}', ask_at, MORNING)


def test_what_was_saved_is_there_after_a_restart_byte_for_byte(data: Path) -> None:
    one = application()
    database = small_station(data)
    Outbox(database).add(one, MORNING)
    database.close()
    outbox = Outbox(small_station(data))
    assert outbox.load(one.id, MORNING) == one
    assert [item.id for item in outbox.due(MORNING, 10)] == [one.id]
    outbox.database.close()


def test_saving_the_same_application_twice_changes_nothing(outbox: Outbox) -> None:
    one = application()
    outbox.add(one, MORNING)
    outbox.add(one, LATER)
    assert outbox.load(one.id, LATER) == one
    assert outbox.counts()[OutboxState.QUEUED] == 1


def test_another_application_under_the_same_id_is_a_defect_and_harms_nothing(outbox: Outbox) -> None:
    one = application("one")
    outbox.add(one, MORNING)
    with pytest.raises(ValueError, match="another application"):
        outbox.add(application("one"), MORNING)
    assert outbox.load("one", MORNING) == one
    assert len(list(outbox.database.folder.attachments.iterdir())) == 2


@pytest.mark.parametrize("application_id", ["../kiosk", "a/b", "", "a.pending", "x" * 101])
def test_an_id_that_is_no_file_name_is_refused(outbox: Outbox, application_id: str) -> None:
    bad = application("kept")
    object.__setattr__(bad, "id", application_id)
    with pytest.raises(ValueError, match="application id"):
        outbox.add(bad, MORNING)
    assert list(outbox.database.folder.sealed.iterdir()) == []


def test_a_claimed_application_is_due_to_nobody_until_the_lease_ends(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    (claimed,) = outbox.claim(["one"], MORNING, LEASE)
    assert (claimed.state, claimed.attempts) == (OutboxState.SENDING, 1)
    assert outbox.due(MORNING + LEASE - timedelta(seconds=1), 10) == []
    assert outbox.claim(["one"], MORNING, LEASE) == []
    (again,) = outbox.due(MORNING + LEASE, 10)
    assert again.state is OutboxState.UNKNOWN
    assert outbox.claim(["one"], MORNING + LEASE, LEASE)[0].attempts == 2


def test_a_lost_answer_makes_it_unknown_and_due_again(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    outbox.claim(["one"], MORNING, LEASE)
    assert outbox.retry_later("one", OutboxState.UNKNOWN, "time_out", LATER, MORNING)
    assert outbox.due(LATER - timedelta(seconds=1), 10) == []
    assert outbox.due(LATER, 10)[0].state is OutboxState.UNKNOWN
    row = outbox.get("one")
    assert row is not None
    assert row.last_error == "time_out"


def test_a_sender_who_comes_too_late_changes_nothing(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    outbox.claim(["one"], MORNING, LEASE)
    assert receipt(outbox, "one")
    assert not outbox.retry_later("one", OutboxState.QUEUED, "time_out", LATER, MORNING)
    assert not outbox.needs_correction("one", "bad_form", MORNING)
    assert not outbox.needs_staff("one", "bad_form", MORNING)
    assert outbox.counts()[OutboxState.RECEIPTED] == 1


def test_an_error_is_kept_as_a_code_never_as_a_sentence(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    outbox.claim(["one"], MORNING, LEASE)
    with pytest.raises(ValueError, match="as a code"):
        outbox.retry_later("one", OutboxState.QUEUED, "the form of Zhang San", LATER, MORNING)


def test_purging_deletes_every_sealed_byte_and_only_after_a_receipt(outbox: Outbox) -> None:
    folder = outbox.database.folder
    outbox.add(application("one"), MORNING)
    outbox.add(application("two"), MORNING)
    with pytest.raises(ValueError, match="purge"):
        outbox.purge("one", MORNING)
    assert len(list(folder.sealed.iterdir())) == 2
    receipt(outbox, "one")
    assert outbox.purge("one", MORNING)
    assert not outbox.purge("one", MORNING)
    assert [path.name for path in folder.sealed.iterdir()] == ["two"]
    assert len(list(folder.attachments.iterdir())) == 2
    assert outbox.load("one", MORNING) is None
    row = outbox.get("one")
    assert row is not None
    assert (row.state, row.acceptance_number) == (OutboxState.PURGED, "460100K01-7")


def test_checkpoint_leaves_nothing_in_the_wal(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    wal = outbox.database.folder.root / "kiosk.db-wal"
    assert wal.stat().st_size > 0
    assert outbox.checkpoint()
    assert wal.stat().st_size == 0


def test_an_open_case_is_asked_about_until_it_is_final(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    receipt(outbox, "one", ask_at=LATER)
    assert outbox.open_cases(MORNING, 10) == []
    assert [row.id for row in outbox.open_cases(LATER, 10)] == ["one"]
    outbox.purge("one", MORNING)
    assert [row.id for row in outbox.open_cases(LATER, 10)] == ["one"]
    outbox.update_case("one", "decided", '{"outcome":"granted"}', None, LATER)
    assert outbox.open_cases(LATER + LONGEST_QUESTION, 10) == []
    row = outbox.get("one")
    assert row is not None
    assert (row.case_state, row.state) == ("decided", OutboxState.PURGED)


def test_staff_send_a_refused_one_again(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    outbox.claim(["one"], MORNING, LEASE)
    assert outbox.needs_correction("one", "bad_form", MORNING)
    assert outbox.due(LATER, 10) == []
    assert outbox.resend("one", LATER)
    assert [item.id for item in outbox.due(LATER, 10)] == ["one"]


def test_a_clock_that_ran_years_ahead_delays_nothing_once_it_is_set_right(outbox: Outbox) -> None:
    ahead = MORNING + timedelta(days=3650)
    outbox.add(application("queued"), ahead)
    outbox.add(application("sending"), ahead)
    outbox.claim(["sending"], ahead, LEASE)
    assert {item.id for item in outbox.due(MORNING, 10)} == {"queued", "sending"}
    assert outbox.oldest_unsent(MORNING - timedelta(days=1)) == timedelta(0)


def test_a_retry_is_never_further_away_than_an_hour(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    outbox.claim(["one"], MORNING, LEASE)
    outbox.retry_later("one", OutboxState.QUEUED, "refused", MORNING + timedelta(days=9), MORNING)
    assert outbox.due(MORNING + LONGEST_RETRY - timedelta(seconds=1), 10) == []
    assert [item.id for item in outbox.due(MORNING + LONGEST_RETRY, 10)] == ["one"]


def test_the_longest_waiting_goes_first_so_one_bad_item_holds_nobody_up(outbox: Outbox) -> None:
    for number in range(3):
        outbox.add(application(f"n{number}"), MORNING + timedelta(seconds=number))
    outbox.claim(["n0"], MORNING, LEASE)
    outbox.retry_later("n0", OutboxState.QUEUED, "refused", LATER, MORNING)
    assert [item.id for item in outbox.due(LATER, 2)] == ["n1", "n2"]
    assert [item.id for item in outbox.due(LATER, 9)] == ["n1", "n2", "n0"]
    assert outbox.oldest_unsent(LATER) == timedelta(minutes=10)


def test_another_process_notices_that_something_was_saved(outbox: Outbox, data: Path) -> None:
    sync = Outbox(small_station(data))
    before = sync.data_version()
    assert sync.data_version() == before
    outbox.add(application(), MORNING)
    assert sync.data_version() != before
    sync.database.close()


def test_a_rating_is_kept_once_sent_once_and_never_overwritten(outbox: Outbox) -> None:
    assert outbox.add_rating("one", 5, (), MORNING)
    assert not outbox.add_rating("one", 1, (), MORNING)
    (rating,) = outbox.due_ratings(MORNING, 10)
    assert (rating.application_id, rating.level) == ("one", 5)
    outbox.rating_retry("one", LATER, MORNING)
    assert outbox.due_ratings(MORNING, 10) == []
    assert outbox.due_ratings(LATER, 10)[0].attempts == 1
    outbox.rating_sent("one", LATER)
    assert outbox.due_ratings(LATER + LONGEST_QUESTION, 10) == []
