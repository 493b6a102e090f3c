"""Every state that a visit can be in; each has one screen. The order here is the order of a whole visit."""

from dataclasses import dataclass, field
from enum import Enum

from config.faults import FaultCode
from kiosk.case import CaseReport
from kiosk.catalogue.service import Rule
from kiosk.form import Problem
from kiosk.visit.session import Session, Surroundings


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is here."""


@dataclass(frozen=True, slots=True)
class Home:
    """Choosing a service."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the service asks for, and whether this station can do it now (pre-flight)."""


class Whose(Enum):
    """Which card is asked for."""

    OWN = "own"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class Identify:
    """Waiting for a card. ``tries`` counts cards that could not be read, for coaching."""

    whose: Whose = Whose.OWN
    trouble: FaultCode | None = None
    same_card: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """Is this you, and may your data be used for this?"""


@dataclass(frozen=True, slots=True)
class ChooseSituation:
    """For oneself or for somebody else."""


@dataclass(frozen=True, slots=True)
class Ineligible:
    """The rules say no, before anything is filed, and why."""

    reasons: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class FillForm:
    """One page of the form; ``problems`` are what must be mended before going on."""

    page: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Materials:
    """Which papers are needed, and that none need be brought."""


@dataclass(frozen=True, slots=True)
class Review:
    """All answers once more."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """The commitment, to be signed. ``reminded``: went on without a signature."""

    reminded: bool = False


@dataclass(frozen=True, slots=True)
class Saving:
    """Being sealed and made durable; takes a moment and cannot be left."""


@dataclass(frozen=True, slots=True)
class SaveTrouble:
    """It could not be saved: nothing was filed, and that is what the screen says."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class Sending:
    """Saved on this machine; waiting a little for the platform's word."""


class Paper(Enum):
    """How the receipt on paper is doing."""

    PRINTING = "printing"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Result:
    """What is true now: ``case`` is None while it is saved here and not yet sent. ``on_paper`` is the case as the last
    slip told it, so that a newer truth can be printed."""

    case: CaseReport | None
    on_paper: CaseReport | None
    paper: Paper = Paper.PRINTING
    paper_fault: FaultCode | None = None
    slips: int = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """Five levels, voluntary, none pre-set. ``result`` comes back if the receipt fails after all."""

    result: Result


@dataclass(frozen=True, slots=True)
class Farewell:
    """Take your card, take your paper. ``filed``: something was filed in this visit; ``card_used``: a card was read."""

    filed: bool = False
    card_used: bool = False
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Wiping:
    """Everything of the resident is being dropped from memory."""


State = (
    Attract
    | Home
    | Guide
    | Identify
    | Consent
    | ChooseSituation
    | Ineligible
    | FillForm
    | Materials
    | Review
    | Commitment
    | Saving
    | SaveTrouble
    | Sending
    | Result
    | Rate
    | Farewell
    | Wiping
)


@dataclass(frozen=True, slots=True)
class Visit:
    """The whole of a visit at one moment. Times are seconds of `Now.seconds`."""

    state: State = field(default_factory=Attract)
    session: Session = field(default_factory=Session)
    surroundings: Surroundings = field(default_factory=Surroundings)
    touched_at: float = 0.0
    entered_at: float = 0.0
    warned: bool = False

    @property
    def awaits_card(self) -> bool:
        """Whether a card laid down now is read; else it is only noticed."""
        return isinstance(self.state, Attract | Home | Guide | Identify)

    @property
    def is_idle(self) -> bool:
        """Whether nobody has begun anything yet."""
        return isinstance(self.state, Attract | Home) and self.session.card is None
