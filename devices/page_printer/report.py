"""What a printer says of itself and of a job, as values; read from the attributes of an IPP answer.

Sources: RFC 8011, 5.3 (jobs) and 5.4 (printers); PWG 5100.9 (alerts); PWG 5100.13 (trays and supplies).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from devices.page_printer.ipp_codec import Group

PRINTER_ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-alert",
    "printer-input-tray",
    "printer-supply",
    "printer-supply-description",
    "marker-names",
    "marker-levels",
    "marker-low-levels",
    "printer-make-and-model",
    "printer-up-time",
    "document-format-supported",
    "media-supported",
    "which-jobs-supported",
    "cups-version",
)

JOB_ATTRIBUTES = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "time-at-processing",
)


class PrinterState(IntEnum):
    """RFC 8011, 5.4.11."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobState(IntEnum):
    """RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def has_ended(self) -> bool:
        return self >= JobState.CANCELED


@dataclass(frozen=True, slots=True)
class Supply:
    """Toner or ink: ``percent`` of a full one, None where the printer does not know; ``low_percent`` its own limit."""

    name: str
    percent: int | None
    low_percent: int = 10

    @property
    def is_low(self) -> bool:
        return self.percent is not None and self.percent <= self.low_percent


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """A printer or CUPS queue at one moment. ``tray_levels`` in sheets: -2 is unknown, -3 at least one."""

    state: PrinterState | None
    is_accepting: bool
    reasons: tuple[str, ...]
    alerts: tuple[str, ...] = ()
    tray_levels: tuple[int, ...] = ()
    supplies: tuple[Supply, ...] = ()
    model: str = ""
    up_time_s: int | None = None
    formats: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    keeps_ended_jobs: bool = False
    is_queue: bool = False


@dataclass(frozen=True, slots=True)
class JobReport:
    """A job at one moment. ``pages`` None: the printer does not count; ``has_begun`` None: it does not say."""

    number: int
    name: str = field(repr=False)
    state: JobState
    reasons: tuple[str, ...] = ()
    pages: int | None = None
    has_begun: bool | None = None


def printer_report(group: Group) -> PrinterReport:
    """From a printer-attributes group; what is missing or absurd is as if not said."""
    state = group.integer("printer-state")
    return PrinterReport(
        PrinterState(state) if state in set(PrinterState) else None,
        group.boolean("printer-is-accepting-jobs") is not False,
        tuple(reason for reason in group.texts("printer-state-reasons") if reason != "none"),
        tuple(alert.decode(errors="replace") for alert in group.octets("printer-alert")),
        tuple(_tray_levels(group.octets("printer-input-tray"))),
        (*_markers(group), *_supplies(group)),
        (group.text("printer-make-and-model") or "")[:127],
        group.integer("printer-up-time"),
        group.texts("document-format-supported"),
        group.texts("media-supported"),
        bool({"all", "completed"} & set(group.texts("which-jobs-supported"))),
        group.text("cups-version") is not None,
    )


def job_report(group: Group) -> JobReport | None:
    """From a job-attributes group; None where it does not tell which job it is, or how it is."""
    number, state = group.integer("job-id"), group.integer("job-state")
    if number is None or state not in set(JobState):
        return None
    began = group.integer("time-at-processing")
    return JobReport(
        number,
        group.text("job-name") or "",
        JobState(state),
        tuple(reason for reason in group.texts("job-state-reasons") if reason != "none"),
        group.integer("job-impressions-completed"),
        True if began is not None else False if group.is_out_of_band("time-at-processing") else None,
    )


_LOW_PERCENT = 10
_NOT_FED_BY_ITSELF = ("sheetfeedmanual",)


def _fields(packed: bytes) -> dict[str, str]:
    """``type=toner;level=75;`` as a mapping; names in lower case."""
    pairs = (pair.partition("=") for pair in packed.decode(errors="replace").split(";"))
    return {name.strip().lower(): value.strip() for name, found, value in pairs if found}


def _number(fields: dict[str, str], name: str) -> int | None:
    value = fields.get(name, "")
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else None


def _tray_levels(trays: tuple[bytes, ...]) -> Iterator[int]:
    for tray in map(_fields, trays):
        level = _number(tray, "level")
        if level is not None and tray.get("type", "").lower() not in _NOT_FED_BY_ITSELF:
            yield level


def _markers(group: Group) -> Iterator[Supply]:
    names, lows = group.texts("marker-names"), group.integers("marker-low-levels")
    for place, level in enumerate(group.integers("marker-levels")):
        low = lows[place] if place < len(lows) else _LOW_PERCENT
        if low < 100:  # a waste tank counts the other way round
            yield Supply(names[place] if place < len(names) else "", level if level >= 0 else None, low)


def _supplies(group: Group) -> Iterator[Supply]:
    names = group.texts("printer-supply-description")
    for place, supply in enumerate(map(_fields, group.octets("printer-supply"))):
        if supply.get("class", "").lower() != "supplythatisconsumed":
            continue
        level, full = _number(supply, "level"), _number(supply, "maxcapacity")
        is_known = level is not None and full is not None and level >= 0 and full > 0
        name = names[place] if place < len(names) else supply.get("colorantname", "")
        yield Supply(name, level * 100 // full if is_known and level is not None and full else None)
