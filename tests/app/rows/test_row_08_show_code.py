"""Row 8, 亮码办事: a telephone's code signs in; one that is not taken says why."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from kiosk.case import CaseState
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(8)[0])


def test_an_opaque_code_signs_in_by_masked_name(told: HeadlessStage) -> None:
    assert told.seen("opaque/signed-in").says("您好，吴*海")
    assert "Identify" not in told.states


def test_who_came_by_code_is_believed_no_more_than_a_code(told: HeadlessStage) -> None:
    (case,) = told.cases()
    assert case.state is CaseState.ACCEPTED
    assert case.reasons == ("read_from_chip",)
    assert not told.seen("opaque/consent").says("有效期至")


@pytest.mark.parametrize(
    ("scene", "sentence"),
    [
        ("refused/used", "码已用过，请刷新后再扫。"),
        ("refused/forged", "码的签名不对，请放身份证。"),
        ("refused/expired", "码已过期，请刷新后再扫。"),
        ("refused/no-code", "这不是亮证码，请打开亮证码再扫。"),
        ("refused/unknown", "没有这个码，请刷新后再扫。"),
        ("opaque-too-late/expired", "码已过期，请刷新后再扫。"),
        ("offline/needs-the-line", "网络中断，认不出这个码，请放身份证。"),
    ],
)
def test_a_code_that_is_not_taken_says_why_and_signs_nobody_in(
    told: HeadlessStage, scene: str, sentence: str
) -> None:
    assert told.seen(scene).says(sentence)
    assert not told.seen(scene).says("您好")


def test_a_signed_code_signs_in_with_the_line_cut(told: HeadlessStage) -> None:
    assert told.seen("offline/signed-in").says("您好，吴*海")
