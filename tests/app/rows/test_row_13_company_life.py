"""Row 13, 企业一生: by stage of life; who acts for a company is on record."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(13)[0])


def test_a_companys_life_has_its_stages(told: HeadlessStage) -> None:
    assert not told.seen("agent/stages").lacks(
        "开办企业", "办理许可", "招用员工", "经营纳税", "变更登记", "注销退出"
    )
    assert told.seen("agent/licences").says("出版物零售业务审批")


def test_an_agent_on_record_files_for_the_company(told: HeadlessStage) -> None:
    (case,) = told.cases()
    assert case.item == "HK-XW-0333"
    assert case.state is CaseState.ACCEPTED
    assert "acts_for_company" not in case.reasons
    assert "company_open" not in case.reasons


def test_what_is_known_of_the_company_is_filled_in(told: HeadlessStage) -> None:
    assert told.seen("agent/form-1").says("91110108551385082Q")


def test_a_stranger_is_refused_and_files_nothing(told: HeadlessStage) -> None:
    assert told.seen("stranger/company-refused").says("您不是这家企业的登记经办人。")
    assert not [shown for shown in told.shown if shown.name.startswith("stranger/form")]
    assert len(told.filed) == 1
