"""One face before the camera, one portrait: alike, not alike, or not to be compared. OpenCV runs drawn models here."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.frame import Frame, Picture
from devices.camera.opencv_source import OpencvSource
from devices.camera.simulator import SimulatedCamera
from devices.device import TestFailed, TestPassed
from devices.face.comparison import FaceComparison
from devices.face.verdict import Different, NoFace, Off, Same, SeveralFaces, Side, TooSmall
from tests.devices.face.drawn_models import detector, recogniser

RED = (0, 0, 255)
GREY = 90
SKIN, BLUE = (150, 180, 225), (250, 20, 10)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("models")
    files = folder / "detector.onnx", folder / "recogniser.onnx"
    files[0].write_bytes(detector())
    files[1].write_bytes(recogniser())
    return files


@pytest.fixture
def comparison(models: tuple[Path, Path]) -> FaceComparison:
    return FaceComparison(*map(str, models))


def person(
    *columns: int, colour: tuple[int, int, int] = SKIN, width_px: int = 1280, height_px: int = 720
) -> Picture:
    """A picture of people, each with a red nose in that column of the detector's grid, and a face of that colour."""
    cell = 32 * max(width_px, height_px) // 640
    picture = np.full((height_px, width_px, 3), GREY, dtype=np.uint8)
    top = 5 * cell
    for column in columns:
        left = column * cell
        picture[top - 4 * cell : top + 5 * cell, max(0, left - 3 * cell) : left + 4 * cell] = colour
        picture[top : top + cell, left : left + cell] = RED
    return picture


def portrait(colour: tuple[int, int, int] = SKIN) -> Picture:
    """The same person in another picture, of another size and shape."""
    return person(9, colour=colour, width_px=640, height_px=400)


def test_two_pictures_of_one_face_are_the_same(comparison: FaceComparison) -> None:
    verdict = comparison.compare(person(9), portrait())

    assert isinstance(verdict, Same)
    assert 0.9 < verdict.similarity <= 1.0001


def test_pictures_of_two_faces_are_different(comparison: FaceComparison) -> None:
    verdict = comparison.compare(person(9, colour=BLUE), portrait())

    assert isinstance(verdict, Different)
    assert verdict.similarity < 0.363


def test_nobody_before_the_camera(comparison: FaceComparison) -> None:
    assert comparison.compare(person(), portrait()) == NoFace(Side.LIVE)


def test_a_portrait_without_a_face(comparison: FaceComparison) -> None:
    assert comparison.compare(person(9), person()) == NoFace(Side.PORTRAIT)


def test_two_people_before_the_camera(comparison: FaceComparison) -> None:
    assert comparison.compare(person(5, 15), portrait()) == SeveralFaces(Side.LIVE)


def test_somebody_far_away(comparison: FaceComparison) -> None:
    assert comparison.compare(person(9, width_px=160, height_px=100), portrait()) == TooSmall(Side.LIVE)


def test_a_portrait_cut_too_small(comparison: FaceComparison) -> None:
    assert comparison.compare(person(9), person(9, width_px=80, height_px=60)) == TooSmall(Side.PORTRAIT)


def test_a_small_portrait_is_large_enough_where_a_live_face_is_not(comparison: FaceComparison) -> None:
    small = person(9, width_px=160, height_px=100)
    assert isinstance(comparison.compare(person(9), small), Same)


def test_the_camera_s_own_picture(comparison: FaceComparison) -> None:
    """Over the wire and as JPEG, read-only as the camera gives it, twice: nothing in it is changed."""
    far_side = SimulatedCamera("face_camera")
    far_side.show_picture(person(9))
    camera = Camera(
        OpencvSource(lambda: far_side.address()["source"], 1280, 720),
        lambda: datetime.now(UTC),
        name="face_camera",
    )
    frame = camera.latest(10.0)
    camera.close()
    far_side.close()
    assert isinstance(frame, Frame)
    before = frame.picture.copy()

    assert isinstance(comparison.compare(frame.picture, portrait()), Same)
    assert isinstance(comparison.compare(frame.picture, portrait()), Same)
    assert np.array_equal(frame.picture, before)


def test_off_until_both_files_are_named(models: tuple[Path, Path]) -> None:
    for files in (("", ""), (str(models[0]), ""), ("", str(models[1]))):
        comparison = FaceComparison(*files)
        assert comparison.off() == Off(FaultCode.FACE_COMPARISON_OFF)
        assert comparison.compare(person(9), portrait()) == Off(FaultCode.FACE_COMPARISON_OFF)
        assert comparison.self_test() == TestFailed(FaultCode.FACE_COMPARISON_OFF)


def test_a_missing_file_is_told_and_used_once_it_is_there(tmp_path: Path) -> None:
    files = tmp_path / "detector.onnx", tmp_path / "recogniser.onnx"
    comparison = FaceComparison(*map(str, files))
    files[0].write_bytes(detector())
    assert comparison.off() == Off(FaultCode.FACE_MODEL_MISSING)

    files[1].write_bytes(recogniser())

    assert comparison.off() is None
    assert comparison.self_test() == TestPassed()


@pytest.mark.parametrize("content", [b"", b"no model", detector()[:2000], bytes(range(256)) * 40])
def test_a_broken_file_is_told(
    models: tuple[Path, Path], tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(content)

    assert FaceComparison(str(broken), str(models[1])).off() == Off(FaultCode.FACE_MODEL_BROKEN)
    assert FaceComparison(str(models[0]), str(broken)).off() == Off(FaultCode.FACE_MODEL_BROKEN)
    assert capfd.readouterr() == ("", "")


def test_files_named_the_wrong_way_about_are_told(models: tuple[Path, Path]) -> None:
    assert FaceComparison(str(models[1]), str(models[0])).off() == Off(FaultCode.FACE_MODEL_BROKEN)


def test_no_verdict_holds_a_picture_or_features(comparison: FaceComparison) -> None:
    verdict = comparison.compare(person(9), portrait())
    assert isinstance(verdict, Same)
    assert verdict.__slots__ == ("similarity",)
