"""The technician's bench as QML sees it. Lives on the GUI thread; `post` alone may be called from any thread."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from config.texts import texts
from kiosk.bench import state as b
from kiosk.bench.advance import Bench, advance
from ui.presentation.bench import bench
from ui.presentation.chrome import View

TICK_MS = 1000


class BenchModel(QObject):
    """Drives the bench. ``may_open`` tells whether no visit is on; ``language`` is the screen's."""

    screen_changed = Signal()
    view_changed = Signal()
    wanted = Signal(object)
    """A `Command` for the station to carry out; who is connected must return at once."""
    moved = Signal()
    _posted = Signal(object)

    def __init__(
        self, clock: Callable[[], float], may_open: Callable[[], bool], language: Callable[[], str]
    ) -> None:
        super().__init__()
        self._clock = clock
        self._may_open = may_open
        self._language = language
        self.bench = Bench()
        self._view: dict[str, View] = {"screen": ""}
        self._posted.connect(self.dispatch)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(lambda: self.dispatch(b.TimePassed()))

    def post(self, event: b.Event) -> None:
        """From any thread: something happened."""
        self._posted.emit(event)

    @Slot(object)
    def dispatch(self, event: b.Event) -> None:
        """GUI thread: something happened."""
        self.bench, commands = advance(self.bench, event, self._clock())
        if self.bench.is_open and not self._timer.isActive():
            self._timer.start()
        elif not self.bench.is_open:
            self._timer.stop()
        self._refresh()
        self.moved.emit()
        for command in commands:
            self.wanted.emit(command)

    def touch(self) -> None:
        if self.bench.is_open:
            self.dispatch(b.Touched())

    def stop(self) -> None:
        self._timer.stop()

    def _refresh(self) -> None:
        view = bench(self.bench.state, texts(self._language()))
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

    @Slot()
    def call(self) -> None:
        """The hidden gesture was made."""
        if self._may_open():
            self.dispatch(b.Called())

    @Slot(str)
    def choose_name(self, name: str) -> None:
        self.dispatch(b.NameChosen(name))

    @Slot(str)
    def enter_pin(self, pin: str) -> None:
        self.dispatch(b.PinEntered(pin))

    @Slot(str)
    def test(self, device: str) -> None:
        self.dispatch(b.TestChosen(device))

    @Slot(bool)
    def judge(self, well: bool) -> None:
        self.dispatch(b.Judged(well))

    @Slot()
    def report(self) -> None:
        self.dispatch(b.ReportChosen())

    @Slot()
    def leave(self) -> None:
        self.dispatch(b.Left())
