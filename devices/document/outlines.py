"""Where in a small picture a page might lie: four-cornered outlines, good and bad ones, found in several ways.

A white page on a dark mat is found by its lightness, one on wood by its lack of colour, one on a light table by the
line of its edges, one half in shadow by being unlike the tray. No way works everywhere, so all are tried and
``sides.py`` judges what they find. Pure; any thread.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from devices.document.page import Frame, Quad

Mask = npt.NDArray[np.uint8]

LEAST_PART = 0.015
"""A page takes at least this part of the picture; an ID card on a tray made for A4 takes about 0.04."""
_MOST_PART = 0.97
_OUTLINES_PER_MASK = 3
_FINGER_PX = 40
_RIM_PX = 6
"""What the picture shows at its very edge is taken for the tray."""


def outlines(small: Frame) -> list[Quad]:
    """Every outline that could be a page's, corners clockwise from the top left. ``small`` is about 640 pixels wide."""
    area = small.shape[0] * small.shape[1]
    found: list[Quad] = []
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        large = [contour for contour in contours if _box(contour) >= LEAST_PART * area]
        hulls = [cv2.convexHull(contour).astype(np.int32) for contour in large]
        sizes = [(cv2.contourArea(hull), hull) for hull in hulls]
        fitting = [(size, hull) for size, hull in sizes if LEAST_PART * area <= size <= _MOST_PART * area]
        fitting.sort(key=lambda one: one[0], reverse=True)
        for _, hull in fitting[:_OUTLINES_PER_MASK]:
            quad = _four_corners(hull)
            if quad is not None and not any(np.abs(quad - known).max() < 4 for known in found):
                found.append(quad)
    return found


def clockwise(points: npt.NDArray[np.float64]) -> Quad:
    """The corners clockwise as the picture shows them, the one nearest to the picture's origin first."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    turned = points[np.argsort(angles)]
    return np.roll(turned, -int(np.argmin(turned.sum(axis=1))), axis=0)


def _masks(small: Frame) -> Iterator[Mask]:
    """White where a page might be. The grain of wood and the noise of felt are smoothed away first."""
    smooth = cv2.medianBlur(small, 5)
    seen = cv2.cvtColor(smooth, cv2.COLOR_BGR2YCrCb).astype(np.float32)
    light = seen[..., 0]
    colour = np.hypot(seen[..., 1] - 128, seen[..., 2] - 128)
    rims = (seen[:_RIM_PX], seen[-_RIM_PX:], seen[:, :_RIM_PX], seen[:, -_RIM_PX:])
    tray = np.median(np.concatenate([rim.reshape(-1, 3) for rim in rims]), axis=0)
    unlike_tray = np.linalg.norm(seen - tray, axis=2)
    whiteness = light - 2.0 * colour
    greyness = 255 - 400 * colour / (light + 20)
    for value in (whiteness, unlike_tray, greyness, light):
        yield from _opened(_above_otsu(value))
    edges = cv2.Canny(cv2.GaussianBlur(light, (0, 0), 1.0).astype(np.uint8), 18, 45)
    for thickness in (3, 7):
        # A shadow falls softly and draws no edge, so the page stays one piece that its edges fence in.
        yield np.where(cv2.dilate(edges, _square(thickness)), 0, 255).astype(np.uint8)


def _opened(mask: Mask) -> Iterator[Mask]:
    """With holes of print closed; then without what is as thin as a finger."""
    yield cv2.morphologyEx(mask, cv2.MORPH_OPEN, _square(5)).astype(np.uint8)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _square(9))
    core = cv2.distanceTransform(closed, cv2.DIST_L2, 3) > _FINGER_PX / 2
    if core.any():
        away = cv2.distanceTransform(np.where(core, 0, 255).astype(np.uint8), cv2.DIST_L2, 3)
        yield np.where(away <= _FINGER_PX / 2, 255, 0).astype(np.uint8)


def _above_otsu(value: npt.NDArray[np.floating]) -> Mask:
    bytes_ = np.clip(value, 0, 255).astype(np.uint8)
    _, mask = cv2.threshold(bytes_, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(mask, np.uint8)


def _box(contour: cv2.typing.MatLike) -> int:
    _, _, width, height = cv2.boundingRect(contour)
    return width * height


def _square(side: int) -> Mask:
    square: Mask = np.ones((side, side), np.uint8)
    return square


def _four_corners(hull: npt.NDArray[np.int32]) -> Quad | None:
    """The tightest four-cornered figure around the hull; None where there is none."""
    if len(hull) < 4:
        return None
    quad = cv2.approxPolyN(hull, 4, ensure_convex=True).reshape(-1, 2).astype(np.float64)
    return clockwise(quad) if len(quad) == 4 else None
