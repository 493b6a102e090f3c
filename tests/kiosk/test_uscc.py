"""The unified social credit code, held against codes that are published, and against every slip of a finger."""

import pytest

from kiosk.uscc import is_uscc

PUBLISHED = ["91350100M000100Y43", "91440300708461136T", "91110108551385082Q"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_are_right(code: str) -> None:
    assert is_uscc(code)


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_is_noticed_wherever_it_is(place: int) -> None:
    right = PUBLISHED[1]
    others = [character for character in ALPHABET if character != right[place]]
    assert not any(is_uscc(right[:place] + other + right[place + 1 :]) for other in others)


@pytest.mark.parametrize(
    "text",
    ["", "9144030070846113", "91440300708461136t", "91440300708461136T0", "9144030070846113OT", "中" * 18],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_uscc(text)
