"""Row 11, 搜索: as people talk and as they type."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.looking_around import SEARCHES
from app.stories.rows import stories_of
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(11)[0])


def _codes(told: HeadlessStage, scene: str) -> list[str]:
    rows = told.seen(scene).view["rows"]
    assert isinstance(rows, list)
    return [row["code"] for row in rows]


@pytest.mark.parametrize(("text", "code"), [("社保证明", "HK-SB-0085"), ("房屋租赁", "HK-ZJ-0196")])
def test_official_and_everyday_words_find_the_service_first(
    told: HeadlessStage, text: str, code: str
) -> None:
    assert _codes(told, f"search/found-{SEARCHES.index(text) + 1}")[0] == code


def test_nothing_typed_is_no_failure_but_a_hint(told: HeadlessStage) -> None:
    assert told.seen("search/empty").view["empty"] == ""
    assert told.seen("search/empty").view["hint"]


def test_a_result_says_how_far_it_goes_here(told: HeadlessStage) -> None:
    found = told.seen(f"search/found-{SEARCHES.index('房屋租赁') + 1}")
    assert not found.lacks("本机可办", "海口市住房和城乡建设局")


def test_back_from_the_guide_the_results_are_still_there(told: HeadlessStage) -> None:
    back = told.seen("search/back-at-the-results")
    assert back.screen == "Search"
    assert "HK-MZ-0261" in _codes(told, "search/back-at-the-results")
