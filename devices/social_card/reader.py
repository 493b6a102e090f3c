"""The social-security card reader as the kiosk uses it: one look at a time, each with one answer.

A look asks the service which readers there are, whether a card is in ours, and reads a card that is new. It never waits
for a person; who calls it decides when to look again.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar, assert_never

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, Faulty, Ready, SelfTest, TestFailed, TestPassed, Unknown
from devices.social_card.answer import CardRead, ReaderFault, SocialReaderAnswer
from devices.social_card.card import CardDataInvalid, decode
from devices.social_card.conversation import NotSocialCard, Unreadable, Values
from devices.social_card.errand import Errands, TimedOut
from devices.social_card.presence import (
    Empty,
    Presence,
    ReadIt,
    after_failure,
    after_found,
    after_reading,
    after_vacant,
)
from devices.social_card.slot import CardSlot, Holds, ReaderAddress, Vacant

POLL_INTERVAL_S = 0.3
"""Between two looks; the service itself looks at its readers every 0.4 s."""

LOOK_S = 6.0
"""One whole look, whatever happens in it; a reading takes 1 s with a slow card."""

BACK_OFF_S = (0.0, 0.5, 1.0, 2.0)
"""After the service was found down: so long until it is asked again."""

_SERVICES_FAULTS = (FaultCode.SOCIAL_SERVICE_DOWN, FaultCode.SOCIAL_SERVICE_REFUSED)
_READERS_FAULTS = (
    *_SERVICES_FAULTS,
    FaultCode.SOCIAL_READER_UNPLUGGED,
    FaultCode.SOCIAL_READER_SILENT,
    FaultCode.SOCIAL_READER_BUSY,
)
_MAY_RETRY = (FaultCode.SOCIAL_CARD_UNREADABLE,)

Result = TypeVar("Result")


class SocialCardReader:
    """A reader behind the PC/SC service. `status` may be called from any thread, all else from the device's own.

    ``address`` says which reader, each time that the service is asked anew; it may raise EnvironmentFault. ``clock``
    counts seconds and never jumps; ``now`` stamps the status. Nothing is opened before the first look.
    """

    def __init__(
        self,
        address: Callable[[], ReaderAddress],
        clock: Callable[[], float],
        now: Callable[[], datetime],
        *,
        limit_s: float = LOOK_S,
    ) -> None:
        self._slot = CardSlot(address, clock)
        self._errands = Errands("social-card")
        self._clock = clock
        self._now = now
        self._limit_s = limit_s
        self._status = DeviceStatus("social_card", "pcsc", Unknown())
        self._presence: Presence = Empty()
        self._digest_key = secrets.token_bytes(32)
        self._failures = 0
        self._service_fault = FaultCode.SOCIAL_SERVICE_DOWN
        self._retry_at = clock()

    def poll(self) -> SocialReaderAnswer:
        """One look. Takes 1 ms without a card or with one already reported, about 0.5 s with a new one; 6 s for looking
        and 6 s for reading at the very most (``LOOK_S``)."""
        if self._clock() < self._retry_at:
            return ReaderFault(self._service_fault)
        try:
            answer = self._look()
        except EnvironmentFault as fault:
            return self._trouble(fault.code)
        self._well()
        return answer

    def status(self) -> DeviceStatus:
        return self._status

    def check(self) -> DeviceStatus:
        """Whether the service runs and the reader is there; reads no card. Takes 6 s at the very most."""
        if self._clock() >= self._retry_at:
            self.self_test()
        return self._status

    def self_test(self) -> SelfTest:
        """The service runs and the reader is there, asked now without waiting for the back-off. Takes 6 s at most."""
        try:
            self._bounded(self._slot.look)
        except EnvironmentFault as fault:
            self._trouble(fault.code)
            return TestFailed(fault.code, fault.detail)
        self._well()
        return TestPassed(self._slot.reader)

    def close(self) -> None:
        """Lets the service go and forgets the card. Takes 1 s at most: a driver that hangs is left behind."""
        self._errands.close(self._slot.release, 1.0)
        self._presence = Empty()

    def _look(self) -> SocialReaderAnswer:
        seen = self._bounded(self._slot.look)
        match seen:
            case Vacant():
                self._presence, told = after_vacant(self._presence, seen)
                return told
            case Holds():
                self._presence, found = after_found(self._presence, seen)
                return self._read(seen) if isinstance(found, ReadIt) else found
            case _:
                assert_never(seen)

    def _bounded(self, work: Callable[[], Result]) -> Result:
        """Raises EnvironmentFault: what ``work`` raises, or SOCIAL_READER_SILENT."""
        try:
            return self._errands.do(work, self._limit_s)
        except TimedOut:
            raise EnvironmentFault(FaultCode.SOCIAL_READER_SILENT) from None

    def _read(self, holds: Holds) -> SocialReaderAnswer:
        try:
            values = self._bounded(self._slot.read)
        except EnvironmentFault as fault:
            if fault.code in _READERS_FAULTS:
                raise
            return self._failed(holds, fault.code)
        match values:
            case NotSocialCard():
                return self._failed(holds, FaultCode.SOCIAL_CARD_UNKNOWN)
            case Unreadable():
                return self._failed(holds, FaultCode.SOCIAL_CARD_UNREADABLE)
            case Mapping():
                return self._understood(holds, values)
            case _:
                assert_never(values)

    def _understood(self, holds: Holds, values: Values) -> SocialReaderAnswer:
        card = decode(values)
        if isinstance(card, CardDataInvalid):
            return self._failed(holds, FaultCode.SOCIAL_CARD_DATA_INVALID)
        digest = hashlib.blake2b(repr(sorted(values.items())).encode(), key=self._digest_key).digest()
        self._presence, told = after_reading(self._presence, holds, digest)
        return told or CardRead(card)

    def _failed(self, holds: Holds, fault: FaultCode) -> SocialReaderAnswer:
        may_retry = fault in _MAY_RETRY
        self._presence, told = after_failure(self._presence, holds, fault, may_retry=may_retry)
        return told

    def _well(self) -> None:
        self._failures = 0
        self._status = self._status.answered(Ready(), self._now(), self._slot.reader)

    def _trouble(self, fault: FaultCode) -> ReaderFault:
        if fault in _SERVICES_FAULTS:
            self._service_fault = fault
            self._retry_at = self._clock() + BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
            self._failures += 1
        if fault == FaultCode.SOCIAL_READER_BUSY:
            self._status = self._status.answered(Faulty(fault), self._now(), self._slot.reader)
        else:
            self._status = self._status.missed(fault, self._now())
        return ReaderFault(fault)
