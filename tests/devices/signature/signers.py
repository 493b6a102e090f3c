"""Made-up hands that sign: straight strokes with the rhythm of a pen, and what no hand does."""

import json
import math
from collections.abc import Sequence

from hypothesis import strategies as st

from devices.signature.strokes import FULL_PRESSURE, TENTHS, Pad, Point, Strokes, strokes_from_pad

PAD = Pad(880, 360)

RawPoint = dict[str, float]


def hand(*strokes: Sequence[tuple[float, float]], step_ms: float = 10, pressed: bool = True) -> bytes:
    """What the pad records of these strokes, in pixels; between two strokes the pen is up for 100 ms."""
    recorded: list[list[RawPoint]] = []
    t = 0.0
    for stroke in strokes:
        points: list[RawPoint] = []
        for number, (x, y) in enumerate(stroke):
            pressure = 0.4 + 0.2 * math.sin(number) if pressed else 0.5
            points.append({"x": x, "y": y, "t": t, "p": pressure})
            t += step_ms
        recorded.append(points)
        t += 10 * step_ms
    return json.dumps({"strokes": recorded}).encode()


def line(x1: float, y1: float, x2: float, y2: float, points: int = 20) -> list[tuple[float, float]]:
    return [
        (x1 + (x2 - x1) * place / (points - 1), y1 + (y2 - y1) * place / (points - 1))
        for place in range(points)
    ]


WANG = (line(200, 60, 400, 60), line(200, 160, 400, 160), line(180, 260, 420, 260), line(300, 60, 300, 260))
"""王, in four strokes."""


def signed_by(*strokes: Sequence[tuple[float, float]], step_ms: float = 10, pressed: bool = True) -> Strokes:
    read = strokes_from_pad(hand(*strokes, step_ms=step_ms, pressed=pressed), PAD)
    assert isinstance(read, Strokes)
    return read


points = st.builds(
    Point,
    st.integers(0, PAD.width_px * TENTHS),
    st.integers(0, PAD.height_px * TENTHS),
    st.integers(0, 60_000),
    st.none() | st.integers(0, FULL_PRESSURE),
)
signatures = st.builds(
    Strokes,
    st.just(PAD),
    st.lists(st.lists(points, min_size=1, max_size=8).map(tuple), max_size=5).map(tuple),
)
