"""Row 12, 老年人专区、授权代办: large type, both cards, and the word of the person for whom it is."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(12)[0])


def test_large_type_stays_for_the_whole_visit(told: HeadlessStage) -> None:
    assert told.seen("nephew/home").screen == "Home"
    before = told.seen("aunt/large-type-offered")
    assert not before.large, "never by itself"
    chosen = [shown for shown in told.shown if shown.name.startswith(("nephew/", "aunt/"))]
    assert all(shown.large for shown in chosen if shown is not before and shown.name != "aunt/progress")


def test_what_is_written_by_hand_finds_a_service(told: HeadlessStage) -> None:
    assert told.seen("writing/found").says("工伤认定")


def test_both_cards_are_read_each_in_its_turn(told: HeadlessStage) -> None:
    assert told.seen("nephew/identify-principal").says("先取走您自己的身份证")
    review = told.seen("nephew/review")
    assert not review.lacks("吴*娥", "代办人", "吴*远")


def test_nobody_is_promised_a_decision_before_she_has_confirmed(told: HeadlessStage) -> None:
    assert told.seen("nephew/review").says("提交后，请被代办人刷身份证确认。")
    assert not told.seen("nephew/review").says("当场出结果")
    assert not told.seen("nephew/result").lacks("已受理，等待审核", "请被代办人本人刷身份证确认后再审批。")


def test_her_own_card_shows_what_was_filed_for_her_and_asks(told: HeadlessStage) -> None:
    assert not told.seen("aunt/asked-to-confirm").lacks(
        "有人代您申请，请您确认。", "是我委托的，同意", "不是，不同意"
    )


def test_with_her_yes_it_is_decided(told: HeadlessStage) -> None:
    assert told.seen("aunt/confirmed").says("已办结：同意")
    assert told.case(told.filed[0]).state is CaseState.GRANTED
