"""What screens and slips get to know of a case, also from a record that an older version wrote."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.case import CaseReport, CaseState
from kiosk.credit import Lane
from kiosk.store.row import OutboxRow
from sync.case_report import case_report
from sync.contract import Case
from tests.sync.hall import hall_with_platform


@pytest.fixture
def row(tmp_path: Path) -> Iterator[OutboxRow]:
    """One application, handed in and receipted."""
    with hall_with_platform(tmp_path) as hall:
        number = hall.hand_in()
        hall.sync_once()
        found = hall.outbox.get(number)
        assert found is not None
        yield found


def test_everything_that_the_platform_told_is_there(row: OutboxRow) -> None:
    told = Case.model_validate_json(row.case_detail or "").model_copy(
        update={
            "state": CaseState.ACCEPTED,
            "group": row.id,
            "lane": Lane.FAST,
            "promised_by": date(2026, 5, 8),
            "later": ("photo",),
            "later_by": date(2026, 5, 20),
            "has_document": True,
        }
    )
    changed = replace(row, case_detail=told.model_dump_json(), case_state="accepted")
    assert case_report(changed) == CaseReport(
        row.id,
        told.acceptance_number,
        CaseState.ACCEPTED,
        amount=told.amount,
        amount_demo=told.amount_demo,
        reasons=told.reasons,
        group=row.id,
        lane=Lane.FAST,
        promised_by=date(2026, 5, 8),
        later=("photo",),
        later_by=date(2026, 5, 20),
        has_document=True,
    )


def test_a_record_of_before_lanes_and_groups_is_read(row: OutboxRow) -> None:
    document = json.loads(row.case_detail or "")
    for name in ("group", "queue", "lane", "promised_by", "later", "later_by", "has_document"):
        del document[name]
    report = case_report(replace(row, case_detail=json.dumps(document)))
    assert report is not None
    assert (report.state, report.lane, report.group, report.amount) == (
        CaseState.GRANTED,
        Lane.ORDINARY,
        None,
        "205",
    )
    assert not report.has_document


def test_of_a_record_that_a_newer_version_wrote_the_state_is_still_true(row: OutboxRow) -> None:
    document = json.loads(row.case_detail or "")
    document["something_new"] = True
    report = case_report(replace(row, case_detail=json.dumps(document)))
    assert report == CaseReport(row.id, row.acceptance_number or "", CaseState.GRANTED)


def test_before_the_receipt_there_is_nothing_to_report(row: OutboxRow) -> None:
    assert case_report(replace(row, acceptance_number=None)) is None
