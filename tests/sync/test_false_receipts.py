"""A kiosk deletes what a resident handed in only against its platform's signature over exactly that."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.states import OutboxState
from sync.contract import Submission
from sync.link import Line, read_link
from tests.sync.far_side import far_side, http_answer, says
from tests.sync.hall import Hall, hall_without_platform, real_clock
from tests.sync.lying_platform import LyingPlatform, ok, result_document, results

pytestmark = pytest.mark.usefixtures("caplog")
"""Warnings are what staff are to see here."""

OTHER_HASH = "0" * 64
OTHER_ID = "0000-0000-0000-0000-0"


@dataclass
class Meeting:
    """A kiosk and the liar that it is connected to."""

    hall: Hall
    platform: LyingPlatform


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    platform = LyingPlatform()
    with far_side(platform.script) as side, hall_without_platform(tmp_path, side.url, platform.trust) as hall:
        yield Meeting(hall, platform)


def forged(platform: LyingPlatform, items: list[Submission]) -> bytes:
    stranger = LyingPlatform(key=Ed25519PrivateKey.generate())
    del platform
    return results(*(stranger.receipted(item) for item in items))


def swapped(platform: LyingPlatform, items: list[Submission]) -> bytes:
    one = platform.receipted(items[0], id=OTHER_ID)
    return results(one)


def other_bytes(platform: LyingPlatform, items: list[Submission]) -> bytes:
    return results(*(platform.receipted(item, manifest_hash=OTHER_HASH) for item in items))


def no_signature(_platform: LyingPlatform, items: list[Submission]) -> bytes:
    case = {"id": items[0].id, "acceptance_number": "1", "item": "x", "state": "granted"}
    case["received_at"] = "2026-03-01T09:00:00Z"
    return result_document({"outcome": "receipted", "id": items[0].id, "receipt": "a.b.c", "case": case})


def case_of_another(platform: LyingPlatform, items: list[Submission]) -> bytes:
    honest = platform.receipted(items[0])
    return results(honest.model_copy(update={"case": honest.case.model_copy(update={"id": OTHER_ID})}))


def no_result(_platform: LyingPlatform, _items: list[Submission]) -> bytes:
    return result_document()


def portal(_platform: LyingPlatform, _items: list[Submission]) -> bytes:
    return http_answer(200, b"<html>Accept the terms of the hall's network</html>", Content_Type="text/html")


def truncated(platform: LyingPlatform, items: list[Submission]) -> bytes:
    whole = results(*(platform.receipted(item) for item in items))
    head, _, body = whole.partition(b"\r\n\r\n")
    return http_answer(200, body[:-20]) if head else b""


def half_sent(platform: LyingPlatform, items: list[Submission]) -> bytes:
    return results(*(platform.receipted(item) for item in items))[:-20]


def bomb(_platform: LyingPlatform, _items: list[Submission]) -> bytes:
    return http_answer(200, gzip.compress(bytes(32 * 1024 * 1024)), Content_Encoding="gzip")


def extra_word(platform: LyingPlatform, items: list[Submission]) -> bytes:
    body = results(platform.receipted(items[0])).partition(b"\r\n\r\n")[2].decode()
    return ok(body[:-1] + ',"portal":true}')


@pytest.mark.parametrize(
    "lie",
    [
        forged, swapped, other_bytes, no_signature, case_of_another, no_result, portal, truncated, half_sent,
        bomb, extra_word,
    ],
)  # fmt: skip
def test_nothing_is_deleted_for_an_answer_that_proves_nothing(
    meeting: Meeting, lie: Callable[[LyingPlatform, list[Submission]], bytes]
) -> None:
    hall, platform = meeting.hall, meeting.platform
    number = hall.hand_in(attachments=1)
    platform.lie = lambda items: lie(platform, items)
    report = hall.sync_once()
    assert (report.receipted, report.purged, report.unsent) == (0, 0, 1)
    assert hall.state(number) is OutboxState.UNKNOWN
    assert hall.sealed_bytes(number)
    # The control: the same application, honestly receipted, is purged.
    platform.lie = lambda _items: None
    assert hall.sync_once().purged == 1
    assert not hall.sealed_bytes(number)
    assert platform.taken == [number]


def test_another_platform_that_answers_as_well_as_ours_gets_nothing(tmp_path: Path) -> None:
    stranger = LyingPlatform()
    with (
        far_side(stranger.script) as side,
        hall_without_platform(tmp_path, side.url, LyingPlatform().trust) as hall,
    ):
        number = hall.hand_in()
        assert hall.sync_once().line is Line.UNTRUSTED
        assert read_link(hall.data, real_clock()).line is Line.UNTRUSTED
        assert [request.path for request in side.requests] == ["/v1/health"]
        assert hall.state(number) is OutboxState.QUEUED


def test_a_captive_portal_sees_no_application(tmp_path: Path) -> None:
    answer = http_answer(200, b"<html>Log in</html>")
    with (
        far_side(says(answer)) as side,
        hall_without_platform(tmp_path, side.url, LyingPlatform().trust) as hall,
    ):
        number = hall.hand_in()
        assert hall.sync_once().line is Line.UNTRUSTED
        assert [request.path for request in side.requests] == ["/v1/health"]
        row = hall.outbox.get(number)
        assert row is not None
        assert (row.state, row.attempts) == (OutboxState.QUEUED, 0)
