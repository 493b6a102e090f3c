"""Straightened pages as one PDF: each page a JPEG of its true size, made in memory only, the same bytes every time.

It tells nothing of the machine, the hour or the program's user.
"""

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image

from devices.document.page import Page, Shape

_MM_PER_INCH = 25.4
_PAGE_DPI = 200
"""DA/T 31-2017 asks at least this of scanned paper; 200 to 600 kB for a page of print."""
_CARD_DPI = 300
_QUALITY = 80
_NOTHING_ABOUT_US = {"title": None, "creationDate": None, "modDate": None}


def to_pdf(pages: Sequence[Page]) -> bytes:
    """One PDF page for each, in this order. Any thread; about 40 ms a page. ValueError for no page."""
    if not pages:
        raise ValueError("a PDF has a page")
    buffer = io.BytesIO()
    for number, page in enumerate(pages):
        image, dpi = _at_print_size(page)
        image.save(buffer, "PDF", append=number > 0, resolution=dpi, quality=_QUALITY, **_NOTHING_ABOUT_US)
    return buffer.getvalue()


def _at_print_size(page: Page) -> tuple[Image.Image, float]:
    """The picture with no more dots than the page is printed with, and how many of them make an inch."""
    longer_in = page.shape.value[0] / _MM_PER_INCH
    most_dpi = _CARD_DPI if page.shape is Shape.CARD else _PAGE_DPI
    dpi = max(page.image.shape[:2]) / longer_in
    picture = page.image
    if dpi > most_dpi:
        shrink = most_dpi / dpi
        size = (round(picture.shape[1] * shrink), round(picture.shape[0] * shrink))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
        dpi = max(picture.shape[:2]) / longer_in
    return Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)), dpi
