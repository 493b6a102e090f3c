"""What a hall may hear of a screen. A canary sits in every key of a view; only listed keys may sing."""

import pytest

from ui.presentation.chrome import View
from ui.voice.spoken import SPOKEN, SPOKEN_ON, spoken

NOBODY: frozenset[str] = frozenset()
ONLY_SHOWN = "看屏幕"


def said(screen: str, view: dict[str, View], personal: frozenset[str] = NOBODY) -> tuple[str, ...]:
    return spoken(screen, view, personal, ONLY_SHOWN)


def test_title_sentence_and_each_condition_in_their_order() -> None:
    view: dict[str, View] = {
        "submit": "签好了，提交",
        "paragraphs": ["所填内容真实。", "申请人健在。"],
        "sentence": "请读完下面的承诺",
        "title": "承诺书",
    }
    assert said("Commitment", view) == ("承诺书", "请读完下面的承诺", "所填内容真实。", "申请人健在。")


@pytest.mark.parametrize(
    "key",
    [
        "value",
        "shown",
        "number",
        "code",
        "expect",
        "lane",
        "reasons",
        "rows",
        "groups",
        "fields",
        "cases",
        "document",
        "anything_new",
    ],
)
@pytest.mark.parametrize("screen", ["Consent", "Form", "Review", "Result", "Wait", "DueConsent", "Rate"])
def test_a_canary_in_any_other_key_stays_silent(screen: str, key: str) -> None:
    canary = "金丝雀"
    row: dict[str, View] = {
        "value": canary,
        "shown": canary,
        "number": canary,
        "title": canary,
        "state": canary,
    }
    view: dict[str, View] = {"title": "请核对", key: canary}
    assert said(screen, view) == ("请核对",)
    assert said(screen, {"title": "请核对", key: [canary, row]}) == ("请核对",)
    assert said(screen, {"title": "请核对", key: row}) == ("请核对",)


def test_rows_are_read_only_where_they_are_the_catalogues_own() -> None:
    view: dict[str, View] = {"title": "列表", "rows": [{"title": "高龄补贴", "value": "105"}]}
    assert said("Materials", view) == ("列表", "高龄补贴")
    assert said("Result", view) == ("列表",)


@pytest.mark.parametrize("screen", ["Cases", "Due"])
def test_screens_about_one_person_are_only_shown(screen: str) -> None:
    view: dict[str, View] = {"title": "高龄老人长寿补贴", "sentence": "已批准"}
    assert said(screen, view) == (ONLY_SHOWN,)


@pytest.mark.parametrize(
    "sentence",
    [
        "您好，王*英",
        "号码 460108193501010027",
        "号码460108********0027",
        "电话13876001234",
        "卡号6222021234567890128",
        "卡号 6222 0212 3456 7890 128",
        "每月105元，发到您填写的银行卡。",
        "You receive 105 yuan a month.",
        "¥105",
    ],
)
def test_masks_numbers_and_sums_are_not_read_even_under_a_listed_key(sentence: str) -> None:
    assert said("Result", {"title": "申请已批准", "sentence": sentence}) == ("申请已批准",)


def test_the_catalogues_own_sums_and_the_hotline_are_read() -> None:
    assert said("Guide", {"title": "每月105元"}) == ("每月105元",)
    assert said("Result", {"query": "凭编号可拨打 12345 查询"}) == ("凭编号可拨打 12345 查询",)
    assert said("Result", {"query": "请拨打 0898-68724370"}) == ("请拨打 0898-68724370",)


def test_a_person_known_to_the_visit_is_not_named_however_the_name_is_written() -> None:
    personal = frozenset({"符玉莲", "annasmith"})
    assert said("Home", {"title": "您好，符 玉莲", "sentence": "选择事项"}, personal) == ("选择事项",)
    assert said("Home", {"title": "Hello, ANNA Smith"}, personal) == ()


def test_a_condition_that_cannot_be_read_is_not_passed_over_in_silence() -> None:
    view: dict[str, View] = {"title": "承诺书", "paragraphs": ["本人符玉莲承诺。", "内容真实。"]}
    assert said("Commitment", view, frozenset({"符玉莲"})) == ("承诺书", ONLY_SHOWN, "内容真实。")


def test_nothing_is_said_twice_and_nothing_of_nothing() -> None:
    view: dict[str, View] = {
        "title": "请核对",
        "sentence": "请核对",
        "hint": " ",
        "page": 3,
        "question": {"a": 1},
    }
    assert said("Review", view) == ("请核对",)


def test_no_listed_key_is_one_of_a_value() -> None:
    listed = [key.replace("[]", "").split(".")[-1] for keys in (SPOKEN, *SPOKEN_ON.values()) for key in keys]
    assert {"value", "shown", "number", "amount", "name", "code", "rows", "reasons"}.isdisjoint(listed)
