"""What a printer's own words mean for the kiosk: can it print now, must staff come soon, or must they come first?

A state reason (RFC 8011, 5.4.12; PWG 5100.9) may end in ``-report``, ``-warning`` or ``-error``; without an ending it
counts as an error. How it is taken:

| reason | as an error, or the printer stopped | as a warning or report |
|---|---|---|
| jam, cover, door, paper needed, output full, paused, off line ... | stops | stops: a jam is never mere news |
| media-empty | stops | stops, unless another tray is known to hold paper |
| toner-empty, marker-supply-empty, waste full, tray missing | stops | staff should come: many go on |
| low, almost full | staff should come | staff should come |
| unknown | stops only if the printer itself is stopped | staff should come |

CUPS words: ``paused`` (somebody stopped the queue), ``offline-report`` and ``connecting-to-device`` (its printer does
not answer), ``cups-...`` (its own book-keeping, ignored). A CUPS queue learns of its printer 1-2 s late and only while
a job runs: an idle one says ``none`` though the printer is unplugged, and still says ``media-empty`` after paper was
loaded. So an idle queue's words about its printer never stop it; the next job finds out.

Pure, any thread.
"""

from dataclasses import dataclass

from config.faults import FaultCode
from devices.device import Condition, Faulty, NeedsAttention, Ready
from devices.page_printer.report import PrinterReport, PrinterState

JAM = FaultCode.PAGE_PRINTER_PAPER_JAM
GENERIC = frozenset(
    {
        FaultCode.PAGE_PRINTER_FAILED,
        FaultCode.PAGE_PRINTER_NOTICE,
        FaultCode.PAGE_PRINTER_BUSY,
        FaultCode.PAGE_PRINTER_SILENT,
        FaultCode.PAGE_PRINTER_GARBLED,
    }
)
"""Faults that explain nothing; they never take the place of one that does."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``detail`` holds the printer's own keywords, for staff."""

    condition: Condition
    detail: str = ""

    @property
    def stops(self) -> FaultCode | None:
        """What keeps it from printing."""
        return self.condition.fault if isinstance(self.condition, Faulty) else None

    @property
    def notice(self) -> FaultCode | None:
        """What staff should see to, though it prints."""
        return self.condition.fault if isinstance(self.condition, NeedsAttention) else None


@dataclass(frozen=True, slots=True)
class Seen:
    """The printer, asked just now."""

    report: PrinterReport
    judgement: Judgement


def judge(report: PrinterReport) -> Judgement:
    """The most telling of all that it says: what stops it before what does not, the known before the unknown."""
    stops: list[FaultCode] = []
    notices: list[FaultCode] = []
    for reason in report.reasons:
        _sort(reason, report, stops, notices)
    is_stopped = report.state is PrinterState.STOPPED
    if report.is_queue and report.state is PrinterState.IDLE:
        notices += [fault for fault in stops if fault not in _OF_THE_QUEUE]
        stops = [fault for fault in stops if fault in _OF_THE_QUEUE]
    if (is_stopped or "other" in {_split(reason)[0] for reason in report.reasons}) and not stops:
        stops += _alerted(report)
    detail = " ".join([*report.reasons, *(supply.name for supply in report.supplies if supply.is_low)])[:200]
    if stops:
        return Judgement(Faulty(min(stops, key=_urgency)), detail)
    if is_stopped:
        return Judgement(Faulty(FaultCode.PAGE_PRINTER_FAILED), detail)
    if not report.is_accepting:
        return Judgement(Faulty(FaultCode.PAGE_PRINTER_BUSY), "not accepting jobs " + detail)
    if any(supply.is_low for supply in report.supplies):
        notices.append(FaultCode.PAGE_PRINTER_TONER_LOW)
    if notices:
        return Judgement(NeedsAttention(min(notices, key=_urgency)), detail)
    return Judgement(Ready(), detail)


_ALWAYS_STOPS = {
    "media-jam": JAM,
    "cover-open": FaultCode.PAGE_PRINTER_COVER_OPEN,
    "door-open": FaultCode.PAGE_PRINTER_COVER_OPEN,
    "interlock-open": FaultCode.PAGE_PRINTER_COVER_OPEN,
    "interpreter-resource-unavailable": FaultCode.PAGE_PRINTER_FAILED,
    "media-needed": FaultCode.PAGE_PRINTER_PAPER_OUT,
    "output-area-full": FaultCode.PAGE_PRINTER_OUTPUT_FULL,
    "output-tray-missing": FaultCode.PAGE_PRINTER_TRAY_MISSING,
    "paused": FaultCode.PAGE_PRINTER_PAUSED,
    "moving-to-paused": FaultCode.PAGE_PRINTER_PAUSED,
    "stopping": FaultCode.PAGE_PRINTER_PAUSED,
    "hold-new-jobs": FaultCode.PAGE_PRINTER_PAUSED,
    "offline": FaultCode.PAGE_PRINTER_OFFLINE,
    "timed-out": FaultCode.PAGE_PRINTER_OFFLINE,
    "shutdown": FaultCode.PAGE_PRINTER_OFFLINE,
    "spool-area-full": FaultCode.PAGE_PRINTER_BUSY,
}
_STOPS_AS_ERROR = {
    "toner-empty": (FaultCode.PAGE_PRINTER_TONER_EMPTY, FaultCode.PAGE_PRINTER_TONER_EMPTY),
    "marker-supply-empty": (FaultCode.PAGE_PRINTER_TONER_EMPTY, FaultCode.PAGE_PRINTER_TONER_EMPTY),
    "marker-supply-missing": (FaultCode.PAGE_PRINTER_TONER_EMPTY, FaultCode.PAGE_PRINTER_TONER_EMPTY),
    "marker-waste-full": (FaultCode.PAGE_PRINTER_WASTE_FULL, FaultCode.PAGE_PRINTER_WASTE_FULL),
    "input-tray-missing": (FaultCode.PAGE_PRINTER_TRAY_MISSING, FaultCode.PAGE_PRINTER_TRAY_MISSING),
    "media-empty": (FaultCode.PAGE_PRINTER_PAPER_OUT, FaultCode.PAGE_PRINTER_PAPER_LOW),
    "fuser-over-temp": (FaultCode.PAGE_PRINTER_FAILED, FaultCode.PAGE_PRINTER_NOTICE),
    "fuser-under-temp": (FaultCode.PAGE_PRINTER_FAILED, FaultCode.PAGE_PRINTER_NOTICE),
    "opc-life-over": (FaultCode.PAGE_PRINTER_FAILED, FaultCode.PAGE_PRINTER_NOTICE),
    "developer-empty": (FaultCode.PAGE_PRINTER_TONER_EMPTY, FaultCode.PAGE_PRINTER_TONER_EMPTY),
}
_NEVER_STOPS = {
    "media-low": FaultCode.PAGE_PRINTER_PAPER_LOW,
    "toner-low": FaultCode.PAGE_PRINTER_TONER_LOW,
    "marker-supply-low": FaultCode.PAGE_PRINTER_TONER_LOW,
    "developer-low": FaultCode.PAGE_PRINTER_TONER_LOW,
    "marker-waste-almost-full": FaultCode.PAGE_PRINTER_WASTE_FULL,
    "output-area-almost-full": FaultCode.PAGE_PRINTER_OUTPUT_FULL,
    "connecting-to-device": FaultCode.PAGE_PRINTER_OFFLINE,
    "opc-near-eol": FaultCode.PAGE_PRINTER_NOTICE,
    "stopped-partly": FaultCode.PAGE_PRINTER_NOTICE,
}
_ALERTS = {
    "jam": JAM,
    "coveropen": FaultCode.PAGE_PRINTER_COVER_OPEN,
    "interlockopen": FaultCode.PAGE_PRINTER_COVER_OPEN,
    "inputmediasupplyempty": FaultCode.PAGE_PRINTER_PAPER_OUT,
    "inputmediatraymissing": FaultCode.PAGE_PRINTER_TRAY_MISSING,
    "outputmediatrayfull": FaultCode.PAGE_PRINTER_OUTPUT_FULL,
    "markertonerempty": FaultCode.PAGE_PRINTER_TONER_EMPTY,
    "markerinkempty": FaultCode.PAGE_PRINTER_TONER_EMPTY,
}
"""``code=`` of printer-alert (PWG 5100.9, table 8; the Printer MIB's names), for printers that say only ``other``."""

_OF_THE_QUEUE = (FaultCode.PAGE_PRINTER_PAUSED, FaultCode.PAGE_PRINTER_BUSY)
_SEVERITIES = ("report", "warning", "error")
_AT_LEAST_ONE_SHEET = -3
_URGENCY = (
    JAM,
    FaultCode.PAGE_PRINTER_COVER_OPEN,
    FaultCode.PAGE_PRINTER_PAPER_OUT,
    FaultCode.PAGE_PRINTER_TRAY_MISSING,
    FaultCode.PAGE_PRINTER_TONER_EMPTY,
    FaultCode.PAGE_PRINTER_WASTE_FULL,
    FaultCode.PAGE_PRINTER_OUTPUT_FULL,
    FaultCode.PAGE_PRINTER_OFFLINE,
    FaultCode.PAGE_PRINTER_PAUSED,
    FaultCode.PAGE_PRINTER_PAPER_LOW,
    FaultCode.PAGE_PRINTER_TONER_LOW,
)


def _urgency(fault: FaultCode) -> int:
    return _URGENCY.index(fault) if fault in _URGENCY else len(_URGENCY)


def _split(reason: str) -> tuple[str, str]:
    keyword, _, ending = reason.rpartition("-")
    return (keyword, ending) if ending in _SEVERITIES else (reason, "error")


def _sort(reason: str, report: PrinterReport, stops: list[FaultCode], notices: list[FaultCode]) -> None:
    keyword, severity = _split(reason)
    is_error = severity == "error" or report.state is PrinterState.STOPPED
    if keyword.startswith("cups-"):
        return
    if keyword in _ALWAYS_STOPS:
        stops.append(_ALWAYS_STOPS[keyword])
    elif keyword in _STOPS_AS_ERROR:
        as_error, as_warning = _STOPS_AS_ERROR[keyword]
        if is_error or (keyword == "media-empty" and not _holds_paper(report)):
            stops.append(as_error)
        else:
            notices.append(as_warning)
    else:
        notices.append(_NEVER_STOPS.get(keyword, FaultCode.PAGE_PRINTER_NOTICE))


def _holds_paper(report: PrinterReport) -> bool:
    return any(level > 0 or level == _AT_LEAST_ONE_SHEET for level in report.tray_levels)


def _alerted(report: PrinterReport) -> list[FaultCode]:
    """What critical alerts say; an alert that names no severity counts."""
    found: list[FaultCode] = []
    for alert in report.alerts:
        fields = dict(part.lower().partition("=")[::2] for part in alert.split(";"))
        fault = _ALERTS.get(fields.get("code", "").strip())
        if fault is not None and fields.get("severity", "critical").strip() == "critical":
            found.append(fault)
    return found
