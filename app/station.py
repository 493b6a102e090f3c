"""The station at work behind the touchscreen: devices, store and line on their own threads, each telling the visit.

Start it after the screen is up; the first events then fill in how the station is. `perform` returns at once.
"""

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import assert_never

from app.device_threads import Post, PrinterThread, ReaderThread
from app.duties import Duties
from app.fitted_devices import fitted_printer, fitted_reader
from app.station_context import StationContext
from config.faults import EnvironmentFault
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
from kiosk.visit.state import Visit
from sync.link import Line, read_link

LOOK_S = 0.25
"""How often the line and a watched case are looked at: one small file, one counter of the database."""

EX_SOFTWARE = 70
"""sysexits.h: an internal error; the supervisor starts the shell anew."""

_log = logging.getLogger("station")


class Station:
    """All methods are for the GUI thread; events arrive through ``post`` from the station's own threads."""

    def __init__(self, context: StationContext, catalogue: Catalogue, outbox: Outbox, post: Post) -> None:
        self._context = context
        self._post = post
        printer = fitted_printer(context)
        self._duties = Duties(outbox, context.filing(catalogue), printer, context.place, context.now)
        self._outbox = outbox
        self._reader = ReaderThread(fitted_reader(context), post)
        self._printer = PrinterThread(printer, post)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._watched = ""
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._reader.start()
        self._printer.start()
        self._watcher.start()

    def stop(self) -> None:
        """Ends the threads; what is being saved is saved."""
        self._stopping.set()
        self._reader.stop()
        self._printer.stop()
        self._watcher.join(1.0)
        self._store.shutdown(wait=True)
        self.close_store()

    def close_store(self) -> None:
        """Enough by itself for a station that was never started."""
        self._outbox.database.close()

    def follow(self, visit: Visit) -> None:
        """After each step of the visit: whether a card laid down now is to be read."""
        if visit.awaits_card:
            self._reader.awaits_card.set()
        else:
            self._reader.awaits_card.clear()

    def perform(self, effect: Effect) -> None:
        match effect:
            case SaveApplication():
                self._in_store(lambda: self._post(self._duties.save(effect)))
            case PrintReceipt():
                self._printer.do(lambda: self._duties.print_receipt(effect))
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


def _end_on_defect(done: Future[None]) -> None:
    """A duty that raised is a defect of ours: it is logged with its stack, and the supervisor starts the shell anew."""
    defect = done.exception()
    if defect is not None:
        _log.critical("defect", exc_info=defect)
        os._exit(EX_SOFTWARE)
