"""What "Test" does for each device: its self-test, and then what a technician would try with it.

Some trials wait a while for a card or a code and tell whether it was read, never what stood in it. Others print, light
or sound; afterwards somebody is asked whether it was well.
"""

import io
import math
import struct
import threading
import time
import wave
from dataclasses import dataclass

from app.readiness import readiness_report
from app.station_context import StationContext
from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.device import Device, TestFailed
from devices.id_card import answer as id_card
from devices.id_card.reader import POLL_INTERVAL_S, IdCardReader
from devices.kiosk_body.sound import Sound
from devices.kiosk_body.speaker import NotPlayed, Speaker
from devices.kiosk_body.status_light import Colour, NotShown, StatusLight
from devices.page_printer.outcome import NotPrinted as PageNotPrinted
from devices.page_printer.outcome import PrintUncertain as PageUncertain
from devices.page_printer.printer import PagePrinter
from devices.receipt_printer.printer import NotPrinted, PrintUncertain, ReceiptPrinter
from devices.receipt_printer.self_test import print_self_test
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerFault
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.wedge_scanner import WedgeScanner
from devices.social_card import answer as social_card
from devices.social_card.reader import SocialCardReader
from kiosk.bench.finding import Finding
from kiosk.bench.state import TestEnded
from kiosk.catalogue.words import Language
from kiosk.document.readiness import readiness_sheet
from kiosk.document.typesetting import to_pdf

WAIT_S = 10.0
"""How long a card or a code is waited for; nothing laid down is no fault."""

_LIGHT_S = 0.7
_TONE_HZ, _TONE_S, _RATE = 880, 0.6, 22050


@dataclass(frozen=True, slots=True)
class Read:
    """A card or a code was read."""


class Trials:
    """``stop`` ends a trial that waits, from any thread."""

    def __init__(self, station: StationContext) -> None:
        self._station = station
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()

    def run(self, name: str, device: Device, findings: tuple[Finding, ...]) -> TestEnded:
        """On the device's thread. The self-test first; a device that fails it is not tried."""
        self._stopped.clear()
        told = device.self_test()
        if isinstance(told, TestFailed):
            return TestEnded(name, told.fault, note=told.detail)
        match device:
            case IdCardReader() | SocialCardReader():
                return _ended(name, self._card(device))
            case SerialScanner() | WedgeScanner() | CameraScanner():
                return _ended(name, self._code(device))
            case ReceiptPrinter():
                fault = self._slip(device)
            case PagePrinter():
                fault = self._page(device, findings)
            case StatusLight():
                fault = self._light(device)
            case Speaker():
                fault = _tone(device)
            case Camera():
                fault = None
            case _:
                return TestEnded(name, note=told.detail)
        return TestEnded(name, fault, needs_eyes=fault is None, note=told.detail)

    def _card(self, reader: IdCardReader | SocialCardReader) -> FaultCode | Read | None:
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end and not self._stopped.wait(POLL_INTERVAL_S):
            match reader.poll():
                case id_card.CardRead() | social_card.CardRead():
                    return Read()
                case id_card.ReadFailed(fault, again=False) | social_card.ReadFailed(fault, again=False):
                    return fault
                case id_card.ReaderFault(fault) | social_card.ReaderFault(fault):
                    return fault
                case _:
                    pass
        return None

    def _code(self, scanner: SerialScanner | WedgeScanner | CameraScanner) -> FaultCode | Read | None:
        scanner.discard()
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end and not self._stopped.is_set():
            match scanner.poll(POLL_INTERVAL_S):
                case Scanned():
                    return Read()
                case Refused(fault) | ScannerFault(fault):
                    return fault
                case NothingScanned():
                    pass
        return None

    def _slip(self, printer: ReceiptPrinter) -> FaultCode | None:
        outcome = print_self_test(printer, self._station.settings.station.id, self._station.now())
        return outcome.fault if isinstance(outcome, NotPrinted | PrintUncertain) else None

    def _page(self, printer: PagePrinter, findings: tuple[Finding, ...]) -> FaultCode | None:
        at = self._station.now()
        pdf = to_pdf(readiness_sheet(readiness_report(self._station, findings, at), Language.ZH))
        outcome = printer.print_document(f"self-test {at.isoformat()}", pdf, abandon=self._stopped)
        return outcome.fault if isinstance(outcome, PageNotPrinted | PageUncertain) else None

    def _light(self, light: StatusLight) -> FaultCode | None:
        for colour in (Colour.RED, Colour.YELLOW, Colour.GREEN):
            shown = light.show(colour)
            if isinstance(shown, NotShown):
                return shown.fault
            self._stopped.wait(_LIGHT_S)
        return None


def _ended(name: str, came: FaultCode | Read | None) -> TestEnded:
    """None: nothing was laid down while it waited."""
    return TestEnded(name, came if isinstance(came, FaultCode) else None, tried=came is not None)


def _tone(speaker: Speaker) -> FaultCode | None:
    outcome = speaker.play(Sound.from_wav(_tone_wav()))
    return outcome.fault if isinstance(outcome, NotPlayed) else None


def _tone_wav() -> bytes:
    samples = (
        round(9000 * math.sin(2 * math.pi * _TONE_HZ * number / _RATE))
        for number in range(int(_RATE * _TONE_S))
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(_RATE)
        opened.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()
