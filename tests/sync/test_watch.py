"""The worker keeps watch: it notices a new application at once, an outage within seconds, and stops when told to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import sync.worker
from kiosk.store.states import OutboxState
from sync.link import Line, read_link
from sync.worker import Worker
from tests.sync.cable import Cable, Fault, cable_to
from tests.sync.far_side import far_side
from tests.sync.hall import Hall, hall_with_platform, hall_without_platform, real_clock
from tests.sync.lying_platform import LyingPlatform

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""


def wait_for(true: Callable[[], bool], seconds: float = 10) -> float:
    """How long it took; fails when it takes longer."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.01)
    return time.monotonic() - began


@contextmanager
def at_work(worker: Worker) -> Iterator[None]:
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with hall_with_platform(tmp_path) as hall:
        yield hall


@pytest.fixture
def cable(hall: Hall) -> Iterator[Cable]:
    with cable_to(hall.settings.platform_url) as cable:
        yield cable


def line(hall: Hall) -> Line:
    return read_link(hall.data, hall.clock()).line


def test_a_resident_hands_in_and_the_receipt_is_there_while_they_watch(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync.worker, "LOOK_EVERY_S", 60.0)  # nothing but the database's change wakes it
    hall.settings = replace(hall.settings, heartbeat_s=60.0)
    with hall.worker() as worker, at_work(worker):
        for attachments in (0, 1):
            number = hall.hand_in(attachments)
            wait_for(partial(lambda waiting: hall.state(waiting) is OutboxState.PURGED, number))
    assert line(hall) is Line.OFFLINE  # nobody watches any more


def test_the_cable_is_pulled_and_put_back(hall: Hall, cable: Cable) -> None:
    with hall.worker(cable.url) as worker, at_work(worker):
        wait_for(lambda: line(hall) is Line.ONLINE)
        cable.break_it(Fault.RESET, where="/v1/", times=10_000)
        wait_for(lambda: line(hall) is Line.OFFLINE)
        number = hall.hand_in()
        wait_for(lambda: cable.broken > 3)
        cable.mend()
        wait_for(lambda: line(hall) is Line.ONLINE)
        wait_for(lambda: hall.state(number) is OutboxState.PURGED)
    assert hall.cases() == [number]


def test_a_station_that_is_refused_says_so_and_keeps_everything(hall: Hall) -> None:
    code = hall.settings.enrolment_code
    hall.settings = replace(hall.settings, enrolment_code="wrong")
    number = hall.hand_in()
    with hall.worker() as worker, at_work(worker):
        wait_for(lambda: line(hall) is Line.REFUSED)
        since = read_link(hall.data, hall.clock()).since
        checked = read_link(hall.data, hall.clock()).checked_at
        wait_for(lambda: read_link(hall.data, hall.clock()).checked_at > checked)
        assert (line(hall), read_link(hall.data, hall.clock()).since) == (Line.REFUSED, since)
        row = hall.outbox.get(number)
        assert row is not None
        assert (row.state, row.attempts) == (OutboxState.QUEUED, 0)
    hall.settings = replace(hall.settings, enrolment_code=code)
    with hall.worker() as worker, at_work(worker):
        wait_for(lambda: hall.state(number) is OutboxState.PURGED)


def test_an_open_case_is_asked_about_until_the_officer_has_decided(tmp_path: Path) -> None:
    with hall_with_platform(tmp_path) as hall:
        hall.hand_in()
        waiting = hall.hand_in()
        hall.sync_once()
        before = hall.outbox.get(waiting)
        with hall.worker() as worker, at_work(worker):
            wait_for(lambda: hall.outbox.get(waiting) != before)


def test_first_contact_waits_for_its_turn(tmp_path: Path) -> None:
    platform = LyingPlatform()
    with far_side(platform.script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
        hall.settings = replace(hall.settings, first_spread_s=1000.0, heartbeat_s=0.1)
        number = hall.hand_in()
        with hall.worker() as worker, at_work(worker):
            wait_for(lambda: line(hall) is Line.ONLINE)
            wait_for(lambda: len(side.requests) > 5)
            assert {request.path for request in side.requests} == {"/v1/health"}
        assert hall.state(number) is OutboxState.QUEUED


@pytest.mark.parametrize("fault", [Fault.BLACK_HOLE, Fault.TRICKLE])
def test_stopping_in_the_middle_gives_the_claim_back(hall: Hall, cable: Cable, fault: Fault) -> None:
    number = hall.hand_in()
    with hall.worker(cable.url) as worker:
        with at_work(worker):
            cable.break_it(fault, times=100)
            wait_for(lambda: hall.state(number) is OutboxState.SENDING and cable.broken > 0)
            began = time.monotonic()
            worker.stop()
            wait_for(lambda: hall.state(number) is OutboxState.UNKNOWN, 2)
        assert time.monotonic() - began < 2
    row = hall.outbox.get(number)
    assert row is not None
    assert row.next_attempt_at is not None
    assert row.next_attempt_at <= hall.clock()


@pytest.mark.parametrize("years", [-30, -2, 2, 50])
def test_the_halls_clock_jumps_by_years(hall: Hall, cable: Cable, years: int) -> None:
    jump = timedelta(0)

    def clock() -> datetime:
        return real_clock() + jump

    hall.clock = clock
    first = hall.hand_in()
    cable.break_it(Fault.CUT_DOWN)
    hall.sync_once(cable.url)
    assert hall.state(first) is OutboxState.UNKNOWN
    with hall.worker() as worker, at_work(worker):
        jump = timedelta(days=365 * years)
        second = hall.hand_in()
        wait_for(lambda: hall.counts() == {OutboxState.PURGED: 2})
        wait_for(lambda: line(hall) is Line.ONLINE)
    assert hall.cases() == sorted([first, second])
