"""The table of what is told about a card from one look to the next, row by row."""

import pytest

from config.faults import FaultCode
from devices.social_card.answer import CardPresent, CardRemoved, NoCard, ReadFailed, SocialReaderAnswer
from devices.social_card.presence import (
    TRIES,
    Empty,
    Presence,
    ReadIt,
    Refused,
    Reported,
    Trying,
    after_failure,
    after_found,
    after_reading,
    after_vacant,
)
from devices.social_card.slot import Holds, Vacant

HERE = Holds(era=1, count=3)
AGAIN = Holds(era=1, count=5)
RESTARTED = Holds(era=2, count=3)
VACANT = Vacant(era=1, is_settled=True)
PULLED = ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)
DIGEST = b"digest"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Empty(), Empty(), NoCard()),
        (Trying(HERE, 1), Refused(HERE), PULLED),
        (Refused(HERE), Empty(), CardRemoved()),
        (Reported(HERE, DIGEST), Empty(), CardRemoved()),
    ],
)
def test_a_vacant_slot(before: Presence, after: Presence, told: SocialReaderAnswer) -> None:
    assert after_vacant(before, VACANT) == (after, told)
    assert after_vacant(before, Vacant(era=2, is_settled=True)) == (after, told)
    assert after_vacant(before, Vacant(era=1, is_settled=False)) == (after, told)


@pytest.mark.parametrize("before", [Trying(HERE, 1), Refused(HERE), Reported(HERE, DIGEST)])
def test_a_slot_vacant_just_after_a_restart_is_not_believed(before: Presence) -> None:
    assert after_vacant(before, Vacant(era=2, is_settled=False)) == (before, CardPresent())


@pytest.mark.parametrize(
    ("before", "found", "after", "told"),
    [
        (Empty(), HERE, Empty(), ReadIt()),
        (Trying(HERE, 2), HERE, Trying(HERE, 2), ReadIt()),
        (Refused(HERE), HERE, Refused(HERE), CardPresent()),
        (Reported(HERE, DIGEST), HERE, Reported(HERE, DIGEST), CardPresent()),
        (Refused(HERE), AGAIN, Empty(), CardRemoved()),
        (Reported(HERE, DIGEST), AGAIN, Empty(), CardRemoved()),
        (Refused(HERE), RESTARTED, Refused(RESTARTED), CardPresent()),
        (Reported(HERE, DIGEST), RESTARTED, Reported(HERE, DIGEST), ReadIt()),
    ],
)
def test_a_card_in_the_slot(
    before: Presence, found: Holds, after: Presence, told: SocialReaderAnswer | ReadIt
) -> None:
    assert after_found(before, found) == (after, told)


@pytest.mark.parametrize(
    ("before", "digest", "after", "told"),
    [
        (Empty(), DIGEST, Reported(RESTARTED, DIGEST), None),
        (Trying(HERE, 2), DIGEST, Reported(RESTARTED, DIGEST), None),
        (Reported(HERE, DIGEST), DIGEST, Reported(RESTARTED, DIGEST), CardPresent()),
        (Reported(HERE, DIGEST), b"other", Empty(), CardRemoved()),
    ],
)
def test_a_card_just_read(
    before: Presence, digest: bytes, after: Presence, told: SocialReaderAnswer | None
) -> None:
    assert after_reading(before, RESTARTED, digest) == (after, told)


def test_a_card_that_makes_no_sense_is_tried_three_times() -> None:
    presence: Presence = Empty()
    told = []
    for _ in range(TRIES):
        presence, answer = after_failure(presence, HERE, FaultCode.SOCIAL_CARD_UNREADABLE, may_retry=True)
        told.append(answer)
    unreadable = FaultCode.SOCIAL_CARD_UNREADABLE
    assert told == [
        ReadFailed(unreadable, again=True),
        ReadFailed(unreadable, again=True),
        ReadFailed(unreadable, again=False),
    ]
    assert presence == Refused(HERE)


def test_another_card_is_tried_anew() -> None:
    presence, _ = after_failure(Trying(HERE, 2), AGAIN, FaultCode.SOCIAL_CARD_UNREADABLE, may_retry=True)
    assert presence == Trying(AGAIN, 1)


def test_what_trying_again_would_not_help_is_refused_at_once() -> None:
    answer = after_failure(Empty(), HERE, FaultCode.SOCIAL_CARD_UNKNOWN, may_retry=False)
    assert answer == (Refused(HERE), ReadFailed(FaultCode.SOCIAL_CARD_UNKNOWN, again=False))
