"""Row 21, 好差评: five levels, voluntary, never given by a time-out; a bad one is called back."""

import pytest
from sqlalchemy import select

from app.stories.city import City
from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from central.tables import rating
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(21)[0])


def test_there_are_five_levels_and_none_is_set_beforehand(told: HeadlessStage) -> None:
    shown = told.seen("bad/nothing-chosen")
    assert shown.view["levels"] == ["非常不满意", "不满意", "基本满意", "满意", "非常满意"]
    assert shown.view["level"] == 0
    assert not shown.lacks("自愿评价，不影响办理结果", "不评价")


def test_a_bad_one_asks_what_about_and_promises_a_call(told: HeadlessStage) -> None:
    assert not told.seen("bad/one-star").lacks("哪里要改进？（可不选）", "15个工作日内整改并回访。")
    aspects = told.seen("bad/why").view["aspects"]
    assert isinstance(aspects, list)
    assert {aspect["id"] for aspect in aspects if aspect["chosen"]} == {"efficiency", "convenience"}


def test_the_platform_is_to_call_back_the_bad_one_and_no_other(told: HeadlessStage) -> None:
    with City(told.hall) as city:
        assert city.call_backs() == [told.filed[0]]
    (waiting,) = told.hall.platform.ratings.call_backs(10)
    assert set(waiting.aspects) == {"efficiency", "convenience"}


def test_skipping_and_walking_away_give_no_rating(told: HeadlessStage) -> None:
    with told.hall.platform.database.reading() as connection:
        rated = [tuple(row) for row in connection.execute(select(rating.c.case_id, rating.c.level))]
    assert rated == [(told.filed[0], 1)]
    assert told.seen("walked-away/farewell").says("办理已结束")
