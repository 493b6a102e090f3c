"""The station at work behind the touchscreen: devices, store and line on their own threads, each telling the visit.

Start it after the screen is up; the first events then fill in how the station is. `perform` returns at once.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

from app.device_threads import DeviceThread, Post, ReaderThread, device_fault, printer_fault, reader_fault
from app.document_printing import print_document
from app.duties import Duties
from app.fitting.every_device import every_device
from app.live_status import LiveStatus
from app.offered_devices import VISIT_DEVICES
from app.paper_taking import take_paper
from app.questions import Questions
from app.scanner_thread import ScannerThread
from app.slip_printing import SlipPrinting
from app.station_context import StationContext
from config.faults import EnvironmentFault
from devices.camera.camera import Camera
from devices.device import Device, DeviceStatus, NotFitted, Ready, Unknown
from devices.flight_recorder.conclusions import visit_entered
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.redaction import LengthsOnly, Redaction
from devices.flight_recorder.tap import Tap
from devices.id_card.reader import IdCardReader
from devices.kiosk_body.status_light import Colour, StatusLight
from devices.page_printer.printer import PagePrinter
from devices.receipt_printer.printer import ReceiptPrinter
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.wedge_scanner import WedgeScanner
from devices.usb.hot_plug import HotPlug
from kiosk.case import CaseReport
from kiosk.catalogue.catalogue import Catalogue
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.effect import (
    Ask,
    Effect,
    PrintAppeal,
    PrintDocument,
    PrintPlaces,
    PrintProgress,
    PrintReceipt,
    SaveApplication,
    SaveRating,
    SendPaper,
    StopWatching,
    TakePaper,
    WatchCase,
    Wipe,
)
from sync.link import Line, read_link

RECORDINGS = "flight"
"""The folder of the last ten minutes, in the data folder; ``jinban replay`` reads it."""

LOOK_S = 0.25
"""How often the line and a watched case are looked at: one small file, one counter of the database."""

EX_SOFTWARE = 70
"""sysexits.h: an internal error; the supervisor starts the shell anew."""

_log = logging.getLogger("station")


class Station:
    """All methods are for the GUI thread; events arrive through ``post`` from the station's own threads."""

    def __init__(
        self, context: StationContext, catalogue: Catalogue, outbox: Outbox, live: LiveStatus, post: Post
    ) -> None:
        self._context = context
        self._post = post
        self._live = live
        self._recorder = FlightRecorder(context.data / RECORDINGS, context.now)
        self._taps: dict[str, Tap] = {}
        self._visit_tap = self._recorder.visit_tap()
        self._noted = ""
        self.devices: Mapping[str, Device | None] = every_device(context, self._tap)
        printer = self.devices["receipt_printer"]
        self._printer = printer if isinstance(printer, ReceiptPrinter) else None
        self._duties = Duties(outbox, context.filing(catalogue), self._printer, context.place, context.now)
        self._slips = SlipPrinting(self._duties, self.devices, self.do, post, context.now)
        self._outbox = outbox
        self._threads = {name: self._thread(name, device) for name, device in self.devices.items() if device}
        reader = self._threads.get("id_card")
        self._reader = reader if isinstance(reader, ReaderThread) else None
        scanner = self._threads.get("scanner")
        self._scanner = scanner if isinstance(scanner, ScannerThread) else None
        self._questions = Questions(context, outbox, catalogue.item, post, _end_on_defect)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._watched: tuple[str, ...] = ()
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)
        self._hot_plug: HotPlug | None = None

    def start(self) -> None:
        self._recorder.start()
        self._live.on_change(self._tell_visit)
        for name, device in self.devices.items():
            self._live.put(DeviceStatus(name, "none", NotFitted()) if device is None else device.status())
        for thread in self._threads.values():
            thread.start()
        self._hot_plug = HotPlug(self._look_now)
        self._watcher.start()

    def stop(self) -> None:
        """Ends the threads; what is being saved is saved."""
        self._stopping.set()
        if self._hot_plug is not None:
            self._hot_plug.close()
        for thread in self._threads.values():
            thread.stop()
        self._questions.close()
        self._watcher.join(1.0)
        self._store.shutdown(wait=True)
        self._recorder.close()
        self.close_store()

    def do(self, name: str, job: Callable[[], None]) -> None:
        """Carries out a job on a fitted device's own thread."""
        self._threads[name].do(job)

    def close_store(self) -> None:
        """Enough by itself for a station that was never started."""
        self._outbox.database.close()

    def note_visit(self, state: str) -> None:
        """After each step of the visit: the name of its state, for the flight recorder, when it is another one."""
        if state != self._noted:
            self._noted = state
            self._visit_tap.event(visit_entered(state))

    def await_card(self, awaits: bool) -> None:
        """After each step of the visit: whether a card laid down now is to be read."""
        if self._reader is not None:
            _set(self._reader.awaits_card, awaits)

    def await_code(self, awaits: bool) -> None:
        """After each step of the visit: whether a code held to the scanner now is of use."""
        if self._scanner is not None:
            _set(self._scanner.awaits_code, awaits)

    def perform(self, effect: Effect, switched_off: frozenset[str] = frozenset()) -> None:
        """``switched_off``: devices that operators do not let visits use."""
        match effect:
            case SaveApplication():
                self._in_store(lambda: self._post(self._duties.save(effect)))
            case PrintReceipt() | PrintPlaces() | PrintProgress() | PrintAppeal():
                self._slips.print_slip(effect, switched_off)
            case PrintDocument():
                self._print_document(effect)
            case Ask(question):
                self._questions.put(question)
            case SendPaper():
                self._questions.bring(effect)
            case TakePaper():
                self._take_paper(effect)
            case WatchCase(application_ids):
                self._watched = application_ids
            case StopWatching():
                self._watched = ()
            case SaveRating():
                self._in_store(lambda: self._duties.save_rating(effect))
            case Wipe():
                self._post(e.Wiped())
            case _ as never:
                assert_never(never)

    def _thread(self, name: str, device: Device) -> DeviceThread | ReaderThread | ScannerThread:
        if isinstance(device, IdCardReader):
            return ReaderThread(device, self._post, self._live.put)
        if isinstance(device, SerialScanner | WedgeScanner | CameraScanner):
            return ScannerThread(device, self._post, self._live.put)
        return DeviceThread(name, device, self._live.put, self._post)

    def _print_document(self, effect: PrintDocument) -> None:
        printer = self.devices["page_printer"]
        if isinstance(printer, PagePrinter):
            self.do("page_printer", lambda: self._post(print_document(printer, effect, self._context.place)))
        else:
            self._post(print_document(None, effect, self._context.place))

    def _take_paper(self, effect: TakePaper) -> None:
        camera = self.devices["document_camera"]
        if isinstance(camera, Camera):
            self.do("document_camera", lambda: self._post(take_paper(camera, effect)))
        else:
            self._post(take_paper(None, effect))

    def _look_now(self) -> None:
        for thread in self._threads.values():
            thread.look_now()

    def _tap(self, name: str, redaction: Redaction) -> Tap:
        self._taps[name] = self._recorder.tap(name, redaction)
        return self._taps[name]

    def _tell_visit(self, status: DeviceStatus) -> None:
        """On the device's thread: what the flight recorder keeps, and a visit has to know of it."""
        light = self.devices["status_light"]
        if isinstance(light, StatusLight) and status.name != "status_light":
            colour = station_colour(self._live.all())
            self.do("status_light", lambda: _show(light, colour))
        if status.name not in self._taps:
            self._tap(status.name, LengthsOnly())
        self._taps[status.name].status(status)
        match status.name:
            case "id_card":
                self._post(e.ReaderChanged(reader_fault(status.condition)))
            case "receipt_printer":
                self._post(e.PrinterChanged(printer_fault(status.condition)))
            case name if name in VISIT_DEVICES:
                fault = device_fault(status.condition, VISIT_DEVICES[name])
                self._post(e.DeviceChanged(name, fault))
            case _:
                pass

    def _in_store(self, duty: Callable[[], None]) -> None:
        self._store.submit(duty).add_done_callback(_end_on_defect)

    def _watch(self) -> None:
        online: bool | None = None
        departments_down: tuple[str, ...] = ()
        told: dict[str, CaseReport] = {}
        version = -1
        while not self._stopping.wait(LOOK_S):
            link = read_link(self._context.data, self._context.now())
            if link.departments_down != departments_down:
                departments_down = link.departments_down
                self._post(e.DepartmentsChanged(frozenset(departments_down)))
            now_online = link.line is Line.ONLINE
            if now_online is not online:
                online = now_online
                self._post(e.PlatformBack() if online else e.PlatformLost())
            watched = self._watched
            if not watched:
                told, version = {}, -1
                continue
            try:
                newest = self._outbox.data_version()
            except EnvironmentFault as fault:
                _log.error("store %s", fault.code)
                continue
            if newest != version:
                version = newest
                for number in watched:
                    case = self._duties.case(number)
                    if case is not None and case != told.get(number):
                        told[number] = case
                        self._post(e.CaseReported(case))


def station_colour(statuses: tuple[DeviceStatus, ...]) -> Colour:
    """What the light on the kiosk says: red, no card can be read; yellow, staff should come; green, all is well."""
    fitted = [status for status in statuses if not isinstance(status.condition, NotFitted | Unknown)]
    if any(status.name == "id_card" and not status.ready for status in fitted):
        return Colour.RED
    well = all(isinstance(status.condition, Ready) for status in fitted)
    return Colour.GREEN if well else Colour.YELLOW


def _set(event: threading.Event, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()


def _show(light: StatusLight, colour: Colour) -> None:
    light.show(colour)


def _end_on_defect(done: Future[None]) -> None:
    """A duty that raised is a defect of ours: it is logged with its stack, and the supervisor starts the shell anew."""
    defect = done.exception()
    if defect is not None:
        _log.critical("defect", exc_info=defect)
        os._exit(EX_SOFTWARE)
