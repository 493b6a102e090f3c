"""A touchscreen that is touched again and again: one process, told its data folder, how long, and how the devices are.

The devices are another process's (`jinban simulators`). The line ``touches`` tells the seconds of each, from the touch
until the frame with the next screen.
"""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from app.follow_parent import end_with_parent
from app.simulated_hall import control_socket
from app.station_context import context
from app.touchscreen import Touchscreen
from app.touchscreen_opening import open_touchscreen
from benchmarks.bench_hall import PATIENCE_S, ProcessFailed
from config.settings import load_settings
from devices.simulation_control import Done, send
from ui.shell import application

HANGING = (
    ("id_card", "silence"),
    ("social_card", "hanging"),
    ("scanner", "silent"),
    ("receipt_printer", "silent"),
    ("page_printer", "silent"),
    ("face_camera", "hung"),
    ("document_camera", "hung"),
    ("door", "silent"),
    ("ups", "silent"),
    ("speaker", "stuck"),
)
"""What each far side does that makes our calls to it last."""


def main(data: str, seconds: float, devices: str) -> int:
    station = context(load_settings(None), data, None)
    end_with_parent()
    socket = control_socket(station)
    for device, fault in HANGING:
        answer = (
            send(socket, device, "fault", [fault]) if devices == "hanging" else send(socket, device, "clear")
        )
        if not isinstance(answer, Done):
            raise ProcessFailed(f"{device}: {answer}")
    if devices == "hanging":
        send(socket, "social_card", "insert", ["grandmother"])
    app = application(["jinban"])
    touchscreen = open_touchscreen(station)
    loop = QEventLoop()
    touchscreen.opened.connect(loop.quit)
    loop.exec()
    _let_live(1.0)
    touches = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        touches.append(_touch(touchscreen))
        touchscreen.model.leave()
        _let_live(0.35)
    sys.stdout.write("touches " + " ".join(f"{touch:.4f}" for touch in touches) + "\n")
    sys.stdout.flush()
    touchscreen.close()
    app.quit()
    return 0


def _touch(touchscreen: Touchscreen) -> float:
    """Seconds from the touch on the first screen until a frame shows the next."""
    window = touchscreen.shell.window
    _until(lambda: _state(touchscreen) == "Attract", touchscreen)
    _let_live(0.35)  # a page takes no touch before it can be read
    seen: list[float] = []

    def look() -> None:
        if _state(touchscreen) == "Home":
            seen.append(time.monotonic())

    window.frameSwapped.connect(look)
    begun = time.monotonic()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(540, 1400))
    deadline = begun + PATIENCE_S
    while not seen and time.monotonic() < deadline:
        _let_live(0.002)
    window.frameSwapped.disconnect(look)
    return seen[0] - begun


def _until(condition: Callable[[], bool], touchscreen: Touchscreen) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise ProcessFailed("the first screen did not come back")
        if _state(touchscreen) == "Farewell":
            touchscreen.model.touch()
        _let_live(0.01)


def _state(touchscreen: Touchscreen) -> str:
    return type(touchscreen.model.visit.state).__name__


def _let_live(seconds: float) -> None:
    """The screen lives meanwhile; no thread of Python waits for another."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), sys.argv[3]))
