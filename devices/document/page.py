"""What a look at the document tray can give: one page fit for use, none, or one that must be laid down better.

Frames are pictures as cameras give them: ``uint8``, shape (height, width, 3), blue green red. Corners are pixels of
the frame, x to the right and y down, the centre of the first pixel being (0, 0). Values only; any thread.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import numpy.typing as npt

from config.faults import FaultCode

Frame = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float64]
"""Four corners, shape (4, 2): top left, top right, bottom right, bottom left as the picture shows them."""

Corner = tuple[float, float]


class Shape(Enum):
    """What the page's proportions say that it is; each with its size in millimetres, longer side first."""

    A_SERIES = (297.0, 210.0)
    """ISO 216: taken for A4, for A3, A5 and A6 have the same proportions."""
    CARD = (85.6, 53.98)
    """ISO/IEC 7810 ID-1: identity cards, bank cards, social-security cards."""
    OTHER = (297.0, 297.0)
    """Anything else: the size is that of the square it is fitted into."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page, straightened and cropped; it stands as it lay before the camera. Its picture stays out of the repr."""

    image: Frame = field(repr=False)
    shape: Shape
    corners: tuple[Corner, Corner, Corner, Corner]
    """Where it lay in the frame: top left, top right, bottom right, bottom left."""
    sharpness: float | None
    """How steep its printed edges are, 0 to 1 (see ``judging.py``); None for a page without print."""


@dataclass(frozen=True, slots=True)
class PageFound:
    """One page, whole and legible."""

    page: Page


@dataclass(frozen=True, slots=True)
class NoPage:
    """Nothing on the tray looks like a page."""

    reason: FaultCode = FaultCode.DOCUMENT_NONE


@dataclass(frozen=True, slots=True)
class PageUnfit:
    """There is a page, but the platform's officers could not use its picture. ``reason`` is a ``document_…`` code."""

    reason: FaultCode
    corners: tuple[Corner, Corner, Corner, Corner] | None = None
    """Where the page lies, for the frame drawn around it on the screen; corners may lie outside the picture."""


Look = PageFound | NoPage | PageUnfit
