"""ID numbers: the good ones pass, every single wrong key is noticed, and no number is ever told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.id_card.number import (
    IdNumberInvalid,
    NumberFlaw,
    Sex,
    check_digit,
    parse_foreigner_number_2017,
    parse_foreigner_number_2023,
    parse_id_number,
)

VALID = [
    "11010519491231002X",
    "440524188001010014",
    "321083197812162119",
    "460105199003071239",
    "460105199003070017",
    "46010619510815002X",
    "460106195108151233",
    "460107200002291238",
    "460108193501011230",
    "460108193501010027",
    "81000019920513876X",
    "830000199506201236",
    "820000198001011238",
]


@pytest.mark.parametrize("number", VALID)
def test_a_true_number_is_taken(number: str) -> None:
    parsed = parse_id_number(number)
    assert parsed.text == number
    assert f"{parsed.birth:%Y%m%d}" == number[6:14]
    assert check_digit(number[:17]) == number[17]


def test_the_number_tells_birth_and_sex() -> None:
    woman, man = parse_id_number("460108193501010027"), parse_id_number("460108193501011230")
    assert (woman.birth, woman.sex, man.sex) == (date(1935, 1, 1), Sex.FEMALE, Sex.MALE)


def test_a_small_x_is_what_people_type() -> None:
    assert parse_id_number("11010519491231002x").text == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", NumberFlaw.LENGTH),
        ("46010519900307123", NumberFlaw.LENGTH),
        ("4601051990030712390", NumberFlaw.LENGTH),
        ("46010519900307123A", NumberFlaw.CHARACTERS),
        ("46010519900307X239", NumberFlaw.CHARACTERS),
        ("46010519900307123９", NumberFlaw.CHARACTERS),
        ("４６０１０５199003071239", NumberFlaw.CHARACTERS),
        ("46010519900307123\n", NumberFlaw.CHARACTERS),
        ("460107200102291235", NumberFlaw.IMPOSSIBLE_DATE),
        ("460107200013011235", NumberFlaw.IMPOSSIBLE_DATE),
        ("460107000001011235", NumberFlaw.IMPOSSIBLE_DATE),
        ("460105199003071238", NumberFlaw.WRONG_CHECK_DIGIT),
    ],
)
def test_a_false_number_is_refused_with_its_reason(text: str, flaw: NumberFlaw) -> None:
    with pytest.raises(IdNumberInvalid) as refused:
        parse_id_number(text)
    assert refused.value.reason == flaw


@given(st.sampled_from(VALID), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_key_is_noticed(number: str, place: int, key: str) -> None:
    typed = number[:place] + key + number[place + 1 :]
    if typed == number:
        return
    with pytest.raises(IdNumberInvalid):
        parse_id_number(typed)


@given(st.sampled_from(VALID), st.integers(0, 16))
def test_two_neighbouring_keys_swapped_are_noticed(number: str, place: int) -> None:
    typed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if typed == number:
        return
    with pytest.raises(IdNumberInvalid):
        parse_id_number(typed)


@pytest.mark.parametrize("number", ["932682198501010017", "911124198108030024"])
def test_the_official_examples_of_2023_are_taken(number: str) -> None:
    parsed = parse_foreigner_number_2023(number)
    assert f"{parsed.birth:%Y%m%d}" == number[6:14]


@pytest.mark.parametrize(
    "number", ["932682198501010016", "460105199003071239", "932682198513010017", "93268"]
)
def test_other_numbers_are_no_foreigners_number_of_2023(number: str) -> None:
    with pytest.raises(IdNumberInvalid):
        parse_foreigner_number_2023(number)


@pytest.mark.parametrize(
    "number", ["GBR46007810210", "gbr460078102105", "GB1460078102105", "GBR46007810210X"]
)
def test_other_numbers_are_no_foreigners_number_of_2017(number: str) -> None:
    assert parse_foreigner_number_2017("GBR460078102105") == "GBR460078102105"
    with pytest.raises(IdNumberInvalid):
        parse_foreigner_number_2017(number)


@pytest.mark.parametrize("first", ["4601051990030712", "4601051990030712A", "460105199003071234"])
def test_a_check_digit_needs_seventeen_digits(first: str) -> None:
    with pytest.raises(IdNumberInvalid):
        check_digit(first)


def test_neither_refusal_nor_repr_tells_the_number() -> None:
    with pytest.raises(IdNumberInvalid) as refused:
        parse_id_number("460105199003071238")
    assert "1990" not in f"{refused.value!r}{refused.value}"
    assert "1990" not in repr(parse_id_number("460105199003071239"))
    assert "1985" not in repr(parse_foreigner_number_2023("932682198501010017"))
