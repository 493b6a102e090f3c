"""People's names for a spelling: a common surname with characters that people give their children.

The dictionary knows famous names only; 王亚妹 is nobody's word. ``names.txt`` beside this file lists surnames and
given-name characters: ``surname wang 王汪`` and ``given ya 亚雅``, likeliest first.
"""

from collections.abc import Mapping, Sequence
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

    def spelt(self, syllables: Sequence[str], limit: int) -> list[str]:
        """At most ``limit`` names of two to four characters, likeliest first; none when no surname begins it.

        Of a single syllable, the surnames themselves.
        """
        if len(syllables) == 1:
            return list(self.surnames.get(tuple(syllables), ()))[:limit]
        found: list[str] = []
        for length in (2, 1):
            surnames = self.surnames.get(tuple(syllables[:length]), ())
            characters = [self.given.get(syllable, "")[:_GIVEN_TRIED] for syllable in syllables[length:]]
            if not surnames or not 1 <= len(characters) <= 2 or not all(characters):
                continue
            places = product(enumerate(surnames), *(enumerate(c) for c in characters))
            # The likelier characters are in front of their lists: the sum of places ranks the whole name.
            ranked = sorted(places, key=_rank)
            found.extend("".join(character for _, character in name) for name in ranked)
        return found[:limit]


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
