"""The presence sensor on its thread: the visit hears who comes and who leaves, and that a lost sensor knows nothing."""

import queue
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.device_threads import DeviceThread
from devices.kiosk_body.board_channel import BoardChannel
from devices.kiosk_body.io_line import IoLine, SerialWire
from devices.kiosk_body.presence import PresenceSensor
from devices.kiosk_body.simulated_io_board import PRESENCE, SimulatedIoBoard
from kiosk.visit import event as e

PATIENCE_S = 60


@pytest.fixture
def board() -> Iterator[SimulatedIoBoard]:
    simulated = SimulatedIoBoard()
    yield simulated
    simulated.close()


@pytest.fixture
def posted(board: SimulatedIoBoard) -> Iterator["queue.SimpleQueue[e.Event]"]:
    port = str(board.presence.address()["port"])
    line = IoLine(lambda: SerialWire(port, 9600))
    sensor = PresenceSensor(BoardChannel(line, 1, PRESENCE), lambda: datetime.now(UTC))
    events: queue.SimpleQueue[e.Event] = queue.SimpleQueue()
    thread = DeviceThread("presence", sensor, lambda _status: None, events.put)
    thread.start()
    yield events
    thread.stop()
    line.close()


def test_who_comes_and_who_leaves_is_told_once_each(
    posted: "queue.SimpleQueue[e.Event]", board: SimulatedIoBoard
) -> None:
    board.presence.perform("come")
    assert posted.get(timeout=PATIENCE_S) == e.PresenceChanged(True)
    board.presence.perform("leave")
    assert posted.get(timeout=PATIENCE_S) == e.PresenceChanged(False)
    board.presence.perform("unplug")
    assert posted.get(timeout=PATIENCE_S) == e.PresenceChanged(None)
