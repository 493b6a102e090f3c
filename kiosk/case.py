"""What the platform has said of an application: the only source of the words received, accepted, granted, refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from kiosk.application import ApplicationId
from kiosk.credit import Lane
from kiosk.strict import Strict


class CaseState(StrEnum):
    """Where the platform is with a case. ``accepted`` waits for an officer; the last three are final."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"


PAPERS_FOLLOW = "papers_follow"
"""The reason of a case that waits for papers that may follow (容缺受理); told by the platform."""


def reasons_left(reasons: Iterable[str], later: Sequence[str]) -> tuple[str, ...]:
    """Why a case still waits, when only the papers ``later`` are to follow."""
    return tuple(reason for reason in reasons if later or reason != PAPERS_FOLLOW)


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


class CaseStep(Strict):
    """One step on a case's way (环节), when it was reached."""

    state: CaseState
    at: AwareDatetime


class CaseView(Strict):
    """One case, as its applicant may see it."""

    application_id: ApplicationId
    group: ApplicationId | None = None
    acceptance_number: str
    item: str
    state: CaseState
    steps: tuple[CaseStep, ...]
    promised_by: date | None = None
    """The last day of the promised limit, working days counted."""
    lane: str = "ordinary"
    amount: str | None = None
    amount_demo: bool = False
    reasons: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    """Papers that are still to follow, by material id."""
    later_by: date | None = None
    applicant: str = ""
    """Masked name; empty where only the number was known."""
    has_document: bool = False
    confirms: bool = False
    """It waits for this very person to confirm what another filed for them."""

    def with_later(self, later: tuple[str, ...]) -> "CaseView":
        """The same, when only these papers still are to follow."""
        return self.model_copy(update={"later": later, "reasons": reasons_left(self.reasons, later)})
