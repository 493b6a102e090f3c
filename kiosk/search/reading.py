"""The ways to read a query: as signs, as pinyin, as first letters, as English; each with what it can be compared by.

Frozen once built; any thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.search.answer import Why
from kiosk.search.asking import runs
from kiosk.search.comparison import FULL, INITIALS, LETTERS
from kiosk.search.features import Taken, Unit, english_features, initial_features, taken_apart, units, ways
from kiosk.search.folding import is_han
from kiosk.search.index import Index
from kiosk.search.lexicon import Lexicon

_ELSEWHERE, _ELSEWHERE_WEIGHT = "异地", 1.5
_MOST_WORDS, _MOST_INITIALS = 3, 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the query, and how far it is to be trusted. ``text`` is the query as it was read."""

    taken: Taken
    norm: int
    trust: float
    why: Why
    text: str


class Reader:
    """Knows the lexicon's words and which features any service has."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._rows = index.row
        self._lexicon = lexicon

    def readings(self, plain: str, *, elsewhere: bool) -> Iterator[Reading]:
        """The likeliest first. ``elsewhere``: the query named a place outside the city."""
        lexicon = self._lexicon
        letters = any(sign.isascii() and sign.isalpha() for sign in plain)
        all_letters = letters and not any(map(is_han, plain))
        read = [(way, taken_apart(way, lexicon)) for way in ways(plain, lexicon.shape)]
        if read:
            made, taken = min(read, key=self._unknown) if len(read) > 1 else read[0]
            if elsewhere:
                features = taken.features | {f"k{_ELSEWHERE}": _ELSEWHERE_WEIGHT}
                taken = Taken(features, taken.deeds, taken.spans)
            why, trust = (Why.PINYIN, 0.97) if letters else (Why.NAME, 1.0)
            yield Reading(taken, LETTERS if all_letters else FULL, trust, why, plain)
            if any(span.by_sound for span in taken.spans):
                meant = taken_apart(self._meant(made, taken), lexicon)
                yield Reading(meant, FULL, 0.97, Why.PINYIN if letters else Why.SOUND, plain)
        if letters:
            for written in self._spelled_out(plain):
                taken = taken_apart(units(written, lexicon.shape), lexicon)
                yield Reading(taken, FULL, 0.95, Why.INITIALS, written)
        if all_letters:
            yield from self._letters(plain)

    def _letters(self, plain: str) -> Iterator[Reading]:
        run = plain.replace(" ", "")
        if 2 <= len(run) <= _MOST_INITIALS:
            initial = Taken(initial_features(run, letters=True), 0, ())
            yield Reading(initial, INITIALS, 0.9, Why.INITIALS, plain)
        meant = self._lexicon.from_english(plain)
        if meant:
            taken = taken_apart(units(meant, self._lexicon.shape), self._lexicon)
            yield Reading(taken, FULL, 0.98, Why.ENGLISH, plain)
        english = english_features(plain)
        if any(name in self._rows for name in english):
            yield Reading(Taken(english, 0, ()), FULL, 1.0, Why.ENGLISH, plain)

    def _unknown(self, way: tuple[tuple[Unit, ...], Taken]) -> float:
        """How much of one way to split the letters no service has: less is better."""
        return sum(weight for name, weight in way[1].features.items() if name not in self._rows)

    def _meant(self, made: tuple[Unit, ...], taken: Taken) -> tuple[Unit, ...]:
        """The query with the known words that it sounds like in their right signs."""
        written: list[Unit] = []
        done = 0
        for span in taken.spans:
            if span.by_sound:
                written += [*made[done : span.start], *units(span.word, self._lexicon.shape)]
                done = span.end
        return (*written, *made[done:])

    def _spelled_out(self, plain: str) -> list[str]:
        """The query with its first letters replaced by the words that they may stand for: sfz补领 is 身份证补领."""
        written = [""]
        replaced = False
        for run in runs(plain):
            words = self._lexicon.words_with_initials(run) if run.isascii() and run.isalpha() else []
            replaced = replaced or bool(words)
            written = [before + word for before in written for word in (words[:_MOST_WORDS] or [run])]
        return written[:_MOST_WORDS] if replaced else []
