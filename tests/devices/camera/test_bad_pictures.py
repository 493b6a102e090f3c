"""Pictures come, but they are of no use: frozen, dark, blinded, rubbish."""

import math

import pytest

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.frame import Frame, Light
from devices.camera.grabber import Limits
from devices.camera.simulated_picture import SCENES, jpeg
from devices.camera.simulator import SimulatedCamera
from devices.device import Faulty, NeedsAttention, Ready, TestFailed
from tests.devices.camera.conftest import Eventually, Fit

PATIENCE_S = 10.0
SOON_FROZEN = Limits(frozen_after_s=0.4)


def test_a_frozen_camera_is_noticed_and_its_old_picture_not_shown(
    far_side: SimulatedCamera, fit: Fit, eventually: Eventually
) -> None:
    camera = fit(limits=SOON_FROZEN)
    with camera.watch() as watch:
        assert isinstance(watch.latest(PATIENCE_S), Frame)
        far_side.fail_until_cleared("frozen")
        eventually(lambda: watch.latest(0.0) is FaultCode.CAMERA_FROZEN)
        assert camera.status().condition == Faulty(FaultCode.CAMERA_FROZEN)

        far_side.clear()
        assert isinstance(watch.latest(PATIENCE_S), Frame)
        assert camera.status().condition == Ready()


def test_a_frozen_camera_is_not_well_again_because_it_has_a_picture(
    far_side: SimulatedCamera, fit: Fit
) -> None:
    camera = fit(limits=SOON_FROZEN)
    far_side.fail_until_cleared("frozen")
    assert camera.self_test() == TestFailed(FaultCode.CAMERA_FROZEN)

    assert camera.check().condition == Faulty(FaultCode.CAMERA_FROZEN)

    far_side.clear()
    assert camera.check().condition == Ready()


def test_an_empty_hall_at_night_is_not_frozen(far_side: SimulatedCamera, fit: Fit) -> None:
    far_side.show("hall")
    with fit(limits=SOON_FROZEN).watch() as watch:
        frame = watch.latest(PATIENCE_S)
        while isinstance(frame, Frame) and frame.number < 25:
            frame = watch.latest(PATIENCE_S, after=frame.number)
    assert isinstance(frame, Frame)


def test_a_source_that_is_meant_to_be_still(far_side: SimulatedCamera, fit: Fit) -> None:
    far_side.fail_until_cleared("frozen")
    with fit(limits=Limits(frozen_after_s=math.inf)).watch() as watch:
        frame = watch.latest(PATIENCE_S)
        while isinstance(frame, Frame) and frame.number < 30:
            frame = watch.latest(PATIENCE_S, after=frame.number)
    assert isinstance(frame, Frame)


@pytest.mark.parametrize(
    ("fault", "light", "told"),
    [
        ("black", Light.TOO_DARK, FaultCode.CAMERA_TOO_DARK),
        ("overexposed", Light.TOO_BRIGHT, FaultCode.CAMERA_TOO_BRIGHT),
    ],
)
def test_a_covered_or_blinded_lens_is_told_and_is_not_taken_for_a_frozen_one(
    far_side: SimulatedCamera, fit: Fit, fault: str, light: Light, told: FaultCode
) -> None:
    camera = fit(limits=SOON_FROZEN)
    far_side.fail_until_cleared(fault)

    assert camera.check().condition == NeedsAttention(told)
    assert camera.status().ready
    with camera.watch() as watch:
        frame = watch.latest(PATIENCE_S)
        while isinstance(frame, Frame) and frame.number < 25:
            assert frame.light is light
            frame = watch.latest(PATIENCE_S, after=frame.number)
    assert isinstance(frame, Frame)
    result = camera.self_test()
    assert isinstance(result, TestFailed)
    assert result.fault is told


def test_darkness_in_the_first_moment_is_not_believed(far_side: SimulatedCamera, camera: Camera) -> None:
    """Cameras begin dark and find their exposure."""
    far_side.fail_next("black")

    assert camera.check().condition == Ready()


def test_rubbish_on_the_line_is_no_picture_and_ends(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    with camera.watch() as watch:
        assert isinstance(watch.latest(PATIENCE_S), Frame)
        far_side.fail_until_cleared("garbage")
        eventually(lambda: watch.latest(0.0) is FaultCode.CAMERA_SILENT)

        far_side.clear()

        assert isinstance(watch.latest(PATIENCE_S), Frame)


def test_one_picture_of_rubbish_is_passed_over(far_side: SimulatedCamera, camera: Camera) -> None:
    with camera.watch() as watch:
        for _ in range(3):
            far_side.fail_next("garbage")
            before = watch.latest(PATIENCE_S)
            assert isinstance(before, Frame)
            assert isinstance(watch.latest(PATIENCE_S, after=before.number + 2), Frame)


def test_a_slow_camera_is_shown_as_it_comes(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.fail_until_cleared("slow")
    with camera.watch() as watch:
        first = watch.latest(PATIENCE_S)
        assert isinstance(first, Frame)
        second = watch.latest(PATIENCE_S, after=first.number)
        assert isinstance(second, Frame)
    assert second.taken_at - first.taken_at > 0.5


def test_a_camera_that_changes_its_size(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    with camera.watch() as watch:
        assert isinstance(watch.latest(PATIENCE_S), Frame)
        far_side.show_picture(SCENES["hall"][::2, ::4].copy())

        def is_small() -> bool:
            frame = watch.latest(PATIENCE_S)
            assert isinstance(frame, Frame)
            return frame.picture.shape == (360, 320, 3)

        eventually(is_small)


def test_scenes_are_not_the_same_bit_for_bit(camera: Camera) -> None:
    with camera.watch() as watch:
        first = watch.latest(PATIENCE_S)
        assert isinstance(first, Frame)
        second = watch.latest(PATIENCE_S, after=first.number)
        assert isinstance(second, Frame)
    assert jpeg(first.picture) != jpeg(second.picture)
