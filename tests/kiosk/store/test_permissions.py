"""Only the station's own user can read the store, whatever the umask was when it was started."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.export import export_items
from kiosk.store.outbox import Outbox
from tests.kiosk.store.hall import MORNING, application, small_station


@pytest.fixture(params=[0o000, 0o022])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_files_are_0600_and_folders_0700(data: Path) -> None:
    outbox = Outbox(small_station(data))
    outbox.add(application(), MORNING)
    assert export_items(outbox, data / "stick.zip", MORNING) == 1
    (data / "kiosk.db.suspect").touch()
    other = small_station(data)  # makes a quarantine
    Outbox(other).add(application(), MORNING)
    modes = {path.relative_to(data): stat.S_IMODE(path.stat().st_mode) for path in data.rglob("*")}
    ours = {path: mode for path, mode in modes.items() if path.name != "kiosk.db.suspect"}
    wrong = {p: oct(m) for p, m in ours.items() if m != (0o700 if (data / p).is_dir() else 0o600)}
    assert wrong == {}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm", "ballast", "report.json"} <= {
        path.name for path in modes
    }
    outbox.database.close()
    other.close()


def test_a_database_left_open_to_all_is_closed_to_them(data: Path) -> None:
    small_station(data).close()
    (data / "kiosk.db").chmod(0o644)
    (data / "sealed").chmod(0o755)
    small_station(data).close()
    assert stat.S_IMODE((data / "kiosk.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "sealed").stat().st_mode) == 0o700
