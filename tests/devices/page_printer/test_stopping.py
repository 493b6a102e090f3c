"""The printer takes the document and stops in the middle: somebody comes, or nobody does."""

import pytest

from config.faults import FaultCode
from devices.device import Faulty
from devices.page_printer.outcome import NotPrinted, Printed, Printing, PrintUncertain, Waiting
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.conftest import Resident
from tests.devices.page_printer.paper import pdf_of

JOB = "JB-20261123-000147"
NEXT_JOB = "JB-20261123-000148"

STOPS = [
    ("paper_out", FaultCode.PAGE_PRINTER_PAPER_OUT),
    ("jam", FaultCode.PAGE_PRINTER_PAPER_JAM),
    ("cover_open", FaultCode.PAGE_PRINTER_COVER_OPEN),
    ("output_full", FaultCode.PAGE_PRINTER_OUTPUT_FULL),
    ("toner_empty", FaultCode.PAGE_PRINTER_TONER_EMPTY),
]


@pytest.mark.parametrize(("fault", "code"), STOPS)
class TestPrinterThatStopsAfterTheFirstPage:
    def test_says_why_it_waits_and_goes_on_by_itself(
        self, resident: Resident, far_side: SimulatedPagePrinter, fault: str, code: FaultCode
    ) -> None:
        far_side.perform("fault", [fault, "once"])
        outcome = resident.wants(JOB, pdf_of(3), 3)
        resident.sees(Waiting(code))
        far_side.perform("load_paper" if fault == "paper_out" else "clear")
        assert outcome.result(10) == Printed(JOB)
        assert [document.pages_out for document in far_side.documents()] == [3]

    def test_is_given_up_in_time_and_the_rest_never_comes_out(
        self,
        hasty_resident: Resident,
        hasty_printer: PagePrinter,
        far_side: SimulatedPagePrinter,
        fault: str,
        code: FaultCode,
    ) -> None:
        far_side.perform("fault", [fault, "once"])
        assert hasty_resident.wants(JOB, pdf_of(3), 3).result(10) == PrintUncertain(code)
        assert Waiting(code) in hasty_resident.saw
        far_side.perform("clear")
        assert hasty_printer.print_document(NEXT_JOB, pdf_of(1)) == Printed(NEXT_JOB)
        assert far_side.perform("documents") == [f"{JOB} 1/3", f"{NEXT_JOB} 1/1"]
        assert hasty_printer.print_document(JOB, pdf_of(3)) == PrintUncertain(code)


@pytest.mark.parametrize(("fault", "code"), STOPS)
def test_printer_that_stops_before_the_first_page_has_printed_nothing(
    hasty_resident: Resident,
    hasty_printer: PagePrinter,
    far_side: SimulatedPagePrinter,
    fault: str,
    code: FaultCode,
) -> None:
    far_side.perform("fault", [fault, "once"])
    outcome = hasty_resident.wants(JOB, pdf_of(1), 1).result(10)
    far_side.perform("clear")
    assert far_side.documents() == []
    if fault == "jam":  # the sheet that is stuck may bear half a page
        assert outcome == PrintUncertain(code)
    else:
        assert outcome == NotPrinted(code)
        assert hasty_printer.print_document(JOB, pdf_of(1)) == Printed(JOB)


def test_status_follows_while_the_resident_waits(
    resident: Resident, printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["cover_open", "once"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_COVER_OPEN))
    assert printer.status().condition == Faulty(FaultCode.PAGE_PRINTER_COVER_OPEN)
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)


def test_printer_that_stops_without_a_word_is_given_up_too(
    hasty_resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    assert hasty_resident.wants(JOB, pdf_of(2)).result(10) == PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)
    far_side.perform("clear")
    assert far_side.perform("documents") == [f"{JOB} 1/2"]


def test_one_thing_after_another_keeps_it_waiting(resident: Resident, far_side: SimulatedPagePrinter) -> None:
    far_side.perform("fault", ["paper_out", "once"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_PAPER_OUT))
    far_side.perform("fault", ["cover_open"])
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_COVER_OPEN))
    far_side.perform("load_paper")
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)


def test_resident_who_leaves_leaves_no_paper_behind(
    resident: Resident, printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["cover_open", "once"])
    outcome = resident.wants(JOB, pdf_of(1))
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_COVER_OPEN))
    resident.abandon.set()
    assert outcome.result(10) == NotPrinted(FaultCode.PAGE_PRINTER_COVER_OPEN)
    far_side.perform("clear")
    assert printer.print_document(NEXT_JOB, pdf_of(1)) == Printed(NEXT_JOB)
    assert far_side.perform("documents") == [f"{NEXT_JOB} 1/1"]


def test_resident_who_leaves_a_printer_that_was_well_hears_that_it_was_cancelled(
    resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    resident.abandon.set()
    assert outcome.result(10) == PrintUncertain(FaultCode.PAGE_PRINTER_CANCELLED)
    far_side.perform("clear")
    assert far_side.perform("documents") == [f"{JOB} 1/2"]


def test_somebody_presses_cancel_on_the_panel(resident: Resident, far_side: SimulatedPagePrinter) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    far_side.perform("cancel")
    assert outcome.result(10) == PrintUncertain(FaultCode.PAGE_PRINTER_CANCELLED)
