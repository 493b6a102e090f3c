"""The camera on the screen, as one process of three kinds, told where the camera is and for how many seconds.

``far-side`` is the camera itself and says ``source <URL>``. ``shown`` has the real preview in a window of the kiosk's
size, ``copied`` copies the pictures by hand, ``read`` only reads them; each says ``rate`` (pictures in a second) and
``percent`` (its CPU time, of one core).
"""

import sys
import threading
import time
from datetime import UTC, datetime

import cv2
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem, QQuickView

from app.follow_parent import end_with_parent
from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.opencv_source import OpencvSource
from devices.camera.simulator import SimulatedCamera
from ui.camera_preview import PROVIDER, CameraImages, CameraPreview
from ui.shell import QML, application

RATE = 30.0
WIDTH, HEIGHT = 960, 540
SCREEN = 1080, 1920
WARM_UP_S = 1.0
PAGE = b"""
import QtQuick
import Jinban.Controls

Rectangle {
    required property QtObject preview

    CameraPreview {
        width: %d
        height: %d
        picture: parent.preview.picture
    }
}
""" % (WIDTH, HEIGHT)


def main(kind: str, source: str, seconds: float) -> int:
    end_with_parent()
    if kind == "far-side":
        far_side = SimulatedCamera("face_camera", rate=RATE)
        say("source", str(far_side.address()["source"]))
        threading.Event().wait()
    camera = Camera(OpencvSource(lambda: source, 1280, 720), lambda: datetime.now(UTC), name="face_camera")
    counted = {"shown": shown, "copied": copied, "read": read}[kind](camera, seconds)
    camera.close()
    say("rate", str(counted[0] / counted[1]))
    say("percent", str(100 * counted[2] / counted[1]))
    return 0


Counted = tuple[int, float, float]
"""Pictures, seconds, seconds of CPU."""


class Count:
    """From the end of the warming up: pictures and CPU time."""

    def __init__(self) -> None:
        self.pictures = 0
        self._begun = time.monotonic()
        self._cpu = time.process_time()

    def so_far(self) -> Counted:
        return self.pictures, time.monotonic() - self._begun, time.process_time() - self._cpu


def shown(camera: Camera, seconds: float) -> Counted:
    app = application(["jinban"])
    images = CameraImages()
    preview = CameraPreview(images, "face_camera")
    view = QQuickView()
    view.engine().addImportPath(str(QML))
    view.engine().addImageProvider(PROVIDER, images)
    component = QQmlComponent(view.engine())
    component.setData(PAGE, QUrl())
    item = component.createWithInitialProperties({"preview": preview})
    if not isinstance(item, QQuickItem):
        raise TypeError(component.errorString())
    view.setContent(QUrl(), component, item)
    view.resize(*SCREEN)
    view.show()
    preview.start(camera, mirrored=True)
    let_live(WARM_UP_S)
    count = Count()

    def swapped() -> None:
        count.pictures += 1

    view.frameSwapped.connect(swapped)
    let_live(seconds)
    counted = count.so_far()
    preview.close()
    view.close()
    app.quit()
    return counted


def copied(camera: Camera, seconds: float) -> Counted:
    app = QGuiApplication(["jinban"])
    screen = QImage(*SCREEN, QImage.Format.Format_RGB32)
    painter = QPainter(screen)
    counted = _for_each(camera, seconds, painter)
    painter.end()
    app.quit()
    return counted


def read(camera: Camera, seconds: float) -> Counted:
    return _for_each(camera, seconds, None)


def _for_each(camera: Camera, seconds: float, painter: QPainter | None) -> Counted:
    count: Count | None = None
    number, until = 0, time.monotonic() + WARM_UP_S
    with camera.watch() as watch:
        while time.monotonic() < until or count is None:
            if count is None and time.monotonic() >= until:
                count, until = Count(), time.monotonic() + seconds
            frame = watch.latest(1.0, number)
            if isinstance(frame, FaultCode):
                continue
            number = frame.number
            if count is not None:
                count.pictures += 1
            if painter is not None:
                scaled = cv2.flip(cv2.resize(frame.picture, (WIDTH, HEIGHT)), 1)
                pixels = cv2.cvtColor(scaled, cv2.COLOR_BGR2BGRA)
                painter.drawImage(0, 0, QImage(pixels.data, WIDTH, HEIGHT, QImage.Format.Format_RGB32))
        return count.so_far()


def let_live(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def say(word: str, value: str) -> None:
    sys.stdout.write(f"{word} {value}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _, kind, source, seconds = [*sys.argv, "", "0"][:4]
    sys.exit(main(kind, source, float(seconds)))
