"""The states of asking where a case stands and what is due, and of leaving."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from config.faults import FaultCode
from kiosk.case import CaseView
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Rule
from kiosk.question import Question, Silence
from kiosk.visit.paper import DocumentPaper, Paper


@dataclass(frozen=True, slots=True)
class Progress:
    """How to ask where one's case stands. ``typing``: by number and last four characters."""

    typing: bool = False
    asking: Question | None = None
    problem: str = ""
    """``nothing`` where there is no such case, ``number`` for a mistyped one, ``code`` for a telephone's code
    that was not taken, ``not_a_code`` for what is none, ``silence`` when nobody answers."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that were found; ``chosen`` is the one looked at, ``handed_in`` the paper that has just come to it."""

    cases: tuple[CaseView, ...]
    items: Mapping[str, Item] = field(default_factory=dict)
    chosen: str = ""
    paper: Paper | None = None
    document: DocumentPaper | None = None
    asking: Question | None = None
    silence: Silence | None = None
    handed_in: str = ""

    @property
    def case(self) -> CaseView | None:
        """The one looked at."""
        return next((case for case in self.cases if case.application_id == self.chosen), None)

    def with_paper(self, material: str, later: tuple[str, ...]) -> "Cases":
        """The same, when a paper of the case looked at has come; ``later`` still are to follow."""
        cases = tuple(
            case.with_later(later) if case.application_id == self.chosen else case for case in self.cases
        )
        return replace(self, cases=cases, handed_in=material, silence=None)


@dataclass(frozen=True, slots=True)
class HandIn:
    """A paper that was to follow is laid down now, for the case that ``cases`` looks at."""

    cases: Cases
    material: str
    taking: bool = False
    fault: FaultCode | None = None
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
