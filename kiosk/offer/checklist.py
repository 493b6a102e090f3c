"""The day's checklist: what sensors and counts can see ticks itself, the rest somebody goes and looks at. Pure.

| check | ticked by |
|---|---|
| devices | every fitted device answers |
| receipt_paper, page_paper, toner | the printers' sensors, and the count since the last fresh one |
| queue, disk, line, clock, content, release | the station's own examination |
| screen_clean, no_strange_parts, nothing_left, way_is_free | a person, every day anew |
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.faults import FaultCode
from kiosk.bench.finding import PARTS, Finding, FindingState, Saying
from kiosk.offer.change import KeptChange
from kiosk.offer.supply import Level, Supply

BY_HAND = ("screen_clean", "no_strange_parts", "nothing_left", "way_is_free")
"""``no_strange_parts``: nothing was glued on or over the card readers and the PIN pad."""

_PAPER = {
    Supply.RECEIPT_ROLL: ("receipt_paper", "receipt_printer"),
    Supply.PAGES: ("page_paper", "page_printer"),
    Supply.TONER: ("toner", "page_printer"),
}
_SHORT_OF = {
    Supply.RECEIPT_ROLL: (FaultCode.PRINTER_PAPER_OUT, FaultCode.PRINTER_PAPER_NEAR_END),
    Supply.PAGES: (FaultCode.PAGE_PRINTER_PAPER_OUT, FaultCode.PAGE_PRINTER_PAPER_LOW),
    Supply.TONER: (FaultCode.PAGE_PRINTER_TONER_EMPTY, FaultCode.PAGE_PRINTER_TONER_LOW),
}
_SEEN_PARTS = {
    "queue": "queue",
    "disk": "disk",
    "network": "line",
    "clock": "clock",
    "catalogue": "content",
    "release": "release",
}


class CheckState(StrEnum):
    DONE = "done"
    TO_DO = "to_do"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One line. ``ticked_by`` and ``at`` for those that a person has ticked; ``why`` for what is not done."""

    name: str
    state: CheckState
    by_hand: bool = False
    why: Finding | None = None
    saying: Saying | None = None
    ticked_by: str = ""
    at: datetime | None = None


def checklist(
    findings: Sequence[Finding], levels: Iterable[Level], ticks: Mapping[str, KeptChange]
) -> tuple[Check, ...]:
    """Every line, those that tick themselves first."""
    by_name = {finding.name: finding for finding in findings}
    fitted = {name for name, finding in by_name.items() if finding.state is not FindingState.NOT_FITTED}
    lines = [_devices(findings)]
    lines += [_supply(level, by_name) for level in levels if _PAPER[level.supply][1] in fitted]
    lines += [_seen(check, by_name[part]) for part, check in _SEEN_PARTS.items() if part in by_name]
    return (*lines, *(_by_hand(name, ticks.get(name)) for name in BY_HAND))


def left_to_do(checks: Iterable[Check]) -> int:
    return sum(check.state is not CheckState.DONE for check in checks)


def _devices(findings: Sequence[Finding]) -> Check:
    """What is short of paper or toner has a line of its own."""
    paper = {fault for faults in _SHORT_OF.values() for fault in faults}
    devices = [
        finding
        for finding in findings
        if finding.name not in PARTS and finding.state is not FindingState.NOT_FITTED
    ]
    if not devices:
        return Check("devices", CheckState.TO_DO, saying=Saying("operator.nothing_seen"))
    wrong = [
        finding
        for finding in devices
        if finding.state is not FindingState.READY and finding.fault not in paper
    ]
    if not wrong:
        return Check("devices", CheckState.DONE)
    worst = min(wrong, key=lambda finding: finding.state is not FindingState.FAULTY)
    faulty = worst.state is FindingState.FAULTY
    return Check("devices", CheckState.WRONG if faulty else CheckState.TO_DO, why=worst)


def _supply(level: Level, by_name: Mapping[str, Finding]) -> Check:
    name, printer = _PAPER[level.supply]
    finding = by_name[printer]
    empty, low = _SHORT_OF[level.supply]
    left = Saying("operator.supply_left", (("left", str(level.left)), ("capacity", str(level.capacity))))
    if finding.fault is empty:
        return Check(name, CheckState.WRONG, why=finding)
    if finding.fault is low:
        return Check(name, CheckState.TO_DO, why=finding)
    return Check(name, CheckState.TO_DO if level.is_low else CheckState.DONE, saying=left)


def _seen(name: str, finding: Finding) -> Check:
    match finding.state:
        case FindingState.READY | FindingState.NOT_FITTED:
            return Check(name, CheckState.DONE)
        case FindingState.ATTENTION:
            return Check(name, CheckState.TO_DO, why=finding)
        case FindingState.FAULTY:
            return Check(name, CheckState.WRONG, why=finding)


def _by_hand(name: str, tick: KeptChange | None) -> Check:
    if tick is None:
        return Check(name, CheckState.TO_DO, by_hand=True)
    return Check(name, CheckState.DONE, by_hand=True, ticked_by=str(tick.by), at=tick.at)
