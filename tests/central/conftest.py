"""A platform that answers on a free port, and an enrolled kiosk before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.keys import PlatformKeys, platform_keys
from central.platform import Platform, open_platform
from central.server import serve_in_thread
from sync.contract import Trust
from tests.central.hall import TODAY, Kiosk, find_item


@pytest.fixture
def keys(tmp_path: Path) -> PlatformKeys:
    return platform_keys(str(tmp_path / "keys"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "platform"


@pytest.fixture
def platform(folder: Path, keys: PlatformKeys) -> Iterator[Platform]:
    opened = open_platform(folder, keys, find_item, clock=lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture
def url(platform: Platform) -> Iterator[str]:
    with serve_in_thread(platform) as address:
        yield address


@pytest.fixture
def trust(keys: PlatformKeys) -> Trust:
    return keys.trust()


@pytest.fixture
def kiosk(url: str, keys: PlatformKeys) -> Iterator[Kiosk]:
    station = Kiosk(url)
    assert station.enrol(keys.enrolment_code).status_code == 200
    yield station
    station.close()
