"""The visit as it goes: the pure machine is told what happened, and QML the screen's name and view.

Lives on the GUI thread. `post` alone may be called from any thread; what is posted is taken in order by the event loop.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.receipt import Place
from kiosk.visit import event as e
from kiosk.visit.advance import advance, start
from kiosk.visit.effect import Wipe
from kiosk.visit.session import Now
from kiosk.visit.state import Guide, Searching, State, Visit
from ui.presentation.chrome import Scene, View, chrome
from ui.presentation.screens import screen
from ui.services import Services

TICK_MS = 250
_log = logging.getLogger("visit")


class VisitFlow(QObject):
    """Drives one station's visits."""

    screen_changed = Signal()
    """Another screen, with its view. The one before must not look at the new view."""
    view_changed = Signal()
    """The same screen shows something else."""
    chrome_changed = Signal()
    wiped = Signal()
    """Everything typed, drawn or composed on the screen is to be dropped now."""
    wanted = Signal(object)
    """An `Effect` for the station to carry out; who is connected must return at once."""
    search_missed = Signal(str)
    """A search was left that had found nothing, or nothing that fitted and was chosen; its text."""
    moved = Signal()
    """The visit made a step; ``visit`` holds where it is."""
    _posted = Signal(object)

    def __init__(
        self,
        services: Services,
        places: tuple[Place, Place],
        clock: Callable[[], Now],
    ) -> None:
        super().__init__()
        self._services = services
        self._places = places
        self._clock = clock
        self.visit: Visit = start(clock())
        self._screen = ""
        self._view: dict[str, View] = {}
        self._chrome: dict[str, View] = {}
        self._refresh()
        self._posted.connect(self.dispatch)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def post(self, event: e.Event) -> None:
        """From any thread: something happened."""
        self._posted.emit(event)

    @Slot(object)
    def dispatch(self, event: e.Event) -> None:
        """GUI thread: something happened."""
        before = self.visit.state
        self.visit, effects = advance(self.visit, event, self._clock())
        if type(self.visit.state) is not type(before):
            _log.info("state %s", type(self.visit.state).__name__)
        self._refresh()
        self.moved.emit()
        self._tell_missed(before)
        for effect in effects:
            if isinstance(effect, Wipe):
                self.wiped.emit()
            self.wanted.emit(effect)

    def renew(self) -> None:
        """GUI thread: what the station offers has changed; nothing has happened to the visit."""
        self._refresh()

    def _tell_missed(self, before: State) -> None:
        if isinstance(before, Searching) and not isinstance(self.visit.state, Searching):
            search, said = before.search, before.search.text.strip()
            chosen = isinstance(self.visit.state, Guide)
            if said and (not search.rows or (search.doubtful and not chosen)):
                self.search_missed.emit(said)

    def stop(self) -> None:
        """No more ticks: the station is closing."""
        self._timer.stop()

    def _tick(self) -> None:
        self.dispatch(e.TimePassed())

    def _refresh(self) -> None:
        """Tells QML of what really changed, so that nothing on the screen is built anew for nothing."""
        scene = Scene(self.visit, self._clock(), *self._places)
        name, view = screen(scene, self._services)
        frame = chrome(scene)
        if name != self._screen or view.get("key") != self._view.get("key"):
            self._screen, self._view = name, view
            self.screen_changed.emit()
        elif view != self._view:
            self._view = view
            self.view_changed.emit()
        if frame != self._chrome:
            self._chrome = frame
            self.chrome_changed.emit()

    def _get_screen(self) -> str:
        return self._screen

    def _get_view(self) -> dict[str, View]:
        return self._view

    def _get_chrome(self) -> dict[str, View]:
        return self._chrome

    screen = Property(str, _get_screen, notify=screen_changed)
    view = Property(dict, _get_view, notify=view_changed)
    chrome = Property(dict, _get_chrome, notify=chrome_changed)
