"""The visit as QML sees it: the screen's name, its view, and one slot for each thing that a finger can do.

Lives on the GUI thread. `post` alone may be called from any thread; what is posted is taken in order by the event loop.
"""

import logging
import secrets
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from devices.signature.strokes import Pad, Strokes, strokes_from_pad
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.receipt import Place
from kiosk.visit import event as e
from kiosk.visit.advance import advance, start
from kiosk.visit.effect import Wipe
from kiosk.visit.session import Now
from kiosk.visit.state import Visit
from ui.presentation.chrome import Scene, View, chrome
from ui.presentation.screens import screen

TICK_MS = 250

_log = logging.getLogger("visit")


class VisitModel(QObject):
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
    moved = Signal()
    """The visit made a step; ``visit`` holds where it is."""
    _posted = Signal(object)

    def __init__(
        self,
        items: tuple[Item, ...],
        places: tuple[Place, Place],
        clock: Callable[[], Now],
    ) -> None:
        super().__init__()
        self._items = {item.code: item for item in items}
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
        for effect in effects:
            if isinstance(effect, Wipe):
                self.wiped.emit()
            self.wanted.emit(effect)

    def stop(self) -> None:
        """No more ticks: the station is closing."""
        self._timer.stop()

    def _tick(self) -> None:
        self.dispatch(e.TimePassed())

    def _refresh(self) -> None:
        """Tells QML of what really changed, so that nothing on the screen is built anew for nothing."""
        scene = Scene(self.visit, self._clock(), *self._places)
        name, view = screen(scene, tuple(self._items.values()))
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

    @Slot()
    def touch(self) -> None:
        self.dispatch(e.Touched())

    @Slot()
    def more_time(self) -> None:
        self.dispatch(e.MoreTimeAsked())

    @Slot()
    def switch_language(self) -> None:
        other = Language.EN if self.visit.session.language is Language.ZH else Language.ZH
        self.dispatch(e.LanguageChosen(other))

    @Slot()
    def switch_size(self) -> None:
        self.dispatch(e.LargeModeChosen(not self.visit.session.large))

    @Slot()
    def leave(self) -> None:
        self.dispatch(e.Left())

    @Slot()
    def back(self) -> None:
        self.dispatch(e.WentBack())

    @Slot()
    def go(self) -> None:
        self.dispatch(e.Continued())

    @Slot(str)
    def choose_item(self, code: str) -> None:
        number = application_id(secrets.token_bytes(RANDOM_BYTES))
        self.dispatch(e.ItemChosen(self._items[code], number))

    @Slot()
    def card_not_at_hand(self) -> None:
        self.dispatch(e.CardNotAtHand())

    @Slot(str)
    def choose_situation(self, situation: str) -> None:
        self.dispatch(e.SituationChosen(situation))

    @Slot(str, str)
    def answer(self, name: str, text: str) -> None:
        self.dispatch(e.FieldAnswered(name, text))

    @Slot(int)
    def edit(self, page: int) -> None:
        self.dispatch(e.EditAsked(page))

    @Slot(str, int, int)
    def sign(self, record: str, width_px: int, height_px: int) -> None:
        """``record`` as JSON: {"strokes": [[{x, y, t (ms), p}, ...], ...]}, on a pad of that size."""
        strokes = strokes_from_pad(record.encode(), Pad(width_px, height_px))
        if isinstance(strokes, Strokes):
            self.dispatch(e.Signed(strokes))
        else:
            _log.warning("signature %s", strokes.reason)

    @Slot()
    def clear_signature(self) -> None:
        self.dispatch(e.SignatureCleared())

    @Slot()
    def print_again(self) -> None:
        self.dispatch(e.SlipAsked())

    @Slot(int)
    def rate(self, level: int) -> None:
        self.dispatch(e.Rated(level))
