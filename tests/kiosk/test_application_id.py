"""The number on the receipt: typed from worn paper, it is right or it is refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.application_id import RANDOM_BYTES, application_id, check_character, parse_application_id

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = {"I": "1", "L": "1", "O": "0"}

drawn = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES).map(application_id)


def test_known_bytes_give_a_known_number() -> None:
    assert application_id(bytes(10)) == "0000-0000-0000-0000-9"
    assert application_id(bytes(range(10))) == "000G-40R4-0M30-E209-K"


@pytest.mark.parametrize("size", [0, 9, 11])
def test_it_takes_ten_bytes_and_no_others(size: int) -> None:
    with pytest.raises(ValueError, match="takes 10 bytes"):
        application_id(bytes(size))


@pytest.mark.parametrize(
    ("body", "check"),
    [
        # Certificate numbers printed in public (GB/T 36904 takes the same check).
        ("11100000000013338W01111430000006122244L20230000403001", "U"),
        ("11100000000013338W00911330105002500287C2025052201002", "0"),
        ("11100000MB03271699022340100000000016001", "9"),
    ],
)
def test_the_check_character_is_that_of_iso_7064_mod_37_36(body: str, check: str) -> None:
    assert check_character(body) == check


@given(drawn)
def test_what_was_drawn_is_read_again_however_it_is_typed(number: str) -> None:
    assert parse_application_id(number) == number
    assert parse_application_id(number.lower()) == number
    assert parse_application_id(number.replace("-", "")) == number
    assert parse_application_id(f"  {number.replace('-', ' ')}\n") == number


@given(drawn, st.data())
def test_one_for_i_and_l_and_nought_for_o_are_taken(number: str, data: st.DataObject) -> None:
    body = list(number[:-1])
    for place, character in enumerate(body):
        alike = [letter for letter, digit in LOOKS_LIKE.items() if digit == character]
        if alike:
            body[place] = data.draw(st.sampled_from([character, *alike]))
    assert parse_application_id("".join(body) + number[-1]) == number


@given(drawn, st.data())
def test_one_wrong_character_is_refused(number: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(number) if character != "-"]
    place = data.draw(st.sampled_from(places))
    same = {number[place], *(letter for letter, digit in LOOKS_LIKE.items() if digit == number[place])}
    if place == places[-1]:
        same = {number[place]}
    wrong = data.draw(st.sampled_from(sorted(set(CROCKFORD + "ILOU") - same)))
    assert parse_application_id(number[:place] + wrong + number[place + 1 :]) is None


def test_two_neighbours_swapped_are_refused_but_for_one_case_in_600() -> None:
    dice = random.Random(1)  # noqa: S311  a sample, not a secret
    swaps, taken = 0, 0
    for _ in range(600):
        plain = application_id(dice.randbytes(RANDOM_BYTES)).replace("-", "")
        for place in range(16):
            one, other = plain[place], plain[place + 1]
            if one != other and (place < 15 or other in CROCKFORD):
                swaps += 1
                swapped = plain[:place] + other + one + plain[place + 2 :]
                taken += parse_application_id(swapped) is not None
    assert 0 < taken < swaps / 400


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = parse_application_id(text)
    assert read is None or parse_application_id(read) == read


@pytest.mark.parametrize("text", ["", "-", "0000-0000-0000-0000", "0000-0000-0000-0000-99", "０" * 16 + "9"])
def test_another_length_or_another_writing_is_refused(text: str) -> None:
    assert parse_application_id(text) is None
