"""How characters sound, and what letters can sound like: toneless pinyin, folded as it is spoken in the south.

Hainan's Mandarin keeps few of these apart: z/zh, c/ch, s/sh, n/l, en/eng, in/ing, an/ang, f/hu. A folded syllable
stands for all of them. The table is read once; any thread may use it.
"""

import functools
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "syllables.txt"
_FLAT_TONGUE = {"zh": "z", "ch": "c", "sh": "s"}
_LIPS = {"hui": "fei", "huan": "fan", "huang": "fan", "hun": "fen", "hua": "fa", "hu": "fu", "hong": "fen"}
_STANDARD, _SOUTHERN = 10, 12
_WAYS = 4


@functools.cache
def readings() -> dict[str, tuple[str, ...]]:
    """Character to its syllables, the usual one first. Characters outside GB 2312 are not in it."""
    found: dict[str, list[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, characters = line.split()
            for character in characters:
                found.setdefault(character, []).append(syllable)
    return {character: tuple(syllables) for character, syllables in found.items()}


@functools.cache
def fold(syllable: str) -> str:
    """The syllable as the south says it: sheng, shen, seng and sen are all sen."""
    spoken = _LIPS.get(syllable, syllable)
    for careful, flat in _FLAT_TONGUE.items():
        if spoken.startswith(careful):
            spoken = flat + spoken[2:]
    if spoken.startswith("n") and len(spoken) > 1:
        spoken = "l" + spoken[1:]
    spoken = spoken.replace("lv", "lu")
    for nasal in ("ang", "eng", "ing"):
        if spoken.endswith(nasal):
            spoken = spoken[:-1]
    return spoken


@functools.cache
def _accepted() -> dict[str, int]:
    """Every spelling of a syllable that is taken for one, with its cost; beginnings of one cost the most."""
    standard = {syllable for spoken in readings().values() for syllable in spoken} - {"n", "ng", "hm", "m"}
    southern = {variant for syllable in standard for variant in _variants(syllable)}
    return dict.fromkeys(southern, _SOUTHERN) | dict.fromkeys(standard, _STANDARD)


@functools.cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """What is not yet a syllable, with the syllables that it may become."""
    found: dict[str, list[str]] = {}
    for syllable in sorted({syllable for spoken in readings().values() for syllable in spoken}):
        for end in range(1, len(syllable)):
            found.setdefault(syllable[:end], []).append(syllable)
    return {begun: tuple(may_become) for begun, may_become in found.items()}


def _variants(syllable: str) -> set[str]:
    made = {syllable}
    for careful, flat in (
        *_FLAT_TONGUE.items(),
        ("n", "l"),
        ("l", "n"),
        ("z", "zh"),
        ("c", "ch"),
        ("s", "sh"),
    ):
        made |= {flat + word[len(careful) :] for word in made if word.startswith(careful) and len(word) > 2}
    for nasal in ("ang", "eng", "ing"):
        made |= {word[:-1] for word in made if word.endswith(nasal)}
        made |= {word + "g" for word in made if word.endswith(nasal[:-1])}
    return made | {spoken for spoken in (_LIPS.get(word) for word in tuple(made)) if spoken}


@functools.lru_cache(maxsize=4096)
def spelled(letters: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The ways to read a run of letters: syllables, and the beginning of a last one. Empty: it cannot be pinyin.

    Readings with the fewest syllables, standard ones before southern ones; gangao is both gang ao and gan gao.
    """
    accepted, beginnings = _accepted(), _beginnings()
    size = len(letters)
    best: list[list[tuple[int, tuple[str, ...]]]] = [[(0, ())], *([] for _ in range(size))]
    for start in range(size):
        for end in range(start + 1, min(start + 6, size) + 1):
            cost = accepted.get(letters[start:end])
            if cost is not None:
                ways = [(before + cost, (*said, letters[start:end])) for before, said in best[start]]
                best[end] = sorted(best[end] + ways)[:_WAYS]
    if best[size]:
        least = best[size][0][0]
        return tuple((said, "") for cost, said in best[size] if cost == least)
    begun = [
        (cost, said, letters[start:])
        for start in range(max(1, size - 5), size)
        for cost, said in best[start]
        if letters[start:] in beginnings
    ]
    return tuple((said, rest) for _, said, rest in sorted(begun)[:1])


def may_become(begun: str) -> tuple[str, ...]:
    """The syllables that begin with these letters."""
    return _beginnings().get(begun, ())


def initials(text: str) -> str:
    """First letters of the characters' usual syllables: 身份证 is sfz. Other characters are left out."""
    table = readings()
    return "".join(table[character][0][0] for character in text if character in table)
