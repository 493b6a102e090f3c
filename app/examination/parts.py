"""How the parts of the station stand that are no devices: store, queue, disk, clock, line, keys, content."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.speech import has_voice
from app.station_context import MEBIBYTE, StationContext
from config.device_settings import NoDevice
from config.faults import EnvironmentFault, FaultCode
from devices.face.comparison import FaceComparison
from devices.usb.known import UsbKind, known_usb_devices
from kiosk.bench.finding import Finding, FindingState, Saying, not_fitted
from kiosk.store.data_folder import DataFolder
from kiosk.store.quarantine import quarantined
from kiosk.store.states import OutboxState
from sync.link import Line, read_link
from sync.releases.current import current_release, read_pointer

WAITING_TOO_LONG_S = 24 * 3600
CLOCK_SOFTWARE_YEAR = 2026
"""A clock before the software was made is wrong: the battery of the machine's clock is empty."""

_LINE_FAULTS: Mapping[Line, FaultCode | None] = {
    Line.ONLINE: None,
    Line.OFFLINE: FaultCode.PLATFORM_UNREACHABLE,
    Line.UNTRUSTED: FaultCode.PLATFORM_UNTRUSTED,
    Line.REFUSED: FaultCode.PLATFORM_REFUSED_STATION,
}


def examine_parts(station: StationContext, *, thoroughly: bool) -> list[Finding]:
    """Every part, one after the other. ``thoroughly`` also compares every row of the store with its hash, which takes
    a second where much is queued. Any thread.
    """
    checks: Mapping[str, Callable[[StationContext], Finding]] = {
        **({"store": _store} if thoroughly else {}),
        "quarantine": _quarantine,
        "queue": _queue,
        "disk": _disk,
        "clock": _clock,
        "network": _network,
        "platform_keys": _platform_keys,
        "catalogue": _catalogue,
        **({"release": _release} if read_pointer(station.data) is not None else {}),
        "face_comparison": _face_comparison,
        "portraits": _portraits,
        "read_aloud": _read_aloud,
        "unknown_usb": _unknown_usb,
    }
    findings = []
    for name, check in checks.items():
        try:
            findings.append(check(station))
        except EnvironmentFault as fault:
            findings.append(_faulty(name, station.now(), fault.code, fault.detail))
    return findings


def _store(station: StationContext) -> Finding:
    outbox = station.open_outbox()
    try:
        damaged = outbox.verify(station.now())
    finally:
        outbox.database.close()
    if damaged:
        return _faulty("store", station.now(), FaultCode.STORE_DAMAGED, f"{len(damaged)}")
    return _well("store", station.now(), Saying("doctor.store_whole"))


def _quarantine(station: StationContext) -> Finding:
    set_aside = quarantined(DataFolder(station.data))
    if not set_aside:
        return _well("quarantine", station.now(), Saying("doctor.quarantine_empty"))
    last = set_aside[-1]
    words = {
        "count": len(set_aside),
        "folder": last.path.name,
        "reason": last.report.reason,
        "rows": last.report.rows_salvaged,
        "taken_in": len(last.report.taken_in),
    }
    return Finding(
        "quarantine",
        FindingState.ATTENTION,
        station.now(),
        saying=_saying("doctor.quarantine_used", **words),
        remedy=Saying(f"fault.{FaultCode.STORE_DAMAGED}.remedy"),
    )


def _queue(station: StationContext) -> Finding:
    outbox = station.open_outbox()
    try:
        counts, oldest = outbox.counts(), outbox.oldest_unsent(station.now())
    finally:
        outbox.database.close()
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    if counts.get(OutboxState.NEEDS_STAFF, 0) + counts.get(OutboxState.NEEDS_CORRECTION, 0):
        return _attention(
            "queue", station.now(), Saying("doctor.queue_stuck"), Saying("doctor.see_queue"), told
        )
    if oldest is not None and oldest.total_seconds() > WAITING_TOO_LONG_S:
        saying = _saying("doctor.queue_waits", hours=int(oldest.total_seconds() // 3600))
        remedy = Saying("doctor.carry_queue")
        return Finding(
            "queue", FindingState.ATTENTION, station.now(), saying=saying, remedy=remedy, note=told
        )
    flowing = Saying("doctor.queue_flows" if told else "doctor.queue_empty")
    return _well("queue", station.now(), flowing, told)


def _disk(station: StationContext) -> Finding:
    free_mb = shutil.disk_usage(station.data).free // MEBIBYTE
    if free_mb < station.settings.store.min_free_mb:
        return _faulty("disk", station.now(), FaultCode.DISK_FULL, f"{free_mb} MB")
    return _well("disk", station.now(), Saying("doctor.disk_free"), f"{free_mb} MB")


def _clock(station: StationContext) -> Finding:
    now = station.now()
    told = f"{now:%Y-%m-%d %H:%M %Z}"
    if now.year < CLOCK_SOFTWARE_YEAR:
        return Finding(
            "clock",
            FindingState.FAULTY,
            now,
            saying=Saying("doctor.clock_past"),
            remedy=Saying("doctor.set_clock"),
            note=told,
        )
    return _well("clock", now, Saying("doctor.clock_runs"), told)


def _network(station: StationContext) -> Finding:
    link = read_link(station.data, station.now())
    fault = _LINE_FAULTS[link.line]
    if fault is None:
        return _well("network", link.checked_at, Saying("doctor.network_up"))
    return Finding("network", FindingState.ATTENTION, link.checked_at, fault)


def _platform_keys(station: StationContext) -> Finding:
    if station.trust.development:
        return _attention(
            "platform_keys", station.now(), Saying("doctor.keys_development"), Saying("doctor.set_trust")
        )
    return _well(
        "platform_keys", station.now(), Saying("doctor.keys_own"), str(station.settings.trust_file())
    )


def _catalogue(station: StationContext) -> Finding:
    catalogue = station.open_catalogue()
    try:
        items = sum(catalogue.counts().values())
        saying = _saying("doctor.catalogue_items", count=items)
        note = catalogue.fingerprint[:12]
        return Finding("catalogue", FindingState.READY, station.now(), saying=saying, note=note)
    finally:
        catalogue.close()


def _release(station: StationContext) -> Finding:
    """A station whose release is out of date goes on with it, and says so: newer ones may be held back."""
    pointer, current = read_pointer(station.data), current_release(station.data)
    if pointer is None or current is None or current.fallen_back:
        return _attention(
            "release", station.now(), Saying("doctor.release_unreadable"), Saying("doctor.release_again")
        )
    note = f"{current.version}, {pointer.expires_at.astimezone(station.time_zone):%Y-%m-%d}"
    if pointer.expires_at <= station.now():
        return _attention(
            "release", station.now(), Saying("doctor.release_expired"), Saying("doctor.release_renew"), note
        )
    return _well("release", station.now(), Saying("doctor.release_in_date"), note)


def _face_comparison(station: StationContext) -> Finding:
    camera = station.settings.devices.face_camera
    if isinstance(camera, NoDevice):
        return not_fitted("face_comparison")
    off = FaceComparison(camera.detector_model, camera.recogniser_model).off()
    if off is None:
        return _well("face_comparison", station.now(), Saying("doctor.face_comparison_on"))
    state = FindingState.NOT_FITTED if off.reason is FaultCode.FACE_COMPARISON_OFF else FindingState.FAULTY
    return Finding("face_comparison", state, station.now(), off.reason)


def _portraits(station: StationContext) -> Finding:
    reader = station.settings.devices.id_card
    program = "" if isinstance(reader, NoDevice) else reader.portrait_decoder
    if not program:
        return Finding("portraits", FindingState.NOT_FITTED, None, FaultCode.PORTRAIT_OFF)
    if not Path(program).is_file():
        return _faulty("portraits", station.now(), FaultCode.PORTRAIT_DECODER_MISSING, program)
    return _well("portraits", station.now(), Saying("doctor.portraits_on"), program)


def _read_aloud(station: StationContext) -> Finding:
    if isinstance(station.settings.devices.speaker, NoDevice):
        return replace(not_fitted("speaker"), name="read_aloud")
    if not has_voice():
        return _attention(
            "read_aloud", station.now(), Saying("read_aloud.no_voice"), Saying("read_aloud.install")
        )
    return _well("read_aloud", station.now(), Saying("read_aloud.ready"))


def _unknown_usb(station: StationContext) -> Finding:
    unknown = [usb for usb in known_usb_devices() if usb.kind is UsbKind.UNKNOWN]
    if not unknown:
        return _well("unknown_usb", station.now(), Saying("doctor.usb_known"))
    told = ", ".join(f"{usb.device.id} {usb.name}".strip() for usb in unknown)
    return _attention(
        "unknown_usb", station.now(), Saying("doctor.usb_unknown"), Saying("doctor.usb_look"), told
    )


def _well(name: str, at: datetime | None, saying: Saying, note: str = "") -> Finding:
    return Finding(name, FindingState.READY, at, saying=saying, note=note)


def _attention(name: str, at: datetime, saying: Saying, remedy: Saying, note: str = "") -> Finding:
    return Finding(name, FindingState.ATTENTION, at, saying=saying, remedy=remedy, note=note)


def _faulty(name: str, at: datetime, fault: FaultCode, note: str = "") -> Finding:
    return Finding(name, FindingState.FAULTY, at, fault, note=note)


def _saying(name: str, **words: object) -> Saying:
    return Saying(name, tuple((word, str(value)) for word, value in words.items()))
