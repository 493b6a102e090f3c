"""The kiosk's screen without a screen: 1080 x 1920, drawn in software, with a finger."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

HERE = Path(__file__).parent
MODULES = HERE.parents[2] / "ui" / "qml"


class CodePictures(QQuickImageProvider):
    """Answers every QR code with a black square of the size asked for, and remembers what it should have said."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.asked: list[str] = []

    def requestImage(self, text: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802  Qt's name
        self.asked.append(text)
        picture = QImage(requested, QImage.Format.Format_RGB32)
        picture.fill(0xFF000000)
        size.setWidth(requested.width())
        size.setHeight(requested.height())
        return picture


class KioskScreen:
    """One page shown; taps and drags go to the window as a finger's would."""

    def __init__(self, qtbot: QtBot, file: str, properties: dict[str, object]) -> None:
        self._qtbot = qtbot
        self.codes = CodePictures()
        self.view = QQuickView()
        engine = self.view.engine()
        engine.addImportPath(str(MODULES))
        engine.addImageProvider("qr", self.codes)
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.resize(1080, 1920)
        self.view.setInitialProperties(properties)
        self.view.setSource(QUrl.fromLocalFile(str(HERE / file)))
        assert not self.view.errors(), [error.toString() for error in self.view.errors()]
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.requestActivate()
        qtbot.waitUntil(self.view.isActive)

    @property
    def root(self) -> QQuickItem:
        return self.view.rootObject()

    @property
    def theme(self) -> QObject:
        return theme_of(self.view.engine())

    def items(self) -> Iterator[QQuickItem]:
        """Every item on the page, delegates of repeaters included."""
        waiting = [self.root]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(item.childItems())

    def find(self, name: str) -> QQuickItem:
        """The one shown item of that objectName."""
        found = [item for item in self.items() if item.objectName() == name and item.isVisible()]
        assert len(found) == 1, f"{len(found)} items named {name}"
        return found[0]

    def place(self, item: QQuickItem) -> QRectF:
        """Where the item lies on the screen."""
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def tap(self, item: QQuickItem, at: QPointF | None = None) -> None:
        point = item.mapToScene(at or QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def drag(self, item: QQuickItem, points: list[tuple[int, int]]) -> None:
        """Touches down at the first point of the item, moves over the others and lifts at the last."""
        path = [item.mapToScene(QPointF(x, y)).toPoint() for x, y in points]
        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(self.view, button, no_key, path[0])
        for point in path[1:]:
            QTest.mouseMove(self.view, point)
        QTest.mouseRelease(self.view, button, no_key, path[-1])

    def scroll_to(self, item: QQuickItem) -> None:
        """Brings the item into view, and waits until the page stands still."""
        self.picture()
        page = self.root.property("content")
        page.reveal(item)
        self._qtbot.waitUntil(lambda: not page.property("moving"))

    def picture(self) -> QImage:
        """What is on the screen now."""
        return self.view.grabWindow()

    def close(self) -> None:
        self.view.close()
        delete(self.view)


def theme_of(engine: QQmlEngine) -> QObject:
    found = engine.singletonInstance("Jinban.Theme", "Theme")
    assert isinstance(found, QObject)
    return found
