"""A slip comes out of the receipt printer; where that is out of paper, on a page; and never on both."""

import queue
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.duties import Duties
from app.slip_printing import SlipPrinting
from config.faults import FaultCode
from devices.device import Device
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from kiosk.catalogue.words import Language
from kiosk.filing import Filing
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.effect import PrintAppeal
from kiosk.visit.sample_hall import ITEM
from tests.app.test_filing_a_cart import KEY, place
from tests.kiosk.store.hall import small_station

AT = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
HASTY = Limits(upload_s=5.0, waiting_s=1.0, total_s=40.0, stall_s=0.2, poll_s=0.01)
SLIP = PrintAppeal("appeal/1", ITEM, "7K3M-9Q2X-AB4D-EFGH-5", date(2026, 11, 30), Language.ZH)


@dataclass
class Hall:
    roll: SimulatedReceiptPrinter
    pages: SimulatedPagePrinter
    devices: dict[str, Device | None]
    duties: Duties

    def print_slip(self, *off: str) -> e.Event:
        answers: queue.SimpleQueue[e.Event] = queue.SimpleQueue()
        printing = SlipPrinting(self.duties, self.devices, _at_once, answers.put, lambda: AT)
        printing.print_slip(SLIP, frozenset(off))
        answer = answers.get_nowait()
        assert answers.empty()
        return answer

    def papers(self) -> tuple[int, int]:
        """Slips and pages that came out."""
        return len(self.roll.receipts()), len(self.pages.documents())


def _at_once(_device: str, job: Callable[[], None]) -> None:
    job()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    roll, pages = SimulatedReceiptPrinter(), SimulatedPagePrinter()
    wire: Mapping[str, str | int] = roll.address()
    printer = ReceiptPrinter(
        lambda: TcpConnection(str(wire["host"]), int(wire["port"])), lambda: AT, driver="escpos-tcp"
    )
    page_printer = PagePrinter(
        lambda: str(pages.address()["uri"]), lambda: AT, driver="ipp", station="HK-DEMO-001", limits=HASTY
    )
    outbox = Outbox(small_station(tmp_path / "data"))
    duties = Duties(
        outbox, Filing("HK-TEST-001", "fingerprint", KEY.public_key()), printer, place, lambda: AT
    )
    yield Hall(roll, pages, {"receipt_printer": printer, "page_printer": page_printer}, duties)
    outbox.database.close()
    printer.close()
    roll.close()
    pages.close()


def test_the_receipt_printer_prints_it_and_no_page(hall: Hall) -> None:
    assert hall.print_slip() == e.SlipPrinted()
    assert hall.papers() == (1, 0)


def test_out_of_paper_it_comes_on_a_page(hall: Hall) -> None:
    hall.roll.perform("fault", ["paper_out"])
    assert hall.print_slip() == e.SlipPrinted(on_page=True)
    assert hall.papers() == (0, 1)


def test_where_the_operator_switched_the_receipt_printer_off_it_comes_on_a_page(hall: Hall) -> None:
    assert hall.print_slip("receipt_printer") == e.SlipPrinted(on_page=True)
    assert hall.papers() == (0, 1)


def test_with_neither_the_receipt_printers_fault_is_told(hall: Hall) -> None:
    hall.roll.perform("fault", ["paper_out"])
    told = hall.print_slip("page_printer")
    assert told == e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=False)
    hall.devices["receipt_printer"] = hall.devices["page_printer"] = None
    assert hall.print_slip() == e.SlipFailed(FaultCode.PRINTER_NOT_FITTED, on_paper=False)
    assert hall.papers() == (0, 0)


def test_what_may_lie_half_printed_is_not_printed_again_elsewhere(hall: Hall) -> None:
    hall.roll.perform("fault", ["cover_open", "once"])
    told = hall.print_slip()
    assert isinstance(told, e.SlipFailed)
    assert told.on_paper
    assert hall.papers()[1] == 0
