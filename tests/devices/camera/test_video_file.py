"""A video file in the place of a camera, for shows and tests."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from config.faults import FaultCode
from devices.camera.frame import Frame
from tests.devices.camera.conftest import Fit

PATIENCE_S = 10.0
PICTURES = 6


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Six pictures of growing brightness, motion JPEG in AVI, 50 a second."""
    path = tmp_path / "hall.avi"
    writer = cv2.VideoWriter(
        str(path), cv2.CAP_OPENCV_MJPEG, cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (320, 240)
    )
    for number in range(PICTURES):
        writer.write(np.full((240, 320, 3), 60 + 25 * number, dtype=np.uint8))
    writer.release()
    return path


def test_it_plays_in_order_and_from_the_beginning_again(video: Path, fit: Fit) -> None:
    levels: list[int] = []
    with fit(str(video)).watch() as watch:
        frame = watch.latest(PATIENCE_S)
        while isinstance(frame, Frame) and len(levels) < 3 * PICTURES:
            levels.append(round(float(frame.picture.mean())))
            frame = watch.latest(PATIENCE_S, after=frame.number)

    assert isinstance(frame, Frame)
    steps = [later - earlier for earlier, later in pairwise(levels)]
    assert {step > 0 for step in steps} == {True, False}
    assert sum(step < 0 for step in steps) >= 2  # began anew


def test_it_plays_at_its_own_pace(video: Path, fit: Fit) -> None:
    with fit(str(video)).watch() as watch:
        first = watch.latest(PATIENCE_S)
        assert isinstance(first, Frame)
        later = watch.latest(PATIENCE_S, after=first.number + 9)
    assert isinstance(later, Frame)
    assert later.taken_at - first.taken_at >= 0.18


def test_a_file_that_is_no_video(tmp_path: Path, fit: Fit) -> None:
    text = tmp_path / "notes.avi"
    text.write_text("no pictures here")

    assert fit(str(text)).latest(0.05) is FaultCode.CAMERA_SILENT


def test_a_file_that_is_not_there(tmp_path: Path, fit: Fit) -> None:
    assert fit(str(tmp_path / "none.avi")).latest(0.05) is FaultCode.CAMERA_UNPLUGGED
