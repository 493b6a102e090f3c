"""An input/output board, a UPS and a loudspeaker that are not there, and a clock that stands until it is turned."""

from collections.abc import Iterator

import pytest

from devices.kiosk_body.io_line import IoLine, SerialWire
from devices.kiosk_body.simulated_io_board import SimulatedIoBoard
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.simulated_ups import SimulatedUps


class Clock:
    """Seconds on a monotonic clock; calling it lets some pass."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board() -> Iterator[SimulatedIoBoard]:
    simulated = SimulatedIoBoard()
    yield simulated
    simulated.close()


@pytest.fixture
def line(board: SimulatedIoBoard) -> Iterator[IoLine]:
    """The station's end of the board's cable."""
    port = str(board.door.address()["port"])
    station_line = IoLine(lambda: SerialWire(port, 9600))
    yield station_line
    station_line.close()


@pytest.fixture
def upsd() -> Iterator[SimulatedUps]:
    simulated = SimulatedUps()
    yield simulated
    simulated.close()


@pytest.fixture
def loudspeaker() -> Iterator[SimulatedSpeaker]:
    simulated = SimulatedSpeaker()
    yield simulated
    simulated.close()
