"""What the platform has said of an application: the only source of the words received, accepted, granted, refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.credit import Lane


class CaseState(StrEnum):
    """Where the platform is with a case. ``accepted`` waits for an officer; the last three are final."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"


FINAL_CASE_STATES = frozenset({CaseState.GRANTED, CaseState.REFUSED, CaseState.RETURNED})


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One application's case. ``amount`` is yuan a month; ``reasons`` are ids of the item's rules, or the platform's
    own."""

    application_id: str
    acceptance_number: str
    state: CaseState
    amount: str | None = None
    amount_demo: bool = False
    reasons: tuple[str, ...] = ()
    group: str | None = None
    """The number on the one receipt of a cart or bundle."""
    lane: Lane = Lane.ORDINARY
    promised_by: date | None = None
    """The last day of the promised limit; None: none was promised."""
    later: tuple[str, ...] = ()
    """Papers that are still to follow, by material id, and until when."""
    later_by: date | None = None
    has_document: bool = False
    """There is a paper of the result to print."""
