"""Residents' words found in a text: things (居民身份证: 身份证, 二代证) and deeds (补: 丢了), by sign or by sound.

Built from the synonyms; frozen afterwards, any thread. Longest words first, from left to right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.search.folding import folded, is_han
from kiosk.search.syllables import fold, initials, readings
from kiosk.search.synonyms import Synonyms

_LONGEST = 9
_COMMONEST = 4
"""First letters stand for a thing's official word and the first words of its list; the rest would only collide."""


@dataclass(frozen=True, slots=True)
class Span:
    """A known word at ``start`` to ``end`` of the text's units. ``thing`` and ``deed`` are official words or empty."""

    start: int
    end: int
    word: str
    thing: str
    deed: str
    by_sound: bool


class Lexicon:
    """``filler`` goes away before anything else; ``quiet`` characters stay and hardly count."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._written: dict[str, str] = {}
        self._within: dict[str, tuple[str, ...]] = {}
        self.shape = {
            ord(sign): group[0] for group in synonyms.shapes for sign in group[1:] if sign != group[0]
        }
        self.quiet = frozenset(synonyms.quiet)
        self.pick = synonyms.pick
        self.deeds = {deed: 1 << place for place, deed in enumerate(synonyms.deeds)}
        self._filler = tuple(sorted((folded(word) for word in synonyms.filler), key=len, reverse=True))
        self._words: dict[str, tuple[str, str]] = {}
        self.english: dict[str, tuple[str, str]] = {}
        for deed, said in synonyms.deeds.items():
            for word in said:
                self._add(word, "", deed)
        for thing, said in synonyms.things.items():
            for word in (thing, *said):
                self._add(word, thing, "")
        self._folded: dict[tuple[str, ...], str] = {}
        self._sounds: dict[tuple[str, ...], str] = {}
        self._initials: dict[str, list[str]] = {}
        for word in self._words:
            if len(word) > 1 and all(map(is_han, word)):
                sound = _sound(word)
                self._sounds.setdefault(sound, word)
                self._folded.setdefault(tuple(map(fold, sound)), word)

        for thing, said in synonyms.things.items():
            for word in map(folded, (thing, *said[:_COMMONEST])):
                if len(word) > 1 and all(map(is_han, word)):
                    self._initials.setdefault(initials(word), []).append(word)

    def within(self, word: str) -> tuple[str, ...]:
        """Other things that a thing's word names in passing: 不动产 in 不动产权属证书."""
        known = self._within.get(word)
        if known is None:
            size = len(word)
            pieces = (word[start:end] for start in range(size) for end in range(start + 2, size + 1))
            things = dict.fromkeys(self.official(piece) for piece in pieces)
            known = tuple(thing for thing in things if thing and thing != self.official(word))
            self._within[word] = known
        return known

    def _add(self, word: str, thing: str, deed: str) -> None:
        plain = folded(word).translate(self.shape)
        self._written.setdefault(plain, folded(word))
        if plain.isascii() and not plain.isdigit():
            self.english[plain] = (thing, deed)
        else:
            known = self._words.get(plain, ("", ""))
            self._words[plain] = (thing or known[0], deed or known[1])

    def without_filler(self, text: str) -> str:
        """The text without 我要, 怎么, 在哪 ...; all of it where nothing else would be left."""
        left = text
        for word in self._filler:
            if word in left:
                left = left.replace(word, "" if is_han(word[0]) else " ")
        return left.strip() or text

    def official(self, word: str) -> str:
        """The thing that a word stands for, or nothing."""
        return self._words.get(word.translate(self.shape), ("", ""))[0]

    def words_with_initials(self, letters: str) -> list[str]:
        """Things' words with these first letters, one for each thing, in the order of the file."""
        one_each: dict[str, str] = {}
        for word in self._initials.get(letters, ()):
            one_each.setdefault(self.official(word), word)
        return list(one_each.values())

    def from_english(self, text: str) -> str:
        """Official words for the English ones that residents use (renew passport); nothing where none is known."""
        left, meant = f" {text} ", ""
        for phrase in sorted(self.english, key=len, reverse=True):
            if f" {phrase} " in left:
                left = left.replace(f" {phrase} ", " ")
                thing, deed = self.english[phrase]
                meant = meant + deed if deed else thing + meant
        return meant

    def spans(self, characters: Sequence[str], sounds: Sequence[str]) -> list[Span]:
        """Known words in a text, given as characters (empty for a typed syllable) and syllables."""
        found: list[Span] = []
        start, size = 0, len(sounds)
        while start < size:
            span = self._longest(characters, sounds, start)
            if span is None:
                start += 1
            else:
                found.append(span)
                start = span.end
        return found

    def _longest(self, characters: Sequence[str], sounds: Sequence[str], start: int) -> Span | None:
        most = min(_LONGEST, len(sounds) - start)
        for length in range(most, 0, -1):
            end = start + length
            written = characters[start:end]
            if "" not in written and (known := self._words.get("".join(written))):
                return Span(start, end, self._written["".join(written)], *known, by_sound=False)
            # Two syllables sound alike too often, unless they were typed as pinyin.
            if length >= 3 or (length == 2 and "" in written):
                word = self._heard(tuple(sounds[start:end]))
                if word is not None and (length >= 4 or _same(word, written)):
                    return Span(start, end, self._written[word], *self._words[word], by_sound=True)
        return None

    def _heard(self, sound: tuple[str, ...]) -> str | None:
        """The word of this sound; else one of the same sound in the south, short ones only where spoken flatter."""
        word = self._sounds.get(sound)
        if word is None:
            word = self._folded.get(tuple(map(fold, sound)))
            if word is not None and len(sound) == 2 and not all(map(_flatter, sound, _sound(word))):
                return None
        return word


def _flatter(said: str, right: str) -> bool:
    """zu for zhu and zen for zheng, not the other way round: who types an h or a g means it."""
    return len(said) <= len(right) and (said[0] == right[0] or {said[0], right[0]} == {"n", "l"})


def _same(word: str, written: Sequence[str]) -> bool:
    """Of three signs or fewer one at least is right, or is a typed syllable."""
    return any(sign in ("", right) for sign, right in zip(written, word, strict=True))


def _sound(word: str) -> tuple[str, ...]:
    table = readings()
    return tuple(table[sign][0] if sign in table else sign for sign in word)
