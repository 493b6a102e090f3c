"""One touchscreen for the tests of a worker; each test begins in an empty hall."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_items
from tests.ui.screens.hall_screen import HallScreen, HallVisit
from ui.shell import FONT

CONTENT = Path(__file__).parents[3] / "config" / "catalogue"


@pytest.fixture(scope="session")
def items() -> tuple[Item, ...]:
    found, mistakes = read_items(CONTENT)
    assert mistakes == []
    return tuple(found)


@pytest.fixture
def unseen(qapp: QGuiApplication, items: tuple[Item, ...]) -> HallVisit:
    """A hall whose screen nobody looks at: for what the visit does by itself."""
    assert qapp is not None
    return HallVisit(items)


@pytest.fixture
def hall(qapp: QGuiApplication, qtbot: QtBot, items: tuple[Item, ...]) -> Iterator[HallScreen]:
    qapp.setFont(QFont(FONT))
    screen = HallScreen(qtbot, items)
    with qtbot.waitExposed(screen.shell.window):
        screen.shell.window.show()
    yield screen
    screen.close()
