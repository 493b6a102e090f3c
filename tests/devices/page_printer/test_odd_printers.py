"""Printers that ippeveprinter is not: no PDF, no counting, no memory, and numbers that start from one again."""

from collections.abc import Callable, Iterator

import pytest

from config.faults import FaultCode
from devices.device import TestFailed, TestPassed
from devices.page_printer.ipp_codec import Attribute, ValueTag
from devices.page_printer.outcome import AlreadyPrinted, NotPrinted, Printed, PrintOutcome, PrintUncertain
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from tests.devices.page_printer.conftest import station_printer
from tests.devices.page_printer.paper import pdf_of
from tests.devices.page_printer.scripted_printer import (
    CANCEL_JOB,
    GET_JOB,
    GET_JOBS,
    GET_PRINTER,
    PRINT_JOB,
    Groups,
    ScriptedPrinter,
    a_job,
    an_idle_printer,
    no_jobs,
    speaking_ipp,
)

JOB = "JB-20261123-000147"
PRINTING, CANCELED, ABORTED, COMPLETED = 5, 7, 8, 9
HASTY = Limits(answer_s=2, upload_s=2, waiting_s=0.2, settle_s=0.5, stall_s=0.1, poll_s=0.01)

Said = tuple[int, Groups]


class Hall:
    """One odd printer and the station's own on the way to it."""

    def __init__(self) -> None:
        self.answers: dict[int, Callable[[], Said | None]] = {
            GET_PRINTER: an_idle_printer,
            GET_JOBS: no_jobs,
            PRINT_JOB: lambda: a_job(1, JOB, PRINTING),
            GET_JOB: lambda: a_job(1, JOB, COMPLETED),
            CANCEL_JOB: no_jobs,
        }
        self.far_side = ScriptedPrinter(speaking_ipp(self.answers))
        self.printer: PagePrinter = station_printer(lambda: self.far_side.uri, "ipp", HASTY)

    def job_is(self, *said: Said) -> None:
        """One after another; the last one stays."""
        left = list(said)
        self.answers[GET_JOB] = lambda: left.pop(0) if len(left) > 1 else left[0]

    def prints(self) -> PrintOutcome:
        return self.printer.print_document(JOB, pdf_of(1))


@pytest.fixture
def hall() -> Iterator[Hall]:
    odd = Hall()
    yield odd
    odd.far_side.close()


def test_plain_printer_is_none_of_these(hall: Hall) -> None:
    assert hall.prints() == Printed(JOB)
    assert isinstance(hall.printer.self_test(), TestPassed)


def test_printer_without_pdf_is_sent_none(hall: Hall) -> None:
    raster_only = Attribute(
        "document-format-supported", ValueTag.MIME_TYPE, ("image/urf", "image/pwg-raster")
    )
    hall.answers[GET_PRINTER] = lambda: an_idle_printer(formats=raster_only)
    assert hall.prints() == NotPrinted(FaultCode.PAGE_PRINTER_UNSUITABLE)
    assert hall.printer.self_test() == TestFailed(FaultCode.PAGE_PRINTER_UNSUITABLE)
    assert hall.far_side.asked(PRINT_JOB) == 0


@pytest.mark.parametrize("status", [0x0400, 0x040A, 0x0503, 0x0506])
def test_refused_document_is_not_printed(hall: Hall, status: int) -> None:
    hall.answers[PRINT_JOB] = lambda: (status, [])
    outcome = hall.prints()
    assert isinstance(outcome, NotPrinted)
    assert hall.far_side.asked(GET_JOB) == 0


def test_job_dropped_by_a_printer_that_counted_no_page_left_none(hall: Hall) -> None:
    hall.job_is(a_job(1, JOB, PRINTING), a_job(1, JOB, ABORTED, pages=0))
    assert hall.prints() == NotPrinted(FaultCode.PAGE_PRINTER_FAILED)


def test_job_dropped_by_a_printer_that_does_not_count_leaves_a_doubt(hall: Hall) -> None:
    hall.job_is(a_job(1, JOB, PRINTING), a_job(1, JOB, ABORTED))
    assert hall.prints() == PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)


def test_job_done_with_errors_is_not_called_printed(hall: Hall) -> None:
    hall.job_is(a_job(1, JOB, COMPLETED, pages=0, reason="job-completed-with-errors"))
    assert hall.prints() == PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)


def test_job_of_a_restarted_printer_with_our_number_is_not_ours(hall: Hall) -> None:
    hall.job_is(a_job(1, JOB, PRINTING), a_job(1, "somebody else's", COMPLETED))
    assert hall.prints() == PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)


def test_given_up_job_with_our_number_is_cancelled_only_if_it_is_ours(hall: Hall) -> None:
    silence: Said = (0x0500, [])
    hall.job_is(a_job(1, JOB, PRINTING), *[silence] * 5, a_job(1, "somebody else's", PRINTING))
    assert isinstance(hall.prints(), PrintUncertain)
    assert hall.far_side.asked(CANCEL_JOB) == 0


def test_job_that_outlives_its_cancelling_is_looked_after_at_the_next_check(hall: Hall) -> None:
    hall.job_is(a_job(1, JOB, PRINTING, pages=0))
    assert hall.prints() == PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)
    assert hall.far_side.asked(CANCEL_JOB) == 1
    hall.answers[GET_JOBS] = lambda: a_job(1, JOB, PRINTING)
    hall.printer.check()
    assert hall.far_side.asked(CANCEL_JOB) > 1


@pytest.mark.parametrize(
    ("earlier", "outcome"),
    [
        (a_job(7, JOB, COMPLETED), AlreadyPrinted(JOB)),
        (a_job(7, JOB, CANCELED, pages=1), PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)),
        (a_job(7, JOB, ABORTED), PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)),
        (a_job(7, JOB, CANCELED, pages=0), Printed(JOB)),
    ],
)
def test_job_from_before_the_kiosk_restarted_counts(hall: Hall, earlier: Said, outcome: PrintOutcome) -> None:
    hall.answers[GET_JOBS] = lambda: earlier
    assert hall.prints() == outcome
    assert hall.far_side.asked(PRINT_JOB) == (1 if outcome == Printed(JOB) else 0)
