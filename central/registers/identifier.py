"""电子证照标识: the identifier of an electronic certificate (GB/T 36904-2018).

``1.2.156.3005.2 . type . issuer . serial . version . check``; the check character is ISO/IEC 7064 MOD 37,36 over type,
issuer, serial and version as they stand there, without the dots and the root. Pure; any thread.
"""

import re

from kiosk.application_id import check_character

ROOT = "1.2.156.3005.2"
_SHAPE = re.compile(
    r"1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,40})\.([0-9]{3})\.([0-9A-Z])"
)


def is_certificate_identifier(text: str) -> bool:
    """Whether this is an identifier whose check character is right."""
    match = _SHAPE.fullmatch(text)
    return match is not None and check_character("".join(match.groups()[:4])) == match.group(5)


def certificate_identifier(type_code: str, issuer: str, serial: str, version: str = "001") -> str:
    """The identifier with its check character. ``type_code``: the ministry's 18 characters and three digits."""
    check = check_character(type_code + issuer + serial + version)
    return f"{ROOT}.{type_code}.{issuer}.{serial}.{version}.{check}"
