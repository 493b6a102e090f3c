"""The resident sees the camera's picture, and never anything of whoever stood there before."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.frame import Picture
from devices.camera.opencv_source import OpencvSource
from devices.camera.simulator import SimulatedCamera
from ui.camera_preview import PROVIDER, CameraImages, CameraPreview

QML = Path(__file__).parents[2] / "ui" / "qml"
PAGE = b"""
import QtQuick
import Jinban.Controls

CameraPreview {
    required property QtObject preview

    width: 400
    height: 300
    picture: preview.picture
    caption: preview.fault
}
"""
RED, BLUE = (0, 0, 200), (200, 0, 0)


def halves(left: tuple[int, int, int], right: tuple[int, int, int], height_px: int = 480) -> Picture:
    picture = np.empty((height_px, 640, 3), dtype=np.uint8)
    picture[:, :320] = left
    picture[:, 320:] = right
    return picture


@pytest.fixture
def far_side() -> Iterator[SimulatedCamera]:
    simulated = SimulatedCamera("face_camera")
    simulated.show_picture(halves(RED, BLUE))
    yield simulated
    simulated.close()


@pytest.fixture
def camera(far_side: SimulatedCamera) -> Iterator[Camera]:
    fitted = Camera(
        OpencvSource(lambda: far_side.address()["source"], 640, 480),
        lambda: datetime.now(UTC),
        name="face_camera",
    )
    yield fitted
    fitted.close()


class Screen:
    """The control in a window, and the preview behind it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.images = CameraImages()
        self.preview = CameraPreview(self.images, "face_camera")
        self.view = QQuickView()
        self.view.engine().addImportPath(str(QML))
        self.view.engine().addImageProvider(PROVIDER, self.images)
        component = QQmlComponent(self.view.engine())
        component.setData(PAGE, QUrl())
        item = component.createWithInitialProperties({"preview": self.preview})
        assert isinstance(item, QQuickItem), component.errorString()
        self.view.setContent(QUrl(), component, item)
        self.view.resize(400, 300)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def colour(self, x: int, y: int = 30) -> str:
        """Red, blue, or whatever else is painted there."""
        colour = QColor(self.view.grabWindow().pixelColor(x, y))
        redness = colour.red() - colour.blue()
        return "red" if redness > 100 else "blue" if redness < -100 else colour.name()

    @property
    def picture(self) -> str:
        return str(self.preview.property("picture"))

    @property
    def fault(self) -> str:
        return str(self.preview.property("fault"))

    def close(self) -> None:
        self.preview.close()
        self.view.close()
        delete(self.view)


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Screen]:
    shown = Screen(qtbot)
    yield shown
    shown.close()


def test_a_person_sees_themselves_as_in_a_mirror(qtbot: QtBot, screen: Screen, camera: Camera) -> None:
    screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")

    assert (screen.colour(40), screen.colour(360)) == ("blue", "red")


def test_a_paper_is_shown_as_it_lies(qtbot: QtBot, screen: Screen, camera: Camera) -> None:
    screen.preview.start(camera, mirrored=False)
    qtbot.waitUntil(lambda: screen.picture != "")

    assert (screen.colour(40), screen.colour(360)) == ("red", "blue")


def test_pictures_go_on_and_come_in_the_size_of_their_place(
    qtbot: QtBot, screen: Screen, camera: Camera
) -> None:
    screen.preview.start(camera, mirrored=True)
    seen: set[str] = set()

    def has_moved() -> bool:
        seen.add(screen.picture)
        return len(seen) > 5

    qtbot.waitUntil(has_moved)
    size = QSize()
    image = screen.images.requestImage(screen.picture.removeprefix(f"image://{PROVIDER}/"), size, QSize())
    assert image.size() == size
    border = 400 - size.width()
    assert 0 <= border <= 8
    assert size.height() == 300 - border


def test_nothing_of_the_last_person_after_clear(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")
    shown = screen.picture.removeprefix(f"image://{PROVIDER}/")

    screen.preview.clear()

    assert screen.picture == ""
    assert screen.colour(40) not in ("red", "blue")
    assert is_nothing(screen.images.requestImage(shown, QSize(), QSize()))
    qtbot.waitUntil(lambda: far_side.viewers == 0)
    qtbot.wait(100)  # whatever was on its way has arrived
    assert screen.picture == ""
    assert screen.colour(40) not in ("red", "blue")


def is_nothing(image: QImage) -> bool:
    return image.size() == QSize(1, 1) and image.pixelColor(0, 0).alpha() == 0


def test_a_picture_already_announced_is_not_shown_after_clear(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    screen.preview.start(camera, mirrored=True)
    wait_blindly(lambda: sent(far_side) >= 4)  # pictures wait in the queue of a screen that has no time

    screen.preview.clear()

    qtbot.wait(100)
    assert screen.picture == ""


def test_the_next_person_before_a_broken_camera_does_not_see_the_last(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")
    screen.preview.clear()
    far_side.unplug()

    screen.preview.start(camera, mirrored=True)

    qtbot.waitUntil(lambda: screen.fault == FaultCode.CAMERA_UNPLUGGED)
    assert screen.picture == ""
    assert screen.colour(40) not in ("red", "blue")


def test_the_plug_is_pulled_and_put_back(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")

    far_side.unplug()
    qtbot.waitUntil(lambda: screen.fault == FaultCode.CAMERA_UNPLUGGED)
    assert screen.picture == ""
    assert screen.colour(40) not in ("red", "blue")

    far_side.plug()
    qtbot.waitUntil(lambda: screen.picture != "")
    assert screen.fault == ""


def test_a_slow_screen_shows_the_newest_picture_and_none_of_those_before(
    screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    taken: list[str] = []
    announced: list[str] = []
    screen.preview.picture_changed.connect(lambda: taken.append(screen.picture))
    screen.preview._arrived.connect(lambda: announced.append("here"), Qt.ConnectionType.DirectConnection)
    screen.preview.start(camera, mirrored=False)
    wait_blindly(lambda: sent(far_side) >= 3)
    far_side.show_picture(halves(BLUE, RED))
    shown_before = sent(far_side)
    wait_blindly(lambda: sent(far_side) >= shown_before + 4)
    far_side.perform("fault", ["hung"])  # no picture comes between the last look and the count

    assert len(announced) == 1  # nothing piles up in the queue of the screen
    QCoreApplication.sendPostedEvents(screen.preview)
    assert len(taken) == 1
    assert screen.colour(40) == "blue"


def test_the_hint_on_light_reaches_the_screen(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")
    assert screen.preview.property("light") == "fine"

    far_side.fail_until_cleared("black")

    qtbot.waitUntil(lambda: screen.preview.property("light") == "too_dark")


def test_the_middle_of_a_wide_picture_fills_the_place(
    qtbot: QtBot, screen: Screen, camera: Camera, far_side: SimulatedCamera
) -> None:
    far_side.show_picture(halves(RED, BLUE, height_px=160))
    screen.preview.start(camera, mirrored=False)
    qtbot.waitUntil(lambda: screen.picture != "")

    assert [screen.colour(x, y) for y in (10, 290) for x in (10, 390)] == ["red", "blue", "red", "blue"]


def test_nothing_is_left_running(qtbot: QtBot, screen: Screen, camera: Camera) -> None:
    for _ in range(5):
        screen.preview.start(camera, mirrored=True)
    qtbot.waitUntil(lambda: screen.picture != "")

    screen.preview.close()
    screen.preview.close()

    assert [thread.name for thread in threading.enumerate() if thread.name == "camera-preview"] == []


def test_it_tells_a_reader_of_screens_what_it_is(screen: Screen) -> None:
    control = screen.view.rootObject()
    assert isinstance(control, QObject)
    assert control.property("live") is False


def sent(far_side: SimulatedCamera) -> int:
    state = far_side.perform("state")
    assert isinstance(state, dict)
    return int(state["pictures_sent"] or 0)


def wait_blindly(is_so: Callable[[], bool]) -> None:
    """Waits while the screen does nothing at all."""
    deadline = time.monotonic() + 5
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)
