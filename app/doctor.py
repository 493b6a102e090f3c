"""The technician's self-test: every device, the queue, the disk, the clock, the line, and what to do about each.

One row a thing: its state, a sentence, the next step, and when it was last tested. The words are the fault
catalogue's, so that doctor, screens and pages agree. Nothing in a row is a resident's.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from app.fitted_devices import fitted_printer, fitted_reader
from app.station_context import MEBIBYTE, StationContext
from config.faults import EnvironmentFault, FaultCode
from config.texts import texts
from devices.device import Condition, DeviceStatus, Faulty, Lost, NeedsAttention, NotFitted, Ready, Unknown
from devices.id_card.self_test import SelfTestFailed, SelfTestPassed
from kiosk.store.data_folder import DataFolder
from kiosk.store.quarantine import quarantined
from kiosk.store.states import OutboxState
from sync.link import Line, read_link

WAITING_TOO_LONG_S = 24 * 3600
CLOCK_SOFTWARE_YEAR = 2026
"""A clock before the software was made is wrong: the battery of the machine's clock is empty."""


class RowState(StrEnum):
    READY = "ready"
    ATTENTION = "attention"
    FAULTY = "faulty"
    NOT_FITTED = "not_fitted"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report. ``last_test`` is when this was looked at; None where nothing is fitted."""

    name: str
    state: RowState
    detail: str
    advice: str
    last_test: datetime | None


def examine(station: StationContext) -> list[Row]:
    """Looks at everything, one after the other; a second on a healthy station. Any thread but the devices' own."""
    checks: list[Callable[[StationContext], Row]] = [
        _id_card, _receipt_printer, _store, _quarantine, _queue, _disk, _clock, _network, _platform_keys, _catalogue,
    ]  # fmt: skip
    rows = []
    for check in checks:
        try:
            rows.append(check(station))
        except EnvironmentFault as fault:
            rows.append(_faulty(check.__name__.removeprefix("_"), fault.code, station.now(), fault.detail))
    return rows


def is_well(rows: list[Row]) -> bool:
    return not any(row.state is RowState.FAULTY for row in rows)


def _id_card(station: StationContext) -> Row:
    reader = fitted_reader(station)
    if reader is None:
        return _not_fitted("id_card", FaultCode.READER_NOT_FITTED)
    try:
        match reader.self_test():
            case SelfTestPassed(sam_id):
                return Row("id_card", RowState.READY, f"self-test passed, module {sam_id}", "", station.now())
            case SelfTestFailed(fault):
                return _faulty("id_card", fault, station.now())
            case _ as never:
                assert_never(never)
    finally:
        reader.close()


def _receipt_printer(station: StationContext) -> Row:
    printer = fitted_printer(station)
    if printer is None:
        return _not_fitted("receipt_printer", FaultCode.PRINTER_NOT_FITTED)
    try:
        status = printer.check()
        while isinstance(status.condition, Unknown) and status.last_fault is not None:
            status = printer.check()  # one miss is no verdict; the third in a row is
        return _device(status, station.now())
    finally:
        printer.close()


def _device(status: DeviceStatus, now: datetime) -> Row:
    condition: Condition = status.condition
    match condition:
        case Ready() | Unknown():
            return Row(status.name, RowState.READY, "answers, nothing to report", "", now)
        case NeedsAttention(fault):
            return _row(status.name, RowState.ATTENTION, fault, now)
        case Faulty(fault) | Lost(fault):
            return _faulty(status.name, fault, now, status.detail)
        case NotFitted():
            return Row(status.name, RowState.NOT_FITTED, "not fitted", "", None)
        case _ as never:
            assert_never(never)


def _store(station: StationContext) -> Row:
    outbox = station.open_outbox()
    try:
        damaged = outbox.verify(station.now())
    finally:
        outbox.database.close()
    if damaged:
        return _faulty("store", FaultCode.STORE_DAMAGED, station.now(), f"{len(damaged)} rows were mended")
    return Row("store", RowState.READY, "every row agrees with its hash", "", station.now())


def _quarantine(station: StationContext) -> Row:
    set_aside = quarantined(DataFolder(station.data))
    if not set_aside:
        return Row("quarantine", RowState.READY, "nothing was ever set aside", "", station.now())
    last = set_aside[-1]
    detail = (
        f"{len(set_aside)} set aside, the last as {last.path.name} ({last.report.reason}): "
        f"{last.report.rows_salvaged} rows salvaged, {len(last.report.taken_in)} applications taken in from their files"
    )
    advice = texts("en").say(f"fault.{FaultCode.STORE_DAMAGED}.remedy")
    return Row("quarantine", RowState.ATTENTION, detail, advice, station.now())


def _queue(station: StationContext) -> Row:
    outbox = station.open_outbox()
    try:
        counts, oldest = outbox.counts(), outbox.oldest_unsent(station.now())
    finally:
        outbox.database.close()
    stuck = counts.get(OutboxState.NEEDS_STAFF, 0) + counts.get(OutboxState.NEEDS_CORRECTION, 0)
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "empty"
    if stuck:
        return Row("queue", RowState.ATTENTION, told, "See them with: jinban queue list", station.now())
    if oldest is not None and oldest.total_seconds() > WAITING_TOO_LONG_S:
        advice = "Check the line; or carry them: jinban queue export FILE"
        return Row(
            "queue", RowState.ATTENTION, f"{told}; the oldest waits since {oldest}", advice, station.now()
        )
    return Row("queue", RowState.READY, told, "", station.now())


def _disk(station: StationContext) -> Row:
    free_mb = shutil.disk_usage(station.data).free // MEBIBYTE
    if free_mb < station.settings.store.min_free_mb:
        return _faulty("disk", FaultCode.DISK_FULL, station.now(), f"{free_mb} MB free")
    return Row("disk", RowState.READY, f"{free_mb} MB free", "", station.now())


def _clock(station: StationContext) -> Row:
    now = station.now()
    if now.year < CLOCK_SOFTWARE_YEAR:
        advice = "Set the clock; replace the battery of the machine's clock if it is lost at each start."
        return Row("clock", RowState.FAULTY, f"{now:%Y-%m-%d %H:%M} is in the past", advice, now)
    return Row("clock", RowState.READY, f"{now:%Y-%m-%d %H:%M %Z}", "", now)


def _network(station: StationContext) -> Row:
    link = read_link(station.data, station.now())
    match link.line:
        case Line.ONLINE:
            return Row("network", RowState.READY, "the platform answers", "", link.checked_at)
        case Line.OFFLINE:
            return _row("network", RowState.ATTENTION, FaultCode.PLATFORM_UNREACHABLE, link.checked_at)
        case Line.UNTRUSTED:
            return _row("network", RowState.ATTENTION, FaultCode.PLATFORM_UNTRUSTED, link.checked_at)
        case Line.REFUSED:
            return _row("network", RowState.ATTENTION, FaultCode.PLATFORM_REFUSED_STATION, link.checked_at)
        case _ as never:
            assert_never(never)


def _platform_keys(station: StationContext) -> Row:
    if station.trust.development:
        detail = "development keys: everybody can open what is sealed to them"
        advice = "Before the first resident, set platform.trust to your platform's trust.json."
        return Row("platform_keys", RowState.ATTENTION, detail, advice, station.now())
    return Row("platform_keys", RowState.READY, str(station.settings.trust_file()), "", station.now())


def _catalogue(station: StationContext) -> Row:
    catalogue = station.open_catalogue()
    try:
        items = sum(catalogue.counts().values())
        return Row(
            "catalogue", RowState.READY, f"{items} items, {catalogue.fingerprint[:12]}", "", station.now()
        )
    finally:
        catalogue.close()


def _not_fitted(name: str, fault: FaultCode) -> Row:
    say = texts("en").say
    return Row(name, RowState.NOT_FITTED, say(f"fault.{fault}.staff"), say(f"fault.{fault}.remedy"), None)


def _faulty(name: str, fault: FaultCode, now: datetime, detail: str = "") -> Row:
    return _row(name, RowState.FAULTY, fault, now, detail)


def _row(name: str, state: RowState, fault: FaultCode, now: datetime, detail: str = "") -> Row:
    say = texts("en").say
    sentence = say(f"fault.{fault}.staff")
    return Row(
        name, state, f"{sentence} ({detail})" if detail else sentence, say(f"fault.{fault}.remedy"), now
    )
