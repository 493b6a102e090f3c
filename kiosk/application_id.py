"""The number that stands on a receipt: drawn by the kiosk itself, true before the platform has heard of it.

Sixteen characters of Crockford's base 32 (80 random bits, no I L O U) in groups of four, and a check character by
ISO/IEC 7064 MOD 37,36, so that a number typed from paper is refused when one character is wrong, and in all but one of
600 cases when two neighbours are swapped.
At 100,000 kiosks with 60 applications a day for ten years (2^34) two alike are drawn with a chance of 1 in 5,000.
"""

import re

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

RANDOM_BYTES = 10
"""How many random bytes `application_id` takes."""


def application_id(random_bytes: bytes) -> str:
    """``7K3M-9Q2X-AB4D-EFGH-5`` from ten random bytes. Pure: the randomness is the caller's."""
    if len(random_bytes) != RANDOM_BYTES:
        raise ValueError(f"takes {RANDOM_BYTES} bytes")
    number = int.from_bytes(random_bytes, "big")
    body = "".join(_CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))
    groups = [body[start : start + 4] for start in range(0, 16, 4)]
    return "-".join([*groups, check_character(body)])


def parse_application_id(text: str) -> str | None:
    """The canonical number from what somebody typed (small letters, spaces, I for 1, O for 0), or None."""
    plain = re.sub(r"[\s-]", "", text).upper()
    body = plain[:16].replace("I", "1").replace("L", "1").replace("O", "0")
    if len(plain) != 17 or any(character not in _CROCKFORD for character in body):
        return None
    if check_character(body) != plain[16]:
        return None
    return "-".join([*(body[start : start + 4] for start in range(0, 16, 4)), plain[16]])


def check_character(body: str) -> str:
    """ISO/IEC 7064 MOD 37,36 (hybrid system) over digits and capital letters."""
    product = 36
    for character in body:
        total = (product + _CHECK.index(character)) % 36 or 36
        product = total * 2 % 37
    return _CHECK[(37 - product) % 36]
