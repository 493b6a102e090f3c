"""Row 2, 新版行政审批系统: one number through submission, acceptance, decision and result document."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(2)[0])


def test_the_resident_leaves_with_the_acceptance_number(told: HeadlessStage) -> None:
    case = told.case(told.filed[0])
    assert not told.seen("apply/result").lacks("已受理", told.filed[0], case.acceptance_number)
    assert case.acceptance_number in told.slips()[0]


def test_until_it_is_decided_the_case_is_in_hand_with_its_day(told: HeadlessStage) -> None:
    waiting = told.seen("waiting/case")
    assert not waiting.lacks("已受理，办理中", "承诺办结日", "2026-11-30")
    assert not waiting.says("已办结：同意")
    assert not waiting.says("打印结果文书")


def test_after_the_officers_decision_the_paper_is_printed_at_the_kiosk(told: HeadlessStage) -> None:
    assert told.case(told.filed[0]).state is CaseState.GRANTED
    assert told.case(told.filed[0]).has_document
    assert not told.seen("decided/case").lacks("已办结：同意", "请取走结果文书")
    assert len(told.sheets) == 1


def test_the_progress_slip_tells_the_newest_state(told: HeadlessStage) -> None:
    assert "已办结：同意" in told.slips()[-1]


def test_nobody_but_the_applicant_is_named_and_only_masked(told: HeadlessStage) -> None:
    assert not told.seen("decided/case").lacks("吴*远")
    assert "吴志远" not in "\n".join((told.seen("decided/case").words, *told.slips()))
