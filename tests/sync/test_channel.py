"""The channel speaks to one platform only, over an address that keeps a hall's secrets."""

from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.states import OutboxState
from sync.channel import checked_url
from sync.contract import MAX_BATCH, RatingsTaken
from tests.sync.far_side import Request, far_side, http_answer
from tests.sync.hall import hall_without_platform, real_clock
from tests.sync.lying_platform import LyingPlatform, ok

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""


@pytest.mark.parametrize(
    ("url", "plain_http_allowed"),
    [
        ("https://platform.example", False),
        ("https://platform.example:8443/", False),
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000/", False),
        ("http://[::1]:8000", False),
        ("http://10.0.0.5", True),
    ],
)
def test_an_address_that_may_be_used(url: str, plain_http_allowed: bool) -> None:
    assert checked_url(url, plain_http_allowed=plain_http_allowed) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://platform.example",
        "http://10.0.0.5",
        "http://127.0.0.1.example",
        "ftp://127.0.0.1",
        "https://",
        "platform.example",
        "https://platform.example/jinban",
        "https://platform.example?x=1",
        "https://user:secret@platform.example",
        "http://[::1",
        "http://127.0.0.1:99999",
        "",
    ],
)
def test_an_address_that_must_not_be_used(url: str) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        checked_url(url, plain_http_allowed=False)
    assert fault.value.code is FaultCode.PLATFORM_UNTRUSTED
    assert "secret" not in str(fault.value)


def test_a_station_without_a_code_does_not_try_to_enrol(tmp_path: Path) -> None:
    platform = LyingPlatform()

    def answer(request: Request) -> bytes:
        return http_answer(401) if request.path == "/v1/cases/query" else platform.answer(request)

    with (
        far_side(lambda request, connection: connection.sendall(answer(request))) as side,
        hall_without_platform(tmp_path, side.url, platform.trust) as hall,
    ):
        object.__setattr__(hall.settings, "enrolment_code", "")
        number = hall.hand_in()
        hall.sync_once()
        assert [request.path for request in side.requests] == ["/v1/health", "/v1/cases/query"]
        assert hall.state(number) is OutboxState.QUEUED


def test_one_rating_that_the_platform_refuses_does_not_hold_up_the_others(tmp_path: Path) -> None:
    platform = LyingPlatform()
    bad = "0000-0000-0000-0000-0"

    def answer(request: Request) -> bytes:
        if request.path != "/v1/ratings":
            return platform.answer(request)
        if bad.encode() in request.body:
            return http_answer(422)
        return ok(RatingsTaken(ids=tuple(hall.filed)).model_dump_json())

    with (
        far_side(lambda request, connection: connection.sendall(answer(request))) as side,
        hall_without_platform(tmp_path, side.url, platform.trust) as hall,
    ):
        for _ in range(3):
            hall.outbox.add_rating(hall.hand_in(), 4, (), real_clock())
        hall.outbox.add_rating(bad, 1, (), real_clock())
        assert hall.sync_once().rated == 3
        assert hall.outbox.due_ratings(real_clock(), MAX_BATCH) == []
