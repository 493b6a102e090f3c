"""The paper of a grant on a real IPP printer: whole, once, and honest when the tray is empty."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.document_printing import certificate_of, print_document
from config.faults import FaultCode
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from kiosk.catalogue.words import Language
from kiosk.question import DocumentTold
from kiosk.receipt import Place
from kiosk.visit import event as e
from kiosk.visit.effect import PrintDocument

AT = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
HASTY = Limits(upload_s=5.0, waiting_s=1.0, total_s=40.0, stall_s=0.2, poll_s=0.01)
TOLD = DocumentTold(
    number="HK-0001",
    title={"zh": "长寿补贴核准通知书", "en": "Approval of the longevity subsidy"},
    issuer={"zh": "海口市民政局", "en": "Haikou Civil Affairs Bureau"},
    lines=(("姓名", "符玉莲"), ("证件号码", "460108193501010027")),
    paragraphs=("补贴从核准的下月起发放。",),
    issued_at=AT,
    verification="JB1.verification-code-of-this-paper",
)
ORDER = PrintDocument("one/HK-0001/1", TOLD, Language.ZH)


def place(language: Language) -> Place:  # noqa: ARG001
    return Place("海口市政务服务自助终端", "24小时自助大厅", "HK-DEMO-001", "12345", demo=True)


@pytest.fixture
def far_side() -> Iterator[SimulatedPagePrinter]:
    simulated = SimulatedPagePrinter()
    yield simulated
    simulated.close()


@pytest.fixture
def printer(far_side: SimulatedPagePrinter) -> PagePrinter:
    return PagePrinter(
        lambda: str(far_side.address()["uri"]), lambda: AT, driver="ipp", station="HK-DEMO-001", limits=HASTY
    )


def test_the_paper_comes_out_and_the_same_print_is_no_second_paper(
    printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    assert print_document(printer, ORDER, place) == e.DocumentPrinted()
    assert print_document(printer, ORDER, place) == e.DocumentPrinted()
    (document,) = far_side.documents()
    assert document.pdf.startswith(b"%PDF-")
    assert document.pages_out == document.pages == 1


def test_an_empty_tray_is_told_and_nothing_is_on_paper(
    printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["paper_out"])
    told = print_document(printer, ORDER, place)
    assert told == e.DocumentFailed(FaultCode.PAGE_PRINTER_PAPER_OUT, on_paper=False)


def test_a_printer_that_is_pulled_out_is_told(printer: PagePrinter, far_side: SimulatedPagePrinter) -> None:
    far_side.perform("unplug")
    told = print_document(printer, ORDER, place)
    assert isinstance(told, e.DocumentFailed)
    assert not told.on_paper


def test_a_station_without_a_page_printer_says_so() -> None:
    told = print_document(None, ORDER, place)
    assert told == e.DocumentFailed(FaultCode.PAGE_PRINTER_NOT_FITTED, on_paper=False)


def test_a_station_that_is_tried_out_marks_the_paper_whatever_the_platform_says() -> None:
    assert certificate_of(TOLD, Language.ZH, demo=True).demo
    assert not certificate_of(TOLD, Language.ZH, demo=False).demo
    assert certificate_of(TOLD.model_copy(update={"demo": True}), Language.ZH, demo=False).demo


def test_a_title_without_english_is_said_in_chinese() -> None:
    chinese = TOLD.model_copy(update={"title": {"zh": "核准通知书"}})
    assert certificate_of(chinese, Language.EN, demo=False).title == "核准通知书"
    assert certificate_of(TOLD, Language.EN, demo=False).title == "Approval of the longevity subsidy"
