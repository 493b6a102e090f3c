"""One character as many hands would write it: from which the templates learn what does not matter.

Slanted, turned, uneven, strokes shifted and bent, ends left out, corners rounded, neighbours joined, strokes backwards.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from medians import Point, Strokes

_TURNED = math.radians(8)
_SLANTED = 0.15
_UNEVEN = 0.15
_SHIFTED = 0.02
_BENT = 0.02
_BACKWARDS = 0.2
_ROUNDED = 0.3
_CUT = 0.2


def written_anew(strokes: Strokes, random: Random, *, joined: bool) -> Strokes:
    """The strokes in a square of about 1 by 1. The same ``random`` gives the same drawing."""
    drawn: list[list[Point]] = [_bent(stroke, random) for stroke in _skewed(strokes, random)]
    if joined:
        for _ in range(2 + int(random.random() * 2)):
            if len(drawn) > 1:
                first = int(random.random() * (len(drawn) - 1))
                drawn[first : first + 2] = [drawn[first] + drawn[first + 1]]
    drawn = [_rounded(stroke) if random.random() < _ROUNDED else stroke for stroke in drawn]
    return [stroke[::-1] if random.random() < _BACKWARDS else stroke for stroke in drawn]


def _skewed(strokes: Strokes, random: Random) -> Strokes:
    """The whole character turned, slanted, narrowed, and one half of it larger than the other."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    size = max(max(x for x, _ in points) - left, max(y for _, y in points) - top) or 1.0
    turn, slant = _within(random, _TURNED), _within(random, _SLANTED)
    uneven_x, uneven_y = _within(random, _UNEVEN), _within(random, _UNEVEN)
    width = 1 + _within(random, 0.2)

    def moved(point: Point) -> Point:
        x, y = (point[0] - left) / size, (point[1] - top) / size
        x, y = x + uneven_x * x * (1 - x), y + uneven_y * y * (1 - y)
        x = width * x - slant * y
        return math.cos(turn) * x - math.sin(turn) * y, math.sin(turn) * x + math.cos(turn) * y

    return [[moved(point) for point in stroke] for stroke in strokes]


def _bent(stroke: Sequence[Point], random: Random) -> list[Point]:
    """Put down a little elsewhere, bowed, and now and then lifted early."""
    shift_x, shift_y = random.gauss(0, _SHIFTED), random.gauss(0, _SHIFTED)
    bow_x, bow_y = random.gauss(0, _BENT), random.gauss(0, _BENT)
    last = max(1, len(stroke) - 1)
    bent = [
        (
            x + shift_x + bow_x * math.sin(math.pi * i / last),
            y + shift_y + bow_y * math.sin(math.pi * i / last),
        )
        for i, (x, y) in enumerate(stroke)
    ]
    return bent[:-1] if len(bent) > 3 and random.random() < _CUT else bent


def _rounded(stroke: Sequence[Point]) -> list[Point]:
    """Corners cut once: each inner point gives way to two, a quarter before and a quarter behind it."""
    rounded = [stroke[0]]
    for (x, y), (next_x, next_y) in pairwise(stroke):
        rounded.append((x * 0.75 + next_x * 0.25, y * 0.75 + next_y * 0.25))
        rounded.append((x * 0.25 + next_x * 0.75, y * 0.25 + next_y * 0.75))
    return [*rounded, stroke[-1]]


def _within(random: Random, most: float) -> float:
    return (random.random() * 2 - 1) * most
