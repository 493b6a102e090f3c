"""Cuts what a serial scanner sends into codes: each ends with CR, LF or both.

Pure: bytes and moments in, codes out. Half a token may be another token, so what may be half is never passed on:
- a code that does not end is given up when nothing has come for ``GAP_S``, and what follows within ``TAIL_S`` is its
  tail, up to its end or until it is quiet for so long;
- after ``start`` (the line was just opened, or emptied) bytes that come without a quiet of ``settle_s`` before them
  may be the tail of a code whose head nobody heard.
"""

from dataclasses import dataclass, field

LONGEST_LINE = 2048
"""Bytes: more than any code may have (``code.py``), so that what is kept of a flood is still refused as too long."""

GAP_S = 0.5
"""At 9600 baud a byte takes 1 ms; wireless cradles pause up to some 0.1 s between their packets."""

TAIL_S = 2.0
SETTLE_S = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One whole code. Of one that was too long the first ``LONGEST_LINE`` + 1 bytes are kept."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CutOff:
    """A code began and did not end."""


Piece = Line | CutOff


class LineFramer:
    """Never holds more than ``LONGEST_LINE`` + 1 bytes of an unfinished code, whatever comes."""

    def __init__(self, settle_s: float = SETTLE_S) -> None:
        self._settle_s = settle_s
        self._pending = bytearray()
        self._last_byte_at = 0.0
        self._tail_s = 0.0
        """So long a quiet ends the tail that is being dropped; 0: none is."""

    def start(self, at: float) -> None:
        """The line was opened or emptied just now."""
        self._pending.clear()
        self._last_byte_at = at
        self._tail_s = self._settle_s

    def feed(self, data: bytes, at: float) -> list[Piece]:
        """What ended with these bytes, which came at the moment ``at`` (seconds, never going back)."""
        found: list[Piece] = []
        quiet_s = at - self._last_byte_at
        if self._pending and quiet_s > GAP_S:
            found.append(CutOff())
            self._pending.clear()
            self._tail_s = TAIL_S
        if quiet_s >= self._tail_s:
            self._tail_s = 0.0
        if data:
            self._last_byte_at = at
        *ended, rest = data.replace(b"\r", b"\n").split(b"\n")
        for part in ended:
            self._take(part)
            if self._pending:
                found.append(Line(bytes(self._pending)))
            self._pending.clear()
            self._tail_s = 0.0
        self._take(rest)
        return found

    def gives_up_at(self) -> float | None:
        """The moment after which an unfinished code is given up; None when none is waiting."""
        return self._last_byte_at + GAP_S if self._pending else None

    def _take(self, part: bytes) -> None:
        if not self._tail_s:
            self._pending += part[: max(0, LONGEST_LINE + 1 - len(self._pending))]
