"""Asks the reader one thing at a time and brings the answer, or what became of it.

The wire is opened when it is first needed. After any failure it is let go, and opened anew at a later poll: at once
after the first failure, then after 0.5 s, 1 s, 2 s and from then on every 5 s. A module that has just been opened again
is reset (10 FF), and any module just opened tests itself (11 FF) before it is asked for cards.

Belongs to the device's own thread.
"""

from collections.abc import Callable
from dataclasses import dataclass

from config.faults import EnvironmentFault, FaultCode
from devices.id_card.framing import BadFrame
from devices.id_card.reaction import REACTIONS, Reaction
from devices.id_card.sam import Command, Frame, FrameReader, Status, can_answer, request
from devices.id_card.transport import OpenWire, Wire

BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long we wait, in seconds."""

    command_s: float = 1.0
    read_s: float = 3.0
    poll_s: float = 7.0
    """One whole poll, whatever happens in it (opening a wire may add 1 s)."""
    quiet_s: float = 0.1
    """After a garbled answer: so much silence means that no more of it comes."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Asked in vain; the wire was let go. ``is_cut_off``: an answer began and stopped."""

    fault: FaultCode
    is_cut_off: bool = False


@dataclass(frozen=True, slots=True)
class BackingOff:
    """Not asked: it is not yet time to open the wire again. ``fault`` is why it was let go."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class OutOfService:
    """The module answers and will not work: self-test failed, or not authorised."""


class SamLink:
    """The reader's module at the other end of the wire."""

    def __init__(self, open_wire: OpenWire, clock: Callable[[], float], limits: Limits) -> None:
        self._open_wire = open_wire
        self._clock = clock
        self._limits = limits
        self._frames = FrameReader()
        self._wire: Wire | None = None
        self._failures = 0
        self._fault = FaultCode.READER_UNPLUGGED
        self._retry_at = clock()
        self._poll_ends = clock()
        self._is_tested = False

    def wake(self) -> NoAnswer | BackingOff | OutOfService | None:
        """Starts a poll: opens and tests the module if that is not done yet. None when it is ready to be asked."""
        self._poll_ends = self._clock() + self._limits.poll_s
        if self._wire is None:
            problem = self._open()
            if problem is not None:
                return problem
        if self._is_tested:
            return None
        answer = self.ask(Command.STATUS)
        if isinstance(answer, NoAnswer):
            return answer
        if REACTIONS[answer.status] == Reaction.OUT_OF_SERVICE:
            return OutOfService()
        if answer.status != Status.OK:
            return self._let_go(FaultCode.READER_GARBLED)
        self._is_tested = True
        self._failures = 0
        return None

    def ask(self, command: Command) -> Frame | NoAnswer:
        """One question and its answer. ``wake`` comes first in every poll.

        The request goes out once more when the module did not understand it, and when its answer was garbled, except
        for a reading: that was done, and has to start anew from find.
        """
        wire = self._wire
        if wire is None:
            return NoAnswer(self._fault)
        is_reading = command in (Command.READ_BASE, Command.READ_BASE_AND_FINGERPRINT)
        limit_s = self._limits.read_s if is_reading else self._limits.command_s
        deadline = min(self._clock() + limit_s, self._poll_ends)
        try:
            for _ in range(2):
                wire.discard_input()
                self._frames.clear()
                wire.send(request(command))
                answer = self._receive(wire, command, deadline)
                if isinstance(answer, NoAnswer):
                    return self._let_go(answer.fault, answer.is_cut_off)
                if isinstance(answer, Frame) and REACTIONS[answer.status] != Reaction.SEND_AGAIN:
                    return answer
                if isinstance(answer, BadFrame) and is_reading:
                    break
        except EnvironmentFault as broken:
            return self._let_go(broken.code)
        return self._let_go(FaultCode.READER_GARBLED)

    def test_again(self) -> None:
        """Makes the next ``wake`` test the module, at once."""
        self._is_tested = False
        self._retry_at = self._clock()

    def close(self) -> None:
        """Lets the wire go; the next ``wake`` opens it again."""
        if self._wire is not None:
            self._wire.close()
        self._wire = None
        self._is_tested = False

    def _open(self) -> NoAnswer | BackingOff | None:
        if self._clock() < self._retry_at:
            return BackingOff(self._fault)
        try:
            self._wire = self._open_wire()
        except EnvironmentFault as broken:
            return self._let_go(broken.code)
        if self._failures:
            answer = self.ask(Command.RESET)
            if isinstance(answer, NoAnswer):
                return answer
        return None

    def _let_go(self, fault: FaultCode, is_cut_off: bool = False) -> NoAnswer:
        self.close()
        self._fault = fault
        self._retry_at = self._clock() + BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
        self._failures += 1
        return NoAnswer(fault, is_cut_off)

    def _receive(self, wire: Wire, command: Command, deadline: float) -> Frame | BadFrame | NoAnswer:
        """The first frame before the deadline that can answer the command; a bad one when nothing better followed."""
        bad: BadFrame | None = None
        is_out_of_step = False
        while (left := deadline - self._clock()) > 0:
            is_settling = bad is not None and not self._frames.is_waiting
            received = wire.receive(min(left, self._limits.quiet_s) if is_settling else left)
            for piece in self._frames.feed(received):
                if isinstance(piece, BadFrame):
                    bad = piece
                elif can_answer(piece, command):
                    return piece
                else:
                    is_out_of_step = True
            if not received:
                break
        is_cut_off = self._frames.is_waiting
        while self._frames.is_waiting:
            for piece in self._frames.give_up():
                if isinstance(piece, Frame) and can_answer(piece, command):
                    return piece
        if is_cut_off or is_out_of_step:
            return NoAnswer(FaultCode.READER_GARBLED, is_cut_off)
        return bad or NoAnswer(FaultCode.READER_SILENT)
