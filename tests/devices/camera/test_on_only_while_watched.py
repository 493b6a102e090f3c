"""The camera looks at people only while somebody needs the picture, and forgets them with the last watch."""

import gc
import time
import weakref

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.frame import Frame, Light, Picture
from devices.camera.grabber import Limits
from devices.camera.pictures import CameraPictures
from devices.camera.simulator import SimulatedCamera
from devices.device import Ready, TestPassed, Unknown
from devices.scanner.camera_scanner import FrameSource
from tests.devices.camera.conftest import Eventually, Fit

PATIENCE_S = 10.0


def seen(outcome: Frame | FaultCode) -> Frame:
    assert isinstance(outcome, Frame), outcome
    return outcome


def test_nothing_is_switched_on_before_somebody_watches(far_side: SimulatedCamera, camera: Camera) -> None:
    assert camera.status().condition == Unknown()
    assert far_side.viewers == 0


def test_the_picture_comes_as_the_camera_took_it(camera: Camera) -> None:
    with camera.watch() as watch:
        frame = seen(watch.latest(PATIENCE_S))

    assert (frame.width_px, frame.height_px) == (1280, 720)
    assert frame.picture.shape == (720, 1280, 3)
    assert frame.picture.dtype == "uint8"
    assert frame.light is Light.FINE
    blue, _, red = frame.picture[300, 640]
    assert red > blue  # the drawn face is blue, green, red: not the other way about


def test_a_picture_is_told_apart_from_the_one_before(camera: Camera) -> None:
    with camera.watch() as watch:
        first = seen(watch.latest(PATIENCE_S))
        second = seen(watch.latest(PATIENCE_S, after=first.number))

    assert second.number > first.number
    assert second.taken_at > first.taken_at


def test_only_the_newest_picture_is_kept(camera: Camera, eventually: Eventually) -> None:
    with camera.watch() as watch:
        first = seen(watch.latest(PATIENCE_S))
        eventually(lambda: seen(watch.latest(PATIENCE_S)).number >= first.number + 5)


def test_a_picture_that_all_share_cannot_be_drawn_on(camera: Camera) -> None:
    assert not seen(camera.latest(PATIENCE_S)).picture.flags.writeable


def test_off_again_when_the_last_watch_ends(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    preview, scanner = camera.watch(), camera.watch()
    seen(preview.latest(PATIENCE_S))
    preview.close()
    preview.close()
    seen(scanner.latest(PATIENCE_S))
    assert far_side.viewers == 1  # one camera, however many watch

    scanner.close()

    eventually(lambda: far_side.viewers == 0)


def test_one_picture_without_a_watch_switches_it_on_and_off(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    seen(camera.latest(PATIENCE_S))

    eventually(lambda: far_side.viewers == 0)


def test_a_closed_watch_answers_at_once_and_leaves_the_camera_off(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    watch = camera.watch()
    watch.close()

    assert watch.latest(PATIENCE_S) is FaultCode.CAMERA_SILENT
    eventually(lambda: far_side.viewers == 0)


def test_closing_the_camera_ends_all_watches_and_a_new_one_opens_it_anew(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    watch = camera.watch()
    seen(watch.latest(PATIENCE_S))

    camera.close()
    camera.close()

    assert not watch.is_open
    eventually(lambda: far_side.viewers == 0)
    seen(camera.latest(PATIENCE_S))


def test_no_picture_of_anybody_is_kept_once_nobody_watches(camera: Camera, eventually: Eventually) -> None:
    watch = camera.watch()
    picture = weakref.ref(seen(watch.latest(PATIENCE_S)).picture)
    newest = weakref.ref(seen(watch.latest(PATIENCE_S)).picture)
    watch.close()

    def all_gone() -> bool:
        gc.collect()
        return picture() is None and newest() is None

    eventually(all_gone)


def test_the_next_person_never_gets_the_picture_of_the_one_before(camera: Camera) -> None:
    with camera.watch() as watch:
        before = seen(watch.latest(PATIENCE_S))
    with camera.watch() as watch:
        assert seen(watch.latest(PATIENCE_S)).number > before.number


def test_a_frame_shows_nothing_of_its_picture_in_the_log(camera: Camera) -> None:
    told = repr(seen(camera.latest(PATIENCE_S)))

    assert "picture" not in told
    assert "array" not in told


def test_check_takes_one_picture_and_switches_off(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    status = camera.check()

    assert status.condition == Ready()
    assert status.detail == "1280x720"
    assert (status.name, status.driver) == ("face_camera", "opencv")
    eventually(lambda: far_side.viewers == 0)


def test_checks_every_few_seconds_do_not_make_the_lamp_blink(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    camera.check()
    eventually(lambda: far_side.viewers == 0)
    shown = far_side.perform("state")

    for _ in range(5):
        assert camera.check().condition == Ready()

    assert far_side.perform("state") == shown  # pictures_sent has not moved


def test_another_size_than_asked_is_told(fit: Fit) -> None:
    assert fit(size=(640, 480)).check().detail == "1280x720 instead of 640x480"


def test_the_self_test_tells_size_and_rate(fit: Fit) -> None:
    result = fit(limits=Limits(frozen_after_s=0.4)).self_test()

    assert isinstance(result, TestPassed)
    size, _, rest = result.detail.partition(", ")
    assert size == "1280x720"
    assert rest.endswith("pictures a second")


def test_the_code_scanner_gets_each_picture_once(
    far_side: SimulatedCamera, camera: Camera, eventually: Eventually
) -> None:
    pictures = CameraPictures(camera)
    taken: list[Picture] = []
    for _ in range(3):
        outcome = pictures.latest(0.001)  # a moment is not enough for the next picture; it is waited for
        assert not isinstance(outcome, FaultCode)
        taken.append(outcome)
    assert len({id(picture) for picture in taken}) == 3

    pictures.close()

    eventually(lambda: far_side.viewers == 0)


def test_the_code_scanner_is_told_of_trouble_at_once(far_side: SimulatedCamera, camera: Camera) -> None:
    far_side.unplug()
    pictures: FrameSource = CameraPictures(camera)
    begun = time.monotonic()

    assert pictures.latest(PATIENCE_S) is FaultCode.CAMERA_UNPLUGGED

    assert time.monotonic() - begun < 1.0
    far_side.plug()
    deadline = time.monotonic() + PATIENCE_S
    while isinstance(pictures.latest(PATIENCE_S), FaultCode):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    pictures.close()
    pictures.close()
