"""A real CUPS between the kiosk and the printer: what it adds, what it hides, and what it leaves on the disk."""

from collections.abc import Callable, Iterator

import pytest

from config.faults import FaultCode
from devices.device import Faulty, Ready, TestFailed
from devices.page_printer.ipp_printer import queue_uri
from devices.page_printer.outcome import NotPrinted, Printed, PrintUncertain, Waiting
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.conftest import Resident, station_printer
from tests.devices.page_printer.paper import pdf_of
from tests.devices.page_printer.private_cups import PrivateCups


@pytest.fixture
def patient(printer_behind_cups: PagePrinter) -> Iterator[Resident]:
    """Somebody who waits until CUPS has heard of its printer."""
    somebody = Resident(printer_behind_cups)
    yield somebody
    somebody.goes()


def test_paused_queue_takes_no_document(
    printer_behind_cups: PagePrinter, cups: PrivateCups, far_side: SimulatedPagePrinter
) -> None:
    cups.pause()
    assert printer_behind_cups.check().condition == Faulty(FaultCode.PAGE_PRINTER_PAUSED)
    assert printer_behind_cups.print_document("paused", pdf_of(1)) == NotPrinted(
        FaultCode.PAGE_PRINTER_PAUSED
    )
    cups.resume()
    assert printer_behind_cups.check().condition == Ready()
    assert printer_behind_cups.print_document("paused", pdf_of(1)) == Printed("paused")
    assert len(far_side.documents()) == 1


def test_paper_loaded_while_the_resident_waits_goes_on(
    patient: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["paper_out", "once"])
    outcome = patient.wants("out of paper", pdf_of(2), 2)
    patient.sees(Waiting(FaultCode.PAGE_PRINTER_PAPER_OUT))
    far_side.perform("load_paper")
    assert outcome.result(15) == Printed("out of paper")
    assert far_side.perform("documents") == ["out of paper 2/2"]


def test_given_up_job_does_not_come_out_later(
    hasty_printer_behind_cups: PagePrinter,
    far_side: SimulatedPagePrinter,
    wait_until: Callable[[Callable[[], bool]], None],
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = hasty_printer_behind_cups.print_document("stuck", pdf_of(2))
    assert isinstance(outcome, PrintUncertain)
    wait_until(lambda: len(far_side.documents()) == 1)
    far_side.perform("clear")
    assert hasty_printer_behind_cups.print_document("next", pdf_of(1)) == Printed("next")
    assert far_side.perform("documents") == ["stuck 1/2", "next 1/1"]


def test_idle_queue_does_not_know_that_its_printer_is_gone_but_nobody_says_printed(
    hasty_printer_behind_cups: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("unplug")
    assert hasty_printer_behind_cups.check().condition == Ready()
    outcome = hasty_printer_behind_cups.print_document("nowhere", pdf_of(1))
    assert isinstance(outcome, NotPrinted | PrintUncertain)
    far_side.perform("plug")
    assert hasty_printer_behind_cups.print_document("afterwards", pdf_of(1)) == Printed("afterwards")
    assert far_side.perform("documents") == ["afterwards 1/1"]


def test_missing_queue_names_those_that_there_are(cups: PrivateCups) -> None:
    wrong = station_printer(lambda: queue_uri("dekс", cups.server), "cups")
    assert wrong.check().condition == Faulty(FaultCode.PAGE_PRINTER_NO_QUEUE)
    assert wrong.self_test() == TestFailed(FaultCode.PAGE_PRINTER_NO_QUEUE, "queues: desk")
    assert wrong.print_document("lost", pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_NO_QUEUE)


def test_cups_keeps_no_document_when_told_so(
    printer_behind_cups: PagePrinter, cups: PrivateCups, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    assert printer_behind_cups.print_document("private", pdf_of(1)) == Printed("private")
    wait_until(lambda: cups.documents_on_disk() == [])
