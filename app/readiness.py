"""The readiness report: what the bench shows, on paper, with room for two signatures."""

from collections.abc import Mapping
from datetime import datetime

from app import VERSION
from app.station_context import StationContext
from config.texts import texts
from devices.usb.known import UsbKind, known_usb_devices
from kiosk.bench.finding import PARTS, Finding
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Line
from kiosk.document.readiness import DeviceLine, ReadinessReport
from kiosk.staff.audit_event import DeviceName, device_name
from kiosk.staff.device_tests import Outcome, TestResult


def readiness_report(
    station: StationContext,
    findings: tuple[Finding, ...],
    at: datetime,
    latest: Mapping[DeviceName, TestResult] | None = None,
) -> ReadinessReport:
    """Of these findings, in Chinese. ``latest`` tells what a person confirmed. Any thread."""
    say = texts(Language.ZH)
    devices = [finding for finding in findings if finding.name not in PARTS]
    parts = [finding for finding in findings if finding.name in PARTS - {"unknown_usb"}]
    return ReadinessReport(
        station=station.settings.station.id,
        place=f"{station.settings.station.name_zh} {station.settings.station.place_zh}".strip(),
        at=at,
        version=VERSION,
        devices=tuple(
            DeviceLine(
                say.say(f"device.{finding.name}"),
                finding.state,
                finding.detail(say),
                finding.advice(say),
                finding.last_test,
                _confirmed_by(finding.name, latest or {}),
            )
            for finding in devices
        ),
        software=tuple(
            Line(
                say.say(f"device.{part.name}"), "，".join(filter(None, (part.detail(say), part.advice(say))))
            )
            for part in parts
        ),
        unknown_usb=tuple(
            " ".join(filter(None, (usb.device.id, usb.device.maker, usb.device.model, usb.device.port)))
            for usb in known_usb_devices()
            if usb.kind is UsbKind.UNKNOWN
        ),
    )


def _confirmed_by(name: str, latest: Mapping[DeviceName, TestResult]) -> str:
    result = latest.get(device_name(name))
    return str(result.by) if result is not None and result.outcome is Outcome.CONFIRMED else ""
