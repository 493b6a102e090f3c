"""Row 10, 场景式服务: a few plain questions lead to exactly what applies."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(10)[0])


def _materials(told: HeadlessStage) -> set[str]:
    rows = told.seen("commute/materials").view["rows"]
    assert isinstance(rows, list)
    return {row["id"] for row in rows}


def test_hurt_on_the_way_to_work_leads_to_the_traffic_police_paper(told: HeadlessStage) -> None:
    assert "traffic_finding" in _materials(told)
    assert told.seen("commute/materials").says("交警事故认定书")


def test_no_paper_of_another_situation_is_asked_for(told: HeadlessStage) -> None:
    others = {
        "business_trip", "missing_ruling", "disease_diagnosis", "rescue_record", "death_certificate",
        "police_proof", "rescue_proof", "union_letter", "kin_note", "business_licence", "witness_note",
    }  # fmt: skip
    assert _materials(told) & others == set()


def test_nothing_is_asked_that_card_or_earlier_answer_tells(told: HeadlessStage) -> None:
    form = "\n".join(shown.words for shown in told.shown if shown.name.startswith("commute/form"))
    for known in ("worker_name", "worker_number", "kinship", "职工姓名", "身份证号码"):
        assert known not in form
    questions = [shown.name for shown in told.shown if shown.screen == "Situation"]
    assert questions == ["commute/situation", "commute/question-case"]


def test_the_police_finding_is_asked_about_only_here(told: HeadlessStage) -> None:
    assert any(
        shown.says("交警认定您的责任") for shown in told.shown if shown.name.startswith("commute/form")
    )


def test_the_platform_has_nothing_to_ask_back(told: HeadlessStage) -> None:
    (case,) = told.cases()
    assert case.reasons == ()
    assert told.seen("commute/result").says("已受理，等待审核")
