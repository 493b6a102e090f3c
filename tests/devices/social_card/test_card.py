"""What the values on a chip are taken for, and what cannot be true."""

import json
from dataclasses import replace
from datetime import date

import pytest

from devices.id_card.drawer import DRAWER as ID_DRAWER
from devices.id_card.number import Sex
from devices.social_card.card import CardDataInvalid, SocialCard, decode, encode, to_json
from devices.social_card.drawer import DRAWER
from devices.social_card.layout import Item

from .conftest import secrets_of


@pytest.mark.parametrize("name", DRAWER)
def test_a_card_is_what_was_written_on_it(name: str) -> None:
    assert decode(encode(DRAWER[name].card)) == DRAWER[name].card


@pytest.mark.parametrize("name", sorted(DRAWER.keys() & ID_DRAWER.keys() - {"rare_name"}))
def test_the_same_people_as_in_the_other_drawer(name: str) -> None:
    social, resident = DRAWER[name].card, ID_DRAWER[name].card
    assert (social.name, social.number, social.birth, social.ethnic) == (
        resident.name,
        resident.id_number,
        resident.birth,
        resident.ethnic,
    )


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (Item.SOCIAL_NUMBER, b"460108193501010028"),
        (Item.SOCIAL_NUMBER, b"460107200102291235"),
        (Item.SOCIAL_NUMBER, b"\0" * 18),
        (Item.NAME, b"\0" * 30),
        (Item.NAME, b"\x81" + b"\0" * 29),
        (Item.SEX, b"7"),
        (Item.BIRTH, bytes.fromhex("20010229")),
        (Item.BIRTH, bytes.fromhex("19350102")),
        (Item.ISSUE_DATE, bytes.fromhex("20211301")),
        (Item.VALID_TO, bytes.fromhex("20201231")),
        (Item.ETHNIC, b"\x1a"),
    ],
)
def test_what_cannot_be_true_is_told_by_its_item(item: Item, value: bytes) -> None:
    values = {**encode(DRAWER["grandmother"].card), item: value}
    assert decode(values) == CardDataInvalid(item)


@pytest.mark.parametrize("item", [Item.SOCIAL_NUMBER, Item.NAME, Item.SEX, Item.BIRTH])
def test_a_record_that_every_card_has_must_be_there(item: Item) -> None:
    values = {key: value for key, value in encode(DRAWER["son"].card).items() if key != item}
    assert decode(values) == CardDataInvalid(item)


def test_a_card_with_the_four_needed_records_is_enough() -> None:
    needed = (Item.SOCIAL_NUMBER, Item.NAME, Item.SEX, Item.BIRTH)
    card = decode({item: encode(DRAWER["son"].card)[item] for item in needed})
    assert isinstance(card, SocialCard)
    assert (card.number, card.valid_to, card.ethnic, card.card_number) == (
        DRAWER["son"].card.number,
        None,
        None,
        "",
    )


@pytest.mark.parametrize("written", ["00000000", "99999999", "FFFFFFFF"])
def test_validity_without_end_in_all_its_spellings(written: str) -> None:
    card = decode({**encode(DRAWER["son"].card), Item.VALID_TO: bytes.fromhex(written)})
    assert isinstance(card, SocialCard)
    assert card.valid_to is None


def test_a_lower_case_check_character_is_taken_as_the_capital() -> None:
    number = "11010519491231002X"
    values = encode(replace(DRAWER["son"].card, number=number, birth=date(1949, 12, 31), sex=Sex.FEMALE))
    card = decode({**values, Item.SOCIAL_NUMBER: number.lower().encode()})
    assert isinstance(card, SocialCard)
    assert card.number == number


def test_a_long_name_has_no_room_on_a_first_generation_card() -> None:
    with pytest.raises(ValueError, match="first generation"):
        encode(replace(DRAWER["long_name"].card, spec_version="1.00", generation=1))
    with pytest.raises(ValueError, match="too long"):
        encode(replace(DRAWER["long_name"].card, name="阿" * 26))


def test_json_is_plain_with_dates_in_iso_form() -> None:
    card = replace(DRAWER["son"].card, valid_to=None)
    document = json.loads(json.dumps(to_json(card)))
    assert document["number"] == card.number
    assert document["sex"] == "male"
    assert document["birth"] == "1990-03-07"
    assert document["issue_date"] == "2017-11-20"
    assert document["valid_to"] is None
    assert document["generation"] == 2


@pytest.mark.parametrize("name", DRAWER)
def test_a_cards_repr_shows_nobody(name: str) -> None:
    shown = f"{DRAWER[name].card!r}{DRAWER[name].card}{DRAWER[name]!r}{CardDataInvalid(Item.NAME)!r}"
    assert [secret for secret in secrets_of(name) if secret in shown] == []
    assert repr(DRAWER[name].card) == f"<SocialCard generation {DRAWER[name].card.generation}>"
