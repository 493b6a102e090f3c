"""The camera's plug is pulled and put back, again and again."""

import pytest

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.frame import Frame
from devices.camera.simulated_picture import plain
from devices.camera.simulator import SimulatedCamera
from devices.device import Lost, Ready
from tests.devices.camera.conftest import Eventually, Fit

PATIENCE_S = 10.0


def test_twenty_five_times_out_and_in_and_each_time_it_comes_back(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    with camera.watch() as watch:
        for _ in range(25):
            far_side.unplug()
            eventually(lambda: watch.latest(0.01) is FaultCode.CAMERA_UNPLUGGED)
            far_side.plug()
            assert isinstance(watch.latest(PATIENCE_S), Frame)


def test_once_is_not_lost_three_times_is(far_side: SimulatedCamera, camera: Camera) -> None:
    camera.check()
    far_side.unplug()

    assert camera.check().condition == Ready()
    assert camera.check().condition == Ready()
    assert camera.check().condition == Lost(FaultCode.CAMERA_UNPLUGGED)

    far_side.plug()
    status = camera.check()
    assert status.condition == Ready()
    assert status.misses == 0
    assert status.last_fault is FaultCode.CAMERA_UNPLUGGED


def test_an_address_where_nothing_ever_was(fit: Fit) -> None:
    camera = fit("/dev/no-such-camera")

    assert camera.latest(0.05) is FaultCode.CAMERA_UNPLUGGED
    assert camera.check().misses > 0


def test_a_camera_number_without_a_camera(fit: Fit) -> None:
    assert fit(63).latest(0.05) is FaultCode.CAMERA_UNPLUGGED


def test_a_device_that_is_no_camera(fit: Fit) -> None:
    assert fit("/dev/null").latest(0.05) is FaultCode.CAMERA_SILENT


def test_a_picture_that_breaks_off_is_not_mended_with_the_one_before(
    far_side: SimulatedCamera, camera: Camera
) -> None:
    """A decoder that makes do shows the upper half of this picture over the lower half of an older one."""
    shade = 80
    far_side.show_picture(plain(shade))
    with camera.watch() as watch:
        frame = watch.latest(PATIENCE_S)
        for _ in range(8):
            shade = 240 - shade
            far_side.show_picture(plain(shade))
            far_side.fail_next("cut_mid_frame")
            for _ in range(3):
                assert isinstance(frame, Frame)
                assert abs(float(frame.picture[:60].mean()) - float(frame.picture[-60:].mean())) < 5
                frame = watch.latest(PATIENCE_S, after=frame.number)


def test_nothing_of_it_reaches_standard_error(
    far_side: SimulatedCamera,
    camera: Camera,
    fit: Fit,
    eventually: Eventually,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with camera.watch() as watch:
        watch.latest(PATIENCE_S)
        far_side.fail_until_cleared("garbage")
        eventually(lambda: isinstance(watch.latest(0.05), FaultCode))
        far_side.unplug()
        eventually(lambda: watch.latest(0.05) is FaultCode.CAMERA_UNPLUGGED)
    fit("/dev/null").latest(0.05)

    assert capfd.readouterr() == ("", "")
