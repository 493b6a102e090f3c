"""Whatever goes wrong at the receipt printer: the sentence, the number and the code are on the screen, all is saved."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from config.faults import FaultCode
from config.texts import texts
from devices.page_printer.simulator import SimulatedPagePrinter
from kiosk.visit.state import Paper
from tests.app.test_whole_visits import codes_on_the_screen, durable
from tests.app.whole_station import WholeStation

say = texts("zh").say


@pytest.fixture
def no_pages(station: WholeStation) -> Iterator[None]:
    """The page printer, which would stand in, is out of paper too."""
    pages = station.hall.named("page_printer")
    assert isinstance(pages, SimulatedPagePrinter)
    pages.perform("fault", ["paper_out"])
    station.until(
        "news of the page printer",
        lambda: (
            station.model.visit.surroundings.devices.get("page_printer") is FaultCode.PAGE_PRINTER_PAPER_OUT
        ),
    )
    yield
    pages.perform("clear")  # the hall is the next test's too


@pytest.mark.usefixtures("no_pages")
@pytest.mark.parametrize(
    ("fault", "code"),
    [("paper_out", FaultCode.PRINTER_PAPER_OUT), ("cover_open", FaultCode.PRINTER_COVER_OPEN)],
)
def test_a_printer_that_is_down_before_is_told_before_anything_is_filed(
    station: WholeStation, fault: str, code: FaultCode
) -> None:
    station.hall.printer.fail_until_cleared(fault)
    station.until("the notice", lambda: station.model.visit.surroundings.printer is code)
    station.model.touch()
    station.until_said(say(f"fault.{code}.resident"), say(f"fault.{code}.next"))
    station.model.choose_item("HK-MZ-0261")
    station.until_said(say(f"fault.{code}.resident"), say(f"fault.{code}.next"))
    station.model.go()
    station.until_state("Identify")
    station.lay(station.new_elder())
    station.fill_in()
    number = station.sign_and_submit()
    station.until_state("Result")
    station.until_paper(Paper.NOT_PRINTED)
    whole_without_paper(station, number, "凭条没有打印。请拍下本屏编号。")


@pytest.mark.usefixtures("no_pages")
@pytest.mark.parametrize(
    "fault", ["paper_out", "cover_open", "unplug_mid_job", "jam_mid_job", "cutter_error"]
)
def test_a_printer_that_fails_in_the_middle(station: WholeStation, fault: str) -> None:
    station.come_to_the_signature()
    station.hall.printer.fail_next(fault)
    number = station.sign_and_submit()
    station.until_state("Result")
    station.until("an end of the printing", lambda: station.paper is not Paper.PRINTING)
    assert station.paper in (Paper.UNCERTAIN, Paper.NOT_PRINTED)
    told = say(f"result.paper_{station.paper.value}")
    whole_without_paper(station, number, told)


@pytest.mark.usefixtures("no_pages")
def test_after_new_paper_the_receipt_is_printed_on_request(station: WholeStation) -> None:
    station.hall.printer.fail_until_cleared("paper_out")
    number = station.file()
    station.until_paper(Paper.NOT_PRINTED)
    station.hall.printer.perform("load_paper")
    station.finger.tap(say("result.print_again"))
    station.until_paper(Paper.PRINTED)
    assert [number in receipt.text for receipt in station.hall.printer.receipts()].count(True) == 1


def test_out_of_paper_the_receipt_comes_on_a_page_and_the_guide_says_so(station: WholeStation) -> None:
    station.hall.printer.fail_until_cleared("paper_out")

    def only_pages_left() -> bool:
        around = station.model.visit.surroundings
        return around.can_print and not around.has_roll

    station.until("news of both printers", only_pages_left)
    station.model.touch()
    station.model.choose_item("HK-MZ-0261")
    station.until_said(say("guide.printer_on_page"))
    station.model.go()
    station.until_state("Identify")
    station.lay(station.new_elder())
    station.fill_in()
    number = station.sign_and_submit()
    station.until_paper(Paper.PRINTED)
    assert not [receipt for receipt in station.hall.printer.receipts() if number in receipt.text]
    pages = station.hall.named("page_printer")
    assert isinstance(pages, SimulatedPagePrinter)
    station.until("the page", lambda: any(number in _text(page.pdf) for page in pages.documents()))


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def whole_without_paper(station: WholeStation, number: str, told: str) -> None:
    """What the resident has in place of the paper, and that the application is none the worse."""
    station.until_said(told, number, say("result.query", hotline="12345"))
    assert number in codes_on_the_screen(station)
    assert durable(station, number)
    station.until("one case", lambda: station.cases(number) == 1)
    station.model.go()
    station.until_state("Rate")
