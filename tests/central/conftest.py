"""A platform that answers on a free port, and an enrolled kiosk before it. Each test finds the registers empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from central.keys import DEVELOPMENT, PlatformKeys, platform_keys
from central.platform import Platform, open_platform
from central.registers.source import registers_for
from central.server import serve_in_thread
from central.tables import metadata, schema_version
from sync.contract import Trust
from tests.central.city import OFFERED, CityKiosk, HallClock, Office
from tests.central.hall import TODAY, Kiosk, find_item


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> PlatformKeys:
    return platform_keys(str(tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("platform")


@pytest.fixture(scope="module")
def opened(folder: Path, keys: PlatformKeys) -> Iterator[Platform]:
    registers = registers_for("", DEVELOPMENT)
    platform = open_platform(folder, keys, find_item, clock=lambda: TODAY, registers=registers)
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


@pytest.fixture(scope="module")
def clock() -> HallClock:
    return HallClock()


@pytest.fixture(scope="module")
def city_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="module")
def city_opened(city_folder: Path, keys: PlatformKeys, clock: HallClock) -> Iterator[Platform]:
    registers = registers_for("", DEVELOPMENT)
    platform = open_platform(city_folder, keys, OFFERED.get, clock=clock, registers=registers)
    yield platform
    platform.close()


@pytest.fixture(scope="module")
def city_address(city_opened: Platform) -> Iterator[str]:
    with serve_in_thread(city_opened) as url:
        yield url


@pytest.fixture
def city(city_opened: Platform, clock: HallClock) -> Platform:
    """The platform with the registers of made-up people, its own register empty, on the day of the tests."""
    clock.now = TODAY
    with city_opened.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not schema_version:
                connection.execute(delete(table))
    return city_opened


@pytest.fixture
def city_kiosk(city: Platform, city_address: str, keys: PlatformKeys) -> Iterator[CityKiosk]:  # noqa: ARG001
    station = CityKiosk(city_address, trust=keys.trust())
    assert station.enrol(keys.enrolment_code).status_code == 200
    yield station
    station.close()


@pytest.fixture
def office(city: Platform, city_address: str) -> Office:
    return Office(city_address, city)
