"""The bytes on the chip against the specification's own numbers."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.social_card.layout import (
    ENVIRONMENT,
    PLACES,
    File,
    Item,
    NotText,
    generation_of,
    read_name,
    read_value,
    records_of,
    write_value,
)
from devices.social_card.record import BadRecord, Record, parse_record, write_record


def test_the_environments_name_is_the_published_one() -> None:
    assert ENVIRONMENT.hex().upper() == "7378312E73682EC9E7BBE1B1A3D5CF"


def test_sex_is_the_third_record_of_the_first_generation_and_the_fourth_later() -> None:
    assert [records_of(File.HOLDER, generation).index(Item.SEX) + 1 for generation in (1, 2, 3)] == [3, 4, 4]


@pytest.mark.parametrize(
    ("version", "generation"),
    [(b"1.00", 1), (b"2.00", 2), (b"3.00", 3), (b"\0\0\0\0", 2), (b"", 2), (b"\xff\xff\xff\xff", 2)],
)
def test_the_generation_stands_in_the_versions_first_byte(version: bytes, generation: int) -> None:
    assert generation_of(version) == generation


@pytest.mark.parametrize(
    ("item", "value", "text"),
    [
        (Item.CARD_ID_CODE, "460100D1560000051501A0C11935FFFF", "460100D1560000051501A0C11935"),
        (Item.CARD_NUMBER, "413031323300000000", "A0123"),
        (Item.CARD_NUMBER, "413031323320202020", "A0123"),
        (Item.BIRTH, "19350101", "19350101"),
        (Item.VALID_TO, "FFFFFFFF", ""),
        (Item.ETHNIC, "19", "19"),
        (Item.NAME, "B7FBD3F1C0BC" + "00" * 24, "符玉兰"),
    ],
)
def test_each_form_is_read_without_its_filling(item: Item, value: str, text: str) -> None:
    assert read_value(item, bytes.fromhex(value)) == text


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (Item.BIRTH, b"\x19\x3a\x01\x01"),
        (Item.CARD_NUMBER, b"\xc4\xe3"),
        (Item.NAME, b"\x81"),
        (Item.NAME, b"\x07a"),
    ],
)
def test_what_is_not_written_as_it_should_be_is_told_without_the_value(item: Item, value: bytes) -> None:
    with pytest.raises(NotText) as told:
        read_value(item, value)
    assert told.value.item == item
    assert value.hex() not in str(told.value)


def test_a_name_cut_through_a_character_is_joined_again() -> None:
    name = "A买买提吐尔逊阿卜杜热西提艾合买提"
    written = name.encode("gbk")
    assert read_name(written[:30], written[30:].ljust(20, b"\0")) == name


@pytest.mark.parametrize("item", list(Item))
def test_what_does_not_fit_is_not_written(item: Item) -> None:
    with pytest.raises(ValueError, match=item):
        write_value(item, "1" * 80)


@given(st.binary(max_size=40))
def test_any_bytes_are_a_record_or_none(data: bytes) -> None:
    record = parse_record(data)
    if isinstance(record, Record):
        assert write_record(record) == data[: len(record.value) + 2]


@pytest.mark.parametrize("data", [b"", b"\x08", b"\x08\x02a", b"\x08\x80" + bytes(128)])
def test_half_a_record_is_none(data: bytes) -> None:
    assert parse_record(data) == BadRecord()


@given(st.sampled_from(list(PLACES)), st.binary(max_size=40))
def test_any_value_is_text_or_told_not_to_be(item: Item, value: bytes) -> None:
    with contextlib.suppress(NotText):
        text = read_value(item, value)
        assert text == text.strip()
