"""What a resident gets into the hand, directly and through CUPS."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready, TestFailed, TestPassed, Unknown
from devices.page_printer.errand import Document
from devices.page_printer.exchange import Heard, IppLine
from devices.page_printer.ipp_codec import Attribute, GroupTag, ValueTag, decode_response, encode_request
from devices.page_printer.ipp_printer import IppPrinter
from devices.page_printer.outcome import AlreadyPrinted, NotPrinted, Printed, Printing, Sending, Waiting
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from devices.page_printer.report import JobReport
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.conftest import Resident
from tests.devices.page_printer.paper import pdf_of

JOB = "JB-20261123-000147"


def test_document_comes_out_whole_and_byte_for_byte(
    either_printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    pdf = pdf_of(2)
    assert either_printer.print_document(JOB, pdf, pages=2) == Printed(JOB)
    (document,) = far_side.documents()
    assert document.pdf == pdf
    assert (document.pages, document.pages_out) == (2, 2)


def test_same_id_asked_for_twice_is_one_document(
    either_printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    job = "JB-20261123-000148"
    assert either_printer.print_document(job, pdf_of(1)) == Printed(job)
    assert either_printer.print_document(job, pdf_of(1)) == AlreadyPrinted(job)
    assert len(far_side.documents()) == 1


def test_printer_is_unknown_until_asked_and_then_ready(either_printer: PagePrinter) -> None:
    assert either_printer.status().condition == Unknown()
    assert either_printer.check().condition == Ready()
    assert either_printer.status().ready
    assert either_printer.status().checked_at is not None
    assert isinstance(either_printer.self_test(), TestPassed)


def test_real_document_of_three_pages_is_followed_page_by_page(
    resident: Resident, far_side: SimulatedPagePrinter
) -> None:
    pdf = typst.compile(b'#set page(paper: "a4")\n\xe4\xb8\x80\n#pagebreak()\ntwo\n#pagebreak()\nthree')
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf, 3)
    resident.sees(Printing(1))
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)
    assert resident.saw[0] == Sending()
    assert far_side.perform("pages") == 3


def test_large_document_is_sent_whole(printer: PagePrinter, far_side: SimulatedPagePrinter) -> None:
    pdf = pdf_of(1, "x" * 5_000_000)
    assert printer.print_document(JOB, pdf) == Printed(JOB)
    assert far_side.documents()[0].pdf == pdf


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper_out", FaultCode.PAGE_PRINTER_PAPER_OUT),
        ("jam", FaultCode.PAGE_PRINTER_PAPER_JAM),
        ("cover_open", FaultCode.PAGE_PRINTER_COVER_OPEN),
        ("output_full", FaultCode.PAGE_PRINTER_OUTPUT_FULL),
    ],
)
def test_printer_that_cannot_print_takes_no_document_and_prints_it_once_it_is_well(
    printer: PagePrinter, far_side: SimulatedPagePrinter, fault: str, code: FaultCode
) -> None:
    far_side.perform("fault", [fault])
    assert printer.check().condition == Faulty(code)
    assert isinstance(printer.self_test(), TestFailed)
    assert printer.print_document(JOB, pdf_of(1)) == NotPrinted(code)
    far_side.perform("clear")
    assert far_side.documents() == []
    assert printer.print_document(JOB, pdf_of(1)) == Printed(JOB)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper_low", FaultCode.PAGE_PRINTER_PAPER_LOW),
        ("toner_low", FaultCode.PAGE_PRINTER_TONER_LOW),
    ],
)
def test_printer_that_runs_low_prints_and_calls_staff(
    printer: PagePrinter, far_side: SimulatedPagePrinter, fault: str, code: FaultCode
) -> None:
    far_side.perform("fault", [fault])
    assert printer.check().condition == NeedsAttention(code)
    assert printer.print_document(JOB, pdf_of(1)) == Printed(JOB)
    far_side.perform("clear")
    status = printer.check()
    assert status.condition == Ready()
    assert status.last_fault == code


def test_printer_hears_of_the_station_and_the_id_and_of_nobody_else(
    printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    assert printer.print_document(JOB, pdf_of(1, "王小明"), pages=1) == Printed(JOB)
    line = IppLine(str(far_side.address()["uri"]))
    (job,) = _jobs(IppPrinter(line, "HK-DEMO-001"))
    asked = [
        Attribute("attributes-charset", ValueTag.CHARSET, ("utf-8",)),
        Attribute("attributes-natural-language", ValueTag.LANGUAGE, ("en",)),
        Attribute("printer-uri", ValueTag.URI, (line.uri,)),
        Attribute("job-id", ValueTag.INTEGER, (job.number,)),
    ]
    heard = line.exchange([encode_request(0x0009, 1, [(GroupTag.OPERATION, asked)])], 5)
    assert isinstance(heard, Heard)
    (told,) = decode_response(heard.body).of(GroupTag.JOB)
    assert told.text("job-name") == JOB
    assert told.text("job-originating-user-name") == "HK-DEMO-001"
    assert told.integer("job-impressions") == 1
    assert told.text("media") == "iso_a4_210x297mm"
    assert "王小明".encode() not in heard.body


def test_document_is_in_no_printed_form_of_our_values() -> None:
    document = Document(JOB, pdf_of(1, "王小明"))
    assert "王小明" not in repr(document)
    assert "PDF" not in repr(document)


def test_log_tells_changes_only_and_never_a_document(
    printer: PagePrinter, far_side: SimulatedPagePrinter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "devices")
    for _ in range(3):
        printer.check()
    printer.print_document(JOB, pdf_of(1, "王小明"))
    far_side.perform("fault", ["cover_open"])
    for _ in range(3):
        printer.check()
    assert len(caplog.messages) == 2
    assert "cover_open" in caplog.messages[1]
    assert JOB not in caplog.text


def test_printer_busy_with_somebody_elses_job_is_waited_for(
    resident: Resident, far_side: SimulatedPagePrinter, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    office = IppPrinter(IppLine(str(far_side.address()["uri"])), "office")
    assert isinstance(office.print_job("office", pdf_of(2), None, on_a4=True, deadline_s=5), JobReport)
    wait_until(lambda: far_side.perform("pages") == 1)
    outcome = resident.wants(JOB, pdf_of(1))
    resident.sees(Waiting(FaultCode.PAGE_PRINTER_BUSY))
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)
    assert [document.job for document in far_side.documents()] == ["office", JOB]


def test_status_does_not_wait_for_a_document(
    resident: Resident, far_side: SimulatedPagePrinter, printer: PagePrinter
) -> None:
    far_side.perform("fault", ["stops_mid_job"])
    outcome = resident.wants(JOB, pdf_of(2))
    resident.sees(Printing(1))
    started = time.monotonic()
    printer.status()
    assert time.monotonic() - started < 0.1
    far_side.perform("clear")
    assert outcome.result(10) == Printed(JOB)


def test_limits_keep_what_the_docstring_promises() -> None:
    usual = Limits()
    assert usual.total_s + usual.upload_s + usual.settle_s + 2 * usual.answer_s < 350


def test_nothing_of_a_document_is_left_in_the_printers_folder(
    printer: PagePrinter, far_side: SimulatedPagePrinter
) -> None:
    assert printer.print_document(JOB, pdf_of(1, "王小明")) == Printed(JOB)
    folder = far_side.folder
    assert folder.stat().st_mode & 0o777 == 0o700
    held = [file for file in folder.rglob("*") if file.is_file() and "王小明".encode() in file.read_bytes()]
    assert held == []


def _jobs(printer: IppPrinter) -> tuple[JobReport, ...]:
    jobs = printer.jobs(JOB, 5)
    assert isinstance(jobs, tuple)
    return jobs


def test_saved_documents_are_the_ones_that_came_out(
    printer: PagePrinter, far_side: SimulatedPagePrinter, tmp_path: Path
) -> None:
    printer.print_document(JOB, pdf_of(1))
    saved = far_side.perform("save", [str(tmp_path / "out")])
    assert saved == [str(tmp_path / "out" / "document-001.pdf")]
    assert (tmp_path / "out" / "document-001.pdf").read_bytes() == pdf_of(1)
