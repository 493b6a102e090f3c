"""Row 7, 免证办: what the register has is not brought; what is declined, is."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(7)[0])


def test_nothing_is_ticked_beforehand_and_the_purpose_is_named(told: HeadlessStage) -> None:
    asked = told.seen("handed-over/certificates")
    rows = asked.view["rows"]
    assert isinstance(rows, list)
    assert [row["chosen"] for row in rows] == [False, False]
    assert asked.says("只用于：购买住房提取住房公积金")


def test_the_screen_counts_what_need_not_be_brought(told: HeadlessStage) -> None:
    assert told.seen("handed-over/materials").says("6项材料，5项不用提交")
    assert told.seen("handed-over/review").says("6项材料，5项不用带")


def test_a_certificate_fills_in_what_it_says(told: HeadlessStage) -> None:
    assert not told.seen("handed-over/form-1").lacks("2026HK000117", "已从电子证照带入，可修改")


def test_what_is_declined_is_laid_under_the_document_camera(told: HeadlessStage) -> None:
    assert not told.seen("declined/materials").lacks("6项材料，4项不用提交", "请扫描纸质材料")
    assert "declined/scan#2" in {shown.name for shown in told.shown}
    assert told.seen("declined/review").says("6项材料，4项不用带")
    assert "商品房买卖合同" not in told.seen("declined/review").words


def test_with_the_line_cut_it_is_promised_and_taken_by_the_platform_later(told: HeadlessStage) -> None:
    assert told.seen("promised/certificates").says("网络中断：您同意后，由平台联网时调取。")
    assert told.seen("promised/materials").says("已同意，由平台联网调取")
    assert told.seen("promised/result").says("已保存在本机，尚未发送")
    assert told.seen("promised/delivered").says("已受理，等待审核")


def test_the_platform_finds_every_certificate_as_it_was_handed_over(told: HeadlessStage) -> None:
    assert [case.reasons for case in told.cases()] == [(), ()]
    assert {case.state for case in told.cases()} == {CaseState.ACCEPTED}
