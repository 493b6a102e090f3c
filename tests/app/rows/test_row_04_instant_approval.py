"""Row 4, 秒批快办: decided on the screen at once, with a paper whose code anybody can check."""

import io

import pytest
import zxingcpp
from PIL import Image

from app.stories.city import City
from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from central.documents import DocumentState
from kiosk.case import CaseState
from kiosk.document.typesetting import to_pngs
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(4)[0])


@pytest.fixture(scope="module")
def verification(told: HeadlessStage) -> str:
    """What a telephone reads off the printed paper."""
    page = Image.open(io.BytesIO(to_pngs(told.sheets[0], 150)[0]))
    (code,) = zxingcpp.read_barcodes(page)
    return code.text


def test_the_decision_is_on_the_screen_before_the_resident_goes(told: HeadlessStage) -> None:
    case = told.case(told.filed[0])
    assert case.state is CaseState.GRANTED
    assert case.decided_at == case.received_at
    assert not told.seen("record/guide").lacks("符合条件的，提交后当场出结果")
    assert not told.seen("record/result").lacks("申请已批准", "请取走结果文书", case.acceptance_number)


def test_the_papers_code_is_confirmed_by_the_platform(told: HeadlessStage, verification: str) -> None:
    with City(told.hall) as city:
        checked = city.check(verification)
    assert checked.state is DocumentState.VALID
    assert checked.title is not None
    assert checked.title.zh == "社会保险参保证明"


def test_a_code_of_which_one_sign_is_other_is_no_paper_of_ours(
    told: HeadlessStage, verification: str
) -> None:
    other = verification[:-1] + ("A" if verification[-1] != "A" else "B")
    with City(told.hall) as city:
        assert city.check(other).state is DocumentState.UNKNOWN


def test_neither_code_nor_slip_names_the_person(told: HeadlessStage, verification: str) -> None:
    slip = told.slips()[0]
    for secret in ("吴小海", "460105199003070017"):
        assert secret not in verification
        assert secret not in slip


def test_a_record_is_printed_again_for_who_has_one_already(told: HeadlessStage) -> None:
    stories_of(4)[0].tell(told)
    assert [case.state for case in told.cases()] == [CaseState.GRANTED, CaseState.GRANTED]
    assert len(told.sheets) == 2
