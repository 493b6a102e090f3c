"""A finger on the real screens: finds what a resident sees and touches it, for the demo and for tests.

GUI thread. Touches go to the window as a real finger's do, so a button that is covered or off the screen is not hit.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

PATIENCE_S = 20.0
Drawing = Sequence[Sequence[tuple[float, float]]]
"""Strokes of points, in parts of a pad's width and height."""

FRAMES_MS = 60
"""A few frames: what was touched has begun to change by then."""


class NothingThere(Exception):
    """What was to be touched or waited for did not come; the text names it."""


def _let_live(milliseconds: int) -> None:
    """The screen lives meanwhile, and so do Python's other threads: QTest.qWait would keep them waiting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Finger:
    """One finger on one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Lets the screen live until the condition holds. Raises NothingThere after 20 s."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise NothingThere(what)
            _let_live(20)

    def settle(self) -> None:
        """Until the page has faded in, stands still and takes touches."""
        _let_live(FRAMES_MS)
        self.wait("a page that stands still", lambda: not any(_moves(item) for item in self._items()))

    def picture(self) -> QImage:
        self.settle()
        return self._window.grabWindow()

    def tap(self, label: str) -> None:
        """Touches the button or card with this text or title, scrolled to if need be."""
        self.wait(f"a button named {label}", lambda: self._button(label) is not None)
        self.settle()
        item = self._button(label)
        if item is None:
            raise NothingThere(label)
        self._bring_up(item)
        self._touch(item)

    def tap_named(self, name: str) -> None:
        """Touches the shown item of that objectName."""
        self.wait(name, lambda: self._named(name) is not None)
        item = self._named(name)
        if item is None:
            raise NothingThere(name)
        self._touch(item)

    def type(self, label: str, keys: str) -> None:
        """Touches the entry of this label and types on the keyboard that comes up."""
        self.tap(label)
        self.settle()
        for key in keys:
            self.tap_named(f"key_{key}")
        self.tap_named("key_done")
        self.settle()

    def sign(self) -> None:
        """Draws a short signature on the pad."""
        self.draw("signaturePad", _SIGNATURE)

    def draw(self, name: str, strokes: Drawing) -> None:
        """Strokes on the shown pad of that objectName."""
        self.wait(name, lambda: self._named(name) is not None)
        pad = self._named(name)
        if pad is None:
            raise NothingThere(name)
        for stroke in strokes:
            points = [self._at(pad, x, y) for x, y in stroke]
            QTest.mousePress(
                self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[0]
            )
            for point in points[1:]:
                QTest.mouseMove(self._window, point)
                _let_live(8)
            QTest.mouseRelease(
                self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[-1]
            )
            _let_live(30)

    def touch_anywhere(self) -> None:
        self._click(QPoint(self._window.width() // 2, self._window.height() // 2))

    def _bring_up(self, item: QQuickItem) -> None:
        """Touches the page's button "more below" until the item is clear of it."""
        page = _page_of(item)
        while page is not None and page.property("moreBelow") and not _clear_of_the_edge(item, page):
            more = self._button(str(page.property("moreText")))
            if more is None or more is item:
                return
            self._touch(more)
            self.settle()

    def _touch(self, item: QQuickItem) -> None:
        self._click(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint())

    def _click(self, point: QPoint) -> None:
        # A page takes no touch in its first moments; see Shell.qml.
        self.wait("a page that takes touches", lambda: self._named("unread") is None)
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    @staticmethod
    def _at(item: QQuickItem, x: float, y: float) -> QPoint:
        return item.mapToScene(QPointF(item.width() * x, item.height() * y)).toPoint()

    def _items(self) -> Iterator[QQuickItem]:
        waiting = [self._window.contentItem()]
        while waiting:
            item = waiting.pop()
            if item.isVisible():
                yield item
                waiting.extend(item.childItems())

    def _named(self, name: str) -> QQuickItem | None:
        return next((item for item in self._items() if item.objectName() == name), None)

    def _button(self, label: str) -> QQuickItem | None:
        """What answers a touch and says this; the lowest on the screen, for footers come last."""
        found = [
            item
            for item in self._items()
            if item.isEnabled()
            and _is_touchable(item)
            and label in (item.property("text"), item.property("title"), item.property("label"))
        ]
        return found[0] if found else None


_VEIL_DOTS = 180
"""The lower edge of a page that is longer than the screen, faded out under its button."""


def _page_of(item: QQuickItem) -> QQuickItem | None:
    """What the item scrolls with."""
    at: QQuickItem | None = item
    while at is not None:
        if at.property("moreBelow") is not None:
            return at
        at = at.parentItem()
    return None


def _clear_of_the_edge(item: QQuickItem, page: QQuickItem) -> bool:
    middle = item.mapToItem(page, QPointF(item.width() / 2, item.height() / 2))
    return middle.y() < page.height() - _VEIL_DOTS


def _moves(item: QQuickItem) -> bool:
    """Fades in, scrolls, or is the veil that keeps touches from a page too new to have been read."""
    fades = item.inherits("QQuickLoader") and item.opacity() < 1
    return fades or item.property("moving") is True or item.objectName() == "unread"


def _is_touchable(item: QQuickItem) -> bool:
    """A button, or an entry of ours."""
    return item.inherits("QQuickAbstractButton") or item.property("editing") is not None


_SIGNATURE = (
    ((0.22, 0.30), (0.30, 0.28), (0.38, 0.27)),
    ((0.30, 0.20), (0.30, 0.40), (0.27, 0.60)),
    ((0.22, 0.48), (0.32, 0.46), (0.40, 0.44)),
    ((0.50, 0.25), (0.58, 0.23), (0.62, 0.30), (0.56, 0.42), (0.48, 0.52)),
    ((0.54, 0.38), (0.62, 0.50), (0.72, 0.60)),
    ((0.66, 0.24), (0.74, 0.22), (0.80, 0.24)),
    ((0.72, 0.20), (0.72, 0.44), (0.70, 0.62)),
)
