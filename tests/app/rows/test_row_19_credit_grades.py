"""Row 19, 信易批: the grade decides lane, time limit and later papers; unknown and minors are blue."""

from datetime import date

import pytest

from app.stories.headless_stage import PAPER, HeadlessStage
from app.stories.rows import stories_of
from app.stories.standing import PUBLIC_RENTAL
from central.sealed_notes import NoteKind
from kiosk.credit import Lane
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(19)[0])


def test_red_takes_the_fast_lane_and_a_third_less_time(told: HeadlessStage) -> None:
    red, orange, unknown, _ = (told.case(number) for number in told.filed)
    assert (red.lane, orange.lane, unknown.lane) == (Lane.FAST, Lane.ORDINARY, Lane.ORDINARY)
    assert red.promised_by == date(2026, 12, 28)
    assert orange.promised_by == unknown.promised_by == date(2027, 1, 8)
    assert told.seen("red/review").says("信用等级红：优先办理，21个工作日内。")
    assert told.seen("red/result").says("最迟2026年12月28日办结")


@pytest.mark.parametrize(("scene", "position"), [("red", 0), ("orange", 1)])
def test_red_and_orange_may_bring_a_paper_later(told: HeadlessStage, scene: str, position: int) -> None:
    assert told.seen(f"{scene}/materials").says("以后补交")
    case = told.case(told.filed[position])
    assert case.later_by == date(2026, 12, 11)
    shown = told.seen(f"{scene}/result")
    assert not shown.lacks("先受理，材料补齐后再审批。", "请在2026年12月11日前补交")


def test_the_paper_is_brought_to_any_kiosk_and_is_then_with_its_case(told: HeadlessStage) -> None:
    red, orange, *_ = (told.case(number) for number in told.filed)
    assert (red.later, orange.later) == ((), ("route_sketch",))
    assert told.seen("paper-follows/case-waits").says("现在补交")
    assert told.seen("paper-follows/case-complete").says("已收到")
    assert not told.seen("paper-follows/case-complete").says("现在补交")
    (paper,) = told.hall.platform.questions.progress.papers.of_case(red.id)
    assert paper.material == "route_sketch"
    assert told.hall.platform.desk.later_paper(red.id, "route_sketch") == PAPER


def test_without_a_record_nothing_may_follow_and_no_grade_is_named(told: HeadlessStage) -> None:
    assert not told.seen("no-record/materials").says("以后补交")
    assert not told.seen("no-record/review").says("信用等级")
    assert told.case(told.filed[2]).later == ()


def test_a_minor_is_blue_whatever_is_on_file(told: HeadlessStage) -> None:
    case = told.case(told.filed[3])
    assert case.lane is Lane.ORDINARY
    assert not told.seen("minor/review").says("信用等级黑")


def test_black_is_told_why_and_how_to_appeal_before_anything_is_filled_in(told: HeadlessStage) -> None:
    assert not told.seen("black/ineligible").lacks(
        "没有提交任何申请。",
        "按信用规定，此事项暂不能办理。",
        "信用记录（截至2026年9月30日）：列入失信被执行人名单",
        "认为有误，可以提出信用异议，或拨打 12345。",
        "认为有误，提出异议",
    )
    assert not [shown for shown in told.shown if shown.name.startswith("black/form")]
    assert len(told.filed) == 4


def test_the_appeal_is_on_record_and_its_number_on_paper(told: HeadlessStage) -> None:
    (note,) = told.hall.platform.questions.notes.all(NoteKind.APPEAL)
    assert (note["grade"], note["item"]) == ("black", PUBLIC_RENTAL)
    assert not told.seen("black/appealed").lacks("异议已收到", f"异议编号 {note['number']}")
    assert [slip for slip in told.slips() if str(note["number"]) in slip and "信用异议回执" in slip]
