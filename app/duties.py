"""What a station does when a visit asks: save, print, keep a rating. Each duty blocks and answers with an event.

The touchscreen gives them to worker threads, a headless visit calls them one after the other: the same code.
"""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from config.faults import EnvironmentFault, FaultCode
from devices.receipt_printer.printer import (
    AlreadyPrinted,
    NotPrinted,
    Printed,
    PrintUncertain,
    ReceiptPrinter,
)
from devices.receipt_printer.slip import Slip
from kiosk.case import CaseReport
from kiosk.catalogue.words import Language
from kiosk.envelope import SealedApplication
from kiosk.filing import Filing, seal_draft
from kiosk.receipt import Place, receipt
from kiosk.slips import appeal_slip, places_slip, progress_slip
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.effect import (
    PrintAppeal,
    PrintPlaces,
    PrintProgress,
    PrintReceipt,
    PrintSlip,
    SaveApplication,
    SaveRating,
)
from sync.case_report import case_report


class Duties:
    """``printer`` is None where the station has none. Printing is for the printer's own thread only."""

    def __init__(
        self,
        outbox: Outbox,
        filing: Filing,
        printer: ReceiptPrinter | None,
        place: Callable[[Language], Place],
        now: Callable[[], datetime],
    ) -> None:
        self._outbox = outbox
        self._filing = filing
        self._printer = printer
        self._place = place
        self._now = now

    def save(self, effect: SaveApplication) -> e.ApplicationSaved | e.SavingFailed:
        """Seals and makes durable; "saved" only after that. Any thread."""
        at = self._now()
        try:
            self._outbox.add_all(self._sealed(effect, at), at)
        except EnvironmentFault as fault:
            return e.SavingFailed(fault.code)
        return e.ApplicationSaved(effect.application_id)

    def _sealed(self, effect: SaveApplication, at: datetime) -> list[SealedApplication]:
        group = effect.application_id if len(effect.parts) > 1 else None
        return [seal_draft(part.draft, part.application_id, self._filing, at, group) for part in effect.parts]

    def print_slip(self, effect: PrintSlip) -> e.SlipPrinted | e.SlipFailed:
        if self._printer is None:
            return e.SlipFailed(FaultCode.PRINTER_NOT_FITTED, on_paper=False)
        outcome = self._printer.print_slip(self.slip(effect))
        match outcome:
            case Printed() | AlreadyPrinted():
                return e.SlipPrinted()
            case NotPrinted(fault):
                return e.SlipFailed(fault, on_paper=False)
            case PrintUncertain(fault):
                return e.SlipFailed(fault, on_paper=True)
            case _ as never:
                assert_never(never)

    def slip(self, effect: PrintSlip) -> Slip:
        """What is to be printed, as it is true now. Any thread."""
        where, at = self._place(effect.language), self._now()
        match effect:
            case PrintReceipt():
                return receipt(effect, where, at)
            case PrintPlaces():
                return places_slip(effect, where, at)
            case PrintProgress():
                return progress_slip(effect, where, at)
            case PrintAppeal():
                return appeal_slip(effect, where, at)
            case _ as never:
                assert_never(never)

    def save_rating(self, effect: SaveRating) -> None:
        """Any thread. A rating that cannot be kept is dropped: it must never hold anybody up."""
        try:
            self._outbox.add_rating(effect.application_id, effect.level, effect.aspects, self._now())
        except EnvironmentFault:
            return

    def case(self, application_id: str) -> CaseReport | None:
        """The platform's word on an application as the sync process last wrote it down. Any thread."""
        try:
            row = self._outbox.get(application_id)
        except EnvironmentFault:
            return None
        return case_report(row) if row is not None else None
