"""Row 14, 跨省通办: filed here, decided there."""

import pytest

from app.stories.city import City
from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(14)[0])


def test_every_place_has_its_own_list_and_every_result_its_place(told: HeadlessStage) -> None:
    assert told.seen("other-places/home").says("其他地方")
    assert not told.seen("other-places/by-place").lacks("广州市", "三亚市")
    assert not told.seen("other-places/guangzhou").lacks("广州市户籍证明", "广州市")
    assert not told.seen("other-places/guide").lacks("办理地", "广州市公安局", "可跨省通办：本地代收")


def test_the_case_waits_in_that_citys_queue_and_in_no_other(told: HeadlessStage) -> None:
    (case,) = told.cases()
    assert case.queue == "440100"
    assert case.state is CaseState.ACCEPTED
    with City(told.hall) as city:
        assert [waiting.id for waiting in city.waiting("440100")] == told.filed
        assert city.waiting("460100") == []


def test_the_resident_is_told_who_decides(told: HeadlessStage) -> None:
    assert not told.seen("other-places/result").lacks("已受理，等待审核", "由事项所在地的工作人员办理。")


def test_examples_are_marked_as_such(told: HeadlessStage) -> None:
    assert told.seen("other-places/guide").says("示例")
