"""Opens pages of the gallery for the tests in this folder."""

import os
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from tests.ui.controls.kiosk_screen import KioskScreen


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[Callable[..., KioskScreen]]:
    """Shows the gallery; takes its initial properties (zh, page, pinyin)."""
    shown: list[KioskScreen] = []

    def show(**properties: object) -> KioskScreen:
        shown.append(KioskScreen(qtbot, "Gallery.qml", properties))
        return shown[-1]

    yield show
    for page in shown:
        page.close()
