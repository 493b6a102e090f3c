"""Redacts the receipt printer's line: status questions and their one-byte answers stay, what is printed goes.

An answer is kept only when one is awaited and the byte can be one (``devices/receipt_printer/status_bytes.py``); a
chunk with more bytes than are awaited is garbage as a whole, for it could be anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from devices.flight_recorder.entry import Direction, Entry, Sort
from devices.flight_recorder.redaction.redaction import run
from devices.receipt_printer.status_bytes import Question, is_fence_answer, is_status_answer

_QUESTIONS = {question.request: question for question in Question}
_FENCE = b"\x1dr\x01"
_COMMAND = re.compile(b"|".join(map(re.escape, (*_QUESTIONS, _FENCE))))
_BEGINNINGS = {command[:size] for command in (*_QUESTIONS, _FENCE) for size in (1, 2)}


@dataclass(frozen=True, slots=True)
class EscposAsked(Entry):
    """DLE EOT n."""

    question: Question


@dataclass(frozen=True, slots=True)
class EscposFence(Entry):
    """GS r 1, sent behind a job: answered when the job is done."""


@dataclass(frozen=True, slots=True)
class EscposAnswered(Entry):
    """One byte that answers a question or a fence. Raises ValueError for any other."""

    byte: int

    def __post_init__(self) -> None:
        Entry.__post_init__(self)
        if not is_status_answer(self.byte) and not is_fence_answer(self.byte):
            raise ValueError("expected a byte that answers DLE EOT or GS r")


class EscposRedaction:
    """Remembers how many answers are awaited, and at most two bytes that may begin a question."""

    def __init__(self) -> None:
        self._begun = b""
        self._awaited_answers = 0
        self._awaited_fences = 0

    def sent(self, data: bytes) -> Sequence[Entry]:
        stream = self._begun + data
        entries: list[Entry] = []
        end = 0
        for command in _COMMAND.finditer(stream):
            entries += run(Direction.SENT, Sort.DATA, command.start() - end)
            entries.append(self._asked(command[0]))
            end = command.end()
        rest = stream[end:]
        self._begun = next((rest[-size:] for size in (2, 1) if rest[-size:] in _BEGINNINGS), b"")
        return [*entries, *run(Direction.SENT, Sort.DATA, len(rest) - len(self._begun))]

    def received(self, data: bytes) -> Sequence[Entry]:
        if len(data) > self._awaited_answers + self._awaited_fences:
            return run(Direction.RECEIVED, Sort.GARBAGE, len(data))
        return [entry for byte in data for entry in self._answer(byte)]

    def settle(self) -> Sequence[Entry]:
        """Nobody answers any more what was asked before."""
        self._awaited_answers = self._awaited_fences = 0
        begun, self._begun = self._begun, b""
        return run(Direction.SENT, Sort.DATA, len(begun))

    def _asked(self, command: bytes) -> Entry:
        if command == _FENCE:
            self._awaited_fences = min(self._awaited_fences + 1, 4)
            return EscposFence()
        self._awaited_answers = min(self._awaited_answers + 1, 4)
        return EscposAsked(_QUESTIONS[command])

    def _answer(self, byte: int) -> Sequence[Entry]:
        if is_status_answer(byte) and self._awaited_answers:
            self._awaited_answers -= 1
            return (EscposAnswered(byte),)
        if is_fence_answer(byte) and self._awaited_fences:
            self._awaited_fences -= 1
            return (EscposAnswered(byte),)
        return run(Direction.RECEIVED, Sort.GARBAGE, 1)
