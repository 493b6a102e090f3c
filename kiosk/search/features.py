"""A text taken apart into what can be compared: signs, pairs of signs, sounds as heard, things and deeds.

Feature names begin with their sort: c sign, C pair of signs, s syllable, S pair, f folded syllable, F pair, k thing,
a deed, i initials, e English word. Pure; any thread.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kiosk.search.lexicon import Lexicon, Span
from kiosk.search.syllables import fold, initials, may_become, readings, spelled

WEIGHT = {
    "c": 0.40,
    "C": 0.55,
    "s": 0.15,
    "S": 0.25,
    "f": 0.20,
    "F": 0.30,
    "k": 3.0,
    "a": 1.4,
    "i": 1.0,
    "e": 1.5,
}
_IN_THING, _IN_DEED, _QUIET, _QUIET_PAIR, _BY_SOUND, _IN_PASSING = 0.12, 0.45, 0.12, 0.35, 0.85, 0.3
_WAYS = 4
_RUNS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9 ]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sign or typed syllable. ``sign`` is empty for a syllable; ``open_end`` marks one that is not yet whole."""

    sign: str
    sounds: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """``features`` with their weight before rarity; ``deeds`` as bits."""

    features: dict[str, float]
    deeds: int
    spans: tuple[Span, ...]


def ways(text: str, shapes: dict[int, str]) -> list[tuple[Unit, ...]]:
    """The ways to read a folded text as signs and syllables; none when it is letters that are no pinyin.

    ``shapes`` gives one sign for those that are taken for each other; both sounds stay.
    """
    made: list[tuple[Unit, ...]] = [()]
    for run in _RUNS.findall(text):
        if run[0].isascii() and run.isalpha():
            read = spelled(run)
            if not read and text.isascii():
                return []
            pieces = [_syllables(said, rest) for said, rest in read] or [(Unit(run, ()),)]
            made = [(*before, *piece) for before in made for piece in pieces][:_WAYS]
        else:
            unit = _unit(run, shapes.get(ord(run), run) if len(run) == 1 else run)
            made = [(*before, unit) for before in made]
    return made


def _syllables(said: tuple[str, ...], rest: str) -> tuple[Unit, ...]:
    whole = tuple(Unit("", (syllable,)) for syllable in said)
    return (*whole, Unit("", may_become(rest), open_end=True)) if rest else whole


def units(text: str, shapes: dict[int, str]) -> tuple[Unit, ...]:
    """The first way to read it, or nothing."""
    return next(iter(ways(text, shapes)), ())


@lru_cache(maxsize=8192)
def _unit(written: str, sign: str) -> Unit:
    table = readings()
    return Unit(sign, tuple(dict.fromkeys(table.get(written, ()) + table.get(sign, ()))))


def taken_apart(parts: tuple[Unit, ...], lexicon: Lexicon) -> Taken:
    """Features of a text's units."""
    signs = [unit.sign for unit in parts]
    heard = [unit.sounds[0] if unit.sounds and not unit.open_end else unit.sign for unit in parts]
    spans = lexicon.spans(signs, heard)
    scale = [_QUIET if sign in lexicon.quiet else 1.0 for sign in signs]
    features: dict[str, float] = {}
    deeds = 0
    for span in spans:
        trust = _BY_SOUND if span.by_sound else 1.0
        if span.thing:
            _most(features, f"k{span.thing}", WEIGHT["k"] * trust)
            for other in lexicon.within(span.word):
                _most(features, f"k{other}", WEIGHT["k"] * trust * _IN_PASSING)
        if span.deed:
            features[f"a{span.deed}"] = WEIGHT["a"] * trust
            deeds |= lexicon.deeds[span.deed]
        inside = _IN_THING if span.thing else _IN_DEED
        for place in range(span.start, span.end):
            scale[place] = min(scale[place], inside)
    before: Unit | None = None
    weight_before = 0.0
    for unit, weight in zip(parts, scale, strict=True):
        _add_unit(features, unit, weight)
        if before is not None:
            _add_pair(features, before, unit, _pair_weight(weight_before, weight))
        before, weight_before = unit, weight
    return Taken(features, deeds, tuple(spans))


def _pair_weight(left: float, right: float) -> float:
    return _QUIET_PAIR * max(left, right) if _QUIET in (left, right) else (left + right) / 2


def _add_unit(features: dict[str, float], unit: Unit, weight: float) -> None:
    if unit.sign:
        _most(features, f"c{unit.sign}", WEIGHT["c"] * weight)
    if unit.open_end:
        return
    for sound in unit.sounds:
        _most(features, f"s{sound}", WEIGHT["s"] * weight)
        _most(features, f"f{fold(sound)}", WEIGHT["f"] * weight)


def _add_pair(features: dict[str, float], left: Unit, right: Unit, weight: float) -> None:
    if left.sign and right.sign:
        _most(features, f"C{left.sign}{right.sign}", WEIGHT["C"] * weight)
    for one in left.sounds:
        for other in right.sounds:
            _most(features, f"S{one} {other}", WEIGHT["S"] * weight)
            _most(features, f"F{fold(one)} {fold(other)}", WEIGHT["F"] * weight)


def _most(features: dict[str, float], name: str, weight: float) -> None:
    if features.get(name, 0.0) < weight:
        features[name] = weight


def initial_features(text: str, *, letters: bool = False) -> dict[str, float]:
    """Pairs and triples of first letters, with the ends marked; ``letters``: the text is typed letters already."""
    line = text if letters else initials(text)
    if len(line) < 2:
        return {}
    framed = f"^{line}$"
    made = {f"i{framed[at : at + 3]}": 1.0 for at in range(len(framed) - 2)}
    return made | {f"i{line[at : at + 2]}": 0.5 for at in range(len(line) - 1)}


def english_features(text: str) -> dict[str, float]:
    """The words of an English name or query, plural or not."""
    words = re.findall(r"[a-z]{2,}", text)
    return {f"e{_singular(word)}": WEIGHT["e"] for word in words if word not in _SMALL_WORDS}


_SMALL_WORDS = frozenset(
    ("of", "the", "and", "for", "to", "in", "on", "at", "by", "or", "an", "my", "is", "your")
)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
