"""Keeps track of the card in the slot, from one look to the next: what was told about it and what is new.

The service counts insertions and removals, so a card exchanged between two looks is noticed. The count starts anew with
the service; then a card that was reported is read once more and compared. What is remembered of it is a keyed digest.

| before | vacant | same insertion | another insertion | service restarted |
|---|---|---|---|---|
| Empty | NoCard | | read it | read it |
| Trying | ReadFailed (pulled) | read it | read it | read it |
| Refused | CardRemoved | CardPresent | CardRemoved, then read it | CardPresent |
| Reported | CardRemoved | CardPresent | CardRemoved, then read it | read: CardPresent if the same, else CardRemoved |

A slot that seems vacant just after the service was started, or the reader plugged in, is not believed at once: the card
may be found there a moment later.

All functions are pure.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from config.faults import FaultCode
from devices.social_card.answer import CardPresent, CardRemoved, NoCard, ReadFailed, SocialReaderAnswer
from devices.social_card.slot import Holds, Vacant

TRIES = 3
"""A card that makes no sense is tried twice more before the person is asked to take it out."""


@dataclass(frozen=True, slots=True)
class Empty:
    """No card, or none that anything was said about."""


@dataclass(frozen=True, slots=True)
class Trying:
    """This card failed so often; we try again."""

    holds: Holds
    failures: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The person was asked to take the card out."""

    holds: Holds


@dataclass(frozen=True, slots=True)
class Reported:
    """This card was read and reported."""

    holds: Holds
    digest: bytes


Presence = Empty | Trying | Refused | Reported


@dataclass(frozen=True, slots=True)
class ReadIt:
    """Nothing can be told before the card is read."""


def after_vacant(presence: Presence, vacant: Vacant) -> tuple[Presence, SocialReaderAnswer]:
    """No card is in the slot."""
    if not isinstance(presence, Empty) and presence.holds.era != vacant.era and not vacant.is_settled:
        return presence, CardPresent()
    match presence:
        case Empty():
            return presence, NoCard()
        case Trying():
            return Refused(presence.holds), ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)
        case Refused() | Reported():
            return Empty(), CardRemoved()
        case _:
            assert_never(presence)


def after_found(presence: Presence, holds: Holds) -> tuple[Presence, SocialReaderAnswer | ReadIt]:
    """A card is in the slot; not read yet."""
    match presence:
        case Empty() | Trying():
            return presence, ReadIt()
        case Refused() | Reported() if presence.holds == holds:
            return presence, CardPresent()
        case Refused() | Reported() if presence.holds.era == holds.era:
            return Empty(), CardRemoved()
        case Refused():
            return replace(presence, holds=holds), CardPresent()
        case Reported():
            return presence, ReadIt()
        case _:
            assert_never(presence)


def after_reading(
    presence: Presence, holds: Holds, digest: bytes
) -> tuple[Presence, SocialReaderAnswer | None]:
    """The card was read. None: it is to be reported now."""
    if not isinstance(presence, Reported):
        return Reported(holds, digest), None
    if presence.digest == digest:
        return Reported(holds, digest), CardPresent()
    return Empty(), CardRemoved()


def after_failure(
    presence: Presence, holds: Holds, fault: FaultCode, *, may_retry: bool
) -> tuple[Presence, SocialReaderAnswer]:
    """The card could not be read. ``may_retry`` False: trying again would not help."""
    failures = 1
    if isinstance(presence, Trying) and presence.holds == holds:
        failures += presence.failures
    if may_retry and failures < TRIES:
        return Trying(holds, failures), ReadFailed(fault, again=True)
    return Refused(holds), ReadFailed(fault, again=False)
