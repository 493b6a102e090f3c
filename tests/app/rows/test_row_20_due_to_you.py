"""Row 20, 免申即享: with consent, what is due is found here and is one touch away."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(20)[0])


def test_nothing_is_looked_at_before_consent(told: HeadlessStage) -> None:
    assert told.states.index("DueConsent") < told.states.index("Identify") < told.states.index("Due")
    assert not told.seen("due/consent").lacks("全部在本机计算", "结果只给您看，不保存")


def test_what_is_due_comes_with_its_reason(told: HeadlessStage) -> None:
    assert not told.seen("due/due").lacks(
        "高龄老人长寿补贴申请", "您已年满80周岁，可以申领长寿补贴。", "老年人优待证办理"
    )


def test_certificates_add_what_the_card_alone_does_not_tell(told: HeadlessStage) -> None:
    assert told.seen("due/due").says("您持有残疾人证，可申请辅助器具。")


def test_one_touch_leads_to_the_service_without_a_second_card(told: HeadlessStage) -> None:
    assert told.states[told.states.index("Due") :][:3] == ["Due", "Guide", "Consent"]
    assert told.case(told.filed[0]).state is CaseState.GRANTED


def test_the_platform_has_heard_of_nothing_but_what_was_applied_for(told: HeadlessStage) -> None:
    assert len(told.cases()) == 1
