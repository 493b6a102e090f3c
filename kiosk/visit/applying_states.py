"""The states of one application, from the certificates to the rating."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.faults import FaultCode
from kiosk.case import CaseReport
from kiosk.form import Problem
from kiosk.question import Question, Silence
from kiosk.visit.paper import DocumentPaper, Paper


@dataclass(frozen=True, slots=True)
class Certificates:
    """Which electronic certificates may be handed over, for this purpose. ``asking``: they are being fetched."""

    keys: tuple[str, ...]
    asking: Question | None = None
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class FillForm:
    """One page of the form; ``problems`` are what must be mended before going on."""

    page: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Materials:
    """Which papers are needed, and which need not be brought. ``reminded``: went on with one missing."""

    reminded: bool = False


@dataclass(frozen=True, slots=True)
class ScanPaper:
    """One paper under the document camera. ``taking``: the picture is being taken."""

    material: str
    taking: bool = False
    fault: FaultCode | None = None


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
    """Saved on this machine; waiting a little for the platform's word. ``cases``: on parts that it has spoken of."""

    cases: Mapping[str, CaseReport] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What is true now: ``case`` is None while it is saved here and not yet sent. ``on_paper`` is the case as the last
    slip told it, so that a newer truth can be printed. ``cases`` are those of the parts of a cart or bundle."""

    case: CaseReport | None
    on_paper: CaseReport | None
    paper: Paper = Paper.PRINTING
    paper_fault: FaultCode | None = None
    slips: int = 1
    cases: Mapping[str, CaseReport] = field(default_factory=dict)
    cases_on_paper: int = 0
    document: DocumentPaper | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """Five levels, voluntary, none pre-set. ``result`` comes back if the receipt fails after all."""

    result: Result
    level: int = 0
    aspects: frozenset[str] = frozenset()
