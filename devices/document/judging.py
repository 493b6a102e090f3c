"""Judges a straightened page as an officer would who has to read it: large enough, light enough, no glare, sharp.

Pure; any thread; the picture is not changed.

Sharpness: print has steep edges. Where a page has strong contrast within 9 pixels, the steepest slope between two
neighbouring pixels is divided by that contrast; the middle of all these is the page's sharpness. An edge blurred by a
Gaussian of s pixels gives about 0.4 / s: 0.5 and more in focus, 0.2 for s = 2, at which small print melts together.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from config.faults import FaultCode
from devices.document.page import Frame

_LEAST_SIDE_PX = 180
"""The shorter side of a card at 85 dots an inch: its number is nine pixels high."""
_LEAST_LIGHT = 60
"""The paper's own lightness, 0 to 255, under which noise swallows pencil and stamps."""
_PAPER_PERCENTILE = 75
_BURNT_OUT = 250
_BESIDE_PAPER = 12
"""Glare is lighter than the paper around it; a page that is white all over has none."""
_LEAST_GLARE = 0.004
"""Part of the page: on A4, a spot of 2.5 cm by 1 cm."""
_LEAST_SHARPNESS = 0.19
_JUDGED_AT_PX = 1200
"""The shorter side, 145 dots an inch on A4: blur finer than this harms no reader."""
_WINDOW_PX = 13
_EVERY = 3
"""Every third line is enough to tell."""
_CONTRAST_OF_PAPER = 0.2
_LEAST_CONTRAST = 20
_TINY = 4
_LEAST_BANDS = 8
_BANDS_OF_PAPER = 0.06
_BANDED = 0.1
_LEAST_PRINT = 0.001
"""Part of the page that must be edges of print before its sharpness can be told."""


@dataclass(frozen=True, slots=True)
class Legible:
    """Nothing is wrong with the page."""

    sharpness: float | None
    """0 to 1 as described above; None where there is too little print to tell."""


def judge(page: Frame) -> Legible | FaultCode:
    """Why this page cannot be used, the plainest reason first, or that it can."""
    if min(page.shape[:2]) < _LEAST_SIDE_PX:
        return FaultCode.DOCUMENT_SMALL
    grey = _judged(page)
    paper = float(np.percentile(grey[::4, ::4], _PAPER_PERCENTILE))
    if paper < _LEAST_LIGHT:
        return FaultCode.DOCUMENT_DARK
    if _glare(grey, paper):
        return FaultCode.DOCUMENT_GLARE
    sharpness = _sharpness(grey, paper)
    if _washed_out(grey, paper) if sharpness is None else sharpness < _LEAST_SHARPNESS:
        return FaultCode.DOCUMENT_BLURRED
    return Legible(sharpness)


def _judged(page: Frame) -> Frame:
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    shrink = _JUDGED_AT_PX / min(page.shape[:2])
    if shrink < 1:
        size = (round(grey.shape[1] * shrink), round(grey.shape[0] * shrink))
        # Up to twice as large, the quicker way loses no line either.
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR if shrink > 0.5 else cv2.INTER_AREA)
    return grey.astype(np.uint8)


def _glare(grey: Frame, paper: float) -> bool:
    if paper > 255 - _BESIDE_PAPER:
        return False
    burnt = np.where(grey >= _BURNT_OUT, 255, 0).astype(np.uint8)
    spots = cv2.morphologyEx(burnt[::2, ::2], cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(spots)
    return bool((found[1:, cv2.CC_STAT_AREA] > _LEAST_GLARE * spots.size).any())


def _sharpness(grey: Frame, paper: float) -> float | None:
    """Across and down apart, for a page that was pulled away is sharp in one direction still; the worse counts."""
    rim = min(grey.shape) // 20  # the tray shines into the outermost pixels of a blurred page
    calm = cv2.blur(grey[rim:-rim, rim:-rim], (3, 3)).astype(np.uint8)
    least = max(_LEAST_CONTRAST, _CONTRAST_OF_PAPER * paper)
    across = _steepness(calm[::_EVERY], least)
    down = _steepness(np.ascontiguousarray(calm.T[::_EVERY]), least)
    if max(across[0], down[0]) < _LEAST_PRINT:
        return None
    return min(across[1], down[1])


def _steepness(grey: Frame, least: float) -> tuple[float, float]:
    """Which part of the page has print, seen from left to right; how steep its edges are."""
    window = np.full((1, _WINDOW_PX), 1, dtype=np.uint8)
    contrast = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, window)[:, :-1]
    steepest = cv2.dilate(cv2.absdiff(grey[:, 1:], grey[:, :-1]), window)
    print_ = contrast >= least
    if not print_.any():
        return 0.0, 0.0
    return float(print_.mean()), float(np.median(steepest[print_] / contrast[print_].astype(np.float32)))


def _washed_out(grey: Frame, paper: float) -> bool:
    """Lines of print run into grey bands: in a much smaller picture there is something, in the large one nothing."""
    tiny = cv2.resize(grey, None, fx=1 / _TINY, fy=1 / _TINY, interpolation=cv2.INTER_AREA)
    rim = max(1, min(tiny.shape) // 30)
    window = np.ones((_WINDOW_PX, _WINDOW_PX), np.uint8)
    contrast = cv2.morphologyEx(tiny[rim:-rim, rim:-rim], cv2.MORPH_GRADIENT, window)
    return bool((contrast >= max(_LEAST_BANDS, _BANDS_OF_PAPER * paper)).mean() > _BANDED)
