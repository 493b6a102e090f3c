"""The platform's word on a case, as it was written down with the receipt, for screens and slips."""

from pydantic import ValidationError

from kiosk.case import CaseReport, CaseState
from kiosk.store.row import OutboxRow
from sync.contract import Case


def case_report(row: OutboxRow) -> CaseReport | None:
    """None before there is a receipt. Any thread."""
    if row.case_state is None or row.acceptance_number is None:
        return None
    state = CaseState(row.case_state)
    try:
        case = Case.model_validate_json(row.case_detail or "")
    except ValidationError:
        return CaseReport(
            row.id, row.acceptance_number, state
        )  # written by a newer version: the state is still true
    return CaseReport(
        row.id,
        row.acceptance_number,
        state,
        amount=case.amount,
        amount_demo=case.amount_demo,
        reasons=case.reasons,
        group=case.group,
        lane=case.lane,
        promised_by=case.promised_by,
        later=case.later,
        later_by=case.later_by,
        has_document=case.has_document,
    )
