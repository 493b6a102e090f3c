"""What residents say at the kiosk and what they are shown, one kind of saying at a time."""

import pytest

from kiosk.search.answer import Why
from kiosk.search.searcher import Searcher
from tests.kiosk.search.search_desk import CITY, first, searcher


@pytest.fixture(scope="module")
def hall() -> Searcher:
    return searcher()


@pytest.mark.parametrize("name", list(CITY)[::9])
def test_the_official_name_is_always_first(hall: Searcher, name: str) -> None:
    assert first(hall, name) == name
    full_width = name.replace("(", "（").replace(")", "）")
    assert first(hall, full_width) == name
    assert hall.search(name).found[0].score == 1.0


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("良民证", "无犯罪记录证明开具"),
        ("大绿本不见了", "补、换领机动车登记证书"),
        ("敬老卡", "老年人优待证办理"),
        ("五保户", "特困人员救助供养认定"),
        ("暂住证", "居住证申领"),
    ],
)
def test_slang_finds_the_official_thing_and_says_so(hall: Searcher, said: str, meant: str) -> None:
    answer = hall.search(said)
    assert answer.found[0].name == meant
    assert answer.found[0].why.kind is Why.SAID


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("驾照丢了", "机动车驾驶证遗失补证"),
        ("驾照到期", "机动车驾驶证期满换证"),
        ("驾照破了", "机动车驾驶证损毁换证"),
        ("社保卡挂失", "社会保障卡正式挂失"),
        ("社保卡激活", "社会保障卡启用(激活)"),
        ("房子解押", "不动产抵押权注销登记"),
        ("护照丢了", "普通护照补发"),
        ("护照过期", "普通护照换发"),
    ],
)
def test_the_deed_chooses_among_siblings(hall: Searcher, said: str, meant: str) -> None:
    assert first(hall, said) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("社宝卡挂失", "社会保障卡正式挂失"),
        ("公机金查询", "住房公积金账户信息查询"),
        ("房屋租凭备案", "房屋租赁登记备案"),
        ("往来港奥通行证团队旅游签注", "往来港澳通行证团队旅游签注"),
        ("居民身份证补另", "居民身份证补领"),
    ],
)
def test_a_wrong_sign_that_sounds_or_looks_alike_is_forgiven(hall: Searcher, typed: str, meant: str) -> None:
    assert first(hall, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("juzhuzheng", "居住证申领"),
        ("ju zhu zheng", "居住证申领"),
        ("juzuzen", "居住证申领"),
        ("fangwu zulin bei", "房屋租赁登记备案"),
        ("huangwu zulin", "房屋租赁登记备案"),
        ("laolianren youdaizen", "老年人优待证办理"),
        ("ershoufang guohu", "二手房转移登记"),
    ],
)
def test_pinyin_is_read_as_the_south_speaks_it(hall: Searcher, typed: str, meant: str) -> None:
    answer = hall.search(typed)
    assert answer.found[0].name == meant
    assert answer.found[0].why.kind is Why.PINYIN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wfzjl", "无犯罪记录证明开具"),
        ("ＧＪＪ", "住房公积金账户信息查询"),
        ("sfz补领", "居民身份证补领"),
        ("社bao卡挂失", "社会保障卡正式挂失"),
        ("gjj提取", "租赁住房提取住房公积金"),
    ],
)
def test_first_letters_and_mixed_typing(hall: Searcher, typed: str, meant: str) -> None:
    assert first(hall, typed) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("自己交的社保不交了", "个人停保申报(灵活就业人员)"),
        ("店不开了", "个体工商户注销登记"),
        ("请问在哪里可以办理一下居住证", "居住证申领"),
    ],
)
def test_filler_goes_and_a_refusal_stays(hall: Searcher, said: str, meant: str) -> None:
    assert first(hall, said) == meant


@pytest.mark.parametrize(
    ("part", "meant"),
    [
        ("居民户口簿换领", "居民户口簿补领、换领"),
        ("有房无房证明", "个人名下住房情况查询证明打印(有房无房证明)"),
        ("稳岗补贴", "失业保险稳岗返还(稳岗补贴)申领"),
        ("12345", "12345热线诉求登记与查询"),
    ],
)
def test_every_part_of_a_name_can_be_searched(hall: Searcher, part: str, meant: str) -> None:
    assert first(hall, part) == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("renew passport", "普通护照换发"), ("Lost ID card", "居民身份证补领")]
)
def test_english_words_find_the_service(hall: Searcher, said: str, meant: str) -> None:
    answer = hall.search(said)
    assert answer.found[0].name == meant
    assert answer.found[0].why.kind is Why.ENGLISH


@pytest.mark.parametrize("text", ["", "   ", "？", "\n", "()（）"])
def test_nothing_said_finds_nothing(hall: Searcher, text: str) -> None:
    assert hall.search(text).found == ()


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE search_part", "\x00", "🐕", "龘" * 500, "a" * 5000, "%", "1"]
)
def test_strange_input_is_answered_quietly(hall: Searcher, text: str) -> None:
    answer = hall.search(text)
    assert answer.query == text
    assert all(0 <= found.score <= 1 for found in answer.found)


def test_what_merely_comes_near_is_not_called_sure(hall: Searcher) -> None:
    assert hall.search("良民证").sure
    for said in ("买火车票", "天气预报", "qqq"):
        assert not hall.search(said).sure


@pytest.mark.parametrize("sign", ["房", "老", "工", "水", "户"])
def test_a_first_sign_finds_services_that_have_it_in_their_name(hall: Searcher, sign: str) -> None:
    found = hall.search(sign).found
    assert len(found) >= 3
    assert all(sign in one.name for one in found)
    assert found[0].name.startswith(sign) or not any(name.startswith(sign) for name in CITY)
