"""The unified social credit code of a company: 18 characters with a check character by GB 32100-2015. Pure."""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and capitals without I, O, S, V and Z (GB 32100-2015, table 1)."""

_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""3 to the power of the place, modulo 31 (GB 32100-2015, 5.1)."""


def is_uscc(text: str) -> bool:
    """Whether this is a code whose check character is right; capitals only."""
    if len(text) != 18 or any(character not in _ALPHABET for character in text):
        return False
    total = sum(
        weight * _ALPHABET.index(character) for weight, character in zip(_WEIGHTS, text, strict=False)
    )
    return _ALPHABET[(31 - total % 31) % 31] == text[17]
