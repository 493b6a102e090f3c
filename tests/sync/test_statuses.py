"""Whatever status the platform answers with, no application is lost, and only its own fault is held against it."""

from collections.abc import Iterator

import pytest

from kiosk.store.states import OutboxState
from sync.link import Line
from tests.sync.far_side import far_side, http_answer
from tests.sync.hall import Hall, hall_without_platform
from tests.sync.lying_platform import LyingPlatform

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""

PAUSED = (401, 403)
PER_ITEM = (409, 422)
NOT_TAKEN = (400, 402, 404, 405, 406, 408, 410, 411, 413, 414, 415, 418, 421, 425, 429, 451)
UNSURE = (201, 202, 204, 206, 300, 301, 302, 303, 307, 308, 500, 501, 502, 503, 504, 507, 508, 511, 520, 599)


@pytest.fixture(scope="module")
def platform() -> LyingPlatform:
    return LyingPlatform()


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, platform: LyingPlatform) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("statuses")
    with far_side(platform.script) as side, hall_without_platform(folder, side.url, platform.trust) as hall:
        yield hall


@pytest.mark.parametrize(
    ("status", "retry_after"),
    [
        *((status, None) for status in (*PAUSED, *PER_ITEM, *NOT_TAKEN, *UNSURE)),
        *((status, "30") for status in (302, 401, 404, 413, 422, 429, 500, 503)),
    ],
)
def test_a_status_decides_where_the_application_waits(
    hall: Hall, platform: LyingPlatform, status: int, retry_after: str | None
) -> None:
    number = hall.hand_in()
    headers = {"Retry_After": retry_after} if retry_after else {}
    platform.lie = lambda _items: http_answer(status, b"", **headers)
    before = hall.clock()
    report = hall.sync_once()
    row = hall.outbox.get(number)
    assert row is not None
    assert hall.sealed_bytes(number)
    if status in PAUSED:
        assert report.line is Line.REFUSED
        assert row.state is OutboxState.QUEUED
        assert row.next_attempt_at is not None
        assert row.next_attempt_at <= hall.clock()
    elif status in PER_ITEM:
        assert (row.state, row.last_error) == (OutboxState.NEEDS_STAFF, f"http_{status}")
        assert hall.outbox.resend(number, hall.clock())
    else:
        assert row.state is (OutboxState.QUEUED if status in NOT_TAKEN else OutboxState.UNKNOWN)
        assert row.next_attempt_at is not None
        wait = (row.next_attempt_at - before).total_seconds()
        obeyed = retry_after is not None and status >= 400
        assert (31 if obeyed else 1) <= wait <= (45 if obeyed else 15)
    platform.lie = lambda _items: None
    assert hall.sync_once().is_well
    assert hall.state(number) is OutboxState.PURGED
