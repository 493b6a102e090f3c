"""Tells whether an ID number can be right, and what birth date and sex it states.

Citizen numbers and the numbers of HK/Macao/Taiwan residence permits (81, 82, 83) follow GB 11643-1999: six digits of
region, eight of birth date, three of sequence (odd for men), one check character by ISO 7064 MOD 11-2. Foreigners'
permanent residence cards carry 15 characters since 2017 and 18 with the same check since December 2023.

The region is not looked up: cards issued before a district was redrawn keep their old region for life. Whether a birth
date lies in the future is not asked either, for that takes a clock.

All functions are pure and may be called from any thread. No exception text holds the number.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


class Sex(Enum):
    """Sex by GB/T 2261.1; the value is the code on the chip."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSPECIFIED = "9"


class NumberFlaw(StrEnum):
    """What is wrong with a number."""

    LENGTH = "length"
    CHARACTERS = "characters"
    IMPOSSIBLE_DATE = "impossible_date"
    WRONG_CHECK_DIGIT = "wrong_check_digit"


class IdNumberInvalid(ValueError):
    """The text cannot be an ID number; ``reason`` says why, the number itself is not told."""

    def __init__(self, reason: NumberFlaw) -> None:
        super().__init__(f"not an ID number: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A citizen's 18-character number and what it states; the check character is upper-case."""

    text: str = field(repr=False)
    birth: date = field(repr=False)
    sex: Sex = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForeignerNumber:
    """A foreigner's 18-character number of the 2023 card and the birth date that it states."""

    text: str = field(repr=False)
    birth: date = field(repr=False)


def parse_id_number(text: str) -> IdNumber:
    """The number of a resident ID card or an HK/Macao/Taiwan residence permit. Raises IdNumberInvalid.

    A lower-case x is taken as X: people type it.
    """
    number, birth = _parse_18(text)
    return IdNumber(number, birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def parse_foreigner_number_2023(text: str) -> ForeignerNumber:
    """The 18-character number issued since 2023-12-01: 9, province (2), country (3), birth date (8), sequence (3),
    check. Raises IdNumberInvalid."""
    number, birth = _parse_18(text)
    if not number.startswith("9"):
        raise IdNumberInvalid(NumberFlaw.CHARACTERS)
    return ForeignerNumber(number, birth)


def parse_foreigner_number_2017(text: str) -> str:
    """The 15-character number issued from 2017 to 2023: three capital letters of the country, 12 digits. Raises
    IdNumberInvalid."""
    if len(text) != 15:
        raise IdNumberInvalid(NumberFlaw.LENGTH)
    if not re.fullmatch(r"[A-Z]{3}[0-9]{12}", text):
        raise IdNumberInvalid(NumberFlaw.CHARACTERS)
    return text


def check_digit(first_17: str) -> str:
    """The eighteenth character, 0 to 9 or X, for 17 ASCII digits (ISO 7064 MOD 11-2). Raises IdNumberInvalid."""
    if len(first_17) != 17:
        raise IdNumberInvalid(NumberFlaw.LENGTH)
    if not re.fullmatch(r"[0-9]{17}", first_17):
        raise IdNumberInvalid(NumberFlaw.CHARACTERS)
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def parse_date(text: str) -> date | None:
    """The day of eight ASCII digits YYYYMMDD; None when there is no such day."""
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _parse_18(text: str) -> tuple[str, date]:
    if len(text) != 18:
        raise IdNumberInvalid(NumberFlaw.LENGTH)
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", text):
        raise IdNumberInvalid(NumberFlaw.CHARACTERS)
    number = text[:17] + text[17].upper()
    birth = parse_date(number[6:14])
    if birth is None:
        raise IdNumberInvalid(NumberFlaw.IMPOSSIBLE_DATE)
    if check_digit(number[:17]) != number[17]:
        raise IdNumberInvalid(NumberFlaw.WRONG_CHECK_DIGIT)
    return number, birth
