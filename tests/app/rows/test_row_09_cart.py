"""Row 9, 网上政务超市: three services, one form, one signature, one receipt, three cases."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(9)[0])


def test_the_cart_holds_all_three(told: HeadlessStage) -> None:
    assert not told.seen("cart/cart").lacks(
        "社会保险参保证明", "社会保险参保缴费证明打印", "户籍证明打印", "3件一起办"
    )


def test_what_they_share_is_asked_for_once(told: HeadlessStage) -> None:
    names = [shown.name for shown in told.shown]
    assert names.count("cart/identify") == 1
    assert names.count("cart/situation") == 1
    assert sum("用途" in shown.words for shown in told.shown if shown.name.startswith("cart/form")) == 1
    materials = told.seen("cart/materials").view["rows"]
    assert isinstance(materials, list)
    ids = [row["id"] for row in materials]
    assert len(ids) == len(set(ids))
    assert names.count("cart/signed") == 1


def test_three_cases_stand_under_one_number(told: HeadlessStage) -> None:
    cases = told.cases()
    assert len(cases) == 3
    assert len({case.acceptance_number for case in cases}) == 3
    (group,) = {case.group for case in cases}
    assert group is not None
    assert told.seen("cart/result").says(group)
    assert len(told.hall.platform.register.query([group])) == 3


def test_one_receipt_names_each_with_its_state(told: HeadlessStage) -> None:
    (slip,) = told.slips()
    assert slip.count("申请已批准") == 3
    assert "等3件事" in slip


def test_every_paper_that_was_granted_is_printed(told: HeadlessStage) -> None:
    assert {case.state for case in told.cases()} == {CaseState.GRANTED}
    assert len(told.sheets) == 3
    assert told.seen("cart/result").says("已办成3件，办理中0件，未通过0件。")
