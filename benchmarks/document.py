"""`document`: a page found, straightened and judged in a picture of 8 megapixels, against one warp and one resize.

One core: a kiosk's other cores draw the screen meanwhile. The page is a drawing of ours, tilted, on a wooden desk.
"""

import time
from collections.abc import Callable

import cv2
import numpy as np

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread
from devices.document.finding import find
from devices.document.looking import look_at
from devices.document.page import Frame, PageFound
from devices.document.pdf import to_pdf

TARGET = Target(Held.FIGURE, 150.0)
FRAME_PX = (3264, 2448)
PAGE_PX = (2340, 1654)


def measure(station: StationContext, *, quick: bool = False) -> Figure:  # noqa: ARG001  every benchmark's form
    """Milliseconds a picture, in this process."""
    cores = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return _measured(_picture(), 2 if quick else 30)
    finally:
        cv2.setNumThreads(cores)


def _measured(frame: Frame, rounds: int) -> Figure:
    look = look_at(frame)
    if not isinstance(look, PageFound):
        raise TypeError(f"the benchmark's own page was not found: {look}")
    page = look.page
    size = (page.image.shape[1], page.image.shape[0])
    corners = np.array(page.corners, np.float32)
    upright = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    turn = cv2.getPerspectiveTransform(corners, upright)

    def floor() -> None:
        cv2.warpPerspective(frame, turn, size)
        cv2.resize(frame, (frame.shape[1] // 5, frame.shape[0] // 5), interpolation=cv2.INTER_AREA)

    whole_ms, find_ms, floor_ms, pdf_ms = interleaved(
        rounds,
        lambda: _ms(lambda: look_at(frame)),
        lambda: _ms(lambda: find(frame)),
        lambda: _ms(floor),
        lambda: _ms(lambda: to_pdf([page])),
    )
    return Figure(
        "document",
        median(whole_ms),
        "ms",
        median(floor_ms),
        TARGET,
        f"8 megapixels, one core, {spread(whole_ms, 0)} ms; finding alone {median(find_ms):.0f} ms; "
        f"page of {size[0]} x {size[1]} pixels; its PDF {median(pdf_ms):.0f} ms, {len(to_pdf([page])) // 1000} kB",
    )


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _picture() -> Frame:
    """Black lines of print on white paper, a wooden desk around it, seen askew."""
    random = np.random.default_rng(1)
    grain = cv2.resize(random.integers(60, 190, (400, 1), np.uint8), FRAME_PX, interpolation=cv2.INTER_CUBIC)
    picture = cv2.merge([grain // 2, (grain * 0.75).astype(np.uint8), grain])
    page = np.full((PAGE_PX[1], PAGE_PX[0], 3), 240, np.uint8)
    for row in range(150, PAGE_PX[1] - 150, 48):
        cv2.putText(
            page, "0123456789 ABCDEFGH abcdefgh " * 4, (160, row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (40,) * 3, 2
        )
    page[:, -150:] = 240
    flat = np.array([(0, 0), (PAGE_PX[0], 0), PAGE_PX, (0, PAGE_PX[1])], np.float32)
    laid = np.array([(420, 330), (2790, 400), (2880, 2080), (350, 2130)], np.float32)
    onto = cv2.getPerspectiveTransform(flat, laid)
    cv2.warpPerspective(page, onto, FRAME_PX, dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
    return cv2.GaussianBlur(picture, (0, 0), 0.8).astype(np.uint8)
