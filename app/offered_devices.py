"""A device that operators have switched off is to visits as one that is not fitted. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from config.faults import FaultCode
from devices.device import DeviceStatus
from kiosk.offer.offer import Offer
from kiosk.visit import event as e
from kiosk.visit.effect import (
    Effect,
    PrintAppeal,
    PrintDocument,
    PrintPlaces,
    PrintProgress,
    PrintReceipt,
    TakePaper,
)
from kiosk.visit.surroundings import CAMERA, PAGES

READER, PRINTER = "id_card", "receipt_printer"

VISIT_DEVICES = {
    "social_card": FaultCode.SOCIAL_READER_NOT_FITTED,
    "scanner": FaultCode.SCANNER_NOT_FITTED,
    PAGES: FaultCode.PAGE_PRINTER_NOT_FITTED,
    "face_camera": FaultCode.CAMERA_NOT_FITTED,
    CAMERA: FaultCode.CAMERA_NOT_FITTED,
}
"""The other devices that a visit has to know of, with the fault of a station that has none."""


def as_offered(event: e.Event, offer: Offer) -> e.Event:
    """What a visit hears of the devices, by the offer that it goes by."""
    match event:
        case e.ReaderChanged() if not offer.device_enabled(READER):
            return replace(event, fault=FaultCode.READER_NOT_FITTED)
        case e.PrinterChanged() if not offer.device_enabled(PRINTER):
            return replace(event, fault=FaultCode.PRINTER_NOT_FITTED)
        case e.DeviceChanged(name) if not offer.device_enabled(name):
            return replace(event, fault=VISIT_DEVICES[name])
        case _:
            return event


def devices_again(statuses: Iterable[DeviceStatus], offer: Offer) -> Iterator[e.Event]:
    """How the devices are under another offer. Loads the devices' libraries, which the first screen does without."""
    from app.device_threads import device_fault, printer_fault, reader_fault  # noqa: PLC0415  see above

    for status in statuses:
        match status.name:
            case "id_card":
                yield as_offered(e.ReaderChanged(reader_fault(status.condition)), offer)
            case "receipt_printer":
                yield as_offered(e.PrinterChanged(printer_fault(status.condition)), offer)
            case name if name in VISIT_DEVICES:
                fault = device_fault(status.condition, VISIT_DEVICES[name])
                yield as_offered(e.DeviceChanged(name, fault), offer)
            case _:
                pass


def switched_off(offer: Offer) -> frozenset[str]:
    """The devices that a visit may not use."""
    return frozenset(name for name in (PRINTER, PAGES, CAMERA) if not offer.device_enabled(name))


def answer_without_device(effect: Effect, offer: Offer) -> e.Event | None:
    """The answer to what a visit asks of a device that is switched off; None where the station is to answer."""
    off = switched_off(offer)
    match effect:
        case PrintReceipt() | PrintPlaces() | PrintProgress() | PrintAppeal() if off >= {PRINTER, PAGES}:
            return e.SlipFailed(FaultCode.PRINTER_NOT_FITTED, on_paper=False)
        case PrintDocument() if PAGES in off:
            return e.DocumentFailed(FaultCode.PAGE_PRINTER_NOT_FITTED, on_paper=False)
        case TakePaper(application_id) if CAMERA in off:
            return e.PaperNotTaken(application_id, FaultCode.CAMERA_NOT_FITTED)
        case _:
            return None
