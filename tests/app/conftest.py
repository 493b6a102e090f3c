"""One whole station for a file of tests; each test finds it empty, mended and online.

Not for a whole worker: the pinyin decoder is open once a process, and tests of other screens open theirs.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication

from tests.app.whole_station import WholeStation, whole_station
from ui.shell import FONT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built_station(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeStation]:
    qapp.setFont(QFont(FONT))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        with whole_station(tmp_path_factory.mktemp("station") / "data") as station:
            yield station


@pytest.fixture
def station(built_station: WholeStation) -> Iterator[WholeStation]:
    built_station.wait_for_line(online=True)
    built_station.until_all_is_well()
    yield built_station
    built_station.end()
