"""What the finger left, laid out evenly: small steps of one length in a box of one size, wherever and however it wrote.

People write the left half of a character narrow and the right half wide, or fill a corner and leave the rest empty.
Coordinates are therefore stretched where much ink is and squeezed where there is little (line density equalisation),
and a long flat character stays flatter than wide, though less so.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Stroke = Sequence[Point]
"""Where the finger went between touching and leaving the glass: any unit, x to the right, y downwards."""
Floats = NDArray[np.float64]

_STEP = 1 / 48
"""Of the box. About 6 pixels in a field of 300, so that the steps of a slow finger are no directions of their own."""
MOST_STEPS = 3000
"""About, for a drawing of any length: a child's scribble may be a hundred times as long as a character."""
_BINS = 32
_SMOOTHED_BINS = 3.0
_SLANT_INK = 0.25
"""How much a stroke along an axis counts for density along that axis, beside what crosses it."""
_FLAT = 0.2
"""Of the longer side. A side below is too short for its density to mean anything."""
_LEAST_EXTENT = 1e-150


def even_ink(strokes: Sequence[Stroke]) -> tuple[Floats, Floats] | None:
    """Middles of the steps and the steps themselves, both (n, 2), in a box from -0.5 to 0.5.

    None when there is no line: no strokes, dots alone, or coordinates that are no numbers.
    """
    paths = [np.asarray(stroke, dtype=np.float64).reshape(-1, 2) for stroke in strokes if len(stroke) > 1]
    if not paths:
        return None
    corners = np.concatenate(paths)
    with np.errstate(over="ignore", invalid="ignore"):
        least = corners.min(axis=0)
        extent = corners.max(axis=0) - least
    size = float(extent.max())
    if not _LEAST_EXTENT < size < np.inf:
        return None
    middles, steps = _walked([(path - least) / size for path in paths])
    if not len(steps):
        return None
    return _equalised(middles, steps, extent / size)


def _walked(paths: Sequence[Floats]) -> tuple[Floats, Floats]:
    lengths = [np.hypot(*np.diff(path, axis=0).T) for path in paths]
    whole = sum(float(length.sum()) for length in lengths)
    step = max(_STEP, whole / MOST_STEPS)
    middles: list[Floats] = [np.empty((0, 2))]
    steps: list[Floats] = [np.empty((0, 2))]
    for path, length in zip(paths, lengths, strict=True):
        along = np.concatenate([[0.0], np.cumsum(length)])
        if along[-1] <= 0:
            continue
        marks = np.linspace(0.0, along[-1], max(2, int(along[-1] / step) + 1) + 1)
        walked = np.stack([np.interp(marks, along, path[:, 0]), np.interp(marks, along, path[:, 1])], axis=1)
        middles.append((walked[1:] + walked[:-1]) / 2)
        steps.append(np.diff(walked, axis=0))
    return np.concatenate(middles), np.concatenate(steps)


def _equalised(middles: Floats, steps: Floats, extent: Floats) -> tuple[Floats, Floats]:
    ratio = float(extent.min())
    side = np.where(extent >= 1.0, 1.0, np.sqrt(np.sin(np.pi / 2 * ratio)))
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    laid, turned = np.empty_like(middles), np.empty_like(steps)
    for axis in (0, 1):
        if extent[axis] < _FLAT:
            scale = side[axis] / max(float(extent[axis]), 1e-3)
            laid[:, axis] = (middles[:, axis] - extent[axis] / 2) * scale
            turned[:, axis] = steps[:, axis] * scale
            continue
        ink = np.abs(steps[:, 1 - axis]) + _SLANT_INK * lengths
        stretch = _stretch(middles[:, axis] / extent[axis], ink)
        begin = np.interp((middles[:, axis] - steps[:, axis] / 2) / extent[axis], *stretch)
        end = np.interp((middles[:, axis] + steps[:, axis] / 2) / extent[axis], *stretch)
        laid[:, axis] = ((begin + end) / 2 - 0.5) * side[axis]
        turned[:, axis] = (end - begin) * side[axis]
    return laid, turned


def _stretch(places: Floats, ink: Floats) -> tuple[Floats, Floats]:
    """A map of 0..1 onto itself, steeper where there is more ink; half of it is the straight line."""
    density, _ = np.histogram(places, bins=_BINS, range=(0.0, 1.0), weights=ink)
    reach = np.arange(-8, 9) / _SMOOTHED_BINS
    bell = np.exp(-0.5 * reach**2)
    smooth = np.convolve(density, bell / bell.sum(), "same")
    height = np.concatenate([[0.0], np.cumsum(smooth + smooth.mean())])
    return np.linspace(0.0, 1.0, _BINS + 1), height / height[-1]
