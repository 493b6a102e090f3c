"""Every device that this station can have, by its name in the settings: the one list that doctor, the kiosk and the
bench go through.
"""

from collections.abc import Callable

from app.fitting.cameras import fitted_document_camera, fitted_face_camera
from app.fitting.id_card import fitted_reader
from app.fitting.kiosk_body import fitted_board_devices, fitted_speaker, fitted_ups
from app.fitting.page_printer import fitted_page_printer
from app.fitting.receipt_printer import fitted_printer
from app.fitting.scanner import fitted_scanner
from app.fitting.social_card import fitted_social_card_reader
from app.station_context import StationContext
from config.device_settings import NoDevice
from devices.device import Device
from devices.flight_recorder.redaction.escpos import EscposRedaction
from devices.flight_recorder.redaction.ipp import IppRedaction
from devices.flight_recorder.redaction.modbus import ModbusRedaction
from devices.flight_recorder.redaction.redaction import Redaction
from devices.flight_recorder.redaction.sam import SamRedaction
from devices.flight_recorder.redaction.scanner import ScannerRedaction
from devices.flight_recorder.tap import Tap, Untapped
from devices.signature.pad import SignaturePad

Tapping = Callable[[str, Redaction], Tap]
"""Gives a device's line its tap (``FlightRecorder.tap``)."""


def untapped(name: str, redaction: Redaction) -> Tap:  # noqa: ARG001  as FlightRecorder.tap
    """For a process that records nothing."""
    return Untapped()


def every_device(station: StationContext, tap: Tapping = untapped) -> dict[str, Device | None]:
    """Each device, not yet opened; None where the settings say that none is fitted."""
    return {
        "id_card": fitted_reader(station, tap("id_card", SamRedaction())),
        "social_card": fitted_social_card_reader(station),
        "scanner": fitted_scanner(station, tap("scanner", ScannerRedaction())),
        "receipt_printer": fitted_printer(station, tap("receipt_printer", EscposRedaction())),
        "page_printer": fitted_page_printer(station, tap("page_printer", IppRedaction())),
        "face_camera": fitted_face_camera(station),
        "document_camera": fitted_document_camera(station),
        "signature": _signature(station),
        **fitted_board_devices(station, tap("presence", ModbusRedaction())),
        "ups": fitted_ups(station),
        "speaker": fitted_speaker(station),
    }


def _signature(station: StationContext) -> SignaturePad | None:
    if isinstance(station.settings.devices.signature, NoDevice):
        return None
    return SignaturePad(station.now)
