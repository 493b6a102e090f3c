"""Keeps track of the card on the reader, from one look to the next: what was told about it and what is new.

The chip's own serial numbers come back as zeros, so two cards can be told apart only by what they hold. Hence every
card that the module finds is read, also while one that was reported lies there: a second card laid down without the
first seen as lifted is noticed, and the same one is not reported twice. What is remembered of a card is a keyed digest.

| on the reader | not found | read, the same | read, another | reading failed |
|---|---|---|---|---|
| Empty | NoCard | | CardRead | ReadFailed, again |
| Trying | ReadFailed (lifted) | | CardRead | twice more again, then lift |
| Refused | 2nd time CardRemoved | | CardRead | CardPresent, or ReadFailed if another card is not supported |
| Reported | 2nd time CardRemoved | CardPresent | CardRead | twice CardPresent, then lift |

All functions are pure.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from config.faults import FaultCode
from devices.id_card.answer import CardPresent, CardRemoved, NoCard, ReaderAnswer, ReadFailed

TRIES = 3
"""A card that fails is tried twice more before the person is asked to lift it."""

LOOKS_UNTIL_REMOVED = 2
"""One look that finds nothing may be a card shifting about."""


@dataclass(frozen=True, slots=True)
class Empty:
    """No card, or none that anything was said about."""


@dataclass(frozen=True, slots=True)
class Trying:
    """A card lies there that failed this often; we try again."""

    failures: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The person was asked to lift the card."""

    fault: FaultCode
    not_found: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """This card was read and reported."""

    digest: bytes
    not_found: int = 0
    failures: int = 0


Presence = Empty | Trying | Refused | Reported


def after_not_found(presence: Presence) -> tuple[Presence, ReaderAnswer]:
    """The module found no card."""
    match presence:
        case Empty():
            return presence, NoCard()
        case Trying():
            return Refused(FaultCode.CARD_LIFTED, not_found=1), ReadFailed(FaultCode.CARD_LIFTED, again=False)
        case Refused() | Reported():
            if presence.not_found + 1 >= LOOKS_UNTIL_REMOVED:
                return Empty(), CardRemoved()
            return replace(presence, not_found=presence.not_found + 1), CardPresent()
        case _:
            assert_never(presence)


def after_failure(presence: Presence, fault: FaultCode, may_retry: bool) -> tuple[Presence, ReaderAnswer]:
    """The module found a card that could not be read. ``may_retry`` False: trying again would not help."""
    match presence:
        case Refused(not_found=0):
            if may_retry or fault == presence.fault:
                return presence, CardPresent()
            failures = TRIES
        case Reported(not_found=0):
            failures = presence.failures + 1
            if may_retry and failures < TRIES:
                return replace(presence, failures=failures), CardPresent()
        case Trying():
            failures = presence.failures + 1
        case Empty() | Refused() | Reported():
            failures = 1
        case _:
            assert_never(presence)
    if may_retry and failures < TRIES:
        return Trying(failures), ReadFailed(fault, again=True)
    return Refused(fault), ReadFailed(fault, again=False)


def is_reported(presence: Presence, digest: bytes) -> bool:
    """Whether the card just read is the one reported last."""
    return isinstance(presence, Reported) and presence.digest == digest
