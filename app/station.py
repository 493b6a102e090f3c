"""The station at work behind the touchscreen: devices, store and line on their own threads, each telling the visit.

Start it after the screen is up; the first events then fill in how the station is. `perform` returns at once.
"""

import logging
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

from app.device_threads import DeviceThread, Post, ReaderThread, printer_fault, reader_fault
from app.duties import Duties
from app.fitting.every_device import every_device
from app.live_status import LiveStatus
from app.station_context import StationContext
from config.faults import EnvironmentFault
from devices.device import Device, DeviceStatus, NotFitted, Ready, Unknown
from devices.flight_recorder.conclusions import visit_entered
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.redaction import LengthsOnly, Redaction
from devices.flight_recorder.tap import Tap
from devices.id_card.reader import IdCardReader
from devices.kiosk_body.status_light import Colour, StatusLight
from devices.receipt_printer.printer import ReceiptPrinter
from devices.usb.hot_plug import HotPlug
from kiosk.case import CaseReport
from kiosk.catalogue.catalogue import Catalogue
from kiosk.store.outbox import Outbox
from kiosk.visit import event as e
from kiosk.visit.effect import (
    Effect,
    PrintReceipt,
    SaveApplication,
    SaveRating,
    StopWatching,
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
        self._outbox = outbox
        self._threads = {name: self._thread(name, device) for name, device in self.devices.items() if device}
        reader = self._threads.get("id_card")
        self._reader = reader if isinstance(reader, ReaderThread) else None
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._watched = ""
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
        if self._reader is None:
            return
        if awaits:
            self._reader.awaits_card.set()
        else:
            self._reader.awaits_card.clear()

    def perform(self, effect: Effect) -> None:
        match effect:
            case SaveApplication():
                self._in_store(lambda: self._post(self._duties.save(effect)))
            case PrintReceipt():
                self._print(effect)
            case WatchCase(application_id):
                self._watched = application_id
            case StopWatching():
                self._watched = ""
            case SaveRating():
                self._in_store(lambda: self._duties.save_rating(effect))
            case Wipe():
                self._post(e.Wiped())
            case _ as never:
                assert_never(never)

    def _thread(self, name: str, device: Device) -> DeviceThread | ReaderThread:
        if isinstance(device, IdCardReader):
            return ReaderThread(device, self._post, self._live.put)
        return DeviceThread(name, device, self._live.put)

    def _print(self, effect: PrintReceipt) -> None:
        if self._printer is None:
            self._post(self._duties.print_receipt(effect))
        else:
            self.do("receipt_printer", lambda: self._post(self._duties.print_receipt(effect)))

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
            case _:
                pass

    def _in_store(self, duty: Callable[[], None]) -> None:
        self._store.submit(duty).add_done_callback(_end_on_defect)

    def _watch(self) -> None:
        online: bool | None = None
        told: CaseReport | None = None
        version = -1
        while not self._stopping.wait(LOOK_S):
            now_online = read_link(self._context.data, self._context.now()).line is Line.ONLINE
            if now_online is not online:
                online = now_online
                self._post(e.PlatformBack() if online else e.PlatformLost())
            watched = self._watched
            if not watched:
                told, version = None, -1
                continue
            try:
                newest = self._outbox.data_version()
            except EnvironmentFault as fault:
                _log.error("store %s", fault.code)
                continue
            if newest != version:
                version = newest
                case = self._duties.case(watched)
                if case is not None and case != told:
                    told = case
                    self._post(e.CaseReported(case))


def station_colour(statuses: tuple[DeviceStatus, ...]) -> Colour:
    """What the light on the kiosk says: red, no card can be read; yellow, staff should come; green, all is well."""
    fitted = [status for status in statuses if not isinstance(status.condition, NotFitted | Unknown)]
    if any(status.name == "id_card" and not status.ready for status in fitted):
        return Colour.RED
    well = all(isinstance(status.condition, Ready) for status in fitted)
    return Colour.GREEN if well else Colour.YELLOW


def _show(light: StatusLight, colour: Colour) -> None:
    light.show(colour)


def _end_on_defect(done: Future[None]) -> None:
    """A duty that raised is a defect of ours: it is logged with its stack, and the supervisor starts the shell anew."""
    defect = done.exception()
    if defect is not None:
        _log.critical("defect", exc_info=defect)
        os._exit(EX_SOFTWARE)
