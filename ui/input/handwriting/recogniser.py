"""Which characters a drawing may be: the likeliest first, whatever the order and direction of its strokes.

Residents who cannot type pinyin write with a finger; few of them in the order that schools teach, and many without
lifting it between strokes. The drawing becomes one vector of directions, is turned so that what differs between two
hands counts little and what differs between two characters counts much (linear discriminant), and is compared with all
templates at once by the cosine.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ui.input.handwriting.directions import directions_of
from ui.input.handwriting.ink import Stroke
from ui.input.handwriting.templates import read_templates

DATA = Path(__file__).with_name("characters.bin")
"""Made by ``packaging/handwriting/make_templates.py`` from the strokes of Make Me a Hanzi; licence beside it."""


class Recogniser:
    """Opened once, about 15 ms and 4 MB; raises CannotReadTemplates. Any number of threads may read at a time."""

    def __init__(self, path: Path = DATA) -> None:
        templates = read_templates(path)
        vectors = templates.vectors.astype(np.float32)
        self._characters = templates.characters
        self._mean = templates.mean
        self._projection = templates.projection.astype(np.float32)
        self._preference = templates.preference
        self._vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    @property
    def characters(self) -> frozenset[str]:
        """All that can be recognised."""
        return frozenset(self._characters)

    def read(self, strokes: Sequence[Stroke], limit: int = 10) -> tuple[str, ...]:
        """At most ``limit`` different characters, best first; none for a drawing without a line.

        Strokes may be in any unit, number, order and direction. Nothing of them is kept. Never raises on what a finger
        can draw; takes about 1 ms. Any thread.
        """
        directions = directions_of(strokes)
        if directions is None or limit <= 0:
            return ()
        drawn = (directions - self._mean) @ self._projection
        length = float(np.linalg.norm(drawn))
        if length == 0:
            return ()
        likeness = self._vectors @ (drawn / length) + self._preference
        # A character may have several templates: as many more are looked at.
        near = min(len(likeness), limit * 4)
        first = np.argpartition(-likeness, near - 1)[:near]
        ordered = first[np.argsort(-likeness[first], kind="stable")]
        return tuple(dict.fromkeys(self._characters[index] for index in ordered))[:limit]
