"""When a word means several things: the one question that the synonyms give for it, or a short pick list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.search.answer import Option, Question
from kiosk.search.features import units
from kiosk.search.folding import folded
from kiosk.search.lexicon import Lexicon
from kiosk.search.syllables import fold, initials, readings
from kiosk.search.synonyms import Ask, Synonyms

_RUNS = re.compile(r"[a-z]+|[^a-z]+")


@dataclass(frozen=True, slots=True)
class About:
    """The ambiguous word's question, and each option's services by name."""

    ask: Ask
    options: tuple[tuple[str, ...], ...]


def runs(plain: str) -> list[str]:
    """The query in runs of letters and of all else."""
    return _RUNS.findall(plain)


class Asking:
    """Frozen once built; any thread."""

    def __init__(self, synonyms: Synonyms, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_word: dict[str, About] = {}
        self._by_sound: dict[tuple[str, ...], About] = {}
        self._by_initials: dict[str, About] = {}
        for word, ask in synonyms.ask.items():
            about = About(ask, tuple(option.services for option in ask.options))
            plain = folded(word)
            self._by_word[plain] = about
            self._by_sound[self._sound(plain)] = about
            if len(plain) > 2:
                self._by_initials[initials(plain)] = about

    def about(self, plain: str) -> About | None:
        """The question for a query that is nothing but an ambiguous word."""
        bare = "".join(sign for sign in plain if sign not in self._lexicon.quiet and sign != " ")
        about = self._by_word.get(bare) or self._by_word.get(self._lexicon.official(bare))
        if about is not None:
            return about
        if plain.replace(" ", "").isascii():
            return self._by_initials.get(plain.replace(" ", "")) or self._by_sound.get(self._sound(plain))
        return self._by_sound.get(self._sound(plain)) if len(plain) > 2 else None

    def _sound(self, plain: str) -> tuple[str, ...]:
        made = units(plain, {})
        return tuple(fold(unit.sounds[0]) if unit.sounds else unit.sign for unit in made if not unit.open_end)

    def question(self, about: About, codes: Callable[[str], tuple[str, ...]]) -> Question | None:
        """The question with codes; None when fewer than two options are in this catalogue."""
        options = tuple(
            Option(option.zh, option.en, found)
            for option in about.ask.options
            if (found := tuple(code for service in option.services for code in codes(service)))
        )
        return Question(about.ask.zh, about.ask.en, options) if len(options) > 1 else None

    def pick(self, picked: Mapping[str, tuple[str, ...]]) -> Question | None:
        """The question which of several things first letters stand for; each with the codes found for it."""
        general = self._lexicon.pick
        options = tuple(Option(word, _spelled(word), codes) for word, codes in picked.items() if codes)
        return Question(general[0], general[1], options) if general and len(options) > 1 else None


def _spelled(word: str) -> str:
    table = readings()
    return " ".join(table[sign][0] if sign in table else sign for sign in word).capitalize()
