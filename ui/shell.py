"""The touchscreen: Qt, our font, the QML engine and its one window. GUI thread only.

Qt is told everything before it starts: the software renderer where there is no GPU (software OpenGL was four times
slower), and the Chinese font by name (the default picks Japanese forms).
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.bench_model import BenchModel
from ui.camera_preview import PROVIDER, CameraImages, CameraPreview
from ui.input.keyboard import PinyinInput
from ui.input.pinyin import PinyinEngine
from ui.operator_model import OperatorModel
from ui.qr_image import QrImageProvider
from ui.read_aloud import ReadAloud
from ui.visit_model import VisitModel

QML = Path(__file__).parent / "qml"
FONT = "Noto Sans CJK SC"
LONGEST_WAIT_MS = 2000
GIVE_WAY_S = 0.0005


def application(arguments: Sequence[str], gpu: bool = False) -> QGuiApplication:
    """The process's one Qt application. Call once, first."""
    if not gpu:
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # A finger waits for each thread that is at work in Python, 5 ms at a time by default: 0.1 s for one touch.
    sys.setswitchinterval(GIVE_WAY_S)
    app = QGuiApplication(list(arguments))
    app.setFont(QFont(FONT))
    return app


class Shell(QObject):
    """The window and all that QML sees. Keep it until `close`; close it before the application goes."""

    shown = Signal()
    """Once: the first picture is on the screen, or cannot be for now; what was not needed for it may begin."""

    def __init__(
        self,
        model: VisitModel,
        bench: BenchModel,
        desk: OperatorModel,
        fullscreen: bool = False,
        fit: bool = False,
    ) -> None:
        super().__init__()
        self._model = model
        self._bench = bench
        self._desk = desk
        self._engine = QQmlApplicationEngine()
        self._pinyin = PinyinEngine()
        self._pinyin.open()
        self._keyboard = PinyinInput(self._pinyin)
        self.read_aloud = ReadAloud(model)
        self._qr = QrImageProvider()
        self._engine.addImageProvider("qr", self._qr)
        self._engine.addImportPath(str(QML))
        self._images = CameraImages()
        self._engine.addImageProvider(PROVIDER, self._images)
        self.preview = CameraPreview(self._images, "bench")
        self._engine.setInitialProperties(
            {
                "visit": model,
                "pinyin": self._keyboard,
                "bench": bench,
                "desk": desk,
                "preview": self.preview,
                "readAloud": self.read_aloud,
                "fit": fit,
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(QML / "Shell.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the screens could not be loaded")
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(self)
        self._is_shown = False
        self.window.frameSwapped.connect(self._tell_shown, Qt.ConnectionType.QueuedConnection)
        # A display that is switched off swaps no frames, and the station works all the same.
        QTimer.singleShot(LONGEST_WAIT_MS, self, self._tell_shown)
        model.wiped.connect(self._keyboard.forget)
        model.wiped.connect(self.preview.clear)
        if fullscreen:
            self.window.showFullScreen()
        else:
            self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Every touch, wherever it lands, tells the visit that somebody is there; it goes on to the controls."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress):
            self._model.touch()
            self._bench.touch()
            self._desk.touch()
        return super().eventFilter(watched, event)

    def _tell_shown(self) -> None:
        if not self._is_shown:
            self._is_shown = True
            self.window.frameSwapped.disconnect(self._tell_shown)
            self.shown.emit()

    def close(self) -> None:
        """Takes the window down, QML before Python's objects, the keyboard last."""
        self._is_shown = True  # or never will be
        self.window.removeEventFilter(self)
        self.window.close()
        self.preview.close()
        self._engine.deleteLater()
        QGuiApplication.sendPostedEvents(self._engine, QEvent.Type.DeferredDelete.value)
        self._pinyin.close()
