"""The states of asking where a case stands and what is due, and of leaving."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Rule
from kiosk.question import CaseView, Question, Silence
from kiosk.visit.paper import DocumentPaper, Paper


@dataclass(frozen=True, slots=True)
class Progress:
    """How to ask where one's case stands. ``typing``: by number and last four characters."""

    typing: bool = False
    asking: Question | None = None
    problem: str = ""
    """``nothing`` where there is no such case, ``number`` for a mistyped one, ``code`` for a telephone's code
    that was not taken, ``silence`` when nobody answers."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that were found; ``chosen`` is the one looked at."""

    cases: tuple[CaseView, ...]
    items: Mapping[str, Item] = field(default_factory=dict)
    chosen: str = ""
    paper: Paper | None = None
    document: DocumentPaper | None = None
    asking: Question | None = None
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class DueConsent:
    """May the card be looked at for what is due?"""

    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What the card's owner could claim or must renew, with the reason of each."""

    found: tuple[tuple[Item, Rule], ...]
    asking: Question | None = None


@dataclass(frozen=True, slots=True)
class Farewell:
    """Take your card, take your paper. ``filed``: something was filed in this visit; ``card_used``: a card was read."""

    filed: bool = False
    card_used: bool = False
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Wiping:
    """Everything of the resident is being dropped from memory."""
