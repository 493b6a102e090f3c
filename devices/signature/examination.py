"""Whether what was written on the pad can be a signature at all; whose it is nobody here can tell. Pure; any thread."""

from enum import Enum
from itertools import pairwise

from devices.signature.strokes import TENTHS, Strokes, ink_px

LEAST_INK = 0.15
"""Of the pad's width: 一 is a name that people bear, a dot is none."""

DOT = 0.02
"""Of the pad's width: a touch that meant nothing trembles so far."""

LONGEST_S = 120.0


class SignatureProblem(Enum):
    """Why it is to be written once more."""

    EMPTY = "empty"
    DOT_ONLY = "dot_only"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TIMES_IMPOSSIBLE = "times_impossible"
    """Time runs backwards, or much was written in no time: no hand wrote this."""


def examine(strokes: Strokes) -> SignatureProblem | None:
    """The first thing that is wrong; None for a signature."""
    points = strokes.points()
    if not points:
        return SignatureProblem.EMPTY
    times = [point.t_ms for point in points]
    if any(later < earlier for earlier, later in pairwise(times)):
        return SignatureProblem.TIMES_IMPOSSIBLE
    reach_px = max(_spread([point.x for point in points]), _spread([point.y for point in points])) / TENTHS
    if reach_px < DOT * strokes.pad.width_px:
        return SignatureProblem.DOT_ONLY
    if ink_px(strokes) < LEAST_INK * strokes.pad.width_px:
        return SignatureProblem.TOO_SHORT
    if times[0] == times[-1]:
        return SignatureProblem.TIMES_IMPOSSIBLE
    if times[-1] - times[0] > LONGEST_S * 1000:
        return SignatureProblem.TOO_LONG
    return None


def _spread(values: list[int]) -> int:
    return max(values) - min(values)
