"""One application on its way: claimed, read, its attachments brought over, and what became of it written down.

Nothing is believed but a receipt that the platform signed over the application's id and over the hash of what lies
here; only then are the sealed bytes deleted.

One thread hands over; `give_back_all` may be called from another when that one is stuck. Everything may raise
EnvironmentFault, when the store fails; a claim then ends with its lease.
"""

import logging
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from pydantic import ValidationError

from kiosk.case import FINAL_CASE_STATES
from kiosk.envelope import SealedApplication, SealedAttachment
from kiosk.store.due import LONGEST_RETRY
from kiosk.store.outbox import Outbox
from kiosk.store.row import QueuedItem
from kiosk.store.sealed_files import Damage
from kiosk.store.states import OutboxState
from sync.backoff import retry_delay
from sync.channel import Channel
from sync.contract import (
    AttachmentRef,
    Case,
    Receipted,
    Rejected,
    Submission,
)
from sync.outcome import (
    Answered,
    Break,
    Failure,
    ItemRefused,
    StationRefused,
    Unreachable,
    code_of,
    surely_not_taken,
    wished_wait,
)
from sync.report import Deed, Tally

LEASE = timedelta(minutes=5)
"""After this another sender may take a claim over: this one has died, or is held up by a very slow line."""

SELDOM = timedelta(hours=6)
"""A case that has been open for days is asked about no more often than this."""

_PLACES = re.compile(r"not_in_order(:[a-z0-9_.-]+)+")
_LONGEST_CODE = 64

_log = logging.getLogger("sync")


@dataclass(frozen=True, slots=True)
class InHand:
    """An application that this station has claimed. ``was``: the state it returns to when it was not sent."""

    id: str
    attempts: int
    was: OutboxState
    submission: Submission

    def doubtful(self) -> "InHand":
        """The same after it was sent and nobody knows whether it arrived."""
        return replace(self, was=OutboxState.UNKNOWN)


class HandOver:
    """Hands over the applications of one outbox, one at a time; ``tally`` counts what became of them."""

    def __init__(
        self,
        outbox: Outbox,
        channel: Channel,
        clock: Callable[[], datetime],
        dice: Random,
        case_refresh: timedelta,
    ) -> None:
        self.tally = Tally()
        self._outbox = outbox
        self._channel = channel
        self._clock = clock
        self._dice = dice
        self._case_refresh = case_refresh
        self._claimed: dict[str, OutboxState] = {}

    def pick_up(self, item: QueuedItem) -> InHand | Failure | None:
        """Claims it and brings its attachments over. None when there is nothing to send: another sender has it, or it
        went to staff. After a Failure it is back in the outbox."""
        now = self._clock()
        waits_for_its_time = now < item.next_attempt_at <= now + LONGEST_RETRY
        claims = self._outbox.claim([item.id], item.next_attempt_at if waits_for_its_time else now, LEASE)
        if not claims:
            return None
        was = OutboxState.QUEUED if item.state is OutboxState.QUEUED else OutboxState.UNKNOWN
        self._claimed[item.id] = was
        application = self._outbox.load(item.id, now)
        if not isinstance(application, SealedApplication):
            self._let_go(item.id)
            if isinstance(application, Damage):
                self._count(Deed.NEEDS_STAFF, item.id, application.value)
            return None
        try:
            submission = _submission_of(application)
        except ValidationError:
            self._to_staff(item.id, "does_not_fit")
            return None
        one = InHand(item.id, claims[0].attempts, was, submission)
        failure = self._bring(application.attachments, resumed=one.attempts > 1)
        if failure is not None:
            self.put_back(one, failure)
            return failure
        return one

    def complete(self, one: InHand, missing: Collection[str]) -> Failure | None:
        """Brings the attachments that the platform says it lacks. After a Failure it is back in the outbox."""
        application = self._outbox.load(one.id, self._clock())
        if isinstance(application, SealedApplication):
            wanted = [attachment for attachment in application.attachments if attachment.sha256 in missing]
            failure = self._bring(wanted, resumed=False)
            if failure is not None:
                self.put_back(one, failure)
                return failure
        return None

    def receive(self, one: InHand, result: Receipted) -> bool:
        """Takes the platform's receipt, and purges. False when the receipt proves nothing: then it is back."""
        claims = self._channel.receipt_claims(result.receipt)
        if (
            claims is None
            or claims.id != one.id
            or claims.manifest_hash != one.submission.manifest_hash
            or result.case.id != one.id
        ):
            self.delay(one.doubtful(), "receipt_invalid")
            return False
        now = self._clock()
        case = result.case
        self._outbox.receipted(
            one.id,
            result.receipt,
            claims.acceptance_number,
            case.state.value,
            case.model_dump_json(),
            next_question(case, now, self._case_refresh),
            now,
        )
        self._let_go(one.id)
        self.tally[Deed.RECEIPTED] += 1
        self.purge(one.id)
        return True

    def reject(self, one: InHand, result: Rejected) -> None:
        """The platform will not take this one as it is: the resident corrects it, or staff look at it."""
        match result.code:
            case "not_in_order":
                code = ":".join((result.code, *result.fields))
                fits = len(code) <= _LONGEST_CODE and _PLACES.fullmatch(code)
                self._outbox.needs_correction(one.id, code if fits else result.code, self._clock())
                self._let_go(one.id)
                self._count(Deed.NEEDS_CORRECTION, one.id, result.code)
            case "conflict" | "cannot_open" | "manifest_mismatch" | "unknown_item":
                self._to_staff(one.id, result.code)
            case _:
                assert_never(result.code)

    def put_back(self, one: InHand, failure: Failure, *, form_sent: bool = False) -> None:
        """Back into the outbox for another time; to staff when the platform refused this very one."""
        if isinstance(failure, ItemRefused):
            self._to_staff(one.id, code_of(failure))
            return
        if form_sent and not surely_not_taken(failure):
            one = one.doubtful()
        self.release([one], failure)

    def release(self, several: Sequence[InHand], failure: Failure) -> None:
        """Back into the outbox as they were: due at once, or after a while where ``failure`` may come again."""
        now = self._clock()
        for one in several:
            if _is_nobodys_fault(failure):
                self._outbox.retry_later(one.id, one.was, code_of(failure), now, now)
                self._let_go(one.id)
            else:
                self.delay(one, code_of(failure), wished_wait(failure))

    def delay(self, one: InHand, code: str, wished: timedelta | None = None) -> None:
        """Back into the outbox, to be tried again after a while that grows with its attempts."""
        now = self._clock()
        wait = retry_delay(one.attempts - 1, self._dice, wished)
        self._outbox.retry_later(one.id, one.was, code, now + wait, now)
        self._let_go(one.id)
        self._count(Deed.DELAYED, one.id, code)

    def purge(self, application_id: str) -> None:
        """Deletes the sealed bytes of what the platform has signed for."""
        if self._outbox.purge(application_id, self._clock()):
            self.tally[Deed.PURGED] += 1

    def give_back_all(self) -> None:
        """Ends every claim at once. What may have been on its way is ``unknown``."""
        now = self._clock()
        for application_id in list(self._claimed):
            self._outbox.retry_later(application_id, OutboxState.UNKNOWN, Break.STOPPED, now, now)

    def _bring(self, attachments: Sequence[SealedAttachment], *, resumed: bool) -> Failure | None:
        for attachment in attachments:
            if resumed and self._channel.has_attachment(attachment.sha256):
                continue
            outcome = self._channel.put_attachment(attachment.sha256, attachment.content)
            if not isinstance(outcome, Answered):
                return outcome
        return None

    def _to_staff(self, application_id: str, code: str) -> None:
        self._outbox.needs_staff(application_id, code, self._clock())
        self._let_go(application_id)
        self._count(Deed.NEEDS_STAFF, application_id, code)

    def _let_go(self, application_id: str) -> None:
        self._claimed.pop(application_id, None)

    def _count(self, deed: Deed, application_id: str, code: str) -> None:
        self.tally[deed] += 1
        level = logging.INFO if deed is Deed.DELAYED else logging.WARNING
        _log.log(level, "%s %s %s", deed, application_id, code)


def _is_nobodys_fault(failure: Failure) -> bool:
    stopped = isinstance(failure, Unreachable) and failure.cause is Break.STOPPED
    return stopped or isinstance(failure, StationRefused)


def next_question(case: Case, now: datetime, refresh: timedelta) -> datetime | None:
    """When to ask again how a case stands: after ``refresh`` or a tenth of its age, six hours at most; None: final."""
    if case.state in FINAL_CASE_STATES:
        return None
    return now + min(SELDOM, max(refresh, (now - case.received_at) / 10))


def _submission_of(application: SealedApplication) -> Submission:
    """Raises ValidationError when the contract has no room for it."""
    return Submission(
        id=application.id,
        item=application.item,
        envelope=application.envelope,
        attachments=tuple(
            AttachmentRef(sha256=attachment.sha256, size=attachment.size)
            for attachment in application.attachments
        ),
        manifest_hash=application.manifest_hash,
    )
