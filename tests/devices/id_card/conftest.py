"""The bench: a simulated reader on a real line, and our reader at its other end."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from devices.id_card.link import Limits
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import OpenWire, SerialWire, TcpWire

# A busy machine is no defect of the codec; and no example is left on disk.
settings.register_profile("bench", deadline=None, database=None)
settings.load_profile("bench")

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["pty", "tcp"])
def line(request: pytest.FixtureRequest) -> str:
    """Both sorts of line, unless a test chooses one."""
    return str(request.param)


@pytest.fixture
def keeps_finding() -> bool:
    """Most modules find a lying card once; a test chooses the other sort."""
    return False


@pytest.fixture
def simulator(line: str, keeps_finding: bool) -> Iterator[SamSimulator]:
    make = SamSimulator.on_pty if line == "pty" else SamSimulator.on_tcp
    simulator = make(baud=None, keeps_finding=keeps_finding)
    yield simulator
    simulator.close()


@pytest.fixture
def open_wire(simulator: SamSimulator) -> OpenWire:
    address = simulator.address()
    if "host" in address:
        return lambda: TcpWire(str(address["host"]), int(address["port"]))
    return lambda: SerialWire(str(address["port"]))


@pytest.fixture
def clock() -> Callable[[], float]:
    return time.monotonic


@pytest.fixture
def reader(open_wire: OpenWire, clock: Callable[[], float]) -> Iterator[IdCardReader]:
    limits = Limits(command_s=0.4, read_s=0.6, quiet_s=0.03)
    reader = IdCardReader(open_wire, clock, lambda: NOON, limits=limits)
    yield reader
    reader.close()
