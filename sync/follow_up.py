"""What comes after the receipt: how the open cases stand, and what residents thought of the service.

One thread. Everything may raise EnvironmentFault, when the store fails.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from threading import Event

from kiosk.case import CaseState
from kiosk.rating import RatingAspect
from kiosk.store.due import LONGEST_QUESTION
from kiosk.store.outbox import Outbox
from kiosk.store.ratings import Rating as KeptRating
from kiosk.store.row import OutboxRow
from sync.backoff import retry_delay
from sync.channel import Channel
from sync.contract import (
    MAX_BATCH,
    Rating,
)
from sync.hand_over import next_question
from sync.outcome import Answered, Failure, ItemRefused, Unexpected, wished_wait
from sync.report import Deed, Tally


class FollowUp:
    """Cases and ratings of one outbox, over one channel."""

    def __init__(
        self,
        outbox: Outbox,
        channel: Channel,
        clock: Callable[[], datetime],
        dice: Random,
        case_refresh: timedelta,
        stopping: Event,
    ) -> None:
        self._outbox = outbox
        self._channel = channel
        self._clock = clock
        self._dice = dice
        self._case_refresh = case_refresh
        self._stopping = stopping

    def ask_cases(self, tally: Tally, *, every: bool) -> Failure | None:
        """Asks how the open cases stand: those whose time has come, or ``every`` one. A Failure ends it early."""
        asked: set[str] = set()
        while not self._stopping.is_set():
            now = self._clock()
            found = self._outbox.open_cases(now + LONGEST_QUESTION if every else now, len(asked) + MAX_BATCH)
            rows = [row for row in found if row.id not in asked][:MAX_BATCH]
            if not rows:
                return None
            outcome = self._channel.query_cases([row.id for row in rows])
            if not isinstance(outcome, Answered):
                return outcome
            asked.update(row.id for row in rows)
            tally[Deed.CASE_ASKED] += len(rows)
            cases = {case.id: case for case in outcome.reply.cases}
            for row in rows:
                case = cases.get(row.id)
                if case is None:
                    self._ask_again(row, now)
                else:
                    question = next_question(case, now, self._case_refresh)
                    self._outbox.update_case(row.id, case.state.value, case.model_dump_json(), question, now)
        return None

    def send_ratings(self, tally: Tally) -> Failure | None:
        """Sends the ratings that are due. A Failure ends it early; those not sent wait for another time."""
        while not self._stopping.is_set():
            ratings = self._outbox.due_ratings(self._clock(), MAX_BATCH)
            if not ratings:
                return None
            failure = self._send(ratings, tally)
            if failure is not None:
                return failure
        return None

    def _send(self, ratings: Sequence[KeptRating], tally: Tally) -> Failure | None:
        outcome = self._channel.rate(
            [
                Rating(id=rating.application_id, level=rating.level, aspects=_aspects(rating))
                for rating in ratings
            ]
        )
        if (
            isinstance(outcome, ItemRefused | Unexpected) and len(ratings) > 1
        ):  # one of them may be the reason
            for position, rating in enumerate(ratings):
                failure = self._send([rating], tally)
                if failure is not None:
                    self._delay(ratings[position + 1 :], None)
                    return failure
            return None
        taken: set[str] = set(outcome.reply.ids) if isinstance(outcome, Answered) else set()
        now = self._clock()
        for rating in ratings:
            if rating.application_id in taken:
                self._outbox.rating_sent(rating.application_id, now)
                tally[Deed.RATED] += 1
        self._delay(
            [rating for rating in ratings if rating.application_id not in taken],
            None if isinstance(outcome, Answered) else wished_wait(outcome),
        )
        return None if isinstance(outcome, Answered | ItemRefused | Unexpected) else outcome

    def _delay(self, ratings: Sequence[KeptRating], wished: timedelta | None) -> None:
        now = self._clock()
        for rating in ratings:
            wait = retry_delay(rating.attempts, self._dice, wished)
            self._outbox.rating_retry(rating.application_id, now + wait, now)

    def _ask_again(self, row: OutboxRow, now: datetime) -> None:
        """The platform did not speak of a case that it has signed for: it stays as it was."""
        state = row.case_state or CaseState.RECEIVED.value
        self._outbox.update_case(row.id, state, row.case_detail, now + self._case_refresh, now)


def _aspects(rating: KeptRating) -> tuple[RatingAspect, ...]:
    """What it is about; an aspect that an older version knew is dropped."""
    return tuple(aspect for aspect in RatingAspect if aspect in rating.aspects)
