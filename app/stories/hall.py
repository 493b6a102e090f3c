"""The hall of a story: one working morning, a station, its catalogue, and the reference platform with made-up people.

Every story begins at the same moment, so that what is open, due or in date does not depend on the day on which it is
told. On screens the clock runs on from there; without screens it stands still until the story moves it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.services import StationServices
from app.station_context import StationContext
from central.keys import platform_keys
from central.platform import Platform, open_platform
from central.registers.source import registers_for
from central.server import serve_in_thread
from kiosk.catalogue.catalogue import Catalogue
from kiosk.visit.session import Now

MORNING = datetime(2026, 11, 27, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday."""
_BOOTED_S = 1000.0


class HallClock:
    """The hall's time; any thread may look."""

    def __init__(self, *, runs: bool, begins: datetime = MORNING) -> None:
        self._begins = begins
        self._runs = runs
        self._started = time.monotonic()
        self._passed_s = 0.0

    def pass_by(self, seconds: float) -> None:
        """It is that much later at once."""
        self._passed_s += seconds

    def wall(self) -> datetime:
        return self._begins + timedelta(seconds=self._seconds())

    def now(self) -> Now:
        return Now(_BOOTED_S + self._seconds(), self.wall())

    def _seconds(self) -> float:
        return self._passed_s + (time.monotonic() - self._started if self._runs else 0.0)


@dataclass(frozen=True)
class StoryStation(StationContext):
    """A station whose time is the story's."""

    clock: HallClock = field(kw_only=True)

    def now(self) -> datetime:
        return self.clock.wall()


@dataclass(frozen=True, slots=True)
class Hall:
    """What a story is told in. ``url``: the platform's own address."""

    station: StoryStation
    catalogue: Catalogue
    services: StationServices
    platform: Platform
    url: str

    @property
    def clock(self) -> HallClock:
        return self.station.clock


@contextmanager
def open_hall(
    station: StationContext, folder: Path, *, runs: bool, begins: datetime = MORNING
) -> Iterator[Hall]:
    """A fresh hall below ``folder``, its platform serving. Raises EnvironmentFault as the disk fails."""
    clock = HallClock(runs=runs, begins=begins)
    settings = station.settings
    central, where = settings.central, settings.station
    timed = StoryStation(settings, folder / "station", station.platform_url, clock=clock)
    catalogue = timed.open_catalogue()
    platform = open_platform(
        folder / "platform",
        platform_keys(central.keys),
        catalogue.item,
        clock=clock.wall,
        registers=registers_for(central.registers, central.keys),
    )
    try:
        with serve_in_thread(platform) as url:
            services = StationServices(catalogue, (where.lat, where.lon))
            yield Hall(replace(timed, platform_url=url), catalogue, services, platform, url)
    finally:
        platform.close()
        catalogue.close()
