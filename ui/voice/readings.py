"""How each Chinese character is read: pinyin with the tone as a digit (``ü`` is ``v``), words before characters.

`characters.txt` has the everyday reading of all 6,763 characters of GB 2312, `phrases.txt` the words of two and three
characters in which one is read otherwise, `our_words.txt` what this station's own texts need besides; the README in
this folder says where they come from. Loaded once, at the first sentence (12 ms). Any thread.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

_FOLDER = Path(__file__).parent
_LONGEST_WORD = 6
_KEEPS_ITS_TONE_AFTER = frozenset("零一二三四五六七八九十百千万第点初幺")
_KEEPS_ITS_TONE_BEFORE = frozenset("零一二三四五六七八九十点至月日号楼层级幺")


def pinyin_of(characters: str) -> list[str]:
    """The readings of a run of Chinese characters; one that is not in the table is passed over.

    一 and 不 change their tone with what follows (一个 yi2 ge4, 一起 yi4 qi3, 不是 bu2 shi4); in a figure, an
    ordinal or a word of our list 一 stays yi1. The other changes (two third tones) the voice makes itself.
    """
    words, table = _words(), _characters()
    readings: list[str] = []
    settled: list[bool] = []
    sources: list[str] = []
    place = 0
    while place < len(characters):
        length = next(
            (
                n
                for n in range(_LONGEST_WORD, 1, -1)
                if characters[place : place + n] in words and place + n <= len(characters)
            ),
            1,
        )
        piece = characters[place : place + length]
        if length > 1:
            readings += words[piece]
            settled += [piece in _our_words()] * length
            sources += piece
        elif piece in table:
            readings.append(table[piece])
            settled.append(False)
            sources.append(piece)
        place += length
    return [
        reading if settled[at] else _in_company(at, sources, readings) for at, reading in enumerate(readings)
    ]


def _in_company(at: int, sources: Sequence[str], readings: Sequence[str]) -> str:
    following = readings[at + 1] if at + 1 < len(readings) else ""
    match sources[at]:
        case "不" if following.endswith("4"):
            return "bu2"
        case "一" if following and not _is_figure(at, sources):
            return "yi2" if following.endswith("4") else "yi4"
        case _:
            return readings[at]


def _is_figure(at: int, sources: Sequence[str]) -> bool:
    after = sources[at + 1] if at + 1 < len(sources) else ""
    before = sources[at - 1] if at else ""
    return before in _KEEPS_ITS_TONE_AFTER or after in _KEEPS_ITS_TONE_BEFORE


@functools.cache
def _characters() -> Mapping[str, str]:
    table = {"〇": "ling2"}
    for line in (_FOLDER / "characters.txt").read_text(encoding="utf-8").splitlines():
        reading, _, characters = line.partition(" ")
        table.update(dict.fromkeys(characters, reading))
    return table


@functools.cache
def _words() -> Mapping[str, Sequence[str]]:
    return {**_listed("phrases.txt"), **_our_words()}


@functools.cache
def _our_words() -> Mapping[str, Sequence[str]]:
    return _listed("our_words.txt")


def _listed(name: str) -> dict[str, Sequence[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return {word: readings.split() for word, _, readings in (line.partition(" ") for line in lines)}
