"""Everything that can happen to a visit, as facts in the past tense."""

from dataclasses import dataclass, field

from config.faults import FaultCode
from devices.signature.strokes import Strokes
from kiosk.case import CaseReport
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.person import Person


@dataclass(frozen=True, slots=True)
class Touched:
    """The screen was touched, anywhere."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Sent four times a second."""


@dataclass(frozen=True, slots=True)
class MoreTimeAsked:
    """The resident said: I need more time."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: Language


@dataclass(frozen=True, slots=True)
class LargeModeChosen:
    large: bool


@dataclass(frozen=True, slots=True)
class Left:
    """The resident ends the visit."""


@dataclass(frozen=True, slots=True)
class WentBack:
    pass


@dataclass(frozen=True, slots=True)
class Continued:
    """The screen's main button: start, agree, next, submit, try again, done."""


@dataclass(frozen=True, slots=True)
class ItemChosen:
    """``application_id`` was drawn for this choice; it becomes the number on the receipt."""

    item: Item
    application_id: str


@dataclass(frozen=True, slots=True)
class CardRead:
    person: Person = field(repr=False)
    portrait: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CardReadFailed:
    fault: FaultCode


@dataclass(frozen=True, slots=True)
class CardRemoved:
    pass


@dataclass(frozen=True, slots=True)
class CardNotAtHand:
    """The delegate has not brought the other person's card, and will type."""


@dataclass(frozen=True, slots=True)
class SituationChosen:
    situation: str


@dataclass(frozen=True, slots=True)
class FieldAnswered:
    name: str
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EditAsked:
    """From the review back to one page of the form."""

    page: int


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on the pad now."""

    strokes: Strokes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignatureCleared:
    pass


@dataclass(frozen=True, slots=True)
class ApplicationSaved:
    """Durable on this machine's disk."""

    application_id: str


@dataclass(frozen=True, slots=True)
class SavingFailed:
    fault: FaultCode


@dataclass(frozen=True, slots=True)
class CaseReported:
    """The platform's signed word has come."""

    case: CaseReport


@dataclass(frozen=True, slots=True)
class SlipAsked:
    """Print the receipt (again)."""


@dataclass(frozen=True, slots=True)
class SlipPrinted:
    pass


@dataclass(frozen=True, slots=True)
class SlipFailed:
    """``on_paper``: something may have come out."""

    fault: FaultCode
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """1 very dissatisfied to 5 very satisfied."""

    level: int


@dataclass(frozen=True, slots=True)
class ReaderChanged:
    fault: FaultCode | None


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    fault: FaultCode | None


@dataclass(frozen=True, slots=True)
class PlatformLost:
    pass


@dataclass(frozen=True, slots=True)
class PlatformBack:
    pass


@dataclass(frozen=True, slots=True)
class Wiped:
    """Nothing of the resident is left in memory or on the screen."""


Event = (
    Touched
    | TimePassed
    | MoreTimeAsked
    | LanguageChosen
    | LargeModeChosen
    | Left
    | WentBack
    | Continued
    | ItemChosen
    | CardRead
    | CardReadFailed
    | CardRemoved
    | CardNotAtHand
    | SituationChosen
    | FieldAnswered
    | EditAsked
    | Signed
    | SignatureCleared
    | ApplicationSaved
    | SavingFailed
    | CaseReported
    | SlipAsked
    | SlipPrinted
    | SlipFailed
    | Rated
    | ReaderChanged
    | PrinterChanged
    | PlatformLost
    | PlatformBack
    | Wiped
)
