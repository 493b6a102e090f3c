"""Row 3, 零跑动: what ends at the kiosk comes first, says so, and ends here."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(3)[0])


def test_what_ends_here_is_ranked_before_what_is_only_a_guide(told: HeadlessStage) -> None:
    rows = told.seen("zero-visits/ranked").view["rows"]
    assert isinstance(rows, list)
    finishes = [bool(row["finishes"]) for row in rows]
    assert finishes == sorted(finishes, reverse=True)
    assert set(finishes) == {True, False}


def test_everything_on_the_home_page_ends_here(told: HeadlessStage) -> None:
    items = told.seen("zero-visits/home").view["items"]
    assert isinstance(items, list)
    assert all(row["finishes"] and row["place"] == "本机可办" for row in items)


def test_depth_four_is_said_before_anything_is_asked(told: HeadlessStage) -> None:
    assert not told.seen("zero-visits/guide").lacks("Ⅳ级：不用跑窗口")


def test_nothing_has_to_be_brought_and_nobody_has_to_come_again(told: HeadlessStage) -> None:
    assert not told.seen("zero-visits/materials").lacks("材料不用带", "3项材料，3项不用提交")
    assert "ScanPaper" not in told.states
    assert not told.seen("zero-visits/result").lacks("申请已批准")
    assert told.case(told.filed[0]).state is CaseState.GRANTED
    assert len(told.sheets) == 1
