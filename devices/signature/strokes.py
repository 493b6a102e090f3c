"""The strokes of a signature as the pad recorded them: where the pen was, when, and how hard it pressed.

The channels are those of ISO/IEC 19794-7 (GB/T 26237.7): X, Y, T and F (force); a stroke lasts while the pen is down.
All values are whole numbers, so that the same strokes are the same bytes everywhere. Pure; any thread.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_STROKES = 500
MOST_POINTS = 20_000
MOST_BYTES = 4 * 1024 * 1024
LARGEST_PAD_PX = 10_000
LATEST_MS = 24 * 3600 * 1000

TENTHS = 10
FULL_PRESSURE = 1000


@dataclass(frozen=True, slots=True)
class Pad:
    """The size of the field that was signed in, in pixels."""

    width_px: int
    height_px: int

    def __post_init__(self) -> None:
        if not (1 <= self.width_px <= LARGEST_PAD_PX and 1 <= self.height_px <= LARGEST_PAD_PX):
            raise ValueError("no size of a pad")


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """``x`` and ``y`` in tenths of a pixel from the top left, ``t_ms`` since the first touch (never the time of day),
    ``pressure`` in thousandths; None where the screen cannot tell."""

    x: int
    y: int
    t_ms: int
    pressure: int | None


Stroke = tuple[Point, ...]
"""From pen down to pen up; never empty."""


@dataclass(frozen=True, slots=True, repr=False)
class Strokes:
    """A whole signature. A resident's handwriting: it is not shown in logs."""

    pad: Pad
    strokes: tuple[Stroke, ...]

    def points(self) -> Sequence[Point]:
        """All of them, in the order of writing."""
        return [point for stroke in self.strokes for point in stroke]


@dataclass(frozen=True, slots=True)
class NotStrokes:
    """What came is nothing that a pad records; ``reason`` is for staff and quotes nothing."""

    reason: str


class _RecordedPoint(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)
    x: float
    y: float
    t: Annotated[float, Field(ge=0, le=LATEST_MS)]
    p: Annotated[float, Field(ge=0, le=1)] | None = None


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")
    strokes: Annotated[list[list[_RecordedPoint]], Field(max_length=MOST_STROKES)]


def strokes_from_pad(record: bytes, pad: Pad) -> Strokes | NotStrokes:
    """Reads ``{"strokes": [[{"x", "y", "t", "p"}, ...], ...]}``: pixels, milliseconds, pressure 0 to 1 or none.

    What slid off the pad is put on its edge. A pressure that never changes was not measured and is left out.
    """
    if len(record) > MOST_BYTES:
        return NotStrokes("too many bytes")
    try:
        recorded = _Record.model_validate_json(record).strokes
    except ValidationError as invalid:
        return NotStrokes(invalid.errors(include_input=False, include_url=False)[0]["type"])
    if sum(len(stroke) for stroke in recorded) > MOST_POINTS:
        return NotStrokes("too many points")
    is_measured = len({point.p for stroke in recorded for point in stroke}) > 1
    return Strokes(
        pad,
        tuple(
            tuple(_point(point, pad, is_measured=is_measured) for point in stroke)
            for stroke in recorded
            if stroke
        ),
    )


def strokes_as_lists(strokes: Strokes) -> list[list[list[int | None]]]:
    """Each point as [x, y, t_ms, pressure], for writing down."""
    return [
        [[point.x, point.y, point.t_ms, point.pressure] for point in stroke] for stroke in strokes.strokes
    ]


def ink_px(strokes: Strokes) -> float:
    """The length of all lines together, in pixels."""
    tenths = sum(
        math.dist((one.x, one.y), (following.x, following.y))
        for stroke in strokes.strokes
        for one, following in pairwise(stroke)
    )
    return tenths / TENTHS


def canonical_json(content: object) -> bytes:
    """The one way to write this content: sorted keys, no spaces, ASCII."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _point(recorded: _RecordedPoint, pad: Pad, *, is_measured: bool) -> Point:
    has_pressure = is_measured and recorded.p is not None
    return Point(
        x=round(min(max(recorded.x, 0.0), pad.width_px) * TENTHS),
        y=round(min(max(recorded.y, 0.0), pad.height_px) * TENTHS),
        t_ms=round(recorded.t),
        pressure=round((recorded.p or 0.0) * FULL_PRESSURE) if has_pressure else None,
    )
