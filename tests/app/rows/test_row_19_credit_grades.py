"""Row 19, 信易批: the grade decides lane, time limit and later papers; unknown and minors are blue."""

from datetime import date

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
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
    assert case.later == ("route_sketch",)
    assert case.later_by is not None
    assert told.seen(f"{scene}/result").says("先受理，材料补齐后再审批。")


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
        "没有提交任何申请。", "按信用规定，此事项暂不能办理。", "认为有误，可拨打 12345 申请信用异议。"
    )
    assert not [shown for shown in told.shown if shown.name.startswith("black/form")]
    assert len(told.filed) == 4
