"""One bad application among a hundred costs the others one attempt at most."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import sync.channel
from kiosk.store.states import OutboxState
from sync.contract import Submission
from sync.link import Line
from tests.sync.far_side import far_side, http_answer
from tests.sync.hall import Hall, hall_without_platform
from tests.sync.lying_platform import LyingPlatform

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""


@dataclass
class Meeting:
    hall: Hall
    platform: LyingPlatform


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    platform = LyingPlatform()
    with far_side(platform.script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
        yield Meeting(hall, platform)


def chokes_on(poison: set[str], answer: Callable[[], bytes]) -> Callable[[list[Submission]], bytes | None]:
    return lambda items: answer() if poison & {item.id for item in items} else None


@pytest.mark.parametrize(
    ("status", "waiting"),
    [(500, 100), (422, 20), (400, 20), (409, 20), (413, 20), (502, 20), (503, 20), (504, 20)],
)
def test_one_among_a_hundred_that_the_platform_chokes_on(meeting: Meeting, status: int, waiting: int) -> None:
    hall, platform = meeting.hall, meeting.platform
    numbers = [hall.hand_in() for _ in range(waiting)]
    poison = numbers[7]
    platform.lie = chokes_on({poison}, lambda: http_answer(status))
    report = hall.sync_once()
    assert (report.receipted, report.purged) == (waiting - 1, waiting - 1)
    assert hall.state(poison) is not OutboxState.PURGED
    assert hall.sealed_bytes(poison)
    rows = [hall.outbox.get(number) for number in numbers]
    assert {row.attempts for row in rows if row is not None} == {1}
    assert sum(size > 1 for size in platform.batches) == (2 if waiting > 50 else 1)


def test_one_that_hangs_the_platform_goes_alone_and_last(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, platform = meeting.hall, meeting.platform
    monkeypatch.setattr(sync.channel, "DEADLINE_S", 0.3)
    poison = hall.hand_in()
    hall.hand_in()
    platform.lie = chokes_on({poison}, lambda: http_answer(200, b" " * 10)[:-5])  # never complete
    with hall.worker() as worker:
        assert worker.run_once().receipted == 1
        fresh = hall.hand_in()
        platform.batches.clear()
        assert worker.run_once().receipted == 1
    assert platform.batches == [1, 1]
    assert platform.taken[-1] == fresh
    assert hall.state(poison) is OutboxState.UNKNOWN


def test_several_bad_ones_do_not_starve_the_good(meeting: Meeting) -> None:
    hall, platform = meeting.hall, meeting.platform
    numbers = [hall.hand_in() for _ in range(20)]
    poison = {*numbers[:3], *numbers[10:13]}
    platform.lie = chokes_on(poison, lambda: http_answer(500))
    assert hall.sync_once().receipted == 14


def test_a_platform_that_chokes_on_everything_is_left_alone_soon(meeting: Meeting) -> None:
    hall, platform = meeting.hall, meeting.platform
    for _ in range(60):
        hall.hand_in()
    platform.lie = lambda _items: http_answer(500)
    report = hall.sync_once()
    assert (report.line, report.unsent) == (Line.OFFLINE, 60)
    assert len(platform.batches) == 5  # one batch, then four alone
    platform.lie = lambda _items: None
    assert hall.sync_once().is_well


def test_a_busy_platform_is_asked_once_and_believed(meeting: Meeting) -> None:
    hall, platform = meeting.hall, meeting.platform
    for _ in range(60):
        hall.hand_in()
    platform.lie = lambda _items: http_answer(503, Retry_After="20")
    hall.sync_once()
    assert len(platform.batches) == 1


def test_an_ill_platform_is_not_asked_for_each_one(meeting: Meeting) -> None:
    hall, platform = meeting.hall, meeting.platform
    for _ in range(10):
        hall.hand_in()

    def falls_ill(_items: list[Submission]) -> bytes:
        platform.well = False
        return http_answer(502)

    platform.lie = falls_ill
    hall.sync_once()
    assert len(platform.batches) == 1


def test_a_platform_that_refuses_whatever_it_is_given_fills_no_desk(meeting: Meeting) -> None:
    hall, platform = meeting.hall, meeting.platform
    for _ in range(30):
        hall.hand_in()
    platform.lie = lambda _items: http_answer(422)
    report = hall.sync_once()
    assert (report.needs_staff, report.unsent) == (4, 26)
