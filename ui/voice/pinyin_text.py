"""A sentence as the voice wants it: Chinese as pinyin with tones, English without what no English voice can say. Pure.

espeak-ng's Mandarin voice (``cmn-latn-pinyin``) speaks pinyin and single letters; everything else is made of these or
becomes a pause. What comes out has no bracket in it, for ``[[`` would begin the synthesiser's own commands.
"""

import re

from ui.voice.numerals import figures_said
from ui.voice.readings import pinyin_of

_PIECE = re.compile(
    r"(?P<han>[\u4e00-\u9fff〇]+)|(?P<latin>[A-Za-z]+)|(?P<pause>[^\sA-Za-z\u4e00-\u9fff〇“”‘’\"'《》]+)"
)
_ENDS = frozenset("。！？!?.;；")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BREATH = re.compile(r"(?:(?![.!?;]\s)[^。！？；\n]){1,200}(?:[。！？；\n]|[.!?;]\s)?")
_UNSAYABLE = re.compile(r"[^A-Za-z0-9 ,.;:?!'%-]+")


def pieces(sentence: str) -> list[str]:
    """A long text cut where one takes breath: the first is heard sooner, and each is well below the longest sound."""
    return [piece.strip() for piece in _BREATH.findall(sentence) if piece.strip()]


def pinyin_text(sentence: str) -> str:
    """``qing3 fang4 shang4 shen1 fen4 zheng4 .``; Latin words are spelt, for a Mandarin voice has no English ones."""
    said: list[str] = []
    for piece in _PIECE.finditer(figures_said(sentence)):
        text = piece.group()
        match piece.lastgroup:
            case "han":
                said += pinyin_of(text)
            case "latin":
                said += text.upper()
            case _:
                said.append("." if text[0] in _ENDS else ",")
    return " ".join(said)


def english_text(sentence: str) -> str:
    """``12345`` digit by digit, ``2026-05-06`` as 6 May 2026, Chinese names as pinyin without tones."""
    text = re.sub(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", _english_date, sentence)
    text = re.sub(r"[¥￥]\s*([\d,]+(?:\.\d+)?)", r"\1 yuan", text)
    text = re.sub(r"(?<![\d,.:])(?:0\d+|\d{5,})(?![\d,.]\d)", lambda found: " ".join(found.group()), text)
    text = re.sub(r"[\u4e00-\u9fff〇]+", _romanised, text.replace("’", "'").replace("–", "-"))
    return re.sub(r"\s+", " ", _UNSAYABLE.sub(", ", text)).strip(" ,")


def _english_date(found: re.Match[str]) -> str:
    year, month, day = (int(part) for part in found.groups())
    return f"{day} {_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else found.group()


def _romanised(found: re.Match[str]) -> str:
    return "".join(reading[:-1].replace("v", "u") for reading in pinyin_of(found.group())).capitalize()
