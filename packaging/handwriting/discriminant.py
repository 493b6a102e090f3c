"""Fisher's linear discriminant: the directions in which characters differ and hands do not.

The spread within a character comes from writing some characters anew; the spread between characters from one drawing
of each. Everything is in double precision and seeded: the same strokes give the same numbers on one build of numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from medians import Strokes
from ui.input.handwriting.directions import LENGTH, directions_of
from variation import written_anew

_WRITTEN_ANEW = 2500
_TIMES = 4
_SEED = 2312
_RIDGE = 0.1
"""Of the mean spread within a character, added everywhere, for hands unlike those that were tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Discriminant:
    """``mean`` (LENGTH,) and ``projection`` (LENGTH, k), the most telling column first."""

    mean: NDArray[np.float64]
    projection: NDArray[np.float64]


def discriminant(drawings: Sequence[Strokes], columns: int) -> tuple[Discriminant, NDArray[np.float64]]:
    """Of one drawing for each character; with it, their vectors of directions (n, LENGTH)."""
    vectors = np.stack([_vector(drawing) for drawing in drawings])
    mean = vectors.mean(axis=0)
    between = (vectors - mean).T @ (vectors - mean) / len(vectors)
    within = _within(drawings, vectors)
    ridge = _RIDGE * float(np.trace(within)) / LENGTH or 1.0
    lower = np.linalg.cholesky(within + ridge * np.eye(LENGTH))
    whitened = np.linalg.solve(lower, np.linalg.solve(lower, between).T)
    _, columns_up = np.linalg.eigh((whitened + whitened.T) / 2)
    projection = np.linalg.solve(lower.T, columns_up[:, ::-1][:, :columns])
    # Eigenvectors have no sign of their own.
    largest = np.abs(projection).argmax(axis=0)
    signs = np.sign(projection[largest, np.arange(projection.shape[1])])
    return Discriminant(mean, projection * signs), vectors


def _within(drawings: Sequence[Strokes], vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    random = Random(_SEED)  # noqa: S311 - the same every time is what is wanted
    chosen = sorted(range(len(drawings)), key=lambda _: random.random())[:_WRITTEN_ANEW]
    differences = [
        _vector(written_anew(drawings[index], random, joined=time % 2 == 1)) - vectors[index]
        for index in chosen
        for time in range(_TIMES)
    ]
    stacked = np.stack(differences)
    within: NDArray[np.float64] = stacked.T @ stacked / len(stacked)
    return within


def _vector(drawing: Strokes) -> NDArray[np.float64]:
    found = directions_of(drawing)
    if found is None:
        raise ValueError("a character without a line")
    return found.astype(np.float64)
