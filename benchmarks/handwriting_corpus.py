"""What handwriting is measured on: strokes that the templates were not made from, drawn, muddled and distorted.

The strokes are KanjiVG's (``data/handwriting``): another hand, for Japanese, so only characters that both scripts write
alike are among them. A hash puts each character in the half that we tuned on or in the half that we did not look at.
The distortions here share no code with those that the templates learn from. Everything is deterministic.
"""

import hashlib
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Strokes = Sequence[Sequence[Point]]

STROKES = Path(__file__).with_name("data") / "handwriting" / "strokes.txt"
_MEASURED_OF_256 = 64
_BOX = 218.0
_TOUCH_EVERY = 6.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """One character as KanjiVG draws it, in a box of 218 by 218, y downwards."""

    character: str
    strokes: Strokes

    @property
    def held_out(self) -> bool:
        """Not looked at while anything was tuned."""
        return hashlib.sha256(self.character.encode()).digest()[0] % 2 == 1

    @property
    def measured(self) -> bool:
        """Chosen by its hash, not because a test wants it."""
        return hashlib.sha256(self.character.encode()).digest()[1] < _MEASURED_OF_256


def drawings() -> list[Drawing]:
    """The whole sample, in the order of the code points."""
    lines = STROKES.read_text(encoding="utf-8").splitlines()
    return [_drawing(line) for line in lines if not line.startswith("#")]


def as_drawn(strokes: Strokes, _: random.Random) -> Strokes:
    return strokes


def shuffled(strokes: Strokes, chance: random.Random) -> Strokes:
    """In any order."""
    return chance.sample(list(strokes), len(strokes))


def joined(strokes: Strokes, chance: random.Random) -> Strokes:
    """The finger stays on the glass two or three times where it should have been lifted."""
    drawn = [list(stroke) for stroke in strokes]
    for _ in range(chance.choice((2, 3))):
        if len(drawn) > 1:
            first = chance.randrange(len(drawn) - 1)
            drawn[first : first + 2] = [drawn[first] + drawn[first + 1]]
    return drawn


def joined_and_shuffled(strokes: Strokes, chance: random.Random) -> Strokes:
    return shuffled(joined(strokes, chance), chance)


def distorted(strokes: Strokes, chance: random.Random) -> Strokes:
    """Slanted, turned, narrowed or widened, in waves, each stroke put down elsewhere, every touch a little off."""
    slant, turn = chance.uniform(-0.2, 0.2), math.radians(chance.uniform(-6, 6))
    wide, large = chance.uniform(0.75, 1.3), chance.uniform(0.3, 3.0)
    waves = [(chance.uniform(2, 5), chance.uniform(0, 6.28), chance.uniform(0, 0.03)) for _ in range(2)]

    def moved(x: float, y: float, aside: Point) -> Point:
        (fast_x, from_x, high_x), (fast_y, from_y, high_y) = waves
        x, y = x / _BOX + aside[0], y / _BOX + aside[1]
        x, y = x + high_x * math.sin(fast_x * y + from_x), y + high_y * math.sin(fast_y * x + from_y)
        x = wide * x - slant * y
        x, y = x + chance.gauss(0, 0.004), y + chance.gauss(0, 0.004)
        return (
            large * _BOX * (math.cos(turn) * x - math.sin(turn) * y),
            large * _BOX * (math.sin(turn) * x + math.cos(turn) * y),
        )

    drawn = []
    for stroke in strokes:
        aside = (chance.gauss(0, 0.02), chance.gauss(0, 0.02))
        drawn.append([moved(x, y, aside) for x, y in _touched(stroke)])
    return drawn


def everything(strokes: Strokes, chance: random.Random) -> Strokes:
    """Distorted, joined, three strokes in ten backwards, in any order."""
    drawn = joined(distorted(strokes, chance), chance)
    return shuffled([list(stroke)[::-1] if chance.random() < 0.3 else stroke for stroke in drawn], chance)


CASES: dict[str, Callable[[Strokes, random.Random], Strokes]] = {
    "as drawn": as_drawn,
    "shuffled": shuffled,
    "joined": joined,
    "joined and shuffled": joined_and_shuffled,
    "distorted": distorted,
    "everything": everything,
}


def written(drawing: Drawing, case: str) -> Strokes:
    """The drawing in one of CASES, the same every time."""
    seed = f"{case} {drawing.character}"
    return CASES[case](drawing.strokes, random.Random(seed))  # noqa: S311 - the same every time is what is wanted


def _touched(stroke: Sequence[Point]) -> list[Point]:
    """As a touchscreen reports it: at even distances."""
    touched = [stroke[0]]
    for begin, end in pairwise(stroke):
        pieces = max(1, round(math.dist(begin, end) / _TOUCH_EVERY))
        for piece in range(1, pieces + 1):
            share = piece / pieces
            touched.append((begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share))
    return touched


def _drawing(line: str) -> Drawing:
    character, _, drawn = line.partition(" ")
    strokes = [[_point(point) for point in stroke.split()] for stroke in drawn.split("|")]
    return Drawing(character, strokes)


def _point(text: str) -> Point:
    x, _, y = text.partition(",")
    return float(x), float(y)
