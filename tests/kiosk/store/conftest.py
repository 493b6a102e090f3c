"""A station's data folder, opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.database import Database
from kiosk.store.outbox import Outbox
from tests.kiosk.store.hall import small_station


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def database(data: Path) -> Iterator[Database]:
    database = small_station(data)
    yield database
    database.close()


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database)
