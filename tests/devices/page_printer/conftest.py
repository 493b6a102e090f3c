"""A simulated page printer, and the station's own on the way to it: directly, or through a real CUPS."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from devices.page_printer.outcome import PrintOutcome, Progress
from devices.page_printer.patience import Limits
from devices.page_printer.printer import PagePrinter
from devices.page_printer.simulator import SimulatedPagePrinter
from tests.devices.page_printer.private_cups import PrivateCups

PATIENT = Limits(upload_s=5.0, waiting_s=20.0, total_s=40.0, stall_s=0.2, poll_s=0.01)
HASTY = replace(PATIENT, waiting_s=1.0)


def station_printer(address: Callable[[], str], driver: str, limits: Limits = PATIENT) -> PagePrinter:
    """The station's printer at that address."""
    return PagePrinter(
        address,
        lambda: datetime(2026, 11, 23, 6, 5, tzinfo=UTC),
        driver=driver,
        station="HK-DEMO-001",
        limits=limits,
    )


class Resident:
    """Waits at the printer for one document, and reads what the screen says meanwhile."""

    def __init__(self, printer: PagePrinter) -> None:
        self._printer = printer
        self._heard: list[Progress] = []
        self._changed = threading.Condition()
        self._device_thread = ThreadPoolExecutor(1)
        self.abandon = threading.Event()

    def wants(self, job: str, pdf: bytes, pages: int | None = None) -> "Future[PrintOutcome]":
        return self._device_thread.submit(
            self._printer.print_document, job, pdf, pages=pages, progress=self._hear, abandon=self.abandon
        )

    def sees(self, progress: Progress) -> None:
        """Waits until the screen said so."""
        with self._changed:
            assert self._changed.wait_for(lambda: progress in self._heard, 15), self._heard

    @property
    def saw(self) -> list[Progress]:
        with self._changed:
            return list(self._heard)

    def goes(self) -> None:
        self._device_thread.shutdown()

    def _hear(self, progress: Progress) -> None:
        with self._changed:
            self._heard.append(progress)
            self._changed.notify_all()


@pytest.fixture
def far_side() -> Iterator[SimulatedPagePrinter]:
    """The printer in the hall."""
    simulated = SimulatedPagePrinter()
    yield simulated
    simulated.close()


@pytest.fixture(scope="session")
def running_cups() -> Iterator[PrivateCups]:
    cups = PrivateCups()
    yield cups
    cups.close()


@pytest.fixture
def cups(running_cups: PrivateCups, far_side: SimulatedPagePrinter) -> PrivateCups:
    """A queue that leads to the printer in the hall."""
    running_cups.lead_to(str(far_side.address()["uri"]))
    return running_cups


@pytest.fixture
def printer(far_side: SimulatedPagePrinter) -> PagePrinter:
    """The station's printer, spoken to directly."""
    return station_printer(lambda: str(far_side.address()["uri"]), "ipp")


@pytest.fixture
def hasty_printer(far_side: SimulatedPagePrinter) -> PagePrinter:
    """The same, that gives up after a second."""
    return station_printer(lambda: str(far_side.address()["uri"]), "ipp", HASTY)


@pytest.fixture
def printer_behind_cups(cups: PrivateCups) -> PagePrinter:
    """The same, through the queue."""
    return station_printer(lambda: cups.uri, "cups")


@pytest.fixture
def hasty_printer_behind_cups(cups: PrivateCups) -> PagePrinter:
    """The same, through the queue, giving up after a second and a half."""
    return station_printer(lambda: cups.uri, "cups", replace(HASTY, waiting_s=1.5))


@pytest.fixture(params=["ipp", "cups"])
def either_printer(request: pytest.FixtureRequest) -> PagePrinter:
    """What must hold for both drivers."""
    name = "printer" if request.param == "ipp" else "printer_behind_cups"
    chosen = request.getfixturevalue(name)
    assert isinstance(chosen, PagePrinter)
    return chosen


@pytest.fixture
def resident(printer: PagePrinter) -> Iterator[Resident]:
    """Somebody at the printer that is spoken to directly."""
    somebody = Resident(printer)
    yield somebody
    somebody.goes()


@pytest.fixture
def hasty_resident(hasty_printer: PagePrinter) -> Iterator[Resident]:
    """Somebody at the printer that gives up after a second."""
    somebody = Resident(hasty_printer)
    yield somebody
    somebody.goes()


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    def wait(came_true: Callable[[], bool]) -> None:
        give_up_at = time.monotonic() + 10
        while not came_true():
            assert time.monotonic() < give_up_at
            time.sleep(0.005)

    return wait
