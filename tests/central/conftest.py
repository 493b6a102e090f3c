"""A platform that answers on a free port, and an enrolled kiosk before it. Each test finds the registers empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from central.keys import PlatformKeys, platform_keys
from central.platform import Platform, open_platform
from central.server import serve_in_thread
from central.tables import metadata, schema_version
from sync.contract import Trust
from tests.central.hall import TODAY, Kiosk, find_item


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PlatformKeys:
    return platform_keys(str(tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("platform")


@pytest.fixture(scope="module")
def opened(folder: Path, keys: PlatformKeys) -> Iterator[Platform]:
    platform = open_platform(folder, keys, find_item, clock=lambda: TODAY)
    yield platform
    platform.close()


@pytest.fixture(scope="module")
def address(opened: Platform) -> Iterator[str]:
    with serve_in_thread(opened) as url:
        yield url


@pytest.fixture
def platform(opened: Platform) -> Platform:
    with opened.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not schema_version:
                connection.execute(delete(table))
    return opened


@pytest.fixture
def url(platform: Platform, address: str) -> str:  # noqa: ARG001  the registers are emptied first
    return address


@pytest.fixture
def trust(keys: PlatformKeys) -> Trust:
    return keys.trust()


@pytest.fixture
def kiosk(url: str, keys: PlatformKeys) -> Iterator[Kiosk]:
    station = Kiosk(url)
    assert station.enrol(keys.enrolment_code).status_code == 200
    yield station
    station.close()
