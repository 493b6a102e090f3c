"""The touchscreen of a station: model, screen and station put together in the order that shows a screen soonest.

The window is up before devices, store and rules are loaded; they follow in the background, and the first visit finds
them ready or is told plainly that they are not. What a visit asks for until then waits for them.
"""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.live_status import LiveStatus, ShellRuns
from app.station_context import StationContext
from config.faults import EnvironmentFault
from devices.camera.camera import Camera
from devices.device import Device
from devices.scanner.wedge_scanner import WedgeScanner
from kiosk.bench.state import Asked, Board, Command
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.words import Language
from kiosk.rules import warm_up
from kiosk.visit.effect import Effect
from kiosk.visit.session import Now
from ui.bench_model import BenchModel
from ui.input.wedge import KeyboardWedge
from ui.presentation.bench import CAMERAS
from ui.shell import Shell
from ui.visit_model import VisitModel

if TYPE_CHECKING:
    from app.bench.desk import BenchDesk
    from app.station import Station

NOT_WELL = 1


class Touchscreen(QObject):
    """GUI thread only. `close` before the application goes.

    ``fault`` says why the station could not be opened behind the screen; the application was then told to end with
    status 1.
    """

    opened = Signal()
    """Devices and store are at work behind the screen."""
    _loaded = Signal(object)

    def __init__(
        self,
        context: StationContext,
        catalogue: Catalogue,
        live: LiveStatus,
        model: VisitModel,
        shell: Shell,
        bench: BenchModel,
    ) -> None:
        super().__init__()
        self.model = model
        self.shell = shell
        self.bench = bench
        self.fault: EnvironmentFault | None = None
        self._context = context
        self._catalogue = catalogue
        self._live = live
        self._station: Station | None = None
        self._made: Station | None = None
        self._desk: BenchDesk | None = None
        self._wedge: KeyboardWedge | None = None
        self._waiting: list[Effect] = []
        self._watched = ""
        self._closing = False
        self._loading = threading.Thread(target=self._load, name="opening")
        self._loaded.connect(self._open)
        model.wanted.connect(self._perform)
        model.moved.connect(self._follow)
        bench.wanted.connect(self._perform_at_bench)
        bench.moved.connect(self._follow)
        bench.moved.connect(self._show_camera)
        shell.shown.connect(self._loading.start)

    def close(self) -> None:
        self._closing = True
        if self._loading.ident is not None:
            self._loading.join()
        if self._desk is not None:
            self._desk.close()
        if self._station is not None:
            self._station.stop()
        elif self._made is not None:
            self._made.close_store()
        self.model.stop()
        self.bench.stop()
        if self._wedge is not None:
            self._wedge.close()
        self.shell.close()
        self._catalogue.close()
        self._live.close()

    def _load(self) -> None:
        """On its own thread: half a second of libraries, and a look through the whole store."""
        from app.station import Station  # noqa: PLC0415  loaded behind the first screen

        try:
            outbox = self._context.open_outbox()
            self._made = Station(self._context, self._catalogue, outbox, self._live, self.model.post)
            self._loaded.emit(self._made)
        except EnvironmentFault as fault:
            self._loaded.emit(fault)
        warm_up()

    def _open(self, loaded: "Station | EnvironmentFault") -> None:
        if self._closing:
            return
        if isinstance(loaded, EnvironmentFault):
            self.fault = loaded
            QGuiApplication.exit(NOT_WELL)
            return
        from app.bench.desk import BenchDesk  # noqa: PLC0415  loaded behind the first screen

        self._station = loaded
        self._listen_to_keys(loaded.devices["scanner"])
        self._desk = BenchDesk(self._context, self._live, loaded.devices, loaded.do, self.bench.post)
        self._follow()
        loaded.start()
        for effect in self._waiting:
            loaded.perform(effect)
        self._waiting.clear()
        self.opened.emit()

    def _listen_to_keys(self, scanner: Device | None) -> None:
        """A scanner that types: its keys go to it and never into a field."""
        if isinstance(scanner, WedgeScanner):
            self._wedge = KeyboardWedge(self.shell.window, time.monotonic)
            self._wedge.scanned.connect(scanner.heard)
            self._wedge.cut_off.connect(scanner.heard_cut_off)

    def _perform(self, effect: Effect) -> None:
        if self._station is None:
            self._waiting.append(effect)
        else:
            self._station.perform(effect)

    def _perform_at_bench(self, command: Command) -> None:
        if self._desk is not None:
            self._desk.perform(command)

    def _show_camera(self) -> None:
        """A camera under test is seen on the bench, and its picture is gone with the question about it."""
        state = self.bench.bench.state
        watched = (
            state.activity.device if isinstance(state, Board) and isinstance(state.activity, Asked) else ""
        )
        if watched == self._watched:
            return
        self._watched = watched
        self.shell.preview.clear()
        camera = self._station.devices.get(watched) if self._station is not None else None
        if watched in CAMERAS and isinstance(camera, Camera):
            self.shell.preview.start(camera, mirrored=watched == "face_camera")

    def _follow(self) -> None:
        if self._station is not None:
            self._station.note_visit(type(self.model.visit.state).__name__)
            self._station.await_card(self.model.visit.awaits_card and not self.bench.bench.is_open)


def open_touchscreen(
    context: StationContext,
    *,
    fullscreen: bool = False,
    fit: bool = False,
    clock: Callable[[], Now] | None = None,
) -> Touchscreen:
    """``fit`` shows the page smaller on a display that is too low for it.

    Raises EnvironmentFault when the catalogue cannot be opened at all (for the store see `Touchscreen`), ShellRuns when
    another kiosk runs on this data folder.
    """
    catalogue = context.open_catalogue()
    try:
        live = LiveStatus(context.data)
    except ShellRuns:
        catalogue.close()
        raise
    places = (context.place(Language.ZH), context.place(Language.EN))
    model = VisitModel(catalogue.items(), places, clock or (lambda: Now(time.monotonic(), context.now())))
    bench = BenchModel(time.monotonic, lambda: model.visit.is_idle, lambda: model.visit.session.language)
    return Touchscreen(
        context, catalogue, live, model, Shell(model, bench, fullscreen=fullscreen, fit=fit), bench
    )
