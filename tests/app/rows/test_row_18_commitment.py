"""Row 18, 告知承诺制: a signed word stands in for a proof, except from a defaulter."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from kiosk.credit import Lane
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(18)[0])


def test_the_word_stands_in_for_the_paper(told: HeadlessStage) -> None:
    assert not told.seen("his-word/materials").lacks("3项材料，3项不用提交", "签署承诺书代替")
    assert not [shown for shown in told.shown if shown.name.startswith("his-word/scan")]


def test_the_conditions_are_read_before_they_are_signed(told: HeadlessStage) -> None:
    shown = told.seen("his-word/commitment")
    assert shown.view["signed"] is False
    assert not shown.lacks("银行卡为申请人本人所有", "承诺不实的，退回已领补贴")
    assert told.seen("his-word/signed").view["signed"] is True


def test_a_defaulters_word_does_not_do_and_the_screen_says_so(told: HeadlessStage) -> None:
    assert not told.seen("defaulter/materials").lacks("3项材料，2项不用提交", "请扫描纸质材料")
    assert told.seen("defaulter/review").says("信用等级黑：须提交全部材料。")


def test_with_the_paper_the_defaulter_is_treated_like_anybody(told: HeadlessStage) -> None:
    word, paper = told.filed
    assert told.case(word).state is told.case(paper).state is CaseState.GRANTED
    assert told.case(paper).lane is Lane.STRICT
