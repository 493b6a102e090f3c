"""What a visit asks of the station: the machine decides, others do, and answer with an event."""

from dataclasses import dataclass, field

from kiosk.application import Draft
from kiosk.case import CaseReport
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language


@dataclass(frozen=True, slots=True)
class SaveApplication:
    """Seal and make durable; answered by `ApplicationSaved` or `SavingFailed`. A repeated id is the same filing."""

    application_id: str
    draft: Draft = field(repr=False)


@dataclass(frozen=True, slots=True)
class WatchCase:
    """Tell of the platform's word as it comes (`CaseReported`), until `StopWatching`."""

    application_id: str


@dataclass(frozen=True, slots=True)
class StopWatching:
    pass


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


@dataclass(frozen=True, slots=True)
class SaveRating:
    application_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Wipe:
    """Drop everything of the resident outside the machine: typed text, pinyin's memory. Answered by `Wiped`."""


Effect = SaveApplication | WatchCase | StopWatching | PrintReceipt | SaveRating | Wipe
