"""Finds the page in a picture of the document tray: first roughly in a small copy, then to the pixel in the whole.

Pure; any thread; the frame is not changed.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from devices.document.outlines import LEAST_PART, outlines
from devices.document.page import Frame, Quad
from devices.document.sides import Sides, look_closely

_SMALL_PX = 700
_SURE = 0.78
"""Three sides of a page lie on edges for this part of their length; the fourth may be hidden or in shadow."""
_HIDDEN = 0.35
_VISIBLE = 0.25
"""A side that has less than this in the picture tells nothing."""
_SAME_PX = 1.5
_ALIKE = 0.75
_SECOND_PART = 0.2
"""A second page is at least this part of the first one's area: smaller ones are pens and paper clips."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No page."""


@dataclass(frozen=True, slots=True)
class Several:
    """More than one page, side by side."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One page. ``whole`` is false when it goes on beyond the picture."""

    quad: Quad
    whole: bool


Finding = Nothing | Several | Found


def find(frame: Frame) -> Finding:
    """The page's corners in the frame's own pixels, to about one pixel for a flat page on a plain tray."""
    times = max(1, round(max(frame.shape[:2]) / _SMALL_PX))
    small = _smaller(frame, times)
    pages = _pages(small)
    if not pages:
        return Nothing()
    best = _outermost(pages)
    if any(_is_second(best, other) for other in pages):
        return Several()
    quad = (best.quad + 0.5) * times - 0.5
    if times > 1:
        quad = look_closely(frame, quad, reach=2 * times).quad
    quad = look_closely(frame, quad, reach=4).quad
    return Found(quad, bool(best.within.min() >= _VISIBLE) and _is_whole(frame, quad))


def _smaller(frame: Frame, times: int) -> Frame:
    if times == 1:
        return frame
    height, width = (side // times for side in frame.shape[:2])
    even = frame[: height * times, : width * times]
    return cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _pages(small: Frame) -> list[Sides]:
    found: list[Sides] = []
    for outline in outlines(small):
        rough = look_closely(small, outline, reach=10)
        known = any(np.abs(rough.quad - page.quad).max() < _SAME_PX for page in found)
        if known or rough.support.max() < _SURE:
            continue
        sides = look_closely(small, rough.quad, reach=4)
        if _is_page(small, sides):
            found.append(sides)
    return found


def _is_page(small: Frame, sides: Sides) -> bool:
    """Four sides that stand on edges, or for a page that leaves the picture, those that are in it."""
    if not _is_like_a_page(small, sides.quad):
        return False
    inside = sides.support[sides.within >= _VISIBLE]
    if len(inside) == 4:
        return bool(np.sort(inside)[1] >= _SURE and inside.min() >= _HIDDEN)
    return len(inside) >= 3 and bool(inside.min() >= _SURE)


def _is_like_a_page(small: Frame, quad: Quad) -> bool:
    """Convex, of some size, and with corners that a tilted rectangle can have."""
    before, after = np.roll(quad, 1, axis=0) - quad, np.roll(quad, -1, axis=0) - quad
    lengths = np.hypot(after[:, 0], after[:, 1])
    area = cv2.contourArea(quad.astype(np.float32))
    if lengths.min() < 8 or area < LEAST_PART * small.shape[0] * small.shape[1]:
        return False
    if not cv2.isContourConvex(quad.astype(np.float32)):
        return False
    cosines = (before * after).sum(axis=1) / np.maximum(np.roll(lengths, 1) * lengths, 1e-6)
    opposite = lengths / np.roll(lengths, 2)
    return bool(np.abs(cosines).max() < 0.6 and lengths.max() / lengths.min() < 5 and opposite.max() < 1.8)


def _outermost(pages: list[Sides]) -> Sides:
    """The largest of those that are lighter than their surroundings, or of all: not a table printed on the page.

    Among outlines that are all but the same, the one that fits best.
    """
    lighter = [page for page in pages if page.lighter_inside] or pages
    largest = max(lighter, key=lambda page: _area(page.quad))
    alike = [page for page in lighter if _common(page, largest) > _ALIKE * _area(largest.quad)]
    return max(alike, key=lambda page: float(page.support.sum()))


def _is_second(page: Sides, other: Sides) -> bool:
    """Beyond doubt a page too, and beside the first."""
    if other.support.min() < _SURE or other.within.min() < 1 or other.lighter_inside != page.lighter_inside:
        return False
    if _area(other.quad) < _SECOND_PART * _area(page.quad):
        return False
    return _common(page, other) < 0.1 * _area(other.quad)


def _common(page: Sides, other: Sides) -> float:
    common, _ = cv2.intersectConvexConvex(page.quad.astype(np.float32), other.quad.astype(np.float32))
    return float(common)


def _area(quad: Quad) -> float:
    return float(cv2.contourArea(quad.astype(np.float32)))


def _is_whole(frame: Frame, quad: Quad) -> bool:
    height, width = frame.shape[:2]
    slack = 0.004 * max(height, width)
    least, most = quad.min(axis=0), quad.max(axis=0)
    return bool((least >= -slack).all() and most[0] <= width - 1 + slack and most[1] <= height - 1 + slack)
