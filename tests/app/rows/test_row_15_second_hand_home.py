"""Row 15, 一件事: ten things as one, and what is refused says why."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from app.stories.stage import Shown
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(15)[0])


def test_one_form_and_one_signature_make_ten_cases(told: HeadlessStage) -> None:
    names = [shown.name for shown in told.shown]
    assert told.seen("bundle/guide").says("一次办好10件事")
    assert len(told.cases()) == 10
    assert names.count("bundle/signed") == 1
    fields = [
        field["id"]
        for shown in told.shown
        if shown.name.startswith("bundle/form")
        for field in _fields(shown)
    ]
    assert len(fields) == len(set(fields))


def _fields(shown: Shown) -> list[dict[str, str]]:
    fields = shown.view["fields"]
    assert isinstance(fields, list)
    return fields


def test_each_department_answers_for_its_own_part(told: HeadlessStage) -> None:
    states = {case.item: case.state for case in told.cases()}
    assert states["HK-BD-0182"] is CaseState.REFUSED
    assert states["HK-ZJ-0200"] is CaseState.REFUSED
    assert states["HK-GY-0320"] is CaseState.GRANTED
    assert CaseState.ACCEPTED in states.values()


def test_what_was_refused_is_explained_beside_what_was_granted(told: HeadlessStage) -> None:
    result = told.seen("bundle/result")
    assert not result.lacks(
        "有的需要您再看看",
        "已办成4件，办理中3件，未通过3件。",
        "房屋被查封，请解封后再申请。",
        "登记簿上没有抵押，不用注销。",
    )


def test_the_receipt_tells_each_part_with_its_reason(told: HeadlessStage) -> None:
    slip = told.slips()[0]
    assert slip.count("子件号") == 10
    assert "房屋被查封" in slip


def test_the_one_number_shows_all_ten(told: HeadlessStage) -> None:
    rows = told.seen("progress/cases").view["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 10
