"""What the devices, the disk, the clock and the platform did, as facts in the past tense."""

from dataclasses import dataclass, field

from config.faults import FaultCode
from kiosk.application import Attachment
from kiosk.case import CaseReport
from kiosk.catalogue.item import Item
from kiosk.person import Person
from kiosk.question import Answer, Question, Silence


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Sent four times a second."""


@dataclass(frozen=True, slots=True)
class Told:
    """The platform's answer to a question, or that nobody answered. ``items``: those that it speaks of.

    It may come after the visit that asked has ended: a state takes it only if it asked this very question.
    """

    question: Question = field(repr=False)
    answer: Answer | Silence = field(repr=False)
    items: tuple[Item, ...] = ()


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
class PaperTaken:
    """The paper as it was scanned, for this application."""

    application_id: str
    paper: Attachment = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperNotTaken:
    application_id: str
    fault: FaultCode


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
class SlipPrinted:
    """``on_page``: by the page printer, because the receipt printer could not."""

    on_page: bool = False


@dataclass(frozen=True, slots=True)
class SlipFailed:
    """``on_paper``: something may have come out."""

    fault: FaultCode
    on_paper: bool


@dataclass(frozen=True, slots=True)
class DocumentPrinted:
    pass


@dataclass(frozen=True, slots=True)
class DocumentFailed:
    """``on_paper``: something may have come out."""

    fault: FaultCode
    on_paper: bool


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Somebody stands before the kiosk, or nobody does; None: no sensor can tell."""

    present: bool | None


@dataclass(frozen=True, slots=True)
class ReaderChanged:
    fault: FaultCode | None


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    fault: FaultCode | None


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """Any other device, by its name in the settings."""

    name: str
    fault: FaultCode | None


@dataclass(frozen=True, slots=True)
class DepartmentsChanged:
    """Which departments' systems the platform cannot reach (Chinese names)."""

    down: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlatformLost:
    pass


@dataclass(frozen=True, slots=True)
class PlatformBack:
    pass


@dataclass(frozen=True, slots=True)
class Wiped:
    """Nothing of the resident is left in memory or on the screen."""
