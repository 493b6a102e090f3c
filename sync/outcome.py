"""What became of one request to the platform, as one of a few named outcomes.

    status                       outcome           who is touched
    200 as documented            Answered          the items it names
    200 with anything else, 3xx  NotThePlatform    nobody: a captive portal answers 200
    401, 403                     StationRefused    the channel pauses, no item
    409, 422                     ItemRefused       the item, when it was alone in the request
    408, 413, 425, 429, 5xx      Transient         later
    any other                    Unexpected        later, and staff are told

Pure; any thread.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar, assert_never

from pydantic import BaseModel, ValidationError

from sync.backoff import http_date, retry_after_of

ReplyT_co = TypeVar("ReplyT_co", bound=BaseModel, covariant=True)
ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An HTTP answer as it came, not yet believed."""

    status: int
    body: bytes
    retry_after: str | None = None
    date: str | None = None


class Break(StrEnum):
    """Why no answer came."""

    NO_CONNECTION = "no_connection"
    CUT = "cut"
    DEADLINE = "deadline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer. When ``sent`` the platform may have taken it all the same."""

    cause: Break
    sent: bool


@dataclass(frozen=True, slots=True)
class Untrusted:
    """The far side could not prove by certificate that it is the platform's host; nothing was sent."""


@dataclass(frozen=True, slots=True)
class NotThePlatform:
    """Somebody else answered: a captive portal, a proxy, a damaged line."""

    status: int


@dataclass(frozen=True, slots=True)
class StationRefused:
    """The platform does not know this station or its key (any more)."""

    status: int


@dataclass(frozen=True, slots=True)
class ItemRefused:
    """The platform will not take this request as it is."""

    status: int


@dataclass(frozen=True, slots=True)
class Transient:
    """The platform cannot now."""

    status: int
    retry_after: timedelta | None


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A status that nobody documented: treated as transient, and reported."""

    status: int
    retry_after: timedelta | None


@dataclass(frozen=True, slots=True)
class Answered(Generic[ReplyT_co]):
    """The documented answer, strictly read."""

    reply: ReplyT_co


Failure = Unreachable | Untrusted | NotThePlatform | StationRefused | ItemRefused | Transient | Unexpected


def judge(answer: RawAnswer, documented: type[ModelT], now: datetime) -> Answered[ModelT] | Failure:
    """What an HTTP answer means, when 200 should bring a ``documented`` model as JSON."""
    status = answer.status
    retry_after = retry_after_of(answer.retry_after, http_date(answer.date) or now)
    if status == 200:
        return _read(answer, documented)
    if status in {401, 403}:
        return StationRefused(status)
    if status in {409, 422}:
        return ItemRefused(status)
    if status in {408, 413, 425, 429} or 500 <= status < 600:
        return Transient(status, retry_after)
    if 200 <= status < 400:
        return NotThePlatform(status)
    return Unexpected(status, retry_after)


def _read(answer: RawAnswer, documented: type[ModelT]) -> Answered[ModelT] | NotThePlatform:
    try:
        return Answered(documented.model_validate_json(answer.body))
    except ValidationError:
        return NotThePlatform(answer.status)


def code_of(failure: Failure) -> str:
    """The failure as a code for staff: ``http_503``, ``cut``, ``not_the_platform``."""
    match failure:
        case Unreachable(cause, _):
            return cause.value
        case Untrusted():
            return "untrusted"
        case NotThePlatform(_):
            return "not_the_platform"
        case StationRefused(status) | ItemRefused(status) | Transient(status, _) | Unexpected(status, _):
            return f"http_{status}"
        case _:
            assert_never(failure)


def surely_not_taken(failure: Failure) -> bool:
    """Whether the platform certainly does not have what was sent. Behind a 5xx or a cut line it may."""
    match failure:
        case Unreachable(_, sent):
            return not sent
        case Transient(status, _):
            return status < 500
        case NotThePlatform(_):
            return False
        case Untrusted() | StationRefused(_) | ItemRefused(_) | Unexpected(_, _):
            return True
        case _:
            assert_never(failure)


def wished_wait(failure: Failure) -> timedelta | None:
    """How long the platform asked us to stay away, if it did."""
    return failure.retry_after if isinstance(failure, Transient | Unexpected) else None
