"""A case as it lies in its table, and as it is told. Pure."""

import json
from datetime import date, datetime

from sqlalchemy import RowMapping, select
from sqlalchemy.sql.elements import Label

from central.tables import case, document
from central.verdict import Placing
from kiosk.case import CaseState
from kiosk.catalogue.service import Amount
from kiosk.credit import Grade, Lane
from kiosk.store.row import milliseconds, moment
from sync.contract import Case, Submission

Column = str | int | bool | bytes | None


def has_document() -> Label[bool]:
    """Whether a case has a result document that holds."""
    return (
        select(document.c.number)
        .where(document.c.case_id == case.c.id, document.c.revoked_at.is_(None))
        .exists()
        .label("has_document")
    )


TOLD = (
    case.c.id, case.c.acceptance_number, case.c.item, case.c.state, case.c.received_at,
    case.c.decided_at, case.c.amount, case.c.amount_demo, case.c.reasons, case.c.group_id, case.c.queue,
    case.c.lane, case.c.promised_by, case.c.later, case.c.later_by, has_document(),
)  # fmt: skip
"""The columns that `told` reads."""


def told(columns: RowMapping) -> Case:
    """The case as it may be told to whoever holds its number."""
    decided_at = columns["decided_at"]
    state = CaseState(columns["state"])
    return Case(
        id=columns["id"],
        acceptance_number=columns["acceptance_number"],
        item=columns["item"],
        state=state,
        received_at=moment(columns["received_at"]),
        decided_at=None if decided_at is None else moment(decided_at),
        amount=columns["amount"],
        amount_demo=columns["amount_demo"],
        reasons=json.loads(columns["reasons"]),
        group=columns["group_id"] or None,
        queue=columns["queue"],
        lane=Lane(columns["lane"]),
        promised_by=_day(columns["promised_by"]),
        later=json.loads(columns["later"]) if state is CaseState.ACCEPTED else (),
        later_by=_day(columns["later_by"]) if state is CaseState.ACCEPTED else None,
        has_document=bool(columns["has_document"]),
    )


def grade_in(columns: RowMapping) -> Grade:
    return Grade(columns["grade"])


def submitted(
    submission: Submission, station: str, acceptance_number: str, received_at: datetime
) -> dict[str, Column]:
    """What a new case has of its submission."""
    return {
        "id": submission.id,
        "manifest_hash": submission.manifest_hash,
        "item": submission.item,
        "envelope": submission.envelope,
        "station": station,
        "acceptance_number": acceptance_number,
        "received_at": milliseconds(received_at),
    }


def placed(placing: Placing) -> dict[str, Column]:
    """What a new case has of its placing."""
    return {
        "applicant_tag": placing.applicant_tag,
        "agent_tag": placing.agent_tag,
        "group_id": placing.group,
        "queue": placing.queue,
        "lane": placing.lane.value,
        "grade": placing.grade.value,
        "promised_by": _text(placing.promised_by),
        "later": json.dumps(placing.later),
        "later_by": _text(placing.later_by),
    }


def worded(
    state: CaseState, reasons: tuple[str, ...], amount: Amount | None, at: datetime
) -> dict[str, Column]:
    """What a case has of a word on it."""
    return {
        "state": state.value,
        "reasons": json.dumps(reasons),
        "decided_at": None if state is CaseState.ACCEPTED else milliseconds(at),
        "amount": None if amount is None else str(amount.value),
        "amount_demo": amount is not None and amount.demo,
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
