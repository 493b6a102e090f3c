"""Row 6, 自助就近办: not here, not now: then where, and until when."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(6)[0])


def test_with_the_line_cut_the_guide_says_why_and_does_not_start(told: HeadlessStage) -> None:
    guide = told.seen("line-cut/not-now")
    assert guide.view["startable"] is False
    assert not guide.lacks("网络中断，此事项需要联网办理。", "最近哪里能办")


def test_the_nearest_places_that_can_come_with_hours_and_distance(told: HeadlessStage) -> None:
    rows = told.seen("line-cut/places").view["rows"]
    assert isinstance(rows, list)
    distances = [float(row["distance"].strip("约公里")) for row in rows]
    assert len(rows) == 3
    assert distances == sorted(distances)
    assert all(row["isOpen"] and row["hours"] for row in rows)


def test_the_slip_names_service_places_hours_and_nobody(told: HeadlessStage) -> None:
    (slip,) = told.slips()
    rows = told.seen("line-cut/places").view["rows"]
    assert isinstance(rows, list)
    assert "就近办理地点" in slip
    assert "个人权益记录查询打印" in slip
    for row in rows:
        assert row["title"] in slip
        assert row["distance"] in slip
    assert told.seen("line-cut/slip-printed").says("请取走纸条")


def test_what_no_kiosk_finishes_leads_to_a_hall_with_people(told: HeadlessStage) -> None:
    assert told.seen("guide-only/places").says("海口市政务服务中心")


def test_nobody_was_asked_who_they_are(told: HeadlessStage) -> None:
    assert "Identify" not in told.states
    assert told.filed == []
