"""One spelling for what means the same on paper: full and half width, brackets, letters, signs, spaces."""

import re

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SIGNS = {ord(sign): " " for sign in "，。；：！？、,.;:!?/|~·…—_-+*&\"'“”‘’《》〈〉「」【】[]{}<>"}
_CLOSED = re.compile(r"\(([^()]*)\)")
_SPACES = re.compile(r"\s+")
_TENS = re.compile(r"([二三四五六七八九])?十([一二三四五六七八九])?(?=[岁周])")
_ONES = "零一二三四五六七八九"
_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿0-9]) (?=[㐀-鿿0-9])")


def folded(text: str) -> str:
    """Half width, small letters, no signs, ages in digits; spaces stand between letters only."""
    flat = text.translate(_WIDTH).lower().translate(_SIGNS).replace("(", " ").replace(")", " ")
    return _TENS.sub(_in_digits, _BETWEEN_HAN.sub("", _SPACES.sub(" ", flat).strip()))


def _in_digits(number: re.Match[str]) -> str:
    tens, ones = number.groups()
    return f"{_ONES.index(tens) if tens else 1}{_ONES.index(ones) if ones else 0}"


def parts(name: str) -> tuple[str, ...]:
    """The ways to say a part of an official name: without its brackets, what stands in them, each side of 、 alone.

    居民户口簿补领、换领 gives 居民户口簿补领 and 居民户口簿换领: the last two characters before 、 are the deed.
    """
    flat = name.translate(_WIDTH)
    inside = _CLOSED.findall(flat)
    outside = _CLOSED.sub("", flat)
    said = [outside, *inside]
    for piece in (outside, *inside):
        listed = [side.strip() for side in piece.split("、") if side.strip()]
        if len(listed) > 1:
            said += listed
            said += [listed[0][:-2] + side for side in listed[1:] if len(side) == 2 and len(listed[0]) > 3]
    return tuple(dict.fromkeys(word for part in said if len(word := folded(part)) > 1))


def is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
