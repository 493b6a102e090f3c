"""Row 16, 重点服务: each of the services that the city names goes from its guide to the platform's word."""

from datetime import date

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.key_services import KEY_SERVICES
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell

AT_ONCE = {"rental-filing", "deed-exchange", "longevity-subsidy"}
"""Those that are decided by comparison; people decide the others."""


@pytest.fixture(scope="module", params=range(len(KEY_SERVICES)), ids=[one.name for one in KEY_SERVICES])
def told(request: pytest.FixtureRequest, tell: Tell) -> HeadlessStage:
    return tell(stories_of(16)[request.param])


def _name(told: HeadlessStage) -> str:
    return told.shown[0].name.partition("/")[0]


def test_it_is_received_and_decided_or_taken_in_hand(told: HeadlessStage) -> None:
    name = _name(told)
    (case,) = told.cases()
    assert case.state is (CaseState.GRANTED if name in AT_ONCE else CaseState.ACCEPTED)
    assert case.reasons == ()
    assert told.seen(f"{name}/result").says(case.acceptance_number)


def test_what_is_not_decided_at_once_has_its_last_day(told: HeadlessStage) -> None:
    (case,) = told.cases()
    today = told.hall.clock.wall().date()
    assert case.state is CaseState.GRANTED or (case.promised_by or date.min) > today


def test_a_grant_gives_its_paper_and_nothing_else_does(told: HeadlessStage) -> None:
    assert len(told.sheets) == (1 if _name(told) in AT_ONCE else 0)


def test_the_resident_leaves_with_one_receipt(told: HeadlessStage) -> None:
    (slip,) = told.slips()
    assert told.filed[0] in slip
