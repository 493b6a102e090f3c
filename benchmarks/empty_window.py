"""The peer of the start: what Python, PySide6 and Qt Quick need for one empty window. Run as a process of its own.

It says ``shown <monotonic seconds>`` when the first frame is on the screen.
"""

import sys
import time

from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

WINDOW = b"import QtQuick\nWindow { width: 1080; height: 1920; visible: true }"


def main() -> None:
    app = QGuiApplication(["empty"])
    engine = QQmlApplicationEngine()
    engine.loadData(WINDOW)
    (window,) = engine.rootObjects()
    if not isinstance(window, QQuickWindow):
        raise TypeError("the empty window is a window")

    def shown() -> None:
        window.frameSwapped.disconnect(shown)
        sys.stdout.write(f"shown {time.monotonic()}\n")
        sys.stdout.flush()
        app.quit()

    window.frameSwapped.connect(shown)
    app.exec()
    del engine


if __name__ == "__main__":
    main()
