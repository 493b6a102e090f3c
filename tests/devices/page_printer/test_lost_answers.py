"""The printer has the document and nobody said so: never a second copy, never a false word."""

from collections.abc import Callable

import pytest

from config.faults import FaultCode
from devices.page_printer.ipp_codec import Attribute, ValueTag
from devices.page_printer.outcome import (
    AlreadyPrinted,
    NotPrinted,
    Printed,
    Printing,
    PrintUncertain,
    Waiting,
)
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.conftest import Resident, station_printer
from tests.devices.page_printer.paper import pdf_of
from tests.devices.page_printer.scripted_printer import (
    CANCEL_JOB,
    GET_JOB,
    GET_JOBS,
    GET_PRINTER,
    HOLD,
    PRINT_JOB,
    Groups,
    ScriptedPrinter,
    a_job,
    an_idle_printer,
    no_jobs,
    speaking_ipp,
)

JOB = "JB-20261123-000147"


def test_lost_answer_is_cleared_up_by_the_jobs_name(
    printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["lose_answer"])
    assert printer.print_document(JOB, pdf_of(2)) == Printed(JOB)
    assert far_side.perform("documents") == [f"{JOB} 2/2"]


def test_kiosk_that_restarted_finds_its_job_done(far_side: SimulatedPagePrinter) -> None:
    before = station_printer(lambda: str(far_side.address()["uri"]), "ipp")
    assert before.print_document(JOB, pdf_of(1)) == Printed(JOB)
    after = station_printer(lambda: str(far_side.address()["uri"]), "ipp")
    assert after.print_document(JOB, pdf_of(1)) == AlreadyPrinted(JOB)
    assert len(far_side.documents()) == 1


def test_kiosk_that_restarted_finds_its_job_under_way_and_stays_with_it(
    resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    first = resident.wants(JOB, pdf_of(2))
    second = Resident(station_printer(lambda: str(far_side.address()["uri"]), "ipp"))
    resident.sees(Printing(1))
    again = second.wants(JOB, pdf_of(2))
    second.sees(Printing(1))
    far_side.perform("clear")
    assert first.result(10) == again.result(10) == Printed(JOB)
    assert far_side.perform("documents") == [f"{JOB} 2/2"]
    second.goes()


def test_printer_unplugged_in_the_middle_forgets_and_nobody_says_printed(
    resident: Resident, far_side: SimulatedPagePrinter, printer: PagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    far_side.perform("unplug")
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_UNPLUGGED))
    far_side.perform("clear")
    far_side.perform("plug")
    assert outcome.result(10) == PrintUncertain(FaultCode.PAGE_PRINTER_UNPLUGGED)
    assert printer.print_document(JOB, pdf_of(2)) == PrintUncertain(FaultCode.PAGE_PRINTER_UNPLUGGED)
    assert far_side.perform("documents") == [f"{JOB} 1/2"]


def test_restarted_printer_whose_number_is_somebody_elses_now_is_not_mistaken(
    resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    far_side.perform("unplug")
    far_side.perform("clear")
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_UNPLUGGED))
    far_side.perform("plug")
    other = station_printer(lambda: str(far_side.address()["uri"]), "ipp")
    assert other.print_document("somebody else's", pdf_of(1)) == Printed("somebody else's")
    assert outcome.result(10) == PrintUncertain(FaultCode.PAGE_PRINTER_UNPLUGGED)


def test_cable_pulled_and_put_back_in_the_middle_changes_nothing(
    resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    far_side.perform("fault", ["refuse_connection"])
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_UNPLUGGED))
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("silent", FaultCode.PAGE_PRINTER_SILENT),
        ("garbage", FaultCode.PAGE_PRINTER_GARBLED),
        ("refuse_connection", FaultCode.PAGE_PRINTER_UNPLUGGED),
    ],
)
def test_job_left_at_an_unreachable_printer_is_cancelled_when_it_is_back(
    far_side: SimulatedPagePrinter,
    fault: str,
    code: FaultCode,
    wait_until: Callable[[Callable[[], bool]], None],
) -> None:
    limits = Limits(answer_s=0.3, upload_s=1, waiting_s=0.6, settle_s=0.3, stall_s=0.2, poll_s=0.01)
    printer = station_printer(lambda: str(far_side.address()["uri"]), "ipp", limits)
    resident = Resident(printer)
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    far_side.perform("fault", [fault])
    assert outcome.result(10) == PrintUncertain(code)
    far_side.perform("clear", [fault])
    assert printer.check().available
    wait_until(lambda: len(far_side.documents()) == 1)
    far_side.perform("clear")
    assert far_side.perform("documents") == [f"{JOB} 1/2"]
    resident.goes()


class TestPrinterThatHungUpWithTheDocument:
    """It took every byte, hung up without an answer, and does not list the job."""

    @pytest.fixture
    def limits(self) -> Limits:
        return Limits(answer_s=1, upload_s=1, waiting_s=1, settle_s=1, poll_s=0.01)

    def _outcome(
        self, limits: Limits, prints: list[tuple[int, Groups] | None], **said: Attribute
    ) -> tuple[object, int]:
        told = iter(prints)
        up_times = iter(
            [100, *[int(said.pop("up_later").values[0])] * 100] if "up_later" in said else [100] * 100
        )
        scripted = ScriptedPrinter(
            speaking_ipp(
                {
                    GET_PRINTER: lambda: an_idle_printer(
                        up=Attribute("printer-up-time", ValueTag.INTEGER, (next(up_times),)), **said
                    ),
                    GET_JOBS: no_jobs,
                    PRINT_JOB: lambda: next(told),
                    GET_JOB: lambda: a_job(1, JOB, 9),
                    CANCEL_JOB: no_jobs,
                }
            )
        )
        outcome = station_printer(lambda: scripted.uri, "ipp", limits).print_document(JOB, pdf_of(1))
        scripted.close()
        return outcome, scripted.asked(PRINT_JOB)

    def test_did_not_take_it_if_it_ran_on_and_keeps_ended_jobs(self, limits: Limits) -> None:
        assert self._outcome(limits, [None, a_job(1, JOB, 5)]) == (Printed(JOB), 2)

    def test_is_not_asked_a_third_time(self, limits: Limits) -> None:
        outcome = self._outcome(limits, [None, None])
        assert outcome == (NotPrinted(FaultCode.PAGE_PRINTER_UNPLUGGED), 2)

    def test_may_have_printed_and_forgotten_if_it_was_restarted(self, limits: Limits) -> None:
        restarted = Attribute("printer-up-time", ValueTag.INTEGER, (3,))
        outcome = self._outcome(limits, [None], up_later=restarted)
        assert outcome == (PrintUncertain(FaultCode.PAGE_PRINTER_UNPLUGGED), 1)

    def test_may_have_printed_and_forgotten_if_it_keeps_no_ended_jobs(self, limits: Limits) -> None:
        forgetful = Attribute("which-jobs-supported", ValueTag.KEYWORD, ("not-completed",))
        outcome = self._outcome(limits, [None], which=forgetful)
        assert outcome == (PrintUncertain(FaultCode.PAGE_PRINTER_UNPLUGGED), 1)


def test_printer_that_fell_silent_with_the_document_is_not_sent_it_again() -> None:
    """It may wake up and print what it has."""
    limits = Limits(answer_s=0.3, upload_s=0.3, waiting_s=1, settle_s=1, poll_s=0.01)
    answer = speaking_ipp({GET_PRINTER: an_idle_printer, GET_JOBS: no_jobs})

    def silent_to_documents(request: bytes) -> bytes | None:
        return HOLD if b"%PDF" in request else answer(request)

    scripted = ScriptedPrinter(silent_to_documents)
    outcome = station_printer(lambda: scripted.uri, "ipp", limits).print_document(JOB, pdf_of(1))
    scripted.close()
    assert outcome == PrintUncertain(FaultCode.PAGE_PRINTER_SILENT)
    assert sum(b"%PDF" in request for request in scripted.requests) == 1
