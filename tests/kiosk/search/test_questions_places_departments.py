"""One question for an ambiguous word; a department's page; the city's own services before those of other places."""

import threading

import pytest

from kiosk.search.answer import Answer
from kiosk.search.searcher import Searcher
from tests.kiosk.search.search_desk import CITY, elsewhere, first, searcher


@pytest.fixture(scope="module")
def hall() -> Searcher:
    copies = [
        elsewhere("居住证申领", "440100", "广东省广州市"),
        elsewhere("居民身份证换领", "440100", "广东省广州市"),
        elsewhere("居住证申领", "460105", "秀英区"),
        elsewhere("最低生活保障对象认定(低保申请)", "460105101", "长流镇"),
    ]
    return searcher([*copies, *CITY.values()])


@pytest.mark.parametrize(
    "said", ["优待证", "youdaizheng", "年审", "挂失", "转移", "认证", "备案", "我要办理优待证"]
)
def test_an_ambiguous_word_asks_one_question_with_a_few_answers(hall: Searcher, said: str) -> None:
    question = hall.search(said).question
    assert question is not None
    assert question.zh.endswith("？")
    assert 2 <= len(question.options) <= 6
    codes = {entry.code for entry in CITY.values()}
    assert all(set(option.codes) <= codes and option.codes for option in question.options)


def test_the_answers_of_the_question_are_the_first_results(hall: Searcher) -> None:
    names = [found.name for found in hall.search("优待证").found[:2]]
    assert names == ["老年人优待证办理", "退役军人优待证申领"]


@pytest.mark.parametrize("said", ["老年人优待证", "社保卡挂失", "异地就医备案"])
def test_a_clear_word_asks_nothing(hall: Searcher, said: str) -> None:
    assert hall.search(said).question is None


def test_first_letters_of_several_things_show_a_short_list(hall: Searcher) -> None:
    question = hall.search("jsz").question
    assert question is not None
    assert {"驾驶证", "教师证"} <= {option.zh for option in question.options}


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("社保局", "海口市社会保险服务中心"),
        ("车管所在哪里", "海口市公安局交通警察支队"),
        ("海口市民政局", "海口市民政局"),
    ],
)
def test_a_department_opens_its_page(hall: Searcher, said: str, department: str) -> None:
    answer = hall.search(said)
    assert answer.department == department
    assert {CITY[found.name].department for found in answer.found} == {department}


def test_a_department_beside_a_service_helps_to_find_it(hall: Searcher) -> None:
    answer = hall.search("车管所换驾照")
    assert answer.department == "海口市公安局交通警察支队"
    assert answer.found[0].name == "机动车驾驶证期满换证"


def test_the_citys_own_service_wins_where_no_place_is_named(hall: Searcher) -> None:
    assert [found.code for found in hall.search("居住证").found[:1]] == [CITY["居住证申领"].code]
    assert [found.code for found in hall.search("居民身份证换领").found[:1]] == [CITY["居民身份证换领"].code]


@pytest.mark.parametrize(
    ("said", "place", "code"),
    [
        ("秀英区居住证", "460105", f"460105-{CITY['居住证申领'].code}"),
        ("户口在广东办居住证", "440000", f"440100-{CITY['居住证申领'].code}"),
        ("长流镇低保", "460105101", f"460105101-{CITY['最低生活保障对象认定(低保申请)'].code}"),
    ],
)
def test_a_place_in_the_query_filters_by_place(hall: Searcher, said: str, place: str, code: str) -> None:
    answer = hall.search(said)
    assert answer.place == place
    assert answer.found[0].code == code


def test_the_city_itself_is_no_filter_and_wins_over_where_one_comes_from(hall: Searcher) -> None:
    assert hall.search("海口居住证").place is None
    answer = hall.search("从广州来海口办居住证")
    assert answer.place is None
    assert answer.found[0].code == CITY["居住证申领"].code


def test_a_region_that_the_caller_gives_counts_where_the_query_names_none(hall: Searcher) -> None:
    assert hall.search("居住证", region="460105").found[0].code.startswith("460105-")
    assert hall.search("广州居住证", region="460105").found[0].code.startswith("440100-")


def test_who_comes_from_elsewhere_is_shown_what_is_done_here_for_them(hall: Searcher) -> None:
    names = [found.name for found in hall.search("户口在湖南换身份证").found]
    assert names[0] == "居民身份证异地受理换领"


def test_several_residents_may_search_at_once(hall: Searcher) -> None:
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(hall.search("驾照到期"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.found[0].name for answer in answers] == ["机动车驾驶证期满换证"] * 8


def test_one_title_is_shown_once_however_many_places_offer_it(hall: Searcher) -> None:
    names = [found.name for found in hall.search("居住证").found]
    assert len(names) == len(set(names))
    assert first(hall, "居住证") == "居住证申领"
