"""The camera's picture on the screen while somebody positions a face or a paper: ``image://camera/<name>/<number>``.

``VideoOutput`` paints nothing under the software renderer, so each picture goes through an image provider. (Measured at
960 x 540, 30 a second: 8 % of one core, as a painted item or a scene-graph node of our own; it needs no type of ours in
QML.) A thread of the preview's own waits for the camera, mirrors, crops and scales; the GUI thread only hands over what
is ready, and pictures that it had no time for are never shown.
"""

import threading
from typing import Protocol, TypeAlias

from PySide6.QtCore import Property, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from config.faults import FaultCode
from devices.camera.frame import Frame, Light, Picture

PROVIDER = "camera"
FIRST_SIZE = QSize(960, 540)
"""Until QML has asked for a size of its own."""

_WAIT_S = 1.0
"""A camera that is slower than this shows no motion; less would make a slow one flicker."""

_END_S = 1.0


class Watching(Protocol):
    """Somebody's need of a camera's pictures (``devices.camera.camera.Watch``)."""

    @property
    def is_open(self) -> bool: ...

    def latest(self, timeout_s: float, after: int = 0) -> Frame | FaultCode: ...

    def close(self) -> None: ...


class Watchable(Protocol):
    """A camera."""

    def watch(self) -> Watching: ...


class CameraImages(QQuickImageProvider):
    """The newest picture of each preview, and of nothing before it. Called by QML on the GUI thread."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._lock = threading.Lock()
        self._images: dict[str, tuple[int, QImage]] = {}
        self._sizes: dict[str, QSize] = {}

    def show(self, name: str, number: int, image: QImage) -> None:
        with self._lock:
            self._images[name] = number, image

    def drop(self, name: str) -> None:
        """From now on nothing of what this preview showed is given out."""
        with self._lock:
            self._images.pop(name, None)

    def size_of(self, name: str) -> QSize:
        """The size in which QML shows it, in pixels. Any thread."""
        with self._lock:
            return QSize(self._sizes.get(name, FIRST_SIZE))

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803  Qt's names
        name, _, number = id.rpartition("/")
        with self._lock:
            if requestedSize.width() > 0 and requestedSize.height() > 0:
                self._sizes[name] = QSize(requestedSize)
            current, image = self._images.get(name, (0, _nothing()))
        shown = image if number == str(current) else _nothing()
        size.setWidth(shown.width())
        size.setHeight(shown.height())
        return shown


class CameraPreview(QObject):
    """One camera on the screen. GUI thread only; none of its methods waits but ``close``, a second at most.

    ``picture`` is the address of the newest picture for a QML ``Image``, empty while there is none; ``fault`` is a
    FaultCode while the camera gives no picture; ``light`` is the hint ``too_dark``, ``fine`` or ``too_bright``.
    """

    picture_changed = Signal()
    fault_changed = Signal()
    light_changed = Signal()
    _arrived = Signal()

    def __init__(self, images: CameraImages, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._name = name
        self._number = 0
        self._picture = ""
        self._fault = ""
        self._light = str(Light.FINE)
        self._feed: _Feed | None = None
        self._ended: list[_Feed] = []
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self, camera: Watchable, *, mirrored: bool) -> None:
        """Switches the camera on and shows it; mirrored as people know themselves, or as papers must be read."""
        self.clear()
        self._feed = _Feed(camera.watch(), mirrored, self)

    @Slot()
    def clear(self) -> None:
        """Switches the camera off. Once this returns, nothing of whoever stood there is on its way to the screen."""
        if self._feed is not None:
            self._feed.stop()
            self._ended = [feed for feed in [*self._ended, self._feed] if feed.is_alive()]
            self._feed = None
        self._images.drop(self._name)
        self._tell("", "", Light.FINE)

    def close(self) -> None:
        """``clear``, and the thread has ended. Before the application goes."""
        self.clear()
        for feed in self._ended:
            feed.join(_END_S)
        self._ended.clear()

    def size(self) -> QSize:
        """For the feed, on its thread."""
        return self._images.size_of(self._name)

    def announce(self) -> None:
        """For the feed, on its thread: there is something to take."""
        self._arrived.emit()

    @Slot()
    def _take(self) -> None:
        # What a feed left in the queue that was stopped since is not taken.
        outcome = self._feed.take() if self._feed is not None else None
        match outcome:
            case None:
                return
            case FaultCode():
                self._images.drop(self._name)
                self._tell("", outcome, Light.FINE)
            case image, light:
                self._number += 1
                self._images.show(self._name, self._number, image)
                self._tell(f"image://{PROVIDER}/{self._name}/{self._number}", "", light)

    def _tell(self, picture: str, fault: str, light: str) -> None:
        if picture != self._picture:
            self._picture = picture
            self.picture_changed.emit()
        if fault != self._fault:
            self._fault = str(fault)
            self.fault_changed.emit()
        if light != self._light:
            self._light = str(light)
            self.light_changed.emit()

    def _get_picture(self) -> str:
        return self._picture

    def _get_fault(self) -> str:
        return self._fault

    def _get_light(self) -> str:
        return self._light

    picture = Property(str, _get_picture, notify=picture_changed)
    fault = Property(str, _get_fault, notify=fault_changed)
    light = Property(str, _get_light, notify=light_changed)


_Ready: TypeAlias = tuple[QImage, Light] | FaultCode


class _Feed:
    """The thread that waits for the camera, and the one place where the latest picture lies until it is taken."""

    def __init__(self, watch: Watching, mirrored: bool, preview: CameraPreview) -> None:
        self._watch = watch
        self._mirrored = mirrored
        self._preview = preview
        self._lock = threading.Lock()
        self._ready: _Ready | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="camera-preview", daemon=True)
        self._thread.start()

    def take(self) -> _Ready | None:
        with self._lock:
            ready, self._ready = self._ready, None
            return ready

    def stop(self) -> None:
        """Without waiting: the camera goes off, and nothing more is laid down."""
        with self._lock:
            self._stopped = True
            self._ready = None
        self._watch.close()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def join(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    def _run(self) -> None:
        number = 0
        while self._watch.is_open:
            outcome = self._watch.latest(_WAIT_S, number)
            if isinstance(outcome, FaultCode):
                self._lay_down(outcome)
            else:
                number = outcome.number
                self._lay_down((_shown(outcome.picture, self._preview.size(), self._mirrored), outcome.light))

    def _lay_down(self, ready: _Ready) -> None:
        with self._lock:
            if self._stopped:
                return
            was_taken = self._ready is None
            self._ready = ready
        if was_taken:  # else the one announced before finds this one in its place
            self._preview.announce()


def _shown(picture: Picture, size: QSize, mirrored: bool) -> QImage:
    """The middle of the picture in the wanted shape and size; a copy of its own."""
    import cv2  # noqa: PLC0415  on the feed's thread, and only where a camera is shown

    height, width = picture.shape[:2]
    scale = max(size.width() / width, size.height() / height)
    part_width, part_height = round(size.width() / scale), round(size.height() / scale)
    left, top = (width - part_width) // 2, (height - part_height) // 2
    part = picture[top : top + part_height, left : left + part_width]
    scaled = cv2.resize(part, (size.width(), size.height()), interpolation=cv2.INTER_LINEAR)
    pixels = cv2.cvtColor(cv2.flip(scaled, 1) if mirrored else scaled, cv2.COLOR_BGR2BGRA)
    return QImage(
        pixels.data, size.width(), size.height(), 4 * size.width(), QImage.Format.Format_RGB32
    ).copy()


def _nothing() -> QImage:
    """Not a null image: QML warns of those."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image
