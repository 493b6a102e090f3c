"""Takes one paper from under the document camera: the first look at which it can be read, as a PDF in memory."""

import time
from typing import assert_never

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.document.looking import look_at
from devices.document.page import NoPage, Page, PageFound, PageUnfit
from devices.document.pdf import to_pdf
from kiosk.application import Attachment
from kiosk.visit import event as e
from kiosk.visit.effect import TakePaper

PATIENCE_S = 5.0
"""So long a resident holds still; then the screen says what is wrong with the picture."""

PDF = "application/pdf"


def take_paper(camera: Camera | None, effect: TakePaper) -> e.PaperTaken | e.PaperNotTaken:
    """On the camera's own thread; nothing of the picture is written anywhere."""
    page = FaultCode.CAMERA_NOT_FITTED if camera is None else first_page(camera, PATIENCE_S)
    if isinstance(page, FaultCode):
        return e.PaperNotTaken(effect.application_id, page)
    material, content = effect.material, to_pdf([page])
    paper = Attachment(material=material, name=f"{material}.pdf", media_type=PDF, content=content)
    return e.PaperTaken(effect.application_id, paper)


def first_page(camera: Camera, patience_s: float) -> Page | FaultCode:
    """The first page that can be read, or what is wrong with the last look. On the camera's own thread."""
    trouble = FaultCode.DOCUMENT_NONE
    deadline = time.monotonic() + patience_s
    number = 0
    with camera.watch() as watch:
        while (left := deadline - time.monotonic()) > 0:
            frame = watch.latest(left, number)
            if isinstance(frame, FaultCode):
                trouble = frame
                continue
            number = frame.number
            look = look_at(frame.picture)
            match look:
                case PageFound(page=page):
                    return page
                case PageUnfit(reason) | NoPage(reason):
                    trouble = reason
                case _ as never:
                    assert_never(never)
    return trouble
