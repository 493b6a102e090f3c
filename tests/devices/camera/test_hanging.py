"""A camera that takes a call and does not come back: nobody waits for it."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.faults import FaultCode
from devices.camera.camera import MOST_HUNG, Camera
from devices.camera.frame import Frame
from devices.camera.grabber import Limits
from devices.camera.simulator import SimulatedCamera
from devices.device import Ready
from tests.devices.camera.conftest import Eventually, Fit

PATIENCE_S = 10.0
AT_ONCE_S = 1.0
"""Far less than the two seconds after which the drivers give up."""

OLDEST_S = Limits().stale_after_s + 0.2
SOON_HUNG = Limits(hung_after_s=0.15)


@pytest.fixture
def dead_end(tmp_path: Path) -> Iterator[Path]:
    """A path whose opening never returns, as of a driver that hangs: a pipe into which nobody writes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    yield pipe
    let_go(pipe)


def let_go(pipe: Path) -> None:
    """Lets every call return that hangs on the pipe."""
    until = time.monotonic() + PATIENCE_S
    while hanging() and time.monotonic() < until:
        os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))
        time.sleep(0.01)


def hanging() -> int:
    return sum(thread.name == "camera" for thread in threading.enumerate())


def test_a_source_that_sends_nothing_holds_nobody_up(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.fail_until_cleared("hung")
    begun = time.monotonic()

    watch = camera.watch()
    assert watch.latest(0.1) is FaultCode.CAMERA_SILENT
    watch.close()
    camera.status()
    camera.close()

    assert time.monotonic() - begun < AT_ONCE_S


def test_a_source_that_falls_silent_gives_no_old_picture(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    with camera.watch() as watch:
        assert isinstance(watch.latest(PATIENCE_S), Frame)
        far_side.fail_until_cleared("hung")

        def is_silent() -> bool:
            outcome = watch.latest(0.0)
            assert isinstance(outcome, FaultCode) or time.monotonic() - outcome.taken_at < OLDEST_S
            return outcome is FaultCode.CAMERA_SILENT

        eventually(is_silent)
        far_side.clear()

        assert isinstance(watch.latest(PATIENCE_S), Frame)


def test_check_of_a_silent_camera_comes_back(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.fail_until_cleared("hung")

    begun = time.monotonic()
    status = camera.check()

    assert time.monotonic() - begun < 7
    assert status.last_fault is FaultCode.CAMERA_SILENT


def test_a_driver_that_never_returns_holds_nobody_up(dead_end: Path, fit: Fit) -> None:
    camera = fit(str(dead_end), SOON_HUNG)
    begun = time.monotonic()

    watch = camera.watch()
    assert watch.latest(0.1) is FaultCode.CAMERA_SILENT
    watch.close()
    camera.close()

    assert time.monotonic() - begun < AT_ONCE_S


def test_what_hangs_is_left_behind_and_tried_anew_a_few_times_only(
    dead_end: Path, fit: Fit, eventually: Eventually
) -> None:
    before = hanging()
    camera = fit(str(dead_end), SOON_HUNG)
    with camera.watch() as watch:

        def has_replaced() -> bool:
            assert watch.latest(0.05) is FaultCode.CAMERA_SILENT
            return hanging() - before == MOST_HUNG + 1

        eventually(has_replaced)
        for _ in range(6):
            assert watch.latest(0.1) is FaultCode.CAMERA_SILENT
        assert hanging() - before == MOST_HUNG + 1


def test_well_again_after_the_driver_hung(
    far_side: SimulatedCamera, dead_end: Path, fit: Fit, eventually: Eventually
) -> None:
    """The address of the camera is a link that first leads to a driver that hangs."""
    where = [str(dead_end)]
    camera = fit(lambda: where[0], SOON_HUNG)
    with camera.watch() as watch:
        assert watch.latest(0.3) is FaultCode.CAMERA_SILENT
        where[0] = str(far_side.address()["source"])
        assert isinstance(watch.latest(PATIENCE_S), Frame)
    assert camera.status().condition == Ready()
    let_go(dead_end)
    eventually(lambda: hanging() == 0)


def test_many_may_ask_at_once(far_side: SimulatedCamera, camera: Camera) -> None:
    outcomes: list[Frame | FaultCode] = []

    def ask() -> None:
        for _ in range(10):
            with camera.watch() as watch:
                outcomes.append(watch.latest(PATIENCE_S))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(outcomes) == 40
    assert all(isinstance(outcome, Frame) for outcome in outcomes)
    assert far_side.viewers <= 2
