"""The ID-card reader as the kiosk uses it: one look at a time, each with one answer.

One look is find, select, read, newest address, as far as they go. It never asks a person anything and never waits for
one; who calls it decides when to look again.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from config.faults import FaultCode
from devices.device import DeviceStatus, Faulty, Ready, SelfTest, TestFailed, TestPassed, Unknown
from devices.id_card.answer import CardPresent, CardRead, ReaderAnswer, ReaderFault
from devices.id_card.card import CardDataInvalid, decode
from devices.id_card.framing import BadFrame
from devices.id_card.link import BackingOff, Limits, NoAnswer, OutOfService, SamLink
from devices.id_card.presence import Empty, Presence, Reported, after_failure, after_not_found, is_reported
from devices.id_card.reaction import REACTIONS, Reaction
from devices.id_card.sam import Command, Frame, Status, parse_base_info, parse_newest_address
from devices.id_card.self_test import run_self_test
from devices.id_card.transport import OpenWire

POLL_INTERVAL_S = 0.3
"""The least time between two looks; readers' manuals ask for it."""


class IdCardReader:
    """A reader with a SAM_A or SAM_V module. All methods are called from the device's own thread only.

    ``open_wire`` opens the line; ``clock`` counts seconds and never jumps; ``now`` stamps the status. Nothing is
    opened before the first look.
    """

    def __init__(
        self,
        open_wire: OpenWire,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        *,
        driver: str = "sam-serial",
        limits: Limits | None = None,
    ) -> None:
        self._link = SamLink(open_wire, clock, limits or Limits())
        self._now = now
        self._status = DeviceStatus("id_card", driver, Unknown())
        self._presence: Presence = Empty()
        self._digest_key = secrets.token_bytes(32)

    def poll(self) -> ReaderAnswer:
        """One look. Empty it takes 2 ms of line, with a card about 1 s; 8 s at the very most (``Limits``)."""
        problem = self._link.wake()
        match problem:
            case BackingOff():
                return ReaderFault(problem.fault)
            case NoAnswer():
                return self._missed(problem)
            case OutOfService():
                return self._out_of_service()
            case None:
                return self._look()
            case _:
                assert_never(problem)

    def status(self) -> DeviceStatus:
        """The reader's condition as the last look left it. Any thread."""
        return self._status

    def check(self) -> DeviceStatus:
        """Asks the module for its status (11 FF) and looks for no card; 3 s at most."""
        problem = self._link.wake()
        match problem:
            case BackingOff():
                pass
            case NoAnswer():
                self._missed(problem)
            case OutOfService():
                self._out_of_service()
            case None:
                answer = self._link.ask(Command.STATUS)
                if isinstance(answer, NoAnswer):
                    self._missed(answer)
                elif REACTIONS[answer.status] == Reaction.OUT_OF_SERVICE:
                    self._out_of_service()
                else:
                    self._status = self._status.answered(Ready(), self._now())
            case _:
                assert_never(problem)
        return self._status

    def self_test(self) -> SelfTest:
        """Tests the module now; see ``self_test.py``."""
        result = run_self_test(self._link)
        match result:
            case TestPassed():
                self._status = self._status.answered(Ready(), self._now())
            case TestFailed(fault=FaultCode.READER_OUT_OF_SERVICE):
                self._out_of_service()
            case TestFailed():
                self._status = self._status.missed(result.fault, self._now())
            case _:
                assert_never(result)
        return result

    def close(self) -> None:
        """Lets the line go and forgets the card. The next look opens it again."""
        self._link.close()
        self._presence = Empty()

    def _look(self) -> ReaderAnswer:
        for command in (Command.FIND, Command.SELECT):
            answer = self._link.ask(command)
            if isinstance(answer, NoAnswer):
                return self._missed(answer)
            if answer.status != (Status.CARD_FOUND if command == Command.FIND else Status.OK):
                return self._refused(answer.status)
        answer = self._link.ask(Command.READ_BASE)
        if isinstance(answer, NoAnswer):
            return self._interrupted(answer)
        if answer.status != Status.OK:
            return self._refused(answer.status)
        return self._understood(answer)

    def _understood(self, answer: Frame) -> ReaderAnswer:
        self._status = self._status.answered(Ready(), self._now())
        info = parse_base_info(answer.data)
        if isinstance(info, BadFrame):
            return self._failed(FaultCode.CARD_UNREADABLE)
        digest = hashlib.blake2b(info.text, key=self._digest_key).digest()
        if is_reported(self._presence, digest):
            self._presence = Reported(digest)
            return CardPresent()
        try:
            read = CardRead(decode(info.text), info.portrait, self._newest_address())
        except CardDataInvalid:
            return self._failed(FaultCode.CARD_DATA_INVALID, may_retry=False)
        self._presence = Reported(digest)
        return read

    def _newest_address(self) -> str | None:
        """None for any answer but an address: the card has been read, and lifting it now must not undo that."""
        answer = self._link.ask(Command.READ_NEWEST_ADDRESS)
        if isinstance(answer, NoAnswer):
            self._missed(answer)
            return None
        if answer.status != Status.OK:
            return None
        address = parse_newest_address(answer.data)
        return None if isinstance(address, BadFrame) else address or None

    def _refused(self, status: Status) -> ReaderAnswer:
        """The module answered find, select or read with something else than success."""
        reaction = REACTIONS[status]
        if reaction == Reaction.OUT_OF_SERVICE:
            return self._out_of_service()
        self._status = self._status.answered(Ready(), self._now())
        match reaction:
            case Reaction.NO_CARD:
                self._presence, told = after_not_found(self._presence)
                return told
            case Reaction.NOT_SUPPORTED:
                return self._failed(FaultCode.CARD_UNSUPPORTED, may_retry=False)
            case Reaction.TRY_AGAIN | Reaction.GO_ON | Reaction.SEND_AGAIN:
                is_gone = status == Status.CARD_NOT_YET_FOUND
                return self._failed(FaultCode.CARD_LIFTED if is_gone else FaultCode.CARD_UNREADABLE)
            case _:
                assert_never(reaction)

    def _interrupted(self, answer: NoAnswer) -> ReaderAnswer:
        """A reading whose answer broke off or came garbled concerns the card; silence concerns the reader."""
        fault = self._missed(answer)
        if answer.is_cut_off:
            return self._failed(FaultCode.CARD_LIFTED)
        if answer.fault == FaultCode.READER_GARBLED:
            return self._failed(FaultCode.READER_GARBLED)
        return fault

    def _failed(self, fault: FaultCode, *, may_retry: bool = True) -> ReaderAnswer:
        self._presence, told = after_failure(self._presence, fault, may_retry)
        return told

    def _missed(self, answer: NoAnswer) -> ReaderFault:
        self._status = self._status.missed(answer.fault, self._now())
        return ReaderFault(answer.fault)

    def _out_of_service(self) -> ReaderFault:
        self._status = self._status.answered(Faulty(FaultCode.READER_OUT_OF_SERVICE), self._now())
        return ReaderFault(FaultCode.READER_OUT_OF_SERVICE)
