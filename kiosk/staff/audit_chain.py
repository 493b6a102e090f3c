"""The audit log: each entry holds the hash of the one before, so that none can be changed or taken out unseen.

An entry's hash is SHA-256 over its canonical JSON (keys sorted, no blanks, ASCII) without the hash itself. The first
entry follows 64 zeros. A line of the export is that JSON with ``hash`` beside it: anybody can check it with any tool.

Before anything is appended, the end of the log is compared with its anchor (`audit_anchor`). Where they disagree an
entry ``log_found_cut`` is written first, in the place that the anchor names: the lost numbers stay a gap for ever,
and appending cannot cover it up.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from kiosk.staff.account import STATION
from kiosk.staff.audit_anchor import BEGINNING, Anchor, Link
from kiosk.staff.audit_event import Action, Event, Word
from kiosk.staff.tables import audit
from kiosk.store.row import milliseconds, moment

Entry = dict[str, object]
"""One entry as it is exported; without its hash, as it is hashed."""


class Flaw(StrEnum):
    """What can be wrong with the log."""

    CHANGED = "changed"
    """The entry's content and its hash disagree."""
    UNLINKED = "unlinked"
    """It does not follow from the entry before it, which was replaced."""
    MISSING = "missing"
    """Entries were taken out, in the middle or at the end."""
    FOUND_CUT = "found_cut"
    """The station itself found the log cut before it wrote this entry."""
    NOT_AS_ANCHORED = "not_as_anchored"
    """The anchor knows this entry with another hash: the log was written anew from some point on."""
    ANCHOR_LOST = "anchor_lost"
    """Without its anchor nobody can tell whether the log's end is its end."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw, of the entries ``first`` to ``last``."""

    flaw: Flaw
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """``end`` is the last entry; ``unanchored`` entries were added when a crash kept the anchor from following."""

    entries: int
    end: Link
    unanchored: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings


class Chain:
    """The end of the log inside one write transaction, for appending."""

    def __init__(self, connection: Connection, anchor: Anchor) -> None:
        self._connection = connection
        self._anchor = anchor
        self._end: Link | None = None

    @property
    def has_grown(self) -> bool:
        return self._end is not None

    def append(self, event: Event) -> None:
        """In the caller's transaction, with the change that it tells of. Raises OSError and SQLAlchemy's errors."""
        if self._end is None:
            self._end = self._compared_with_anchor(end_of(self._connection), event.at)
        self._end = self._write(self._end, event)

    def _compared_with_anchor(self, end: Link, at: datetime) -> Link:
        anchored = self._anchor.read()
        lost: dict[Word, int | StrEnum] = {}
        if anchored is not None and anchored.id > end.id:
            lost = {Word.FIRST_LOST: end.id + 1, Word.LAST_LOST: anchored.id}
            end = anchored
        elif anchored is not None and anchored == _link_at(self._connection, anchored.id):
            return end
        return self._write(end, Event(Action.LOG_FOUND_CUT, STATION, at, detail=lost))

    def _write(self, end: Link, event: Event) -> Link:
        row = {
            "id": end.id + 1,
            "at": milliseconds(event.at),
            "actor": str(event.actor.name),
            "role": None if event.actor.role is None else str(event.actor.role),
            "action": str(event.action),
            "subject": event.subject,
            "detail": _canonical(event.detail),
            "previous": end.hash,
        }
        link = Link(end.id + 1, entry_hash(_entry(row)))
        self._connection.execute(insert(audit), {**row, "hash": link.hash})
        return link


def end_of(connection: Connection) -> Link:
    """The last entry. Raises SQLAlchemy's errors."""
    last = select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    found = connection.execute(last).first()
    return BEGINNING if found is None else Link(int(found[0]), str(found[1]))


def entries(connection: Connection) -> Iterator[Entry]:
    """Every entry with its hash, in order, as it is exported. A damaged one is given as far as it can be read."""
    for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
        yield {**_entry(dict(row)), "hash": row["hash"]}


def verify(connection: Connection, anchored: Link | None) -> Verdict:
    """Reads the whole log. ``anchored`` was read before: then the log may have grown since, never shrunk."""
    findings: list[Finding] = []
    count, end = 0, BEGINNING
    for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
        count += 1
        link = Link(int(row["id"]), str(row["hash"]))
        if link.id != end.id + 1:
            findings.append(Finding(Flaw.MISSING, end.id + 1, link.id - 1))
        elif row["previous"] != end.hash:
            findings.append(Finding(Flaw.UNLINKED, link.id, link.id))
        if not _is_intact(dict(row)):
            findings.append(Finding(Flaw.CHANGED, link.id, link.id))
        if row["action"] == Action.LOG_FOUND_CUT:
            findings.append(Finding(Flaw.FOUND_CUT, link.id, link.id))
        if anchored is not None and link.id == anchored.id and link != anchored:
            findings.append(Finding(Flaw.NOT_AS_ANCHORED, link.id, link.id))
        end = link
    if anchored is None:
        findings.append(Finding(Flaw.ANCHOR_LOST, end.id, end.id))
    elif anchored.id > end.id:
        findings.append(Finding(Flaw.MISSING, end.id + 1, anchored.id))
    return Verdict(count, end, max(0, end.id - (anchored or end).id), tuple(findings))


def entry_hash(entry: Mapping[str, object]) -> str:
    """SHA-256 (hex) of an entry without its hash."""
    return hashlib.sha256(_canonical(entry).encode()).hexdigest()


def line(entry: Entry) -> str:
    """One line of the export."""
    return _canonical(entry)


def _link_at(connection: Connection, entry_id: int) -> Link:
    if entry_id == BEGINNING.id:
        return BEGINNING
    found = connection.execute(select(audit.c.hash).where(audit.c.id == entry_id)).scalar()
    return Link(entry_id, str(found))


def _is_intact(row: Mapping[str, object]) -> bool:
    entry = _entry(row)
    return row["hash"] == entry_hash(entry) and row["detail"] == _canonical(entry["detail"])


def _entry(row: Mapping[str, object]) -> Entry:
    entry = {name: value for name, value in row.items() if name != "hash"}
    return {**entry, "at": _told(row["at"]), "detail": _read(row["detail"])}


def _told(at: object) -> object:
    try:
        return moment(at).astimezone(UTC).isoformat(timespec="milliseconds") if isinstance(at, int) else at
    except ValueError:
        return at


def _read(detail: object) -> object:
    try:
        return json.loads(str(detail))
    except ValueError:
        return detail


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=repr)
