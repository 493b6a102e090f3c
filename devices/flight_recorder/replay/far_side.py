"""The recorded device at the far end of a real line (a pty, a TCP port), in step with the adapter at the near end.

Near and far end are used by one thread in turn, so that nothing is left to chance: after each request the far side
hears it to the end, and before each answer it sends what was recorded. Where the recording is silent no time passes but
on the replay's clock.
"""

import select
import time
from typing import Protocol

from config.faults import EnvironmentFault, FaultCode
from devices.flight_recorder.entry import Conclusion, Entry, LineChange, LineChanged, Run
from devices.flight_recorder.line_format import plain
from devices.flight_recorder.redaction.redaction import Redaction
from devices.flight_recorder.replay.script import Diverged, Script, ScriptOver, changed, is_answer
from devices.id_card.far_end import FarEnd

PATIENCE_S = 5.0
"""How long bytes may take from one end of the line to the other before we call it a defect."""

_PIECE = 2048


class ReplayClock:
    """Seconds that pass only when the recording says so."""

    def __init__(self) -> None:
        self._now_s = 0.0

    def __call__(self) -> float:
        return self._now_s

    def advance(self, seconds: float) -> None:
        self._now_s += max(seconds, 0.0)

    def reach(self, at_s: float) -> None:
        self._now_s = max(self._now_s, at_s)


class Answers(Protocol):
    """How one protocol's entries become bytes again."""

    def asked(self, request: Entry) -> None:
        """This request is the one that is answered next."""
        ...

    def bytes_of(self, answer: Entry, concluded: Conclusion | None) -> bytes:
        """What goes out for a recorded answer; ``concluded`` is what the adapter made of it then."""
        ...

    def is_preparation(self, request: Entry) -> bool:
        """Whether adapters ask this at moments of their own, and its answer can be made up or left out."""
        ...

    def well(self, request: Entry) -> bytes:
        """What a device that is well answers."""
        ...


class FarSide:
    """Plays one script on one far end. All methods belong to the thread of the replay."""

    def __init__(self, script: Script, far_end: FarEnd, redaction: Redaction, answers: Answers) -> None:
        self._script = script
        self._far_end = far_end
        self._redaction = redaction
        self._answers = answers
        self._is_plugged = False
        self._queue = b""
        self._on_the_line = 0
        self.is_beyond = False
        """Whether the adapter asks on where the recording has nothing more of what it is doing."""

    def open(self) -> None:
        """The adapter is about to open the line. Raises EnvironmentFault where only a device can refuse like that."""
        opening = self._script.next_opening()
        fails = opening is not None and opening.change == LineChange.OPEN_FAILED
        self._queue, self._on_the_line = b"", 0
        self._set_plugged(not fails)
        if fails and opening is not None and opening.fault not in _SEEN_AT_OPENING:
            raise EnvironmentFault(opening.fault or FaultCode.READER_SILENT, "as recorded")

    def before_sending(self) -> None:
        """Breaks the line here if it broke here."""
        recorded = self._script.next_request()
        if recorded is not None:
            self._break(recorded.entry)

    def sent(self, data: bytes) -> None:
        """The adapter has sent these. Raises Diverged, ScriptOver."""
        self._hear(len(data))
        for entry in self._redaction.sent(data):
            self._match(entry)

    def fetch(self) -> bool:
        """Sends what came here, as one piece; False when nothing did. Raises EnvironmentFault, ScriptOver."""
        if not self._on_the_line and not self._queue:
            self._queue = self._recorded_answers()
        piece, self._queue = self._queue[:_PIECE], self._queue[_PIECE:]
        if piece:
            self._far_end.send(piece)
            self._on_the_line += len(piece)
        return self._on_the_line > 0

    def took(self, count: int) -> None:
        """The adapter has received so many bytes."""
        self._on_the_line -= count

    def forget(self) -> int:
        """The adapter throws away what it has not taken; gives how much of it is on the line already."""
        on_the_line, self._on_the_line, self._queue = self._on_the_line, 0, b""
        return on_the_line

    def close(self) -> None:
        self._far_end.dispose()

    def _recorded_answers(self) -> bytes:
        first = self._script.peek()
        if first is None:
            raise ScriptOver
        self._break(first.entry)
        answers = b""
        while (recorded := self._script.peek()) is not None and is_answer(recorded.entry):
            if recorded.at_ms != first.at_ms:
                break
            self._script.take()
            answers += self._answers.bytes_of(recorded.entry, self._concluded_next())
        return answers

    def _concluded_next(self) -> Conclusion | None:
        entries = (recorded.entry for recorded in self._script.ahead())
        return next((entry for entry in entries if isinstance(entry, Conclusion)), None)

    def _match(self, now: Entry) -> None:
        while True:
            recorded = self._script.next_request()
            if recorded is None:
                self.is_beyond = True
                self._queue += self._answers.well(now)
                return
            then = recorded.entry
            if then == now or (isinstance(then, Run) and isinstance(now, Run)):
                self._script.take()
                self.is_beyond = False
                self._answers.asked(now)
                return
            if self._answers.is_preparation(now):
                self._queue += self._answers.well(now)
                return
            if not self._answers.is_preparation(then):
                raise Diverged(recorded.place, _told(then), _told(now))
            self._script.take()

    def _break(self, entry: Entry) -> None:
        if isinstance(entry, LineChanged) and changed(entry) == LineChange.BROKE:
            self._script.take()
            self._set_plugged(False)
            raise EnvironmentFault(entry.fault or FaultCode.READER_UNPLUGGED, "as recorded")

    def _set_plugged(self, plugged: bool) -> None:
        if plugged != self._is_plugged:
            self._is_plugged = plugged
            self._far_end.plug() if plugged else self._far_end.unplug()

    def _hear(self, count: int) -> None:
        until = time.monotonic() + PATIENCE_S
        while count > 0:
            ready = select.select(self._far_end.waitables(), [], [], until - time.monotonic())[0]
            if not ready:
                raise RuntimeError("the replay's own line lost bytes")
            count -= len(self._far_end.receive())


_SEEN_AT_OPENING = (FaultCode.READER_UNPLUGGED, FaultCode.PRINTER_UNPLUGGED)
"""What a line that is not there looks like to the adapter by itself."""


def _told(entry: Entry) -> str:
    return " ".join(str(value) for value in plain(entry).values())
