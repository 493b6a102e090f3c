"""People's names for a spelling: a common surname with characters that people give their children.

The dictionary knows famous names only; 王亚妹 is nobody's word. ``names.txt`` beside this file lists surnames and
given-name characters: ``surname wang 王汪`` and ``given ya 亚雅``, likeliest first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

LIST = Path(__file__).with_name("names.txt")
_GIVEN_TRIED = 8


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames and given-name characters by syllable, likeliest first. A surname may have two syllables: ou'yang."""

    surnames: Mapping[tuple[str, ...], Sequence[str]]
    given: Mapping[str, str]

    def spelt(self, spelling: str, limit: int) -> list[str]:
        """At most ``limit`` names of two to four characters, likeliest first; none when no surname begins it.

        Of a surname alone, its characters.
        """
        letters = spelling.replace("'", "")
        found: list[str] = []
        for syllables, surnames in self.surnames.items():
            surname = "".join(syllables)
            if letters == surname:
                found.extend(surnames)
            elif letters.startswith(surname):
                for characters in self._given(letters.removeprefix(surname)):
                    places = product(enumerate(surnames), *(enumerate(c) for c in characters))
                    ranked = sorted(places, key=_rank)
                    found.extend("".join(character for _, character in name) for name in ranked)
        return found[:limit]

    def _given(self, letters: str) -> Iterator[tuple[str, ...]]:
        """The ways to read letters as a given name of one or two characters: for each, what may stand there."""
        if letters in self.given:
            yield (self.given[letters][:_GIVEN_TRIED],)
        for cut in range(1, len(letters)):
            if letters[:cut] in self.given and letters[cut:] in self.given:
                yield (self.given[letters[:cut]][:_GIVEN_TRIED], self.given[letters[cut:]][:_GIVEN_TRIED])


@lru_cache(maxsize=1)
def common_names() -> Names:
    """The shipped list. Raises ValueError on a malformed line: a defect of ours, held by a test."""
    surnames: dict[tuple[str, ...], list[str]] = {}
    given: dict[str, str] = {}
    for line in LIST.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, spelling, characters = line.split()
        match kind:
            case "surname":
                syllables = tuple(spelling.split("'"))
                size = len(syllables)
                surnames[syllables] = [characters[i : i + size] for i in range(0, len(characters), size)]
            case "given":
                given[spelling] = characters
            case _:
                raise ValueError(f"names.txt: {kind} is neither surname nor given")
    return Names(surnames, given)


def _rank(name: Sequence[tuple[int, str]]) -> int:
    """A rare surname is less likely than a rare given name: its place counts double."""
    return 2 * name[0][0] + sum(place for place, _ in name[1:])
