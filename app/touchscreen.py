"""The touchscreen of a station: model, screen and station put together in the order that shows a screen soonest.

The window is up before devices, store and rules are loaded; they follow in the background, and the first visit finds
them ready or is told plainly that they are not. What a visit asks for until then waits for them.
"""

import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.live_status import LiveStatus
from app.offered_devices import answer_without_device, as_offered, devices_again, switched_off
from app.services import StationServices
from app.station_context import StationContext
from config.faults import EnvironmentFault
from devices.camera.camera import Camera
from devices.device import Device
from devices.scanner.wedge_scanner import WedgeScanner
from kiosk.bench.state import Asked, Board, Command, OpenDesk
from kiosk.desk.command import Command as DeskCommand
from kiosk.offer.in_force import InForce
from kiosk.offer.offer import OfferChanged
from kiosk.offer.supply import Supply
from kiosk.rules import warm_up
from kiosk.visit.effect import Effect
from kiosk.visit.event import DocumentPrinted, Event, SlipPrinted
from kiosk.visit.state import HandIn, ScanPaper
from ui.bench_model import BenchModel
from ui.input.wedge import KeyboardWedge
from ui.operator_model import OperatorModel
from ui.presentation.bench import CAMERAS
from ui.shell import Shell
from ui.visit_model import VisitModel

if TYPE_CHECKING:
    from app.bench.desk import BenchDesk
    from app.offer_watcher import OfferWatcher
    from app.operating.desk import OperatorDesk
    from app.speech import Speech
    from app.station import Station
    from app.visit_counts import VisitCounts

NOT_WELL = 1


class Touchscreen(QObject):
    """GUI thread only. `close` before the application goes.

    ``fault`` says why the station could not be opened behind the screen; the application was then told to end with
    status 1.
    """

    opened = Signal()
    """Devices and store are at work behind the screen."""
    offer_changed = Signal(object)
    """The `Offer` that visits go by from now on; only ever between two visits."""
    _offered = Signal(object)
    _happened = Signal(object)
    _loaded = Signal(object)

    def __init__(
        self,
        context: StationContext,
        services: StationServices,
        live: LiveStatus,
        model: VisitModel,
        shell: Shell,
        bench: BenchModel,
        operator: OperatorModel,
    ) -> None:
        super().__init__()
        self.model = model
        self.shell = shell
        self.bench = bench
        self.operator = operator
        self.in_force = InForce()
        self.fault: EnvironmentFault | None = None
        self._context = context
        self._catalogue = services.catalogue
        self.services = services
        self._live = live
        self._station: Station | None = None
        self._made: Station | None = None
        self._desk: BenchDesk | None = None
        self._speech: Speech | None = None
        self._operator_desk: OperatorDesk | None = None
        self._counts: VisitCounts | None = None
        self._offers: OfferWatcher | None = None
        self._wedge: KeyboardWedge | None = None
        self._waiting: list[Effect] = []
        self._watched = ""
        self._closing = False
        self._loading = threading.Thread(target=self._load, name="opening")
        self._loaded.connect(self._open)
        model.wanted.connect(self._perform)
        model.moved.connect(self._follow)
        bench.wanted.connect(self._perform_at_bench)
        model.moved.connect(self._count)
        model.moved.connect(self._let_offer_in)
        model.search_missed.connect(self.search_missed)
        self._offered.connect(self._hear_offer)
        self._happened.connect(self._hear)
        operator.wanted.connect(self._perform_at_operator_desk)
        operator.moved.connect(self._follow)
        bench.moved.connect(self._follow)
        bench.moved.connect(self._show_camera)
        model.moved.connect(self._show_camera)
        shell.shown.connect(self._loading.start)

    def close(self) -> None:
        self._closing = True
        if self._loading.ident is not None:
            self._loading.join()
        if self._offers is not None:
            self._offers.stop()
        if self._desk is not None:
            self._desk.close()
        if self._speech is not None:
            self._speech.close()
        if self._operator_desk is not None:
            self._operator_desk.close()
        if self._station is not None:
            self._station.stop()
        elif self._made is not None:
            self._made.close_store()
        if self._counts is not None:
            self._counts.close()
        self.model.stop()
        self.bench.stop()
        self.operator.stop()
        if self._wedge is not None:
            self._wedge.close()
        self.shell.close()
        self._catalogue.close()
        self._live.close()

    def search_missed(self, text: str) -> None:
        """GUI thread: a search found nothing; its text is counted, never whose it was."""
        if self._counts is not None:
            self._counts.search_missed(text)

    def printed_pages(self, sheets: int) -> None:
        """Any thread: the page printer has printed so many sheets."""
        if self._counts is not None:
            self._counts.used(Supply.PAGES, sheets)
            self._counts.used(Supply.TONER, sheets)

    def _load(self) -> None:
        """On its own thread: half a second of libraries, and a look through the whole store."""
        from app.station import Station  # noqa: PLC0415  loaded behind the first screen

        try:
            outbox = self._context.open_outbox()
            self._made = Station(self._context, self._catalogue, outbox, self._live, self._post)
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
        from app.fitting.read_aloud import fitted_speech  # noqa: PLC0415  loaded behind the first screen
        from app.offer_watcher import OfferWatcher  # noqa: PLC0415  see above
        from app.operating.desk import OperatorDesk  # noqa: PLC0415  see above
        from app.visit_counts import VisitCounts  # noqa: PLC0415  see above

        self._station = loaded
        self._speech = fitted_speech(
            self._context, loaded.devices["speaker"], loaded.do, self.shell.read_aloud
        )
        self._listen_to_keys(loaded.devices["scanner"])
        self._desk = BenchDesk(self._context, self._live, loaded.devices, loaded.do, self.bench.post)
        self._operator_desk = OperatorDesk(
            self._context, self._live, self._catalogue.items, self.operator.post
        )
        self._counts = VisitCounts(self._context.data, self._context.now, self.model.visit)
        self._offers = OfferWatcher(self._context.data, self._context.now, self._offered.emit)
        self._offers.start()
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
        answer = answer_without_device(effect, self.in_force.now)
        if answer is not None:
            self.model.post(answer)
        elif self._station is None:
            self._waiting.append(effect)
        else:
            self._station.perform(effect, switched_off(self.in_force.now))

    def _post(self, event: Event) -> None:
        """On the station's own threads: what its devices tell goes to the visit, and to the count of paper."""
        if self._counts is not None:
            self._counts.happened(event)
        if isinstance(event, DocumentPrinted) or (isinstance(event, SlipPrinted) and event.on_page):
            self.printed_pages(1)
        self._happened.emit(event)

    def _hear(self, event: Event) -> None:
        self.model.dispatch(as_offered(event, self.in_force.now))

    def _count(self) -> None:
        if self._counts is not None and not self._closing:
            self._counts.saw(self.model.visit)

    def _hear_offer(self, changed: OfferChanged) -> None:
        self._put_in_force(self.in_force.heard(changed.offer, is_idle=self.model.visit.is_idle))

    def _let_offer_in(self) -> None:
        """A visit that began keeps the offer it began with; this comes after each of its steps."""
        self._put_in_force(self.in_force.moved(is_idle=self.model.visit.is_idle))

    def _put_in_force(self, in_force: InForce) -> None:
        is_another = in_force.now != self.in_force.now
        self.in_force = in_force
        if is_another:
            for event in devices_again(self._live.all(), in_force.now):
                self.model.post(event)
            self.services.take(in_force.now)
            self.model.renew()
            self.offer_changed.emit(in_force.now)
            self._follow()

    def _perform_at_operator_desk(self, command: DeskCommand) -> None:
        if self._operator_desk is not None:
            self._operator_desk.perform(command)

    def _perform_at_bench(self, command: Command) -> None:
        if isinstance(command, OpenDesk):
            self.operator.open(command.account)
        elif self._desk is not None:
            self._desk.perform(command)

    def _show_camera(self) -> None:
        """Seen are a paper being laid down and a camera under test, and neither a moment longer."""
        state = self.bench.bench.state
        if isinstance(state, Board) and isinstance(state.activity, Asked):
            watched = state.activity.device
        else:
            laying = isinstance(self.model.visit.state, ScanPaper | HandIn)
            watched = "document_camera" if laying else ""
        if watched == self._watched:
            return
        self._watched = watched
        self.shell.preview.clear()
        camera = self._station.devices.get(watched) if self._station is not None else None
        if watched in CAMERAS and isinstance(camera, Camera):
            self.shell.preview.start(camera, mirrored=watched == "face_camera")

    def _follow(self) -> None:
        staff_is_here = self.bench.bench.is_open or self.operator.is_open
        if self._station is not None:
            self._station.note_visit(type(self.model.visit.state).__name__)
            offer = self.in_force.now
            may_read = not staff_is_here and offer.device_enabled("id_card")
            may_scan = not staff_is_here and offer.device_enabled("scanner")
            self._station.await_card(self.model.visit.awaits_card and may_read)
            self._station.await_code(self.model.visit.awaits_code and may_scan)
            speaker = self._station.devices["speaker"]
            self.shell.read_aloud.set_well(speaker is not None and speaker.status().ready)
