"""An empty station."""

from pathlib import Path

import pytest

from tests.sync.releases.desk_machine import Station


@pytest.fixture
def station(tmp_path: Path) -> Station:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Station(data)
