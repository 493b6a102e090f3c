"""One look at the document tray: the page found, straightened, cropped and judged.

look_at(frame) -> PageFound | NoPage | PageUnfit
"""

from typing import assert_never

from config.faults import FaultCode
from devices.document.finding import Found, Nothing, Several, find
from devices.document.judging import judge
from devices.document.page import Corner, Frame, Look, NoPage, Page, PageFound, PageUnfit, Quad
from devices.document.straightening import straighten


def look_at(frame: Frame) -> Look:
    """What lies on the tray. Pure; any thread; at most 150 ms for 8 megapixels on one core of a kiosk.

    The frame is not changed, and the page is a picture of its own. ValueError for an array that is no frame.
    """
    if frame.ndim != 3 or frame.shape[2] != 3 or min(frame.shape[:2]) < 1:
        raise ValueError("a frame has height, width and three colours")
    finding = find(frame)
    match finding:
        case Nothing():
            return NoPage()
        case Several():
            return PageUnfit(FaultCode.DOCUMENT_SEVERAL)
        case Found(quad, whole):
            return _judged(frame, quad) if whole else PageUnfit(FaultCode.DOCUMENT_CUT_OFF, _corners(quad))
        case _:
            assert_never(finding)


def _judged(frame: Frame, quad: Quad) -> PageFound | PageUnfit:
    image, shape = straighten(frame, quad)
    corners = _corners(quad)
    judged = judge(image)
    if isinstance(judged, FaultCode):
        return PageUnfit(judged, corners)
    return PageFound(Page(image, shape, corners, judged.sharpness))


def _corners(quad: Quad) -> tuple[Corner, Corner, Corner, Corner]:
    first, second, third, fourth = ((float(x), float(y)) for x, y in quad)
    return first, second, third, fourth
