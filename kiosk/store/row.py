"""One row of the outbox as the rest of the station sees it, and the hash by which a damaged row gives itself away.

SQLite's own check finds about 1 % of flipped bits, a hash per row over 90 %. The hash is SHA-256 over every other
column in canonical JSON; it is written here and nowhere else.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.store.states import OutboxState

Value = str | int | None
Columns = dict[str, Value]
"""A row as it lies in the table, by column name."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}")


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """Where one application stands. Nothing in it says who applied."""

    id: str
    item: str
    state: OutboxState
    envelope_sha256: str
    manifest_hash: str
    attempts: int
    next_attempt_at: datetime | None
    created_at: datetime
    updated_at: datetime
    last_error: str | None
    acceptance_number: str | None
    case_state: str | None
    case_detail: str | None
    receipt: str | None


@dataclass(frozen=True, slots=True)
class QueuedItem:
    """What the worker keeps in memory of an application: where it stands, not what it holds."""

    id: str
    item: str
    state: OutboxState
    attempts: int
    next_attempt_at: datetime
    created_at: datetime


def signed(columns: Mapping[str, Value]) -> Columns:
    """The row with the hash that belongs to it."""
    return {**columns, "row_hash": row_hash(columns)}


def is_intact(columns: Mapping[str, object]) -> bool:
    """Whether the row is as it was written."""
    return columns["row_hash"] == row_hash(columns)


def row_hash(columns: Mapping[str, object]) -> str:
    """SHA-256 (hex) over every column but the hash itself."""
    covered = {name: _hashable(value) for name, value in columns.items() if name != "row_hash"}
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def outward(columns: Mapping[str, Value]) -> OutboxRow:
    """The row for the rest of the station. Raises ValueError where a flipped bit left nonsense."""
    return OutboxRow(
        id=text(columns["id"]),
        item=text(columns["item"]),
        state=OutboxState(text(columns["state"])),
        envelope_sha256=text(columns["envelope_sha256"]),
        manifest_hash=text(columns["manifest_hash"]),
        attempts=whole(columns["attempts"]),
        next_attempt_at=_moment_or_none(columns["next_attempt_at"]),
        created_at=moment(whole(columns["created_at"])),
        updated_at=moment(whole(columns["updated_at"])),
        last_error=_text_or_none(columns["last_error"]),
        acceptance_number=_text_or_none(columns["acceptance_number"]),
        case_state=_text_or_none(columns["case_state"]),
        case_detail=_text_or_none(columns["case_detail"]),
        receipt=_text_or_none(columns["receipt"]),
    )


def queued(columns: Mapping[str, Value]) -> QueuedItem:
    """The row as the worker keeps it. Raises ValueError where a flipped bit left nonsense."""
    return QueuedItem(
        id=text(columns["id"]),
        item=text(columns["item"]),
        state=OutboxState(text(columns["state"])),
        attempts=whole(columns["attempts"]),
        next_attempt_at=moment(whole(columns["next_attempt_at"])),
        created_at=moment(whole(columns["created_at"])),
    )


def milliseconds(at: datetime) -> int:
    """Whole milliseconds since 1970. Raises ValueError for a time without a zone (a defect)."""
    if at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return (at - _EPOCH) // _MILLISECOND


def moment(at_ms: int) -> datetime:
    """The time, UTC. Raises ValueError where a flipped bit left a year that no calendar has."""
    try:
        return _EPOCH + at_ms * _MILLISECOND
    except OverflowError as error:
        raise ValueError("not a time") from error


def error_code(code: str) -> str:
    """A code for staff, checked to be one: never a sentence, never a person. Raises ValueError (a defect)."""
    if not _CODE.fullmatch(code):
        raise ValueError("an error is kept as a code")
    return code


def text(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError("not text")
    return value


def whole(value: Value) -> int:
    if not isinstance(value, int):
        raise ValueError("not a number")
    return value


def _text_or_none(value: Value) -> str | None:
    return None if value is None else text(value)


def _moment_or_none(value: Value) -> datetime | None:
    return None if value is None else moment(whole(value))


def _hashable(value: object) -> object:
    # A damaged row may hold a BLOB or a float where text was; neither was ever hashed.
    return value if isinstance(value, str | int | None) else repr(value)
