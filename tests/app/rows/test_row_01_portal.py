"""Row 1, 一网通办: one portal for everything, and for each service whether it can be done here and now."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(1)[0])


def test_everything_can_be_browsed_by_theme_department_level_and_life_event(told: HeadlessStage) -> None:
    assert not told.seen("portal/by-theme").lacks("户籍身份", "老年服务", "不动产")
    assert not told.seen("portal/by-department").lacks("海口市公安局", "海口市民政局")
    assert not told.seen("portal/by-level").lacks("国家级", "市级", "村居级")
    assert not told.seen("portal/by-event").lacks("我要结婚", "我要退休")
    assert not told.seen("portal/theme-opened").lacks("高龄老人长寿补贴申请")
    assert not told.seen("portal/department-opened").lacks("居民身份证")
    assert not told.seen("portal/event-opened").lacks("不动产权属证书换发")


def test_every_group_leads_to_services(told: HeadlessStage) -> None:
    for facet in ("theme", "department", "level", "event"):
        rows = told.seen(f"portal/{facet}-opened").view["rows"]
        assert isinstance(rows, list)
        assert rows, facet


def test_the_catalogue_is_whole_on_the_home_page(told: HeadlessStage) -> None:
    assert not told.seen("portal/home").lacks(f"搜索{told.hall.services.shelf().count}项服务")
    assert told.hall.services.shelf().count >= 356


def test_a_guide_says_that_it_can_be_done_here_now(told: HeadlessStage) -> None:
    guide = told.seen("portal/can-be-done-here")
    assert guide.view["startable"] is True
    assert not guide.lacks("本机现在", "请准备", "办理部门", "Ⅳ级：不用跑窗口")


def test_a_guide_of_what_no_kiosk_does_says_where_to_go(told: HeadlessStage) -> None:
    guide = told.seen("portal/guide-only")
    assert guide.view["startable"] is False
    assert not guide.lacks("本机暂不能办理", "最近哪里能办")


def test_looking_around_asks_for_no_card_and_files_nothing(told: HeadlessStage) -> None:
    assert "Identify" not in told.states
    assert told.filed == []
