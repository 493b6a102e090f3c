"""The identifier on an electronic certificate: real ones verify, a slip of one character does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.certificate_identifier import (
    ROOT,
    CertificateIdentifier,
    IdentifierInvalid,
    check_character,
    is_certificate_identifier,
    parse_certificate_identifier,
)

REAL = [
    f"{ROOT}.11100000000013338W011.11430000006122244L.20230000403.001.U",
    f"{ROOT}.11100000000013338W009.11330105002500287C.2025052201.002.0",
    f"{ROOT}.11100000MB03271699022.340100.000000016.001.9",
]
MADE_UP = [
    f"{ROOT}.11100000000013127D001.11460100008173412J.460105199003071239.001.M",
    f"{ROOT}.11100000MB0143028R001.11460100008173412J.A1B2C3D4E5F60718293A.001.S",
]
CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize("text", REAL + MADE_UP)
def test_a_certificate_of_the_register_verifies(text: str) -> None:
    assert str(parse_certificate_identifier(text)) == text


def test_its_parts_are_read() -> None:
    read = parse_certificate_identifier(REAL[1])
    assert read == CertificateIdentifier("11100000000013338W009", "11330105002500287C", "2025052201", 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ROOT,
        REAL[0][:-1] + "V",
        REAL[0].lower(),
        REAL[0] + ".1",
        REAL[0].replace(".001.", ".1."),
        REAL[0].replace(".001.", ".000."),
        REAL[0].replace("1.2.156.3005.2", "1.2.156.3005.3"),
        REAL[0].replace("W011", "W0Ⅱ1"),
        MADE_UP[0].replace("460105199003071239", "46010519900307****"),
    ],
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    assert not is_certificate_identifier(text)


def test_a_refusal_never_repeats_the_number_on_the_certificate() -> None:
    with pytest.raises(IdentifierInvalid) as refused:
        parse_certificate_identifier(MADE_UP[0][:-1] + "N")
    assert "460105199003071239" not in str(refused.value)


identifiers = st.builds(
    CertificateIdentifier,
    st.sampled_from(["11100000000013127D001", "11100000MB0143028R001", "11100000MB03271699022"]),
    st.text(CAPITALS, min_size=6, max_size=18),
    st.text(CAPITALS, min_size=1, max_size=40),
    st.integers(1, 999),
)


@given(identifiers)
def test_what_is_built_is_read(identifier: CertificateIdentifier) -> None:
    assert parse_certificate_identifier(str(identifier)) == identifier


@given(st.text(CAPITALS, min_size=1, max_size=60), st.data())
def test_one_wrong_character_is_always_noticed(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(CAPITALS.replace(text[place], "")))
    assert check_character(text[:place] + other + text[place + 1 :]) != check_character(text)
