"""What is a show code, why anything else is refused, and that neither shows what was scanned."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.scanner.code import LONGEST, ScannedCode, classify

JWS = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJtYWRlLXVwIn0.c2lnbmF0dXJlLW1hZGUtdXA_-x"
TOKEN = string.ascii_letters + string.digits + "._-"


@pytest.mark.parametrize(
    "text",
    ["A", "460105199003071239", "hk3_Zt-9QmW.v2", JWS, "A" * LONGEST, "datax", "www", "a.b.c"],
)
def test_a_token_is_a_code_from_the_wire_and_from_the_keyboard(text: str) -> None:
    assert classify(text) == classify(text.encode()) == ScannedCode(text)


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ("A" * 513, FaultCode.CODE_TOO_LONG),
        ("https://example.com/" + "a" * 4000, FaultCode.CODE_TOO_LONG),
        ("码" * 513, FaultCode.CODE_TOO_LONG),
        ("https://example.com/pay?to=1", FaultCode.CODE_IS_LINK),
        ("HTTP://EXAMPLE.COM", FaultCode.CODE_IS_LINK),
        ("weixin://dl/business", FaultCode.CODE_IS_LINK),
        ("www.haikou.gov.cn", FaultCode.CODE_IS_LINK),
        ("u.example.cn/x1", FaultCode.CODE_IS_LINK),
        ("example.com", FaultCode.CODE_IS_LINK),
        ("javascript:alert(1)", FaultCode.CODE_IS_LINK),
        ("tel:110", FaultCode.CODE_IS_LINK),
        ("AB\0CD", FaultCode.CODE_CONTROL_CHARACTERS),
        ("AB\x1bCD", FaultCode.CODE_CONTROL_CHARACTERS),
        ("AB\tCD", FaultCode.CODE_CONTROL_CHARACTERS),
        ("AB\u202eCD", FaultCode.CODE_CONTROL_CHARACTERS),
        ("AB\u200bCD", FaultCode.CODE_CONTROL_CHARACTERS),
        ("' OR 1=1; DROP TABLE applications; --", FaultCode.CODE_ODD_CHARACTERS),
        ("$(reboot)", FaultCode.CODE_ODD_CHARACTERS),
        ("../../etc/passwd", FaultCode.CODE_ODD_CHARACTERS),
        ("<script>", FaultCode.CODE_ODD_CHARACTERS),
        ("亮码办事", FaultCode.CODE_ODD_CHARACTERS),
        ("ＡＢＣ１２３", FaultCode.CODE_ODD_CHARACTERS),
        ("ABC DEF", FaultCode.CODE_ODD_CHARACTERS),
        (" ABC", FaultCode.CODE_ODD_CHARACTERS),
        ("٠١٢٣", FaultCode.CODE_ODD_CHARACTERS),
        ("", FaultCode.CODE_ODD_CHARACTERS),
    ],
)
def test_anything_else_is_refused_and_told_why(shown: str, reason: FaultCode) -> None:
    assert classify(shown) == reason
    assert classify(shown.encode()) == reason


def test_a_line_end_behind_a_token_makes_it_none() -> None:
    assert classify("ABC\n") == FaultCode.CODE_CONTROL_CHARACTERS
    with pytest.raises(ValueError, match="not a show code"):
        ScannedCode("ABC\n")


def test_chinese_is_told_as_chinese_in_either_encoding_and_noise_as_noise() -> None:
    assert classify("海口市".encode("gbk")) == FaultCode.CODE_ODD_CHARACTERS
    assert classify(b"\xff\xfe\x80\xc0") == FaultCode.CODE_NOT_TEXT
    assert classify(b"ABC\xff") == FaultCode.CODE_NOT_TEXT


def test_a_code_shows_its_text_nowhere() -> None:
    code = classify(JWS)
    assert isinstance(code, ScannedCode)
    assert repr(code) == str(code) == "ScannedCode()"
    with pytest.raises(ValueError, match="not a show code") as refused:
        ScannedCode("Wang Wu")
    assert "Wang" not in str(refused.value)


@settings(max_examples=2000)
@given(st.binary(max_size=600))
def test_bytes_of_any_kind_are_a_code_only_when_they_spell_a_token(payload: bytes) -> None:
    result = classify(payload)
    if isinstance(result, ScannedCode):
        assert result.text.encode() == payload
        assert set(result.text) <= set(TOKEN)
    else:
        assert result.startswith("code_")


@settings(max_examples=500)
@given(st.text(max_size=40))
def test_text_of_any_kind_is_a_code_only_when_it_spells_a_token(text: str) -> None:
    result = classify(text)
    if isinstance(result, ScannedCode):
        assert result.text == text
        assert set(text) <= set(TOKEN)


@settings(max_examples=500)
@given(st.text(TOKEN, min_size=1, max_size=LONGEST).filter(lambda text: "." not in text))
def test_every_token_without_a_dot_is_a_code(text: str) -> None:
    assert classify(text.encode()) == ScannedCode(text)
