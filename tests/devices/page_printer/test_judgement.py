"""What a printer's keywords mean for the resident in front of it."""

import pytest

from config.faults import FaultCode
from devices.device import Condition, Faulty, NeedsAttention, Ready
from devices.page_printer.ipp_codec import Attribute, GroupTag, ValueTag, decode_response, encode_request
from devices.page_printer.judgement import judge
from devices.page_printer.report import PrinterReport, PrinterState, Supply, job_report, printer_report

IDLE, PRINTING, STOPPED = PrinterState.IDLE, PrinterState.PROCESSING, PrinterState.STOPPED


def _said(*reasons: str, state: PrinterState = IDLE, trays: tuple[int, ...] = ()) -> Condition:
    return judge(PrinterReport(state, True, reasons, tray_levels=trays)).condition


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("media-jam-error", FaultCode.PAGE_PRINTER_PAPER_JAM),
        ("media-jam-report", FaultCode.PAGE_PRINTER_PAPER_JAM),
        ("media-empty", FaultCode.PAGE_PRINTER_PAPER_OUT),
        ("media-empty-report", FaultCode.PAGE_PRINTER_PAPER_OUT),
        ("media-needed-warning", FaultCode.PAGE_PRINTER_PAPER_OUT),
        ("cover-open-error", FaultCode.PAGE_PRINTER_COVER_OPEN),
        ("door-open-warning", FaultCode.PAGE_PRINTER_COVER_OPEN),
        ("interlock-open", FaultCode.PAGE_PRINTER_COVER_OPEN),
        ("toner-empty-error", FaultCode.PAGE_PRINTER_TONER_EMPTY),
        ("marker-supply-empty", FaultCode.PAGE_PRINTER_TONER_EMPTY),
        ("marker-waste-full-error", FaultCode.PAGE_PRINTER_WASTE_FULL),
        ("output-area-full-warning", FaultCode.PAGE_PRINTER_OUTPUT_FULL),
        ("input-tray-missing-error", FaultCode.PAGE_PRINTER_TRAY_MISSING),
        ("paused", FaultCode.PAGE_PRINTER_PAUSED),
        ("moving-to-paused", FaultCode.PAGE_PRINTER_PAUSED),
        ("offline-report", FaultCode.PAGE_PRINTER_OFFLINE),
        ("shutdown", FaultCode.PAGE_PRINTER_OFFLINE),
        ("spool-area-full-report", FaultCode.PAGE_PRINTER_BUSY),
    ],
)
def test_printer_that_cannot_print_says_why(reason: str, fault: FaultCode) -> None:
    assert _said(reason) == Faulty(fault)


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("media-low-report", FaultCode.PAGE_PRINTER_PAPER_LOW),
        ("toner-low-warning", FaultCode.PAGE_PRINTER_TONER_LOW),
        ("marker-supply-low", FaultCode.PAGE_PRINTER_TONER_LOW),
        ("toner-empty-warning", FaultCode.PAGE_PRINTER_TONER_EMPTY),
        ("marker-waste-almost-full", FaultCode.PAGE_PRINTER_WASTE_FULL),
        ("output-area-almost-full-warning", FaultCode.PAGE_PRINTER_OUTPUT_FULL),
        ("connecting-to-device", FaultCode.PAGE_PRINTER_OFFLINE),
        ("com.example.wants-a-poem-error", FaultCode.PAGE_PRINTER_NOTICE),
    ],
)
def test_printer_that_can_still_print_calls_staff(reason: str, fault: FaultCode) -> None:
    assert _said(reason) == NeedsAttention(fault)


def test_unknown_reason_stops_only_a_stopped_printer_and_staff_read_the_keyword() -> None:
    report = PrinterReport(STOPPED, True, ("com.example.wants-a-poem",))
    assert judge(report).condition == Faulty(FaultCode.PAGE_PRINTER_FAILED)
    assert judge(report).detail == "com.example.wants-a-poem"


def test_empty_second_tray_is_no_reason_to_turn_people_away() -> None:
    assert _said("media-empty-report", trays=(0, 250)) == NeedsAttention(FaultCode.PAGE_PRINTER_PAPER_LOW)
    assert _said("media-empty-report", trays=(0, -3)) == NeedsAttention(FaultCode.PAGE_PRINTER_PAPER_LOW)
    assert _said("media-empty-report", trays=(0, -2)) == Faulty(FaultCode.PAGE_PRINTER_PAPER_OUT)
    assert _said("media-empty-error", trays=(0, 250)) == Faulty(FaultCode.PAGE_PRINTER_PAPER_OUT)


def test_most_telling_of_several_reasons_is_said() -> None:
    assert _said("toner-low", "paused", "media-jam") == Faulty(FaultCode.PAGE_PRINTER_PAPER_JAM)
    assert _said("com.example.odd", "toner-low") == NeedsAttention(FaultCode.PAGE_PRINTER_TONER_LOW)


def test_stopped_printer_takes_a_warning_for_an_error() -> None:
    assert _said("toner-empty-warning", state=STOPPED) == Faulty(FaultCode.PAGE_PRINTER_TONER_EMPTY)
    assert _said(state=STOPPED) == Faulty(FaultCode.PAGE_PRINTER_FAILED)


def test_printer_that_says_only_other_is_understood_by_its_alert() -> None:
    full = PrinterReport(IDLE, True, ("other-report",), ("code=outputMediaTrayFull;severity=critical",))
    assert judge(full).condition == Faulty(FaultCode.PAGE_PRINTER_OUTPUT_FULL)
    warned = PrinterReport(IDLE, True, ("other-report",), ("code=jam;severity=warning",))
    assert judge(warned).condition == NeedsAttention(FaultCode.PAGE_PRINTER_NOTICE)


def test_printer_that_takes_no_jobs_is_not_ready() -> None:
    assert judge(PrinterReport(IDLE, False, ())).condition == Faulty(FaultCode.PAGE_PRINTER_BUSY)


def test_toner_below_its_own_limit_calls_staff_without_any_reason() -> None:
    low = PrinterReport(IDLE, True, (), supplies=(Supply("black", 8),))
    assert judge(low).condition == NeedsAttention(FaultCode.PAGE_PRINTER_TONER_LOW)
    assert "black" in judge(low).detail
    enough = PrinterReport(IDLE, True, (), supplies=(Supply("black", 8, 5), Supply("cyan", None)))
    assert judge(enough).condition == Ready()


def test_idle_queue_repeating_old_news_is_still_used() -> None:
    """CUPS goes on saying media-empty after paper was loaded, until the next job."""
    stale = PrinterReport(IDLE, True, ("media-empty-warning",), is_queue=True)
    assert judge(stale).condition == NeedsAttention(FaultCode.PAGE_PRINTER_PAPER_OUT)
    waiting = PrinterReport(PRINTING, True, ("media-empty-warning",), is_queue=True)
    assert judge(waiting).condition == Faulty(FaultCode.PAGE_PRINTER_PAPER_OUT)
    paused = PrinterReport(STOPPED, True, ("paused",), is_queue=True)
    assert judge(paused).condition == Faulty(FaultCode.PAGE_PRINTER_PAUSED)
    assert (
        judge(PrinterReport(IDLE, True, ("cups-waiting-for-job-completed",), is_queue=True)).condition
        == Ready()
    )


def test_absurd_values_are_as_if_not_said() -> None:
    said = [
        Attribute("printer-state", ValueTag.ENUM, (77,)),
        Attribute("printer-is-accepting-jobs", ValueTag.KEYWORD, ("maybe",)),
        Attribute("marker-levels", ValueTag.INTEGER, (-3, 50)),
        Attribute("marker-low-levels", ValueTag.INTEGER, (100, 5)),
        Attribute("printer-up-time", ValueTag.TEXT, ("for ever",)),
    ]
    (group,) = decode_response(encode_request(0, 1, [(GroupTag.PRINTER, said)])).groups
    report = printer_report(group)
    assert report.state is None
    assert report.is_accepting
    assert report.supplies == (Supply("", 50, 5),)
    assert report.up_time_s is None
    assert job_report(group) is None
