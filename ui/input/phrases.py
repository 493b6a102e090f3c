"""Words that the hall needs and the dictionary ranks too low: the city's places, and names of services.

The list is ``phrases.txt`` beside this file: ``phrase syl'la'bles weight``, one a line; ``#`` starts a comment.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).with_name("phrases.txt")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, its syllables (one per character) and its weight (greater is more likely)."""

    text: str
    syllables: tuple[str, ...]
    weight: int

    @property
    def spelling(self) -> str:
        return "".join(self.syllables)


class Phrases:
    """The list, found by the whole spelling, by initials (``mlq``) or by a mixture (``meilq``)."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self._by_letter: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in sorted(phrases, key=lambda p: -p.weight):
            self._by_letter[phrase.spelling[0]].append(phrase)

    def exact(self, spelling: str) -> list[str]:
        """Phrases spelt exactly so, likeliest first."""
        letters = spelling.replace("'", "")
        return [p.text for p in self._starting(letters) if p.spelling == letters]

    def shortened(self, spelling: str) -> list[str]:
        """Phrases of three or more characters for which each syllable was begun, likeliest first."""
        letters = spelling.replace("'", "")
        return [
            p.text
            for p in self._starting(letters)
            if len(p.syllables) >= 3 and p.spelling != letters and _covers(letters, p.syllables)
        ]

    def beginning(self, spelling: str) -> list[str]:
        """Phrases of which at least two whole syllables were typed and nothing else, likeliest first."""
        letters = spelling.replace("'", "")
        return [
            p.text
            for p in self._starting(letters)
            if len(letters) >= len("".join(p.syllables[:2]))
            and p.spelling != letters
            and p.spelling.startswith(letters)
        ]

    def leading(self, spelling: str) -> list[Phrase]:
        """Phrases of three or more characters with which a longer spelling begins, longest first."""
        found = [
            p
            for p in self._starting(spelling)
            if len(p.syllables) >= 3 and len(p.spelling) < len(spelling) and spelling.startswith(p.spelling)
        ]
        return sorted(found, key=lambda p: -len(p.spelling))

    def _starting(self, letters: str) -> list[Phrase]:
        return self._by_letter.get(letters[:1], [])


@lru_cache(maxsize=1)
def hall_phrases() -> Phrases:
    """The shipped list. Raises ValueError naming the line that is malformed: a defect of ours, held by a test."""
    return Phrases([_parse(line) for line in LIST.read_text("utf-8").splitlines() if line and line[0] != "#"])


def _parse(line: str) -> Phrase:
    text, spelling, weight = line.split()
    syllables = tuple(spelling.split("'"))
    if len(syllables) != len(text):
        raise ValueError(f"phrases.txt: {text} has {len(text)} characters, {len(syllables)} syllables")
    return Phrase(text, syllables, int(weight))


def _covers(letters: str, syllables: tuple[str, ...]) -> bool:
    """Whether the letters split into one non-empty beginning of each syllable, in order."""
    if not syllables:
        return letters == ""
    head, rest = syllables[0], syllables[1:]
    longest = 0
    while longest < min(len(head), len(letters)) and letters[longest] == head[longest]:
        longest += 1
    return any(_covers(letters[taken:], rest) for taken in range(longest, 0, -1))
