"""The start of a station as `jinban run` does it, with marks: one process, told its data folder.

It says, each with the monotonic clock's seconds: ``shown`` when the first screen is on the display, ``answered`` when
a touch there has brought the next screen, ``opened`` when devices and store are at work behind it. With ``file`` it
then files one application after the other until somebody ends it, and says ``filed<n>`` after each.
"""

import itertools
import sys
import threading
import time

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickWindow

from app.follow_parent import end_with_parent
from app.logs import log_to
from app.station_context import StationContext, context
from app.touchscreen import Touchscreen
from app.touchscreen_opening import open_touchscreen
from config.settings import load_settings
from ui.shell import application


def main(data: str, *, files: bool) -> int:
    station = context(load_settings(None), data, None)
    station.make_data_folder()
    log_to(station, "shell")
    end_with_parent()
    app = application(["jinban"])
    touchscreen = open_touchscreen(station)
    marks = _Marks(app, touchscreen, station, files=files)
    app.exec()
    del marks
    touchscreen.close()
    return 0


class _Marks:
    def __init__(
        self, app: QGuiApplication, touchscreen: Touchscreen, station: StationContext, *, files: bool
    ) -> None:
        self._app = app
        self._touchscreen = touchscreen
        self._station = station
        self._files = files
        self._waited_for = {"answered", "opened"}
        self._window = touchscreen.shell.window
        self._window.frameSwapped.connect(self._first_frame)
        touchscreen.opened.connect(lambda: self._done("opened"))

    def _first_frame(self) -> None:
        self._window.frameSwapped.disconnect(self._first_frame)
        _say("shown")
        if self._files:
            self._waited_for.discard("answered")
            return
        # Out of the frame's own call first: a finger comes from the event loop.
        QTimer.singleShot(0, self._touch)

    def _touch(self) -> None:
        self._window.frameSwapped.connect(self._next_frame)
        _tap_middle(self._window)

    def _next_frame(self) -> None:
        if self._touchscreen.model.property("screen") == "Home":
            self._window.frameSwapped.disconnect(self._next_frame)
            self._done("answered")

    def _done(self, mark: str) -> None:
        _say(mark)
        self._waited_for.discard(mark)
        if self._waited_for:
            return
        if self._files:
            threading.Thread(target=_file_for_ever, args=(self._station,), daemon=True).start()
        else:
            self._app.quit()


def _tap_middle(window: QQuickWindow) -> None:
    point = QPointF(window.width() / 2, window.height() / 2)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        event = QMouseEvent(kind, point, point, left, held, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendEvent(window, event)


def _file_for_ever(station: StationContext) -> None:
    from benchmarks.desk import Desk  # noqa: PLC0415  not before the marks

    desk = Desk(station)
    for number in itertools.count(1):
        desk.file()
        _say(f"filed{number}")


def _say(mark: str) -> None:
    sys.stdout.write(f"{mark} {time.monotonic()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], files="file" in sys.argv[2:]))
