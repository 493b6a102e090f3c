"""Somebody pulls the printer's plug, or its cable leads to something else; and puts it back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.faults import EnvironmentFault, FaultCode
from devices.device import Lost, Ready, TestFailed, Unknown
from devices.page_printer.outcome import NotPrinted, Printed
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.conftest import PATIENT, station_printer
from tests.devices.page_printer.paper import pdf_of

JOB = "JB-20261123-000147"


class _Rest:
    """The clock of the back-off; calling it lets so many seconds pass."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self, seconds: float) -> None:
        self.now_s += seconds


@pytest.fixture
def let_rest() -> _Rest:
    return _Rest()


@pytest.fixture
def resting_printer(far_side: SimulatedPagePrinter, let_rest: _Rest) -> Iterator[PagePrinter]:
    printer = PagePrinter(
        lambda: str(far_side.address()["uri"]),
        lambda: datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
        driver="ipp",
        station="HK-DEMO-001",
        clock=lambda: let_rest.now_s,
        limits=replace(PATIENT, answer_s=0.5),
    )
    yield printer
    printer.close()
    printer.close()


def test_unplugged_before_the_document(printer: PagePrinter, far_side: SimulatedPagePrinter) -> None:
    far_side.perform("unplug")
    assert printer.print_document(JOB, pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_UNPLUGGED)
    far_side.perform("plug")
    assert printer.print_document(JOB, pdf_of(1)) == Printed(JOB)
    assert len(far_side.documents()) == 1


def test_unplugged_since_the_last_document(printer: PagePrinter, far_side: SimulatedPagePrinter) -> None:
    assert printer.print_document(JOB, pdf_of(1)) == Printed(JOB)
    far_side.perform("unplug")
    assert printer.print_document("next", pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_UNPLUGGED)
    far_side.perform("plug")
    assert printer.print_document("next", pdf_of(1)) == Printed("next")


def test_fault_outlives_the_plug(printer: PagePrinter, far_side: SimulatedPagePrinter) -> None:
    far_side.perform("fault", ["paper_out"])
    far_side.perform("unplug")
    far_side.perform("plug")
    assert printer.print_document(JOB, pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_PAPER_OUT)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("refuse_connection", FaultCode.PAGE_PRINTER_UNPLUGGED),
        ("garbage", FaultCode.PAGE_PRINTER_GARBLED),
        ("silent", FaultCode.PAGE_PRINTER_SILENT),
    ],
)
def test_three_misses_in_a_row_are_a_lost_printer_and_one_answer_finds_it_again(
    far_side: SimulatedPagePrinter, resting_printer: PagePrinter, let_rest: _Rest, fault: str, code: FaultCode
) -> None:
    assert resting_printer.check().condition == Ready()
    far_side.perform("fault", [fault])
    conditions = [resting_printer.check().condition for _ in range(3)]
    assert conditions == [Ready(), Ready(), Lost(code)]
    assert resting_printer.check().misses == 3
    let_rest(1.1)
    far_side.perform("clear")
    status = resting_printer.check()
    assert status.condition == Ready()
    assert status.misses == 0
    assert status.last_fault is code


def test_lost_printer_is_asked_ever_more_rarely_but_a_document_does_not_wait(
    far_side: SimulatedPagePrinter, resting_printer: PagePrinter, let_rest: _Rest
) -> None:
    far_side.perform("unplug")
    for _ in range(5):
        resting_printer.check()
    assert resting_printer.status().misses == 3
    let_rest(1.1)
    assert resting_printer.check().misses == 4
    let_rest(1.1)
    assert resting_printer.check().misses == 4
    assert isinstance(resting_printer.self_test(), TestFailed)
    assert resting_printer.status().misses == 5
    far_side.perform("plug")
    assert resting_printer.print_document(JOB, pdf_of(1)) == Printed(JOB)


def test_simulators_that_do_not_run_yet_are_a_printer_that_is_not_there() -> None:
    def nowhere() -> str:
        raise EnvironmentFault(FaultCode.PAGE_PRINTER_UNPLUGGED, "no simulators run")

    printer = station_printer(nowhere, "ipp")
    assert printer.check().condition == Unknown()
    assert printer.self_test() == TestFailed(FaultCode.PAGE_PRINTER_UNPLUGGED, "no simulators run")
    assert printer.print_document(JOB, pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_UNPLUGGED)


@pytest.mark.parametrize("uri", ["ipp://:631/", "ipp://printer:99999/x", "ipp://[::1/x"])
def test_address_that_is_none_is_a_printer_that_is_not_there(uri: str) -> None:
    printer = station_printer(lambda: uri, "ipp")
    assert printer.print_document(JOB, pdf_of(1)) == NotPrinted(FaultCode.PAGE_PRINTER_UNPLUGGED)
