"""One touchscreen for the tests of a worker; each test begins in an empty hall."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from app.services import StationServices
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.item import Item
from tests.ui.screens.hall_screen import HallScreen, HallVisit
from ui.services import Services
from ui.shell import FONT

CONTENT = Path(__file__).parents[3] / "config" / "catalogue"
HERE = (20.0222, 110.3293)


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    file = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    build_catalogue(CONTENT, file)
    opened = Catalogue(file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def items(catalogue: Catalogue) -> tuple[Item, ...]:
    return catalogue.items()


@pytest.fixture(scope="session")
def services(catalogue: Catalogue) -> Services:
    return StationServices(catalogue, HERE)


@pytest.fixture
def unseen(qapp: QGuiApplication, services: Services, items: tuple[Item, ...]) -> HallVisit:
    """A hall whose screen nobody looks at: for what the visit does by itself."""
    assert qapp is not None
    return HallVisit(services, items)


@pytest.fixture
def hall(
    qapp: QGuiApplication, qtbot: QtBot, services: Services, items: tuple[Item, ...]
) -> Iterator[HallScreen]:
    qapp.setFont(QFont(FONT))
    screen = HallScreen(qtbot, services, items)
    with qtbot.waitExposed(screen.shell.window):
        screen.shell.window.show()
    yield screen
    screen.close()
