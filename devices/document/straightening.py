"""Straightens a page: what a tilted camera saw as a crooked quadrangle becomes the rectangle that it is.

The true proportions follow from the picture itself (Zhang and He, Whiteboard scanning and image enhancement, 2007):
the sides of a rectangle are square to each other, which tells the camera's focal length, and that tells how much each
side was foreshortened. The camera's axis is taken to meet the picture in its middle, its pixels to be square.
Pure; any thread; the frame is not changed.
"""

import math

import cv2
import numpy as np

from devices.document.page import Frame, Quad, Shape

_FOCAL_OF_LONGER_SIDE = 1.1
"""Where the picture does not tell: the usual document camera sees about 50 degrees across."""
_RUNS_TOGETHER = 0.02
_NEAR = 0.035
"""Proportions this close to a known shape's are taken to be that shape's."""


def straighten(frame: Frame, quad: Quad) -> tuple[Frame, Shape]:
    """The page alone, upright as it lies in the frame, at the frame's own resolution."""
    ratio, shape = _known(proportions(quad, frame.shape[1], frame.shape[0]))
    top, right, bottom, left = np.hypot(*(np.roll(quad, -1, axis=0) - quad).T)
    width = max(top, bottom, max(left, right) * ratio)
    size = (max(1, round(width)), max(1, round(width / ratio)))
    # A pixel's centre is at whole numbers; the page's edge is half a pixel before its first pixel's centre.
    onto = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32) - 0.5
    turn = cv2.getPerspectiveTransform(quad.astype(np.float32), onto.astype(np.float32))
    straight = cv2.warpPerspective(frame, turn, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return straight.astype(np.uint8), shape


def proportions(quad: Quad, frame_width: int, frame_height: int) -> float:
    """The page's true width by its height."""
    middle = np.array([frame_width - 1, frame_height - 1]) / 2
    longer = max(frame_width, frame_height)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    seen = ((quad - middle) / longer).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(square, seen).astype(np.float64)
    across, down = matrix[:, 0], matrix[:, 1]
    inverse_focal_squared = 1 / _focal(across, down) ** 2
    weights = np.array([inverse_focal_squared, inverse_focal_squared, 1.0])
    return math.sqrt(float((weights * across**2).sum() / (weights * down**2).sum()))


def _focal(across: np.ndarray, down: np.ndarray) -> float:
    """In units of the picture's longer side; the usual camera's unless both sides run visibly to a vanishing point."""
    vanishing = across[2] * down[2]
    if abs(across[2]) < _RUNS_TOGETHER or abs(down[2]) < _RUNS_TOGETHER:
        return _FOCAL_OF_LONGER_SIDE
    squared = -(across[0] * down[0] + across[1] * down[1]) / vanishing
    return math.sqrt(squared) if 0.6**2 < squared < 3.0**2 else _FOCAL_OF_LONGER_SIDE


def _known(ratio: float) -> tuple[float, Shape]:
    for shape in (Shape.A_SERIES, Shape.CARD):
        longer, shorter = shape.value
        for exact in (longer / shorter, shorter / longer):
            if abs(ratio / exact - 1) <= _NEAR:
                return exact, shape
    return ratio, Shape.OTHER
