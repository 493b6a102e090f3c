"""One delivery round: everything that waits in the outbox gets its one attempt, in batches.

When a batch fails although the platform is well, one of its applications may be the reason: each is then sent alone,
so that a bad one costs the others one attempt, and in later rounds it goes alone and last. Several failures in a row
end the round: then it is the platform after all.

    failure                                      means
    not connected, wrong certificate, 401, 403   the line: the round ends, nothing is held against anybody
    408, 425, 429, 503 with Retry-After          the platform is busy: the round ends
    400, 409, 413, 422 and other 4xx             perhaps one application
    no answer, a strange answer, other 5xx       perhaps one application, if the platform's health says it is well

Memory holds ids, and the sealed bytes of one batch. One thread delivers.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event
from typing import assert_never

from kiosk.store.outbox import Outbox
from kiosk.store.row import OutboxRow, QueuedItem
from kiosk.store.states import OutboxState
from sync.channel import Channel
from sync.contract import MAX_BATCH, Incomplete, ItemResult, Receipted, Rejected
from sync.hand_over import HandOver, InHand
from sync.outcome import (
    Answered,
    Break,
    Failure,
    ItemRefused,
    NotThePlatform,
    StationRefused,
    Transient,
    Unexpected,
    Unreachable,
    Untrusted,
    surely_not_taken,
)
from sync.report import Tally

MAX_BATCH_BYTES = 2 * 1024 * 1024
"""Sealed envelopes in one request; base64 makes it a third more."""
FAILURES_IN_A_ROW = 4

_STOPPED = Unreachable(Break.STOPPED, sent=False)


class Delivery:
    """Rounds of delivery over one outbox and one channel."""

    def __init__(
        self,
        outbox: Outbox,
        channel: Channel,
        hand_over: HandOver,
        clock: Callable[[], datetime],
        stopping: Event,
    ) -> None:
        self._outbox = outbox
        self._channel = channel
        self._hand_over = hand_over
        self._now = clock
        self._stopping = stopping
        self._suspects: set[str] = set()
        self._was_busy = False
        self._failures = 0

    def round(self, early: Sequence[OutboxState], tally: Tally) -> Failure | None:
        """Sends what is due, and what is in the states ``early`` whatever its time.

        Returns why it ended early, None when everything had its attempt. Raises EnvironmentFault when the store fails.
        """
        self._hand_over.tally = tally
        self._failures = 0
        for row in self._outbox.list(OutboxState.RECEIPTED):  # a crash came between receipt and purge
            self._hand_over.purge(row.id)
        failure = self._deliver(early)
        self._was_busy = isinstance(failure, Transient)
        return failure

    def _deliver(self, early: Sequence[OutboxState]) -> Failure | None:
        tried: set[str] = set()
        suspects: list[QueuedItem] = []
        while waiting := self._waiting(early, tried):
            tried.update(item.id for item in waiting)
            suspects += [item for item in waiting if item.id in self._suspects]
            failure = self._send_all([item for item in waiting if item.id not in self._suspects])
            if failure is not None:
                return failure
        for item in suspects:
            failure = self._send_all([item])
            if failure is not None:
                return failure
        return None

    def _waiting(self, early: Sequence[OutboxState], tried: set[str]) -> list[QueuedItem]:
        """Up to a batch of what has not had its attempt in this round, the longest waiting first."""
        limit = MAX_BATCH
        while True:
            due = self._outbox.due(self._now(), limit)
            put_off = self._outbox.list(*early, limit=limit) if early else []
            found = {item.id: item for item in (*due, *map(_as_item, put_off))}
            waiting = [item for item in found.values() if item.id not in tried]
            if waiting or max(len(due), len(put_off)) < limit:
                return waiting[:MAX_BATCH]
            limit *= 2  # what failed in this round lies in front

    def _send_all(self, items: Sequence[QueuedItem]) -> Failure | None:
        batch: list[InHand] = []
        for item in items:
            picked = _STOPPED if self._stopping.is_set() else self._hand_over.pick_up(item)
            if isinstance(picked, InHand):
                batch.append(picked)
                if len(batch) == MAX_BATCH or _size(batch) >= MAX_BATCH_BYTES:
                    failure = self._send(batch)
                    batch = []
                    if failure is not None:
                        return failure
            elif picked is not None:  # its attachments did not get over, and it is back already
                ends = self._held_against(item.id, picked) if self._may_be_one_of_them(picked) else picked
                if ends is not None:
                    self._hand_over.release(batch, ends)
                    return ends
        return self._send(batch) if batch else None

    def _send(self, batch: Sequence[InHand], *, completed: bool = False) -> Failure | None:
        outcome = self._channel.submit([one.submission for one in batch])
        if isinstance(outcome, Answered):
            return self._settle(batch, outcome.reply.results, completed=completed)
        one_is_bad = self._may_be_one_of_them(outcome)
        if one_is_bad and len(batch) > 1:
            return self._send_each_alone(batch, outcome)
        for one in batch:
            self._hand_over.put_back(one, outcome, form_sent=True)
        if one_is_bad:
            return self._held_against(batch[0].id, outcome)
        if self._was_busy and isinstance(outcome, Transient):
            # Twice in a row; should it always be the same one's fault, it must not go with the others again.
            self._suspects.update(one.id for one in batch)
        return outcome

    def _send_each_alone(self, batch: Sequence[InHand], outcome: Failure) -> Failure | None:
        if not surely_not_taken(outcome):
            batch = [one.doubtful() for one in batch]
        for position, one in enumerate(batch):
            ends = _STOPPED if self._stopping.is_set() else self._send([one])
            if ends is not None:
                rest = batch[position if ends is _STOPPED else position + 1 :]
                self._suspects.update(left.id for left in rest)
                self._hand_over.release(rest, ends)
                return ends
        return None

    def _settle(
        self, batch: Sequence[InHand], results: Sequence[ItemResult], *, completed: bool
    ) -> Failure | None:
        """Each by its own result; those that lacked attachments are sent once more, with them."""
        result_of = {result.id: result for result in results}
        incomplete: list[InHand] = []
        ends: Failure | None = None
        for one in batch:
            result = result_of.get(one.id)
            match result:
                case Receipted():
                    if self._hand_over.receive(one, result):
                        self._cleared(one.id)
                    else:
                        ends = self._held_against(one.id, NotThePlatform(200)) or ends
                case Rejected():
                    self._hand_over.reject(one, result)
                    self._cleared(one.id)
                case Incomplete() if not completed and ends is None:
                    failure = self._hand_over.complete(one, result.missing)
                    if failure is None:
                        incomplete.append(one)
                    elif self._may_be_one_of_them(failure):
                        ends = self._held_against(one.id, failure)
                    else:
                        ends = failure
                case Incomplete():
                    self._hand_over.delay(one, "incomplete")
                case None:
                    self._hand_over.delay(one.doubtful(), "no_result")
                case _:
                    assert_never(result)
        if ends is not None:
            self._hand_over.release(incomplete, ends)
            return ends
        return self._send(incomplete, completed=True) if incomplete else None

    def _may_be_one_of_them(self, failure: Failure) -> bool:
        """Whether what failed can be an application's fault, and not the line's or the platform's."""
        match failure:
            case Untrusted() | StationRefused():
                return False
            case Unreachable(cause, sent):
                return sent and cause is not Break.STOPPED and self._platform_is_well()
            case NotThePlatform():
                return self._platform_is_well()
            case ItemRefused() | Unexpected():
                return True
            case Transient(status, retry_after):
                if status in {408, 425, 429} or (status == 503 and retry_after is not None):
                    return False
                return status == 413 or self._platform_is_well()
            case _:
                assert_never(failure)

    def _platform_is_well(self) -> bool:
        return isinstance(self._channel.health(), Answered)

    def _held_against(self, application_id: str, failure: Failure) -> Failure | None:
        self._suspects.add(application_id)
        self._failures += 1
        return failure if self._failures >= FAILURES_IN_A_ROW else None

    def _cleared(self, application_id: str) -> None:
        self._suspects.discard(application_id)
        self._failures = 0


def _as_item(row: OutboxRow) -> QueuedItem:
    # An unsent row always has its time: the table says so.
    at = row.next_attempt_at or row.created_at
    return QueuedItem(row.id, row.item, row.state, row.attempts, at, row.created_at)


def _size(batch: Sequence[InHand]) -> int:
    return sum(len(one.submission.envelope) for one in batch)
