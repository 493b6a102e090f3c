"""Forty statuses, with and without Retry-After: each means one of a few things, and only one of them is success."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.contract import Health
from sync.outcome import (
    Answered,
    ItemRefused,
    NotThePlatform,
    RawAnswer,
    StationRefused,
    Transient,
    Unexpected,
    judge,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
GOOD = Health(service="jinban-platform", receipt_key=bytes(32))
BODY = GOOD.model_dump_json().encode()

STATUSES = {
    **dict.fromkeys((201, 202, 203, 204, 206, 207, 300, 301, 302, 303, 304, 307, 308), NotThePlatform),
    **dict.fromkeys((401, 403), StationRefused),
    **dict.fromkeys((409, 422), ItemRefused),
    **dict.fromkeys((408, 413, 425, 429, 500, 501, 502, 503, 504, 507, 508, 511, 520, 599), Transient),
    **dict.fromkeys((400, 402, 404, 405, 406, 407, 410, 411, 414, 415, 418, 421, 451, 600), Unexpected),
}


@pytest.mark.parametrize("retry_after", [None, "40"])
@pytest.mark.parametrize("status", STATUSES)
def test_each_status_means_one_thing_even_with_a_body_that_looks_right(
    status: int, retry_after: str | None
) -> None:
    outcome = judge(RawAnswer(status, BODY, retry_after), Health, NOW)
    assert type(outcome) is STATUSES[status]
    if isinstance(outcome, Transient | Unexpected):
        assert outcome.retry_after == (timedelta(seconds=40) if retry_after else None)


def test_only_the_documented_answer_is_success() -> None:
    assert judge(RawAnswer(200, BODY), Health, NOW) == Answered(GOOD)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Log in to the hall's network</body></html>",
        b"{}",
        b"null",
        b"[]",
        BODY[:-1],
        BODY[:-1] + b', "login": "http://portal/"}',
        BODY.replace(b"jinban-platform", b"something-else"),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_two_hundred_with_anything_else_is_a_captive_portal(body: bytes) -> None:
    assert judge(RawAnswer(200, body), Health, NOW) == NotThePlatform(200)


def test_a_date_in_retry_after_is_read_by_the_platforms_clock_not_the_halls() -> None:
    answer = RawAnswer(503, b"", "Sun, 01 Mar 2026 09:02:00 GMT", "Sun, 01 Mar 2026 09:00:00 GMT")
    wrong_by_years = datetime(2031, 1, 1, tzinfo=UTC)
    assert judge(answer, Health, wrong_by_years) == Transient(503, timedelta(seconds=120))
