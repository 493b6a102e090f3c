"""The operator's desk as QML sees it. Lives on the GUI thread; `post` alone may be called from any thread."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from config.texts import texts
from kiosk.desk import state as d
from kiosk.desk.advance import advance
from kiosk.offer.offer import Kind
from kiosk.offer.supply import Supply
from kiosk.staff.account import Account
from ui.presentation.chrome import View
from ui.presentation.operator import operator

TICK_MS = 1000


class OperatorModel(QObject):
    """Drives the desk; ``language`` is the screen's."""

    screen_changed = Signal()
    view_changed = Signal()
    wanted = Signal(object)
    """A `Command` for the station to carry out; who is connected must return at once."""
    moved = Signal()
    _posted = Signal(object)

    def __init__(self, clock: Callable[[], float], language: Callable[[], str]) -> None:
        super().__init__()
        self._clock = clock
        self._language = language
        self.state: d.State = d.Closed()
        self._view: dict[str, View] = {"screen": ""}
        self._posted.connect(self.dispatch)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(lambda: self.dispatch(d.TimePassed()))

    @property
    def is_open(self) -> bool:
        return isinstance(self.state, d.Desk)

    def post(self, event: d.Event) -> None:
        """From any thread: something happened."""
        self._posted.emit(event)

    @Slot(object)
    def dispatch(self, event: d.Event) -> None:
        """GUI thread: something happened."""
        self.state, commands = advance(self.state, event, self._clock())
        if self.is_open and not self._timer.isActive():
            self._timer.start()
        elif not self.is_open:
            self._timer.stop()
        self._refresh()
        self.moved.emit()
        for command in commands:
            self.wanted.emit(command)

    def open(self, account: Account) -> None:
        """Somebody has signed in as an operator."""
        self.dispatch(d.Opened(account))

    def touch(self) -> None:
        if self.is_open:
            self.dispatch(d.Touched())

    def stop(self) -> None:
        self._timer.stop()

    def _refresh(self) -> None:
        view = operator(self.state, texts(self._language()), self._language())
        if view != self._view:
            another = view["screen"] != self._view["screen"]
            self._view = view
            (self.screen_changed if another else self.view_changed).emit()

    def _get_view(self) -> dict[str, View]:
        return self._view

    def _get_screen(self) -> str:
        return str(self._view["screen"])

    screen = Property(str, _get_screen, notify=screen_changed)
    view = Property(dict, _get_view, notify=view_changed)

    @Slot(str)
    def act(self, act: str) -> None:
        """A touch, as the view named it: ``verb:name``. One that no view can have given is passed over."""
        verb, _, name = act.partition(":")
        event = _event(verb, name)
        if event is not None:
            self.dispatch(event)


def _event(verb: str, name: str) -> d.Event | None:
    match verb:
        case "page":
            return d.PageChosen(d.Page(name))
        case "theme":
            return d.ThemeChosen(name)
        case "item" | "device":
            return d.SwitchTapped(Kind(verb), name)
        case "whole":
            return d.SwitchTapped(Kind.THEME, name)
        case "earlier" | "later":
            return d.Stepped(closes=name == "closes", later=verb == "later")
        case "end":
            return d.EndTapped(int(name))
        case "replaced":
            return d.ReplacedTapped(Supply(name))
        case "option" | "tick" | "hot" | "raise":
            return _NAMED[verb](name)
        case "announce" | "hours" | "confirm" | "cancel" | "undo" | "leave":
            return _PLAIN[verb]()
        case _:
            return None


_NAMED: Mapping[str, Callable[[str], d.Event]] = {
    "option": d.OptionChosen,
    "tick": d.TickTapped,
    "hot": d.HotTapped,
    "raise": d.HotRaised,
}
_PLAIN: Mapping[str, Callable[[], d.Event]] = {
    "announce": d.AnnounceTapped,
    "hours": d.HoursTapped,
    "confirm": d.Confirmed,
    "cancel": d.Cancelled,
    "undo": d.UndoTapped,
    "leave": d.Left,
}
