"""Which way the lines run where: one vector of a drawing, the same in whatever order its strokes were made.

Twelve directions on a grid of eight by eight, blurred, as in most recognisers of Chinese since the 1990s. A line and
the same line drawn backwards agree in six of the twelve numbers of a place; the other six, which tell them apart,
weigh less.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ui.input.handwriting.ink import Floats, Stroke, even_ink

GRID = 8
DIRECTIONS = 12
LENGTH = GRID * GRID * DIRECTIONS
"""Numbers in a vector."""

_BLUR = 0.8
"""Standard deviation, in places of the grid."""
_SENSE = 0.3
"""What the sense of a stroke weighs beside its direction."""


def directions_of(strokes: Sequence[Stroke]) -> NDArray[np.float32] | None:
    """(LENGTH,) of length 1, or None when there is no line. Pure; any thread."""
    ink = even_ink(strokes)
    if ink is None:
        return None
    middles, steps = ink
    by_direction = _by_direction(steps)
    across, down = _nearness(middles[:, 0]), _nearness(middles[:, 1])
    by_place = (across[:, :, None] * down[:, None, :]).reshape(len(middles), GRID * GRID)
    # The square root lets a short stroke count beside long ones.
    found = (by_direction.T @ by_place).ravel()
    rooted = np.sign(found) * np.sqrt(np.abs(found))
    length = float(np.linalg.norm(rooted))
    return (rooted / length).astype(np.float32) if length > 0 else None


def _by_direction(steps: Floats) -> Floats:
    """(n, DIRECTIONS): each step's length shared between the two directions next to its own, then folded."""
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    angle = (np.arctan2(steps[:, 1], steps[:, 0]) / (2 * np.pi) * DIRECTIONS) % DIRECTIONS
    below = np.floor(angle).astype(np.int64) % DIRECTIONS
    beyond = angle - np.floor(angle)
    shares = np.zeros((len(steps), DIRECTIONS))
    every = np.arange(len(steps))
    shares[every, below] = lengths * (1 - beyond)
    shares[every, (below + 1) % DIRECTIONS] += lengths * beyond
    forth, back = shares[:, : DIRECTIONS // 2], shares[:, DIRECTIONS // 2 :]
    return np.concatenate([forth + back, _SENSE * (forth - back)], axis=1)


def _nearness(places: Floats) -> Floats:
    """(n, GRID): how near each place is to the middle of each column (or row) of the grid."""
    centres = (np.arange(GRID) + 0.5) / GRID - 0.5
    return np.exp(-0.5 * ((places[:, None] - centres) * GRID / _BLUR) ** 2)
