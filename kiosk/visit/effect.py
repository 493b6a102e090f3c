"""What a visit asks of the station: the machine decides, others do, and answer with an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.application import Attachment
from kiosk.case import CaseReport, CaseView
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.nearby import Nearby
from kiosk.question import DocumentTold, HandInPaper, Question
from kiosk.visit.drafts import PartDraft
from kiosk.visit.part import Part


@dataclass(frozen=True, slots=True)
class SaveApplication:
    """Seal and make durable, all parts or none; answered by `ApplicationSaved` or `SavingFailed`. A repeated id is the
    same filing. ``application_id`` is the number on the receipt; a single part has the same."""

    application_id: str
    parts: tuple[PartDraft, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WatchCase:
    """Tell of the platform's word on each as it comes (`CaseReported`), until `StopWatching`."""

    application_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopWatching:
    pass


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the platform; answered by `Told`, within seconds, or with `Silence`."""

    question: Question = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakePaper:
    """Look at the paper under the document camera; answered by `PaperTaken` or `PaperNotTaken`.

    ``application_id``: whose paper it is. The answer repeats it, so that no look that outlives a visit reaches another.
    """

    application_id: str
    material: str


@dataclass(frozen=True, slots=True)
class SendPaper:
    """Bring a paper that was to follow to its case; answered by `Told`, within half a minute, or with `Silence`."""

    question: HandInPaper = field(repr=False)
    paper: Attachment = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintReceipt:
    """Answered by `SlipPrinted` or `SlipFailed`. ``slip_id`` is new for each paper that the resident asked for."""

    slip_id: str
    application_id: str
    item: Item
    language: Language
    applicant: str
    """Masked name."""
    agent: str
    case: CaseReport | None
    parts: tuple[Part, ...] = ()
    """Of a cart or bundle, with how each stands in ``cases``."""
    cases: Mapping[str, CaseReport] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintPlaces:
    """The nearest places that can, to take away; answered by `SlipPrinted` or `SlipFailed`."""

    slip_id: str
    item: Item
    places: tuple[Nearby, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class PrintProgress:
    """How cases stand, to take away; answered by `SlipPrinted` or `SlipFailed`."""

    slip_id: str
    cases: tuple[CaseView, ...]
    items: Mapping[str, Item]
    language: Language


@dataclass(frozen=True, slots=True)
class PrintAppeal:
    """The number of an appeal and when it is answered, to take away; answered by `SlipPrinted` or `SlipFailed`."""

    slip_id: str
    item: Item
    number: str
    answer_by: date
    language: Language


PrintSlip = PrintReceipt | PrintPlaces | PrintProgress | PrintAppeal


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """The paper that a grant gives, on the page printer; answered by `DocumentPrinted` or `DocumentFailed`."""

    print_id: str
    document: DocumentTold = field(repr=False)
    language: Language


@dataclass(frozen=True, slots=True)
class SaveRating:
    application_id: str
    level: int
    aspects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wipe:
    """Drop everything of the resident outside the machine: typed text, pinyin's memory. Answered by `Wiped`."""


Effect = (
    SaveApplication
    | WatchCase
    | StopWatching
    | Ask
    | TakePaper
    | SendPaper
    | PrintReceipt
    | PrintPlaces
    | PrintProgress
    | PrintAppeal
    | PrintDocument
    | SaveRating
    | Wipe
)
