"""Chinese from letters, one spelling at a time: what it may mean, and what is left when a part has been chosen.

A choice is kept here and never told to the library, so the machine learns nothing from anybody.
"""

from dataclasses import dataclass
from enum import StrEnum

from ui.input.google_pinyin import GooglePinyin, Reading
from ui.input.names import common_names
from ui.input.phrases import hall_phrases

LONGEST_SPELLING = 36
"""Letters. Nobody spells more before choosing."""


class Purpose(StrEnum):
    """What the field asks for; it decides whether people or places come first."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"


_NAMES_OFFERED = {Purpose.NAME: 12, Purpose.TEXT: 4, Purpose.ADDRESS: 0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be meant, and how many letters of the spelling it takes."""

    text: str
    letters: int


class PinyinEngine:
    """The composition of one field. Call from the GUI thread only; open() raises PinyinNotInstalled."""

    def __init__(self) -> None:
        self._decoder: GooglePinyin | None = None
        self._offered: tuple[Candidate, ...] = ()
        self.chosen = ""
        self.spelling = ""

    def open(self) -> None:
        """Takes the process's one decoder; about 3 ms. Opening an open engine does nothing."""
        if self._decoder is None:
            self._decoder = GooglePinyin()

    def candidates(self, spelling: str, limit: int = 120, purpose: Purpose = Purpose.TEXT) -> list[str]:
        """What these letters (a-z and apostrophe) may mean, likeliest first. Starts a new composition."""
        self.chosen = ""
        return self.spell(spelling, limit, purpose)

    def spell(self, spelling: str, limit: int = 120, purpose: Purpose = Purpose.TEXT) -> list[str]:
        """As candidates(), for the letters after what has been chosen already."""
        if self._decoder is None:
            raise RuntimeError("the engine is not open")
        self.spelling = spelling[:LONGEST_SPELLING]
        self._offered = ()
        if self.spelling:
            reading = self._decoder.read(self.spelling, limit)
            self._offered = _ranked(self.spelling, reading, purpose)[:limit]
        return [candidate.text for candidate in self._offered]

    def choose(self, index: int, limit: int = 120, purpose: Purpose = Purpose.TEXT) -> list[str]:
        """Takes a candidate of the last offer; returns what the rest may mean, empty when nothing is left.

        Choosing 海 of ``haikou`` leaves ``chosen`` 海 and ``spelling`` kou. Raises IndexError when there is none.
        """
        candidate = self._offered[index]
        self.chosen += candidate.text
        return self.spell(self.spelling[candidate.letters :].lstrip("'"), limit, purpose)

    def reset(self) -> None:
        """Drops the composition."""
        self.chosen = ""
        self.spelling = ""
        self._offered = ()

    def forget(self) -> None:
        """The visit is over: composition gone, decoder reopened on an empty user dictionary."""
        self.reset()
        if self._decoder is not None:
            self.close()
            self.open()

    def close(self) -> None:
        """Gives the decoder back. The engine may be opened again."""
        self.reset()
        if self._decoder is not None:
            self._decoder.close()
            self._decoder = None


def _ranked(spelling: str, reading: Reading, purpose: Purpose) -> tuple[Candidate, ...]:
    """Our words, the dictionary's best guess, names, then the rest; names lead in a name field."""
    whole = len(spelling)
    phrases = hall_phrases()
    exact = phrases.exact(spelling) + phrases.shortened(spelling)
    ours = [Candidate(text, whole) for text in exact]
    ours += [Candidate(phrase.text, len(phrase.spelling)) for phrase in phrases.leading(spelling)]
    begun = [Candidate(text, whole) for text in phrases.beginning(spelling)[:3]]
    names: list[Candidate] = []
    if purpose is Purpose.NAME or (len(reading.starts) > 2 and not ours):
        names = [Candidate(text, whole) for text in common_names().spelt(spelling, _NAMES_OFFERED[purpose])]
    read = [
        Candidate(text, reading.starts[min(len(text), len(reading.starts) - 1)])
        for text in reading.candidates
    ]
    match purpose:
        case Purpose.NAME:
            ordered = [*names, *ours, *read]
        case Purpose.ADDRESS:
            ordered = [*ours, *begun, *read]
        case Purpose.TEXT:
            ordered = [*ours, *read[:1], *names, *begun, *read]
    once: dict[str, Candidate] = {}
    for candidate in ordered:
        once.setdefault(candidate.text, candidate)
    return tuple(once.values())
