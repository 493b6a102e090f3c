"""Redacts the code scanner's line: of each code only how long it was and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from devices.flight_recorder.entry import Direction, Entry, Sort, clamped
from devices.flight_recorder.redaction.redaction import run

_CR, _LF = 0x0D, 0x0A


class Terminator(Enum):
    """What ended the line; NONE: the scanner went quiet without one. CR LF cut apart is a CR and an empty LF line."""

    CR = auto()
    LF = auto()
    CRLF = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class LineScanned(Entry):
    """One line, without its terminator."""

    length: int
    terminator: Terminator


class ScannerRedaction:
    """Remembers how many bytes of the line there were so far, and none of them."""

    def __init__(self) -> None:
        self._length = 0

    def sent(self, data: bytes) -> Sequence[Entry]:
        return [*self.settle(), *run(Direction.SENT, Sort.DATA, len(data))]

    def received(self, data: bytes) -> Sequence[Entry]:
        entries: list[Entry] = []
        at = 0
        while at < len(data):
            if data[at : at + 2] == b"\r\n":
                entries.append(self._ended(Terminator.CRLF))
                at += 1
            elif data[at] in (_CR, _LF):
                entries.append(self._ended(Terminator.CR if data[at] == _CR else Terminator.LF))
            else:
                self._length += 1
            at += 1
        return entries

    def settle(self) -> Sequence[Entry]:
        return (self._ended(Terminator.NONE),) if self._length else ()

    def _ended(self, terminator: Terminator) -> LineScanned:
        length, self._length = self._length, 0
        return LineScanned(clamped(length), terminator)
