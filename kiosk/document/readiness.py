"""A technician's report that a station is ready, or is not: every device, the software, and what nobody knows."""

from dataclasses import dataclass
from datetime import datetime

from config.texts import texts
from kiosk.bench.finding import FindingState
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Line
from kiosk.document.typesetting import Sheet


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device. All words are in the report's language already; none is a resident's."""

    name: str
    state: FindingState
    detail: str = ""
    advice: str = ""
    last_test: datetime | None = None
    confirmed_by: str = ""
    """Who saw with their own eyes that it works: the lamp lit, the paper came out. Empty: nobody did."""


@dataclass(frozen=True, slots=True)
class ReadinessReport:
    """One station at one moment. ``at`` has a zone, and so has every ``last_test``."""

    station: str
    place: str
    at: datetime
    version: str
    devices: tuple[DeviceLine, ...]
    software: tuple[Line, ...] = ()
    """Queue, disk, clock, network, catalogue: what else a station needs."""
    unknown_usb: tuple[str, ...] = ()
    """What is plugged in and belongs to no device of the settings."""


def readiness_sheet(report: ReadinessReport, language: Language) -> Sheet:
    """An A4 report with room for signatures, ready to be set. Pure; any thread."""
    say = texts(language).say
    fitted = [device for device in report.devices if device.state is not FindingState.NOT_FITTED]
    ready = sum(device.state in (FindingState.READY, FindingState.ATTENTION) for device in fitted)
    confirmed = sum(bool(device.confirmed_by) for device in fitted)
    return Sheet(
        "readiness",
        language,
        say("document.readiness_title"),
        report.at,
        {
            "station": report.station,
            "at": _minute(report.at),
            "facts": [
                (say("document.station"), report.station),
                (say("document.place"), report.place),
                (say("document.time"), _minute(report.at)),
                (say("document.version"), report.version),
            ],
            "summary": say("document.summary", ready=ready, fitted=len(fitted), confirmed=confirmed),
            "heads": [
                say("document.device"),
                say("document.state"),
                say("document.detail"),
                say("document.advice"),
                say("document.last_test"),
                say("document.confirmed_by"),
            ],
            "devices": [
                {
                    "name": device.name,
                    "state": str(device.state),
                    "state_name": say(f"document.state_{device.state}"),
                    "detail": device.detail,
                    "advice": device.advice,
                    "last_test": _minute(device.last_test) if device.last_test else "",
                    "confirmed_by": device.confirmed_by,
                }
                for device in report.devices
            ],
            "software": [(line.label, line.value) for line in report.software],
            "unknown_usb": report.unknown_usb,
            "words": {
                "devices": say("document.devices"),
                "software": say("document.software"),
                "unknown_usb": say("document.unknown_usb"),
                "none": say("document.none"),
                "technician": say("document.technician"),
                "accepted_by": say("document.accepted_by"),
                "date": say("document.date"),
            },
        },
    )


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
