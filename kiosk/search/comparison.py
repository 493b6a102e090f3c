"""Compares one reading of a query with every text at once, and says for each title its best text and how near it is.

A text is as near as the share of the query that it has, less where the text says much more than the query. All
together (a title's last text) catches a query whose words stand in several wordings of one service.
"""

from dataclasses import dataclass

import numpy as np

from kiosk.search.index import Floats, Index, Ints

_UNSEEN = 2.4
"""Rarity of what no text has: a slip of the finger counts against every service alike, and not too much."""

_COMMON, _MANY_TEXTS = 1.5, 500
"""What more than a quarter of many services have tells none apart: left out, it would cost the most time."""

_SHARE_OF_QUERY = np.array([0.62, 0.62, 0.45, 0.55, 1.0], np.float32)
_TRUST = np.array([1.0, 1.0, 1.0, 1.0, 0.76], np.float32)

FULL, LETTERS, INITIALS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Compared:
    """By title: ``score`` from 0 to 1, ``text`` the number of the text that gave it."""

    score: Floats
    per_text: Floats


class Comparison:
    """Any thread: the arrays are only read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        share = _SHARE_OF_QUERY[index.text_kind]
        self._base = (share * _TRUST[index.text_kind]).astype(np.float32)
        rest = ((1 - share) * _TRUST[index.text_kind]).astype(np.float32)
        self._gain = [rest / np.maximum(index.whole[norm], 0.001) for norm in (FULL, LETTERS, INITIALS)]

    def compare(self, features: dict[str, float], norm: int) -> Compared | None:
        """None when nothing of the query is known."""
        index = self._index
        row_of, rarity, starts = index.row, index.rarity, index.starts
        whole = 0.0
        weights: list[float] = []
        slices: list[slice] = []
        for name, weight in features.items():
            row = row_of.get(name)
            if row is None:
                whole += weight * _UNSEEN
            elif rarity[row] > _COMMON or starts[row + 1] - starts[row] < _MANY_TEXTS:
                weighed = weight * rarity[row]
                whole += weighed
                weights.append(weighed)
                slices.append(slice(starts[row], starts[row + 1]))
        if not slices:
            return None
        where: Ints = np.concatenate([index.where[part] for part in slices])
        has: Floats = np.concatenate([index.weight[part] for part in slices])
        lengths = [part.stop - part.start for part in slices]
        of_query = np.bincount(where, np.repeat(weights, lengths), len(self._base))
        of_text = np.bincount(where, has, len(self._base))
        per_text = (of_query * (self._base + self._gain[norm] * of_text) / whole).astype(np.float32)
        return Compared(np.maximum.reduceat(per_text, index.first_text), per_text)

    def best_text(self, compared: Compared, title: int) -> int:
        first = self._index.first_text
        end = first[title + 1] if title + 1 < len(first) else len(self._base)
        return int(first[title] + np.argmax(compared.per_text[first[title] : end]))
