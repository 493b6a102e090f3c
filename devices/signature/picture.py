"""The picture of a signature for a document: black ink on nothing, cut to the ink, nothing smoothed or added.

Where the screen measured pressure, the line is thinner or thicker with it. Pure; any thread.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from devices.signature.strokes import FULL_PRESSURE, TENTHS, Strokes

PEN_PX = 5.0
"""Thickness of a line at middle pressure, in pixels of the pad."""

_FINE = 4
"""The drawing is so many times larger before it is shrunk: that makes smooth edges."""

_WIDEST_PX = 1600


@dataclass(frozen=True, slots=True)
class _Line:
    """From one point to the next, or a dot; in pixels of the pad."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """The ink and a pen's breadth around it."""

    left: float
    top: float
    width: float
    height: float


def svg(strokes: Strokes) -> str:
    """As SVG, sized in pixels of the pad; sharp at any size. Raises ValueError without ink."""
    frame = _frame(strokes)
    lines = "".join(
        f'<path d="M{line.x1:.1f} {line.y1:.1f}L{line.x2:.1f} {line.y2:.1f}" stroke-width="{line.thickness:.2f}"/>'
        for line in _lines(strokes)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width:.1f}" height="{frame.height:.1f}" '
        f'viewBox="{frame.left:.1f} {frame.top:.1f} {frame.width:.1f} {frame.height:.1f}">'
        f'<g fill="none" stroke="#000" stroke-linecap="round">{lines}</g></svg>'
    )


def png(strokes: Strokes, height_px: int = 240) -> bytes:
    """As PNG with a clear ground, ``height_px`` high (less for a very wide one). Raises ValueError without ink."""
    frame = _frame(strokes)
    scale = min(height_px / frame.height, _WIDEST_PX / frame.width)
    size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    fine = scale * _FINE
    ink = Image.new("L", (size[0] * _FINE, size[1] * _FINE), 0)
    pen = ImageDraw.Draw(ink)
    for line in _lines(strokes):
        ends = [
            ((line.x1 - frame.left) * fine, (line.y1 - frame.top) * fine),
            ((line.x2 - frame.left) * fine, (line.y2 - frame.top) * fine),
        ]
        radius = max(0.5, line.thickness * fine / 2)
        pen.line(ends, fill=255, width=max(1, round(radius * 2)))
        for x, y in ends:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    drawn = Image.new("LA", size, (0, 0))
    drawn.putalpha(ink.resize(size, Image.Resampling.LANCZOS))
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


def _lines(strokes: Strokes) -> Iterator[_Line]:
    for stroke in strokes.strokes:
        for one, following in zip(stroke, stroke[1:] or stroke, strict=False):
            x1, y1, x2, y2 = (value / TENTHS for value in (one.x, one.y, following.x, following.y))
            yield _Line(x1, y1, x2, y2, _thickness(following.pressure))


def _thickness(pressure: int | None) -> float:
    return PEN_PX if pressure is None else PEN_PX * (0.5 + pressure / FULL_PRESSURE)


def _frame(strokes: Strokes) -> _Frame:
    points = strokes.points()
    if not points:
        raise ValueError("no ink")
    left = min(point.x for point in points) / TENTHS - PEN_PX
    top = min(point.y for point in points) / TENTHS - PEN_PX
    right = max(point.x for point in points) / TENTHS + PEN_PX
    bottom = max(point.y for point in points) / TENTHS + PEN_PX
    return _Frame(left, top, right - left, bottom - top)
