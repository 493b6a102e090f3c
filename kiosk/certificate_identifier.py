"""电子证照标识: the identifier of an electronic certificate (GB/T 36904-2018), with its check character.

``1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>``: the type is 18 characters of the defining ministry's
unified social credit code and three digits; the check is ISO 7064 MOD 37,36 over type, issuer, serial and version
without dots and without the root. Pure; any thread.
"""

import re
from dataclasses import dataclass
from typing import Final

from kiosk import application_id

ROOT: Final = "1.2.156.3005.2"
_PART: Final = re.compile(r"[0-9A-Z]+")
_TYPE: Final = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}[0-9]{3}")
_ISSUER: Final = re.compile(r"[0-9A-Z]{6,18}")
"""A unified social credit code, or in older registers a division's digits."""
_SERIAL: Final = re.compile(r"[0-9A-Z]{1,40}")
_VERSION: Final = re.compile(r"[0-9]{3}")


class IdentifierInvalid(ValueError):
    """The text is no identifier, or its check character is wrong. Never repeats the text: it can hold an ID number."""


@dataclass(frozen=True, slots=True)
class CertificateIdentifier:
    """One certificate. ``version`` counts its editions from 1."""

    type_code: str
    issuer: str
    serial: str
    version: int = 1

    def __post_init__(self) -> None:
        parts = (
            (_TYPE, self.type_code, "type"),
            (_ISSUER, self.issuer, "issuer"),
            (_SERIAL, self.serial, "serial"),
        )
        for pattern, text, name in parts:
            if not pattern.fullmatch(text):
                raise IdentifierInvalid(f"the {name} is not in the form of GB/T 36904")
        if not 1 <= self.version <= 999:
            raise IdentifierInvalid("the version is not from 1 to 999")

    @property
    def check(self) -> str:
        return check_character(f"{self.type_code}{self.issuer}{self.serial}{self.version:03}")

    def __str__(self) -> str:
        return f"{ROOT}.{self.type_code}.{self.issuer}.{self.serial}.{self.version:03}.{self.check}"


def parse_certificate_identifier(text: str) -> CertificateIdentifier:
    """Raises IdentifierInvalid, for a wrong check character too."""
    if not text.startswith(f"{ROOT}."):
        raise IdentifierInvalid(f"does not begin with {ROOT}")
    parts = text[len(ROOT) + 1 :].split(".")
    if len(parts) != 5 or not _VERSION.fullmatch(parts[3]):
        raise IdentifierInvalid("has not the five parts of GB/T 36904")
    identifier = CertificateIdentifier(parts[0], parts[1], parts[2], int(parts[3]))
    if parts[4] != identifier.check:
        raise IdentifierInvalid("its check character is wrong")
    return identifier


def is_certificate_identifier(text: str) -> bool:
    try:
        parse_certificate_identifier(text)
    except IdentifierInvalid:
        return False
    return True


def check_character(text: str) -> str:
    """ISO 7064 MOD 37,36 over digits and capitals. Raises IdentifierInvalid for any other character."""
    if not _PART.fullmatch(text):
        raise IdentifierInvalid("has other characters than digits and capitals")
    return application_id.check_character(text)
