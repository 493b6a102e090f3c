"""How well an outline lies on the edges of a real page, and where exactly those edges run.

Along each side, short profiles are read across it. On a page's edge they all change from the tray's colour to the
paper's at the same place; in wood grain or felt they do not. A straight line through those places, deaf to fingers and
to crumpled stretches (Theil 1950, Sen 1968), is the side; two sides meet in a corner, even one hidden under a thumb.
Pure; any thread.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from devices.document.page import Frame, Quad

_SAMPLES = 48
_FROM, _TO = 0.04, 0.96
"""The stretch of a side that is looked at: corners are rounded, dog-eared and held."""
_STEP = 3
"""Pixels on either side of an edge whose colours are compared."""
_LEAST_STEP = 8.0
"""CIE L*a*b* units as 8-bit pixels have them: about a white sheet on a light-grey table."""
_STRAIGHT_PX = 2.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The four sides top, right, bottom, left of one outline after a closer look."""

    quad: Quad
    support: Floats
    """For each side, which part of it within the picture lies on an edge; shape (4,), 0 to 1."""
    within: Floats
    """For each side, which part of it lies within the picture; shape (4,), 0 to 1."""
    lighter_inside: bool
    """The page is lighter than what is around it, as paper is."""


def look_closely(frame: Frame, quad: Quad, reach: int) -> Sides:
    """The outline moved onto the edges near it. ``reach`` is how far off, in pixels, they are looked for."""
    starts, ends = quad, np.roll(quad, -1, axis=0)
    along = ends - starts
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)
    inwards = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, np.newaxis]
    parts = np.linspace(_FROM, _TO, _SAMPLES)
    on_side = starts[:, np.newaxis] + parts[np.newaxis, :, np.newaxis] * along[:, np.newaxis]
    far = reach + _STEP
    across = np.arange(-far, far + 1, dtype=np.float64)
    points = (
        on_side[:, :, np.newaxis]
        + across[np.newaxis, np.newaxis, :, np.newaxis] * inwards[:, np.newaxis, np.newaxis]
    )
    within = _within(frame, on_side, margin=_STEP)
    steps, lighter = _steps(_lab(frame, points), within)
    best = steps.argmax(axis=2)
    strong = within & (np.take_along_axis(steps, best[..., np.newaxis], axis=2)[..., 0] >= _LEAST_STEP)
    offsets = _finer(steps, best) - reach
    support = np.zeros(4)
    moved_starts, moved_ends = starts.copy(), ends.copy()
    for side in range(4):
        held = strong[side]
        if held.sum() < _SAMPLES // 6:
            continue
        slope, height = _theil_sen(parts[held], offsets[side][held])
        straight = np.abs(offsets[side] - (height + slope * parts)) <= max(_STRAIGHT_PX, reach / 5)
        support[side] = (held & straight).sum() / max(1, within[side].sum())
        moved_starts[side] += height * inwards[side]
        moved_ends[side] += (height + slope) * inwards[side]
    return Sides(_corners(moved_starts, moved_ends, quad), support, within.mean(axis=1), lighter)


def _within(frame: Frame, points: Floats, margin: int) -> npt.NDArray[np.bool_]:
    height, width = frame.shape[:2]
    x, y = points[..., 0], points[..., 1]
    inside = (x >= margin) & (y >= margin) & (x <= width - 1 - margin) & (y <= height - 1 - margin)
    return np.asarray(inside, dtype=np.bool_)


def _lab(frame: Frame, points: Floats) -> Floats:
    """The colours at these points, shape (4, samples, across, 3)."""
    flat = points.reshape(4 * _SAMPLES, -1, 2).astype(np.float32)
    seen = cv2.remap(frame, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lab = cv2.cvtColor(seen, cv2.COLOR_BGR2LAB).astype(np.float64)
    return lab.reshape(4, _SAMPLES, -1, 3)


def _steps(lab: Floats, within: npt.NDArray[np.bool_]) -> tuple[Floats, bool]:
    """For each place across each sample, how far the colour changes there from the tray's towards the paper's."""
    sums = np.cumsum(np.pad(lab, ((0, 0), (0, 0), (1, 0), (0, 0))), axis=2)
    means = (sums[:, :, _STEP:] - sums[:, :, :-_STEP]) / _STEP
    steps = means[:, :, _STEP + 1 :] - means[:, :, : -_STEP - 1]
    whole = lab[:, :, -_STEP:].mean(axis=2) - lab[:, :, :_STEP].mean(axis=2)
    usual = np.stack(
        [
            np.median(whole[side][within[side]], axis=0) if within[side].any() else np.zeros(3)
            for side in range(4)
        ]
    )
    direction = usual / np.maximum(np.linalg.norm(usual, axis=1, keepdims=True), 1e-6)
    lighter = float((usual[:, 0] * within.mean(axis=1)).sum()) > 0
    return np.einsum("saoc,sc->sao", steps, direction), lighter


def _finer(steps: Floats, best: npt.NDArray[np.intp]) -> Floats:
    """The place of the strongest change, between pixels by a parabola through its neighbours."""
    inner = np.clip(best, 1, steps.shape[2] - 2)
    left, top, right = (
        np.take_along_axis(steps, (inner + by)[..., np.newaxis], axis=2)[..., 0] for by in (-1, 0, 1)
    )
    bend = left - 2 * top + right
    shift = np.where(bend < -1e-9, 0.5 * (left - right) / np.where(bend < -1e-9, bend, -1.0), 0.0)
    return np.where(inner == best, inner + np.clip(shift, -0.5, 0.5), best)


def _theil_sen(x: Floats, y: Floats) -> tuple[float, float]:
    """Slope and height at 0 of the line that the middle of all pairs agrees on: up to 29 % may lie anywhere."""
    first, second = np.triu_indices(len(x), k=1)
    slope = float(np.median((y[second] - y[first]) / (x[second] - x[first])))
    return slope, float(np.median(y - slope * x))


def _corners(starts: Floats, ends: Floats, otherwise: Quad) -> Quad:
    """Where neighbouring sides meet; as it was where they are all but parallel."""
    corners = otherwise.copy()
    for number in range(4):
        before = number - 1
        one, other = ends[before] - starts[before], ends[number] - starts[number]
        cross = one[0] * other[1] - one[1] * other[0]
        if abs(cross) < 0.2 * np.hypot(*one) * np.hypot(*other):
            continue
        between = starts[number] - starts[before]
        part = (between[0] * other[1] - between[1] * other[0]) / cross
        corners[number] = starts[before] + part * one
    return corners
