"""What the platform makes of an application in order: the word on it, and how its case is placed among the others."""

from dataclasses import dataclass, field
from datetime import date

from kiosk.case import CaseState
from kiosk.catalogue.service import Amount
from kiosk.credit import Grade, Lane


@dataclass(frozen=True, slots=True)
class Placing:
    """How a case is found, by whom and until when it is handled; none of it says who applied."""

    applicant_tag: str = field(default="", repr=False)
    agent_tag: str = field(default="", repr=False)
    group: str = ""
    queue: str = "460100"
    """The place (GB/T 2260) whose officers look at it."""
    lane: Lane = Lane.ORDINARY
    grade: Grade = Grade.BLUE
    promised_by: date | None = None
    later: tuple[str, ...] = ()
    later_by: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The result document that a grant gives; ``valid_to`` is None where it holds for good. ``records``: what the
    registers said at the grant, sealed (`central.sealed_records`)."""

    valid_to: date | None
    records: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accepted (for an officer, or until something comes), granted or refused."""

    state: CaseState
    amount: Amount | None
    reasons: tuple[str, ...]
    paper: Paper | None = None
    """Of a grant."""
