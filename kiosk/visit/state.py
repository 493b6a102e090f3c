"""Every state that a visit can be in; each has one screen. The order here is the order of a whole visit."""

from dataclasses import dataclass, field

from kiosk.visit.applying_states import (
    Certificates,
    Commitment,
    FillForm,
    Materials,
    Rate,
    Result,
    Review,
    SaveTrouble,
    Saving,
    ScanPaper,
    Sending,
)
from kiosk.visit.arriving_states import (
    Attract,
    Basket,
    Browse,
    ChooseSituation,
    CompanySignIn,
    Consent,
    Elsewhere,
    Guide,
    Home,
    Identify,
    Ineligible,
    Proofs,
    Searching,
    Whose,
)
from kiosk.visit.asking_states import Cases, Due, DueConsent, Farewell, HandIn, Progress, Wiping
from kiosk.visit.paper import DocumentPaper, Paper
from kiosk.visit.session import Session
from kiosk.visit.surroundings import Surroundings

__all__ = [
    "Attract",
    "Basket",
    "Browse",
    "Cases",
    "Certificates",
    "ChooseSituation",
    "Commitment",
    "CompanySignIn",
    "Consent",
    "DocumentPaper",
    "Due",
    "DueConsent",
    "Elsewhere",
    "Farewell",
    "FillForm",
    "Guide",
    "HandIn",
    "Home",
    "Identify",
    "Ineligible",
    "Materials",
    "Paper",
    "Progress",
    "Proofs",
    "Rate",
    "Result",
    "Review",
    "SaveTrouble",
    "Saving",
    "ScanPaper",
    "Searching",
    "Sending",
    "State",
    "Visit",
    "Whose",
    "Wiping",
]

State = (
    Attract
    | Home
    | Browse
    | Searching
    | Basket
    | Proofs
    | Guide
    | Elsewhere
    | Identify
    | Consent
    | CompanySignIn
    | ChooseSituation
    | Ineligible
    | Certificates
    | FillForm
    | Materials
    | ScanPaper
    | Review
    | Commitment
    | Saving
    | SaveTrouble
    | Sending
    | Result
    | Rate
    | Progress
    | Cases
    | HandIn
    | DueConsent
    | Due
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
    left_at: float | None = None
    """When the presence sensor saw nobody there any more, and nothing was touched since."""

    @property
    def awaits_card(self) -> bool:
        """Whether a card laid down now is read; else it is only noticed."""
        state = self.state
        return isinstance(state, Attract | Home | Browse | Searching | Basket | Guide | Identify | Progress)

    @property
    def awaits_code(self) -> bool:
        """Whether a code held to the scanner now is of use."""
        return isinstance(self.state, Attract | Home | Identify | Progress)

    @property
    def is_idle(self) -> bool:
        """Whether nobody has begun anything yet."""
        fresh = self.session.card is None and not self.session.basket
        return isinstance(self.state, Attract | Home) and fresh
