"""The development dock: cards to lay down, paper to take out, a cable to cut. Never on a resident's machine.

It steers the simulated devices through their control socket, as ``jinban sim`` does.
"""

from pathlib import Path

from PySide6.QtCore import Property, QEvent, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine

from devices.simulation_control import ALL_DEVICES, Done, send

QML = Path(__file__).parent / "qml"
LOOK_MS = 1000


class DockModel(QObject):
    """What QML sees. GUI thread; a verb takes a few milliseconds."""

    changed = Signal()

    def __init__(self, socket: Path) -> None:
        super().__init__()
        self._socket = socket
        self._view: dict[str, object] = {"devices": [], "drawer": []}
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _get_view(self) -> dict[str, object]:
        return self._view

    view = Property(dict, _get_view, notify=changed)

    @Slot(str, str, list)
    def perform(self, device: str, verb: str, words: list[str]) -> None:
        self._ask(device, verb, words)
        self._look()

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        devices = []
        for name in self._names(ALL_DEVICES, "devices"):
            state = self._ask(name, "state", [])
            devices.append(
                {
                    "name": name,
                    "state": "  ".join(f"{key}: {value}" for key, value in state.items())
                    if isinstance(state, dict)
                    else "",
                    "faults": self._names(name, "faults"),
                }
            )
        view: dict[str, object] = {"devices": devices, "drawer": self._names("id_card", "drawer")}
        if view != self._view:
            self._view = view
            self.changed.emit()

    def _names(self, device: str, verb: str) -> list[str]:
        answer = self._ask(device, verb, [])
        return [str(name) for name in answer] if isinstance(answer, list | dict) else []

    def _ask(self, device: str, verb: str, words: list[str]) -> object:
        answer = send(self._socket, device, verb, words)
        return answer.answer if isinstance(answer, Done) else None


class Dock:
    """The dock's window. Close it before the application goes."""

    def __init__(self, socket: Path, beside: QWindow) -> None:
        self.model = DockModel(socket)
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(QML))
        self._engine.setInitialProperties(
            {"dock": self.model, "x": beside.x() + beside.width() + 24, "y": beside.y()}
        )
        self._engine.load(QUrl.fromLocalFile(str(QML / "Dock.qml")))

    def close(self) -> None:
        self.model.stop()
        for window in self._engine.rootObjects():
            window.setProperty("visible", False)
        self._engine.deleteLater()
        QGuiApplication.sendPostedEvents(self._engine, QEvent.Type.DeferredDelete.value)
