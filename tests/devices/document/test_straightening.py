"""A straightened page has the page's own proportions, its text upright and every letter where it was printed."""

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.document.page import Frame, Shape
from devices.document.straightening import proportions, straighten
from tests.devices.document.tray import A4_MM, CARD_MM, Scene, take, true_corners

LANDSCAPE_MM = A4_MM[::-1]


@given(
    roll=st.floats(-40, 40),
    tilt_x=st.floats(-20, 20),
    tilt_y=st.floats(-20, 20),
    size=st.sampled_from([A4_MM, LANDSCAPE_MM, CARD_MM, (210.0, 80.0)]),
)
def test_proportions_are_told_from_the_corners_alone(
    roll: float, tilt_x: float, tilt_y: float, size: tuple[float, float]
) -> None:
    scene = Scene(size_mm=size, roll=roll, tilt_x=tilt_x, tilt_y=tilt_y, shown_mm=600)
    told = proportions(true_corners(scene), *scene.frame_px)
    assert told == pytest.approx(size[0] / size[1], rel=0.01)


@pytest.mark.parametrize("focal", [0.8, 1.6])
def test_proportions_are_told_for_other_cameras_too(focal: float) -> None:
    scene = Scene(roll=25, tilt_x=18, tilt_y=-14, focal=focal, shown_mm=600)
    assert proportions(true_corners(scene), *scene.frame_px) == pytest.approx(210 / 297, rel=0.01)


@pytest.mark.parametrize(
    ("size", "shape", "ratio"),
    [
        (A4_MM, Shape.A_SERIES, 210 / 297),
        (LANDSCAPE_MM, Shape.A_SERIES, 297 / 210),
        (CARD_MM, Shape.CARD, 85.6 / 53.98),
        (CARD_MM[::-1], Shape.CARD, 53.98 / 85.6),
        ((210.0, 120.0), Shape.OTHER, 210 / 120),
    ],
)
def test_known_shapes_get_their_exact_proportions_and_others_keep_their_own(
    size: tuple[float, float], shape: Shape, ratio: float
) -> None:
    shot = take(Scene(size_mm=size, roll=6, tilt_x=10, tilt_y=5))
    page, told = straighten(shot.frame, shot.corners)
    assert told is shape
    assert page.shape[1] / page.shape[0] == pytest.approx(ratio, rel=0.01)


def test_nothing_is_lost_by_straightening() -> None:
    shot = take(Scene(roll=10, tilt_x=15))
    page, _ = straighten(shot.frame, shot.corners)
    sides = np.hypot(*(np.roll(shot.corners, -1, axis=0) - shot.corners).T)
    assert page.shape[1] >= max(sides[0], sides[2]) - 1
    assert page.shape[0] >= max(sides[1], sides[3]) - 1


def test_every_letter_lies_where_it_was_printed() -> None:
    flat, _ = straighten(*_shot(Scene(noise=0, shown_mm=420)))
    tilted, _ = straighten(*_shot(Scene(noise=0, shown_mm=420, roll=20, tilt_x=14, tilt_y=-10)))
    same = cv2.resize(tilted, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_AREA).astype(np.uint8)
    shift, response = cv2.phaseCorrelate(_grey(flat), _grey(same))
    assert math.hypot(*shift) < 0.5
    assert response > 0.2
    assert np.corrcoef(_grey(flat).ravel(), _grey(same).ravel())[0, 1] > 0.85


def _shot(scene: Scene) -> tuple[Frame, np.ndarray]:
    shot = take(scene)
    return shot.frame, shot.corners


def _grey(picture: Frame) -> np.ndarray:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32)
