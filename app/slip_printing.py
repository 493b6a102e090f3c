"""Prints a slip: by the receipt printer, or on a page where nothing came out of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import assert_never

from app.device_threads import Post
from app.duties import Duties
from app.offered_devices import PRINTER
from config.faults import FaultCode
from devices.device import Device
from devices.page_printer.outcome import AlreadyPrinted, NotPrinted, Printed, PrintUncertain
from devices.page_printer.printer import PagePrinter
from devices.receipt_printer.slip import Slip
from kiosk.catalogue.words import Language
from kiosk.document.slip_page import slip_sheet
from kiosk.document.typesetting import to_pdf
from kiosk.visit import event as e
from kiosk.visit.effect import PrintSlip
from kiosk.visit.surroundings import PAGES


class SlipPrinting:
    """``do`` carries a job out on a fitted device's own thread, where the answer is posted from."""

    def __init__(
        self,
        duties: Duties,
        devices: Mapping[str, Device | None],
        do: Callable[[str, Callable[[], None]], None],
        post: Post,
        now: Callable[[], datetime],
    ) -> None:
        self._duties = duties
        self._devices = devices
        self._do = do
        self._post = post
        self._now = now

    def print_slip(self, effect: PrintSlip, switched_off: frozenset[str]) -> None:
        """Returns at once. ``switched_off``: devices that operators do not let visits use."""
        pages = self._devices[PAGES] if PAGES not in switched_off else None
        if self._devices[PRINTER] is not None and PRINTER not in switched_off:
            self._do(PRINTER, lambda: self._to_roll(effect, pages))
        else:
            self._to_page(effect, pages, e.SlipFailed(FaultCode.PRINTER_NOT_FITTED, on_paper=False))

    def _to_roll(self, effect: PrintSlip, pages: Device | None) -> None:
        answer = self._duties.print_slip(effect)
        if isinstance(answer, e.SlipFailed) and not answer.on_paper:
            self._to_page(effect, pages, answer)
        else:
            self._post(answer)

    def _to_page(self, effect: PrintSlip, pages: Device | None, otherwise: e.SlipFailed) -> None:
        if isinstance(pages, PagePrinter):
            slip = self._duties.slip(effect)
            self._do(PAGES, lambda: self._post(print_on_page(pages, slip, effect.language, self._now())))
        else:
            self._post(otherwise)


def print_on_page(
    printer: PagePrinter, slip: Slip, language: Language, at: datetime
) -> e.SlipPrinted | e.SlipFailed:
    """On the page printer's own thread; the PDF is made in memory only."""
    outcome = printer.print_document(f"page/{slip.id}", to_pdf(slip_sheet(slip, language, at)))
    match outcome:
        case Printed() | AlreadyPrinted():
            return e.SlipPrinted(on_page=True)
        case NotPrinted(fault):
            return e.SlipFailed(fault, on_paper=False)
        case PrintUncertain(fault):
            return e.SlipFailed(fault, on_paper=True)
        case _ as never:
            assert_never(never)
