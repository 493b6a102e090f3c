"""The recorded entries of one device, used up one after the other while they are played back."""

from collections.abc import Iterator, Sequence

from devices.flight_recorder.entry import (
    Began,
    Conclusion,
    Direction,
    Dropped,
    Ended,
    Entry,
    LineChange,
    LineChanged,
    Run,
    Verb,
)
from devices.flight_recorder.recording import Recorded
from devices.flight_recorder.redaction.escpos import EscposAnswered, EscposAsked, EscposFence
from devices.flight_recorder.redaction.sam import SamAnswered, SamAsked, SamCutOff, SamLengthAbsurd

ENDING = frozenset({Verb.PRINT, Verb.SELF_TEST})
"""Verbs whose end is always recorded."""


class ScriptOver(Exception):
    """The recording ends in the midst of this."""


class Diverged(Exception):
    """The adapter does something else than it did when this was recorded; ``place`` is where in the recording."""

    def __init__(self, place: str, then: str, now: str) -> None:
        super().__init__(f"{place}: {then} then, {now} now")


def is_request(entry: Entry) -> bool:
    """Whether the kiosk sent this."""
    return isinstance(entry, SamAsked | EscposAsked | EscposFence) or (
        isinstance(entry, Run) and entry.direction == Direction.SENT
    )


def is_answer(entry: Entry) -> bool:
    """Whether the device sent this."""
    return isinstance(entry, SamAnswered | SamCutOff | SamLengthAbsurd | EscposAnswered) or (
        isinstance(entry, Run) and entry.direction == Direction.RECEIVED
    )


def changed(entry: Entry) -> LineChange | None:
    """What became of the line, if that is what the entry tells."""
    return entry.change if isinstance(entry, LineChanged) else None


class Script:
    """``running`` is the verb that the adapter is at now, if it is one of `ENDING`; what is behind its end stays."""

    def __init__(self, entries: Sequence[Recorded]) -> None:
        self._entries = [recorded for recorded in entries if _is_played(recorded.entry)]
        self._at = 0
        self._last = max((at for at, one in enumerate(self._entries) if _must_happen(one.entry)), default=-1)
        self.running: Verb | None = None

    @property
    def position(self) -> int:
        return self._at

    @property
    def has_more(self) -> bool:
        """Whether something is left that the adapter has to bring about."""
        return self._at <= self._last

    def peek(self) -> Recorded | None:
        return self._entries[self._at] if self._at < len(self._entries) else None

    def take(self) -> Recorded:
        self._at += 1
        return self._entries[self._at - 1]

    def ahead(self) -> Iterator[Recorded]:
        return iter(self._entries[self._at :])

    def next_verb(self) -> Verb | None:
        """What was begun next; None when something happened on the line first: the verb that is never recorded."""
        while (recorded := self.peek()) is not None:
            if isinstance(recorded.entry, Began):
                self.take()
                return recorded.entry.verb
            if is_request(recorded.entry) or changed(recorded.entry) not in (None, LineChange.CLOSED):
                return None
            self.take()
        return None

    def next_request(self) -> Recorded | None:
        """Skips to what was sent next, or to the line's breaking; None at the end of what is running."""
        while (recorded := self.peek()) is not None:
            entry = recorded.entry
            if is_request(entry) or changed(entry) == LineChange.BROKE:
                return recorded
            if isinstance(entry, Ended) and entry.verb == self.running:
                return None
            self.take()
        raise ScriptOver

    def next_opening(self) -> LineChanged | None:
        """Takes how the line was opened next; None when it was open when the recording began."""
        while (recorded := self.peek()) is not None:
            entry = recorded.entry
            if is_request(entry) or (isinstance(entry, Ended) and entry.verb == self.running):
                return None
            self.take()
            if isinstance(entry, LineChanged) and entry.change in (LineChange.OPENED, LineChange.OPEN_FAILED):
                return entry
        raise ScriptOver


def _is_played(entry: Entry) -> bool:
    return not isinstance(entry, Dropped) and not (isinstance(entry, Conclusion) and entry.carried)


def _must_happen(entry: Entry) -> bool:
    if isinstance(entry, Began):
        return entry.verb in ENDING
    return is_request(entry) or changed(entry) in (LineChange.OPEN_FAILED, LineChange.BROKE)
