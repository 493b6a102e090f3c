"""What the platform has said of an application: the only source of the words received, accepted, granted, refused."""

from dataclasses import dataclass
from enum import StrEnum


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
    """One application's case. ``amount`` is yuan a month; ``reasons`` are ids of the item's rules."""

    application_id: str
    acceptance_number: str
    state: CaseState
    amount: str | None = None
    amount_demo: bool = False
    reasons: tuple[str, ...] = ()
