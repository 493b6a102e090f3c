"""Finds services by what residents say, type, misspell or sound out; offline, at every keystroke.

A query is read in one to four ways (signs, pinyin, first letters, an English name); each is compared with every text,
the best reading counts. Then deeds choose among siblings (丢了 finds 补领, not 换领), the city's own services that end
at the kiosk go before their copies elsewhere, unless the query names that place.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from kiosk.search.answer import Answer, Found, Question, Why, WhyMatched
from kiosk.search.asking import Asking
from kiosk.search.comparison import INITIALS, Compared, Comparison
from kiosk.search.entry import HOME
from kiosk.search.folding import folded, is_han
from kiosk.search.index import Floats, TextKind, read_index
from kiosk.search.lexicon import Lexicon
from kiosk.search.named import Named
from kiosk.search.places import within
from kiosk.search.reading import Reader, Reading

_LEAST = 0.14
"""Below this a result is noise: better an honest nothing, which is counted for the operator."""

_LONGEST = 60
_PICKED = 3
_AT_FIRST, _INSIDE = 0.8, 0.7
_LEAST_INITIALS = 0.4
_SAME_DEED, _OTHER_DEED = 1.06, 0.86
_SAME_DEPARTMENT = 1.08


class Searcher:
    """Reads the index from a compiled catalogue, then needs the file no more. Any thread may search.

    Raises sqlite3.Error or KeyError when the file holds no search index.
    """

    def __init__(self, source: sqlite3.Connection | Path) -> None:
        if isinstance(source, Path):
            with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
                self._index = read_index(connection)
        else:
            self._index = read_index(source)
        self._lexicon = Lexicon(self._index.synonyms)
        self._comparison = Comparison(self._index)
        self._named = Named(self._index, self._lexicon)
        self._reader = Reader(self._index, self._lexicon)
        self._asking = Asking(self._index.synonyms, self._lexicon)
        # The tables of syllables are made by the first letters typed: not at a resident's keystroke.
        self.search("sfz")

    def search(self, text: str, limit: int = 10, *, region: str | None = None) -> Answer:
        """Services best first. ``region`` (GB/T 2260) stands for a place that the query does not name itself."""
        query = folded(text[:_LONGEST])
        limit = max(limit, 1)
        if not query:
            return Answer(text)
        plain = self._lexicon.without_filler(query)
        plain, place = self._named.place(plain, query)
        department, rest = self._named.department(plain)
        if department and not rest:
            return Answer(text, self._of_department(department, limit), department=department, place=place)
        if len(plain) == 1 and is_han(plain) and self._asking.about(plain) is None:
            begun = self._with_sign(plain, limit, place or region)
            if begun:
                return Answer(text, begun, place=place)
        elsewhere = place is not None and not within(place, HOME)
        readings = [
            reading
            for said in dict.fromkeys((rest, plain) if department else (plain,))
            for reading in self._reader.readings(said, elsewhere=elsewhere)
        ]
        compared = [(reading, found) for reading in readings if (found := self._compare(reading)) is not None]
        if not compared:
            return Answer(text, department=department, place=place)
        scores = np.maximum.reduce([found.score * reading.trust for reading, found in compared])
        scores = self._by_deed(scores, compared[0][0].taken.deeds)
        scores = scores * self._index.prior
        if department:
            number = self._index.departments.index(department)
            scores = np.where(self._index.department == number, scores * _SAME_DEPARTMENT, scores)
        exact = self._index.title_keys.get(query)
        if exact is not None:
            scores[exact] = 2.0
        ask = self._asking.about(plain)
        if ask is not None:
            scores = self._asked_first(scores, ask.options)
        order = self._best(scores, limit)
        results = tuple(
            self._found(title, float(scores[title]), compared, place or region) for title in order
        )
        question = self._asking.question(ask, self._codes) if ask else self._pick(plain, compared)
        return Answer(text, results, question, department, place)

    def _with_sign(self, sign: str, limit: int, place: str | None) -> tuple[Found, ...]:
        """Services whose name has the one sign that is typed or written so far: likeness has nothing to go by yet."""
        index = self._index
        scores = np.array(
            [_AT_FIRST if at == 0 else _INSIDE if at > 0 else 0.0 for at in self._places_of(sign)]
        )
        order = self._best(np.asarray(scores * index.prior, np.float32), limit)
        entries = [(title, self._entry(title, place)) for title in order]
        return tuple(
            Found(
                index.codes[entry],
                index.names[entry],
                round(float(scores[title]), 3),
                WhyMatched(Why.NAME, sign, index.names[entry]),
            )
            for title, entry in entries
        )

    def _places_of(self, sign: str) -> list[int]:
        return [name.find(sign) for name in self._index.title_keys]

    def _compare(self, reading: Reading) -> Compared | None:
        found = self._comparison.compare(reading.taken.features, reading.norm)
        if found is not None and reading.norm == INITIALS:
            # A letter or two in common is chance; words written out are not.
            found.score[found.score < _LEAST_INITIALS] = 0.0
        return found

    def _by_deed(self, scores: Floats, deeds: int) -> Floats:
        if not deeds:
            return scores
        own = self._index.deeds
        other = _OTHER_DEED + (1 - _OTHER_DEED) * scores**4
        factor = np.where(own & deeds, _SAME_DEED, np.where(own == 0, (1 + other) / 2, other))
        return np.asarray(scores * factor, np.float32)

    def _asked_first(self, scores: Floats, options: tuple[tuple[str, ...], ...]) -> Floats:
        lifted = scores.copy()
        for place, services in enumerate(options):
            for deeper, service in enumerate(services[:2]):
                title = self._index.title_keys.get(folded(service))
                if title is not None:
                    lifted[title] = max(float(lifted[title]), 1.5) - 0.02 * place - 0.3 * deeper
        return lifted

    def _best(self, scores: Floats, limit: int) -> list[int]:
        near = np.flatnonzero(scores >= _LEAST)
        if len(near) > limit:
            near = near[np.argpartition(scores[near], -limit)[-limit:]]
        hot = self._index.hot
        return sorted(
            near.tolist(), key=lambda title: (-round(float(scores[title]), 3), -int(hot[title]), title)
        )

    def _found(
        self, title: int, score: float, compared: list[tuple[Reading, Compared]], place: str | None
    ) -> Found:
        index = self._index
        entry = self._entry(title, place)
        reading, best = (
            compared[0]
            if len(compared) == 1
            else max(compared, key=lambda pair: float(pair[1].score[title]) * pair[0].trust)
        )
        text = self._comparison.best_text(best, title)
        why = self._why(reading, TextKind(int(index.text_kind[text])), index.texts[text], index.names[entry])
        return Found(index.codes[entry], index.names[entry], round(min(score, 1.0), 3), why)

    def _entry(self, title: int, place: str | None) -> int:
        """The title's entry in the place, else its first: the city's own."""
        first, end = self._index.first_entry[title : title + 2]
        if place:
            for entry in range(first, end):
                if within(self._index.regions[entry], place):
                    return entry
        return first

    def _why(self, reading: Reading, kind: TextKind, text: str, name: str) -> WhyMatched:
        if reading.why in (Why.PINYIN, Why.INITIALS, Why.ENGLISH):
            return WhyMatched(reading.why, reading.text, name)
        if kind is TextKind.SAID:
            return WhyMatched(Why.SAID, text, name)
        for span in reading.taken.spans:
            if span.thing and span.by_sound:
                return WhyMatched(Why.SOUND, reading.text, span.word)
            if span.thing and span.word != span.thing and span.word not in name:
                return WhyMatched(Why.SAID, span.word, span.thing)
        if set(reading.text) & set(name):
            return WhyMatched(Why.PART if kind is TextKind.PART else Why.NAME, reading.text, text or name)
        return WhyMatched(Why.SOUND, reading.text, name)

    def _pick(self, plain: str, compared: list[tuple[Reading, Compared]]) -> Question | None:
        """First letters that stand for several things (jsz): which of them."""
        if not (plain.isascii() and plain.isalpha()):
            return None
        picked = {
            reading.text: tuple(
                self._index.codes[self._entry(title, None)]
                for title in self._best(found.score * self._index.prior, _PICKED)
            )
            for reading, found in compared
            if reading.why is Why.INITIALS and reading.text != plain
        }
        return self._asking.pick(picked)

    def _codes(self, service: str) -> tuple[str, ...]:
        title = self._index.title_keys.get(folded(service))
        return () if title is None else (self._index.codes[self._entry(title, None)],)

    def _of_department(self, department: str, limit: int) -> tuple[Found, ...]:
        index = self._index
        titles = np.flatnonzero(index.department == index.departments.index(department)).tolist()
        titles = [title for title in titles if within(index.regions[self._entry(title, None)], HOME)]
        titles.sort(key=lambda title: (-float(index.prior[title]), -int(index.hot[title]), title))
        why = WhyMatched(Why.DEPARTMENT, department, department)
        entries = [self._entry(title, None) for title in titles[:limit]]
        return tuple(Found(index.codes[entry], index.names[entry], 0.6, why) for entry in entries)
