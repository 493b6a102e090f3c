"""Row 5, 智能审批: by comparison alone, with the same rules before filing."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(5)[0])


def test_a_rental_is_filed_by_comparing_it_with_the_title(told: HeadlessStage) -> None:
    assert told.case(told.filed[0]).item == "HK-ZJ-0196"
    assert told.case(told.filed[0]).state is CaseState.GRANTED
    assert not told.seen("let-a-home/result").lacks("申请已批准")


def test_a_lease_that_is_over_is_told_before_it_is_filed(told: HeadlessStage) -> None:
    refused = told.seen("lease-is-over/ineligible")
    assert not refused.lacks("租期已经结束，不用再备案。")
    assert refused.view["back"] == "回去修改"


def test_who_is_too_young_learns_it_before_any_form(told: HeadlessStage) -> None:
    assert not told.seen("too-young/ineligible").lacks("申请人须年满80周岁。")
    assert not [shown for shown in told.shown if shown.name.startswith("too-young/form")]


def test_only_three_were_filed(told: HeadlessStage) -> None:
    assert len(told.filed) == len(told.cases()) == 3


@pytest.mark.parametrize(("scene", "position"), [("receives-already", 1), ("deceased", 2)])
def test_who_receives_already_or_has_died_is_not_granted(
    told: HeadlessStage, scene: str, position: int
) -> None:
    assert told.case(told.filed[position]).state is CaseState.REFUSED
    assert not told.seen(f"{scene}/result").lacks("申请未获批准", "已在领取长寿补贴，不用再申请。")
    assert told.case(told.filed[position]).has_document is False
