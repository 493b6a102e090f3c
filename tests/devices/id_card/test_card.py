"""The text on the chip: four kinds of card, rare names, open-ended validity, and damage that makes no person."""

import traceback
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.id_card import ethnic
from devices.id_card.card import (
    CardDataInvalid,
    CardKind,
    Field,
    IdCard,
    Sex,
    decode,
    encode,
    raw_fields,
    to_json,
)
from devices.id_card.drawer import DRAWER
from devices.id_card.layout import LAYOUTS, pack
from devices.id_card.number import check_digit

_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")) | st.sampled_from(
    "\ue000\U0002cb29·"
)


def _text(most_units: int, least: int = 1) -> st.SearchStrategy[str]:
    lines = st.text(_LETTERS, min_size=least, max_size=most_units)
    return lines.filter(lambda text: len(text.encode("utf-16-le")) <= 2 * most_units)


def _optional(most_units: int) -> st.SearchStrategy[str | None]:
    return st.none() | _text(most_units)


_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_LATIN = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ, ", min_size=1, max_size=46).map(str.strip).filter(bool)


@st.composite
def cards(draw: st.DrawFn, kind: CardKind) -> IdCard:
    birth, valid_from = draw(_DAYS), draw(_DAYS)
    valid_to = draw(st.none() | st.dates(valid_from, date(2199, 1, 1)))
    region = {
        CardKind.RESIDENT: "460105",
        CardKind.HMT_RESIDENCE: "810000",
        CardKind.FOREIGNER_2017: "",
        CardKind.FOREIGNER_2023: "911124",
    }[kind]
    digits = f"{region}{birth:%Y%m%d}{draw(st.integers(0, 999)):03}"
    number = f"GBR{draw(st.integers(0, 10**12 - 1)):012}" if not region else digits + check_digit(digits)
    places = LAYOUTS[kind]
    return IdCard(
        kind=kind,
        name=draw(_text(15)),
        sex=draw(st.sampled_from(Sex)),
        birth=birth,
        id_number=number,
        valid_from=valid_from,
        valid_to=valid_to,
        english_name=draw(_LATIN) if Field.ENGLISH_NAME in places else None,
        ethnic=draw(st.none() | st.sampled_from(sorted(ethnic.CODE_BY_NAME)))
        if Field.ETHNIC in places
        else None,
        nationality=draw(st.sampled_from(["GBR", "CAN", "JPN"])) if Field.NATIONALITY in places else None,
        address=draw(_optional(35)) if Field.ADDRESS in places else None,
        issuer=draw(_optional(15)) if Field.ISSUER in places else None,
        authority_code=draw(_optional(4)) if Field.AUTHORITY_CODE in places else None,
        travel_permit=draw(_optional(9)) if Field.TRAVEL_PERMIT in places else None,
        issue_count=draw(st.none() | st.integers(0, 99)) if Field.ISSUE_COUNT in places else None,
        version=draw(_optional(2)) if Field.VERSION in places else None,
        former_number_link=draw(_optional(3)) if Field.FORMER_NUMBER_LINK in places else None,
    )


@given(st.sampled_from(CardKind).flatmap(cards))
def test_what_is_written_is_what_is_read(card: IdCard) -> None:
    chip = encode(card)
    assert len(chip) == 256
    assert decode(chip) == card


@pytest.mark.parametrize("name", DRAWER)
def test_every_card_of_the_drawer_reads(name: str) -> None:
    card = DRAWER[name].card
    assert decode(encode(card)) == card


@given(st.binary(min_size=0, max_size=300) | st.binary(min_size=256, max_size=256))
def test_noise_never_becomes_a_person(chip: bytes) -> None:
    with pytest.raises(CardDataInvalid):
        decode(chip)


@given(st.sampled_from(sorted(DRAWER)), st.integers(0, 255), st.integers(0, 255))
def test_a_damaged_byte_never_gives_another_persons_number(name: str, place: int, value: int) -> None:
    card = DRAWER[name].card
    chip = bytearray(encode(card))
    chip[place] = value
    try:
        read = decode(bytes(chip))
    except CardDataInvalid:
        return
    if card.kind != CardKind.FOREIGNER_2017:  # those numbers carry no check that we know
        assert (read.id_number, read.birth) == (card.id_number, card.birth)


def _with(card: IdCard, **changed: str) -> bytes:
    fields = raw_fields(card)
    fields.update({Field[name.upper()]: value for name, value in changed.items()})
    return pack(card.kind, fields)


GRANDMOTHER = DRAWER["grandmother"].card


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "\uffff\uffff"),
        ("name", "符\0兰"),
        ("sex", "7"),
        ("sex", " "),
        ("birth", "20010229"),
        ("birth", "19350102"),
        ("birth", "１９３５０１０１"),
        ("id_number", "460108193501010028"),
        ("id_number", "911124198108030024"),
        ("valid_from", "2012061"),
        ("valid_to", "20110101"),
        ("valid_to", "长"),
        ("valid_to", " "),
    ],
)
def test_a_damaged_field_is_named_and_its_value_is_not(field: str, value: str) -> None:
    with pytest.raises(CardDataInvalid) as refused:
        decode(_with(GRANDMOTHER, **{field: value}))
    assert refused.value.field is not None
    assert value.strip() not in str(refused.value) or not value.strip()
    if value != "911124198108030024":  # a good number, of somebody born on another day
        assert refused.value.field == Field[field.upper()]


def test_half_a_surrogate_pair_is_no_name() -> None:
    chip = bytearray(encode(GRANDMOTHER))
    chip[28:30] = b"\x72\xd8"
    with pytest.raises(CardDataInvalid) as refused:
        decode(bytes(chip))
    assert refused.value.field == Field.NAME
    # The decoder's own exception holds the bytes; a log of this one must not reach them.
    assert "UnicodeDecodeError" not in "".join(traceback.format_exception(refused.value))


def test_a_name_that_fills_its_field_is_read_whole() -> None:
    name = "阿卜杜热西提·买买提艾力江古丽"
    assert len(name) == 15
    assert decode(_with(GRANDMOTHER, name=name)).name == name


def test_a_long_english_name_runs_on_in_its_second_field() -> None:
    name = "MARTIN DE LA FONTAINE ELEANOR ROSE MARIE LOUIS"
    assert len(name) == 46
    chip = _with(DRAWER["foreigner_2023"].card, english_name=name[:35], english_name_end=name[35:])
    assert decode(chip).english_name == name


def test_a_hole_in_a_long_english_name_is_damage() -> None:
    with pytest.raises(CardDataInvalid) as refused:
        decode(
            _with(
                DRAWER["foreigner_2023"].card, english_name="MARTIN".ljust(35, "\0"), english_name_end="MARIE"
            )
        )
    assert refused.value.field == Field.ENGLISH_NAME


def test_padding_may_be_nuls() -> None:
    assert decode(_with(GRANDMOTHER, name="符玉兰".ljust(15, "\0"))) == GRANDMOTHER


def test_an_unlisted_ethnic_code_turns_nobody_away() -> None:
    assert decode(_with(GRANDMOTHER, ethnic="99")).ethnic is None


def test_a_foreigner_without_a_chinese_name_goes_by_the_english_one() -> None:
    chip = _with(DRAWER["foreigner_2017"].card, name="")
    assert to_json(decode(chip))["name"] == "ANDERSON, OLIVER JAMES"
    with pytest.raises(CardDataInvalid):
        decode(_with(DRAWER["foreigner_2017"].card, name="", english_name=""))


def test_what_does_not_fit_is_not_cut_off() -> None:
    with pytest.raises(ValueError, match="more than 15"):
        _with(GRANDMOTHER, name="符" * 16)
    with pytest.raises(ValueError, match="has no"):
        _with(GRANDMOTHER, travel_permit="H01234567")


def test_json_has_exactly_the_promised_keys() -> None:
    assert to_json(GRANDMOTHER) == {
        "kind": "resident",
        "name": "符玉兰",
        "sex": "female",
        "ethnic": "黎",
        "birth": "1935-01-01",
        "address": "海南省海口市美兰区和平南路23号2栋401房",
        "id_number": "460108193501010027",
        "issuer": "海口市公安局美兰分局",
        "valid_from": "2012-06-18",
        "valid_to": None,
    }
    permit = to_json(DRAWER["hong_kong"].card)
    assert (permit["kind"], permit["ethnic"], permit["valid_to"]) == ("hmt_residence", None, "2028-11-06")


@pytest.mark.parametrize("name", DRAWER)
def test_the_repr_of_a_card_shows_nobody(name: str) -> None:
    card = DRAWER[name].card
    for shown in (repr(card), str(card), repr(DRAWER[name])):
        assert card.id_number not in shown
        assert card.shown_name not in shown
        assert str(card.birth.year) not in shown


def test_the_ethnic_table_is_whole() -> None:
    assert len(ethnic.NAME_BY_CODE) == len(ethnic.CODE_BY_NAME) == 58
    assert ethnic.NAME_BY_CODE["19"] == "黎"
