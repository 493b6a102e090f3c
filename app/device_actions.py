"""One action of one device: read a card, scan a code, capture a paper, print a test slip.

Each gives what came of it as JSON values, or the fault that stood in the way. Nothing is kept or logged.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import assert_never

from app.fitting.cameras import fitted_document_camera
from app.fitting.id_card import fitted_reader
from app.fitting.receipt_printer import fitted_printer
from app.fitting.scanner import fitted_scanner
from app.fitting.social_card import fitted_social_card_reader
from app.paper_taking import first_page
from app.station_context import StationContext
from config.faults import FaultCode
from devices.document.pdf import to_pdf
from devices.flight_recorder.tap import Untapped
from devices.id_card import answer as id_card
from devices.id_card import card as id_card_card
from devices.id_card.reader import POLL_INTERVAL_S, IdCardReader
from devices.receipt_printer.printer import AlreadyPrinted, NotPrinted, Printed, PrintUncertain
from devices.receipt_printer.self_test import print_self_test
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerFault
from devices.social_card import answer as social_card
from devices.social_card import card as social_card_card
from devices.social_card.reader import SocialCardReader

Told = Mapping[str, str | int | bool | None]
Action = Callable[[StationContext, float, Path | None], Told | FaultCode]
"""The station, how long to wait (s), and where to put a picture."""


def read_id_card(station: StationContext, timeout_s: float, _out: Path | None) -> Told | FaultCode:
    """The first card that can be read, or the last thing that stood in the way."""
    reader = fitted_reader(station, Untapped())
    return FaultCode.READER_NOT_FITTED if reader is None else _first_card(reader, timeout_s)


def read_social_card(station: StationContext, timeout_s: float, _out: Path | None) -> Told | FaultCode:
    """As `read_id_card`."""
    reader = fitted_social_card_reader(station)
    return FaultCode.SOCIAL_READER_NOT_FITTED if reader is None else _first_card(reader, timeout_s)


def _first_card(reader: IdCardReader | SocialCardReader, timeout_s: float) -> Told | FaultCode:
    trouble = FaultCode.CARD_ABSENT
    deadline = time.monotonic() + timeout_s
    try:
        while time.monotonic() < deadline:
            answer = reader.poll()
            match answer:
                case id_card.CardRead(card):
                    return id_card_card.to_json(card)
                case social_card.CardRead(card):
                    return social_card_card.to_json(card)
                case id_card.ReadFailed(fault) | social_card.ReadFailed(fault):
                    trouble = fault
                case id_card.ReaderFault(fault) | social_card.ReaderFault(fault):
                    trouble = fault
                case id_card.NoCard() | id_card.CardPresent() | id_card.CardRemoved():
                    pass
                case social_card.NoCard() | social_card.CardPresent() | social_card.CardRemoved():
                    pass
                case _ as never:
                    assert_never(never)
            time.sleep(POLL_INTERVAL_S)
    finally:
        reader.close()
    return trouble


def scan(station: StationContext, timeout_s: float, _out: Path | None) -> Told | FaultCode:
    """The first code, or why one was refused."""
    scanner = fitted_scanner(station, Untapped())
    if scanner is None:
        return FaultCode.SCANNER_NOT_FITTED
    trouble = FaultCode.CODE_ABSENT
    deadline = time.monotonic() + timeout_s
    try:
        while (left := deadline - time.monotonic()) > 0:
            answer = scanner.poll(min(left, POLL_INTERVAL_S))
            match answer:
                case Scanned(code):
                    return {"code": code.text}
                case Refused(fault):
                    return fault
                case ScannerFault(fault):
                    trouble = fault
                    time.sleep(min(left, POLL_INTERVAL_S))
                case NothingScanned():
                    pass
                case _ as never:
                    assert_never(never)
    finally:
        scanner.close()
    return trouble


def capture(station: StationContext, timeout_s: float, out: Path | None) -> Told | FaultCode:
    """The first paper that can be read, as a PDF in ``out`` where that is given; or what is wrong with it."""
    camera = fitted_document_camera(station)
    if camera is None:
        return FaultCode.CAMERA_NOT_FITTED
    try:
        page = first_page(camera, timeout_s)
    finally:
        camera.close()
    if isinstance(page, FaultCode):
        return page
    if out is not None:
        out.touch(0o600)
        out.write_bytes(to_pdf([page]))
    height, width = page.image.shape[:2]
    return {"width_px": width, "height_px": height, "file": str(out) if out else None}


def print_test(station: StationContext, _timeout_s: float, _out: Path | None) -> Told | FaultCode:
    """The test slip."""
    printer = fitted_printer(station, Untapped())
    if printer is None:
        return FaultCode.PRINTER_NOT_FITTED
    try:
        outcome = print_self_test(printer, station.settings.station.id, station.now())
    finally:
        printer.close()
    match outcome:
        case Printed() | AlreadyPrinted():
            return {"printed": True}
        case NotPrinted(fault) | PrintUncertain(fault):
            return fault
        case _ as never:
            assert_never(never)


ACTIONS: Mapping[str, Action] = {
    "read-id-card": read_id_card,
    "read-social-card": read_social_card,
    "scan": scan,
    "capture": capture,
    "print-test": print_test,
}
