"""The real touchscreen without a station behind it: real visit, model and shell; the test is the station.

The clock and the events are the test's; the window is 1080 x 1920, drawn in software.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.finger import Finger
from config.faults import FaultCode
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.receipt import Place
from kiosk.visit import event as e
from kiosk.visit.effect import Effect
from kiosk.visit.session import Now
from ui.bench_model import BenchModel
from ui.operator_model import OperatorModel
from ui.services import Services
from ui.shell import Shell
from ui.visit_model import VisitModel

WIDTH, HEIGHT = 1080, 1920
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
PLACES = (
    Place("海口市政务服务自助终端", "24小时自助大厅（示例）", "HK-DEMO-001", "12345", demo=True),
    Place("Haikou Government Services", "24-hour hall (example)", "HK-DEMO-001", "12345", demo=True),
)


_ONLY_OF = {
    "PageFooter": "leaveText",
    "ScrollArea": "moreBelow",
    "Sheet": "countdownUnit",
    "KeyboardPanel": "candidateHint",
    "TextEntry": "maskedText",
}
# WORKAROUND(PySide 6.11): metaObject() of an item that QML made may come back as another object's wrapper once items
# have been deleted, so types are told by their properties.


class HallVisit:
    """Visits that nobody looks at. ``wanted`` is what the visit asked of the station."""

    def __init__(self, services: Services, items: tuple[Item, ...]) -> None:
        self.seconds = 1000.0
        self.items_offered = {item.code: item for item in items}
        self.wanted: list[Effect] = []
        self.model = VisitModel(
            services, PLACES, lambda: Now(self.seconds, MORNING + timedelta(seconds=self.seconds))
        )
        self.model.stop()  # time passes when the test says so
        self.model.wanted.connect(self.wanted.append)

    @property
    def state(self) -> str:
        return type(self.model.visit.state).__name__

    def happen(self, *events: e.Event) -> None:
        for event in events:
            self.model.dispatch(event)

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        self.happen(e.TimePassed())

    def look(self, language: Language, *, large: bool) -> None:
        self.happen(e.LanguageChosen(language), e.LargeModeChosen(large))

    def go_home(self) -> None:
        """Whatever was shown: nobody is here any more, and all is well with the station."""
        while self.state != "Attract":
            failed = e.SavingFailed(FaultCode.STORE_FAILED)  # a visit cannot be left while it is being saved
            self.happen(failed, e.PlatformLost(), e.Left(), e.CardRemoved(), e.Wiped())
        self.happen(e.ReaderChanged(None), e.PrinterChanged(None), e.PlatformBack())
        self.happen(*(e.DeviceChanged(name, None) for name in self.model.visit.surroundings.devices))
        self.wanted.clear()


class HallScreen(HallVisit):
    """One window; visits come and go on it."""

    def __init__(self, qtbot: QtBot, services: Services, items: tuple[Item, ...]) -> None:
        super().__init__(services, items)
        self._qtbot = qtbot
        self.busy = False
        self.bench = BenchModel(
            lambda: self.seconds, lambda: not self.busy, lambda: self.model.visit.session.language
        )
        self.desk = OperatorModel(lambda: self.seconds, lambda: self.model.visit.session.language)
        self.shell = Shell(self.model, self.bench, self.desk)
        self.finger = Finger(self.shell.window)

    def speak(self, language: str) -> None:
        self.happen(e.LanguageChosen(Language(language)))

    def every_item(self) -> Iterator[QQuickItem]:
        """All of the screen, what is hidden included."""
        return every_item(self.shell.window)

    def every_object(self) -> list[QObject]:
        """All that QML made, be it seen or not."""
        return [self.shell.window, *self.shell.window.findChildren(QObject), *self.every_item()]

    def shown(self) -> Iterator[QQuickItem]:
        """What is not hidden; it may be scrolled away."""
        return (item for item in self.every_item() if item.isVisible() and _opaque(item))

    def texts(self) -> list[QQuickItem]:
        """The shown words, each as an item with ``text``; an entry's own text included."""
        return shown_texts(self.shell.window)

    def words(self) -> str:
        """All that can be read on the screen, scrolling included."""
        return words_on(self.shell.window)

    def place(self, item: QQuickItem) -> QRectF:
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def named(self, kind: str) -> list[QQuickItem]:
        """The shown items of one of our own types, told by a property that only it has."""
        return [item for item in self.shown() if item.property(_ONLY_OF[kind]) is not None]

    def tap(self, item: QQuickItem) -> None:
        """A finger on the item, once the page has been there long enough to be read."""
        self.until(lambda: not any(cover.objectName() == "unread" for cover in self.shown()))
        point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.shell.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def settle(self) -> None:
        """Until the page has faded in and been laid out."""
        loader = next(item for item in self.every_item() if item.objectName() == "screen")
        self.picture()
        self.until(lambda: loader.opacity() == 1)

    def picture(self) -> QImage:
        return self.shell.window.grabWindow()

    def close(self) -> None:
        self.shell.close()


def every_item(window: QQuickWindow) -> Iterator[QQuickItem]:
    waiting = [window.contentItem()]
    while waiting:
        item = waiting.pop()
        yield item
        waiting.extend(item.childItems())


def shown_texts(window: QQuickWindow) -> list[QQuickItem]:
    return [
        item
        for item in every_item(window)
        if (item.inherits("QQuickText") or item.inherits("QQuickTextInput"))
        and item.property("text")
        and item.isVisible()
        and _opaque(item)
    ]


def words_on(window: QQuickWindow) -> str:
    """All that can be read on the screen, scrolling included."""
    return "\n".join(str(item.property("text")) for item in shown_texts(window))


def _opaque(item: QQuickItem) -> bool:
    at: QQuickItem | None = item
    while at is not None:
        if at.opacity() == 0:
            return False
        at = at.parentItem()
    return True
