"""The states before an application begins: finding a service, who is here, and whether it can be done."""

from dataclasses import dataclass, field
from enum import Enum

from config.faults import FaultCode
from kiosk.catalogue.listing import Listing
from kiosk.catalogue.service import Rule
from kiosk.form import Problem
from kiosk.nearby import Nearby
from kiosk.question import AppealTaken, CodeRefusal, Question, Silence
from kiosk.visit.found import Search
from kiosk.visit.paper import Paper


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is here."""


@dataclass(frozen=True, slots=True)
class Home:
    """Choosing a service, or another errand. ``exchanging``: what is being asked about a telephone's code."""

    exchanging: Question | None = None
    refused: CodeRefusal | None = None


@dataclass(frozen=True, slots=True)
class Browse:
    """Looking through the services by theme, department, level, life event, company stage or place."""

    listing: Listing


@dataclass(frozen=True, slots=True)
class Searching:
    """Typing what one is looking for; the results come with every key."""

    search: Search = field(default_factory=Search)


@dataclass(frozen=True, slots=True)
class Basket:
    """Several services that will be done as one."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The public list of the proofs that may still be asked for (减证便民)."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the service asks for, and whether this station can do it now (pre-flight)."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The nearest places that can, with their hours."""

    places: tuple[Nearby, ...]
    paper: Paper | None = None


class Whose(Enum):
    """Which card is asked for."""

    OWN = "own"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class Identify:
    """Waiting for a card, or a telephone's code. ``tries`` counts cards that could not be read, for coaching.

    ``exchanging``: what is being asked about a code; ``refused``: why the last one was not taken.
    """

    whose: Whose = Whose.OWN
    trouble: FaultCode | None = None
    same_card: bool = False
    tries: int = 0
    exchanging: Question | None = None
    refused: CodeRefusal | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Is this you, and may your data be used for this?"""


@dataclass(frozen=True, slots=True)
class CompanySignIn:
    """For which company: its code, which the platform knows, or which is believed until it is asked."""

    problem: Problem | None = None
    asking: Question | None = None
    not_an_agent: bool = False


@dataclass(frozen=True, slots=True)
class ChooseSituation:
    """One plain question; ``question`` is its id, empty for the first (for oneself or for somebody else)."""

    question: str = ""


@dataclass(frozen=True, slots=True)
class Ineligible:
    """The rules say no, before anything is filed, and why. ``page``: where in the form it can be mended, if there."""

    reasons: tuple[Rule, ...]
    page: int | None = None
    closed: bool = False
    """Not open to this credit grade: who disagrees can appeal."""
    asking: Question | None = None
    silence: Silence | None = None
    appeal: AppealTaken | None = None
    paper: Paper | None = None
    """Of the appeal's number."""
