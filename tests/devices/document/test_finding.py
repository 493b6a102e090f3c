"""Pages on trays of every kind are found where they lie; where no page lies, none is found."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.document.finding import Finding, Found, Nothing, Several, find
from tests.devices.document.tray import (
    A4_MM,
    CARD_MM,
    Corners,
    Desk,
    Frame,
    Scene,
    both,
    empty,
    take,
    true_corners,
)

DESKS = pytest.mark.parametrize("desk", list(Desk))
THREE_DESKS = pytest.mark.parametrize("desk", [Desk.BLACK_MAT, Desk.WOOD, Desk.LIGHT_GREY])
A5_MM = (148.0, 105.0)


@pytest.fixture(autouse=True)
def one_core() -> None:
    """The machine's other cores belong to other tests."""
    cv2.setNumThreads(1)


def error_px(found: Finding, corners: Corners) -> float:
    """How far off the worst corner is. The page's own top left may be any corner of the picture's."""
    assert isinstance(found, Found), found
    return min(float(np.hypot(*(np.roll(found.quad, by, axis=0) - corners).T).max()) for by in range(4))


@THREE_DESKS
@pytest.mark.parametrize("roll", [0, 14, -31])
def test_page_lying_flat_is_found_to_half_a_pixel(desk: Desk, roll: float) -> None:
    shot = take(Scene(desk, roll=roll))
    assert error_px(find(shot.frame), shot.corners) < 0.5


@DESKS
@pytest.mark.parametrize("size", [A4_MM, CARD_MM, (210.0, 100.0)])
def test_pages_of_every_size_seen_by_a_tilted_camera(desk: Desk, size: tuple[float, float]) -> None:
    shot = take(Scene(desk, size, roll=8, tilt_x=18, tilt_y=-12, shadow=0.3))
    assert error_px(find(shot.frame), shot.corners) < 0.7


@pytest.mark.parametrize("desk", [Desk.BLACK_MAT, Desk.WOOD])
def test_page_in_eight_megapixels_is_found_to_a_third_of_a_pixel(desk: Desk) -> None:
    shot = take(Scene(desk, roll=-5, tilt_x=12, shadow=0.4, frame_px=(3264, 2448)))
    assert error_px(find(shot.frame), shot.corners) < 0.33


@DESKS
def test_page_held_by_two_fingers_half_in_shadow(desk: Desk) -> None:
    shot = take(Scene(desk, roll=12, tilt_y=10, shadow=0.5, fingers=2))
    assert error_px(find(shot.frame), shot.corners) < 0.6


@DESKS
def test_page_with_a_corner_torn_off_is_found_to_where_the_corner_was(desk: Desk) -> None:
    scene = Scene(desk, roll=6)
    shot = take(scene)
    frame, bare, corner = shot.frame.copy(), empty(scene), shot.corners
    torn = [corner[1], corner[1] + 0.18 * (corner[0] - corner[1]), corner[1] + 0.15 * (corner[2] - corner[1])]
    missing = np.zeros(frame.shape[:2], np.uint8)
    cv2.fillPoly(missing, [np.array(torn).astype(int)], (255,))
    missing = cv2.dilate(missing, np.ones((3, 3), np.uint8)).astype(np.uint8)
    frame[missing > 0] = bare[missing > 0]
    assert error_px(find(frame), shot.corners) < 0.3


@DESKS
def test_crumpled_page_is_found_to_the_depth_of_its_crumples(desk: Desk) -> None:
    scene = Scene(desk, roll=-9, tilt_x=8, crumple_mm=3)
    shot = take(scene)
    px_per_mm = scene.frame_px[0] / scene.shown_mm
    assert error_px(find(shot.frame), shot.corners) < 1.2 * scene.crumple_mm * px_per_mm


@THREE_DESKS
@pytest.mark.parametrize("light", [1.2, 0.35])
def test_page_in_bright_and_in_poor_light(desk: Desk, light: float) -> None:
    shot = take(Scene(desk, roll=4, light=light))
    assert error_px(find(shot.frame), shot.corners) < 1.0


@settings(max_examples=20)
@given(
    scene=st.builds(
        Scene,
        desk=st.sampled_from(Desk),
        size_mm=st.sampled_from([A4_MM, A4_MM[::-1], CARD_MM]),
        roll=st.floats(-35, 35),
        tilt_x=st.floats(-20, 20),
        tilt_y=st.floats(-20, 20),
        shift_mm=st.tuples(st.floats(-15, 15), st.floats(-10, 10)),
        shown_mm=st.just(600.0),
        shadow=st.sampled_from([0.0, 0.3]),
        fingers=st.integers(0, 1),
        seed=st.integers(0, 1000),
        focal=st.floats(0.8, 1.6),
    )
)
def test_page_is_found_however_it_lies(scene: Scene) -> None:
    shot = take(replace(scene, fingers=0 if scene.size_mm == CARD_MM else scene.fingers))
    assert error_px(find(shot.frame), shot.corners) < 2.5


@DESKS
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_found_on_an_empty_tray(desk: Desk, seed: int) -> None:
    scene = Scene(desk, seed=seed, shadow=(0, 0.3, 0.5)[seed % 3], light=(1, 0.5, 1.2)[seed % 3], noise=5)
    assert isinstance(find(empty(scene)), Nothing)


@DESKS
def test_a_hand_alone_is_no_page(desk: Desk) -> None:
    frame = empty(Scene(desk))
    cv2.line(frame, (630, 470), (1400, 550), (120, 150, 205), 86, cv2.LINE_AA)
    cv2.line(frame, (620, 520), (1400, 700), (120, 150, 205), 70, cv2.LINE_AA)
    assert isinstance(find(frame), Nothing)


@THREE_DESKS
@pytest.mark.parametrize("size", [A5_MM, CARD_MM])
def test_two_pages_side_by_side_are_told_apart_from_one(desk: Desk, size: tuple[float, float]) -> None:
    left = Scene(desk, size, shift_mm=(-95, -55))
    assert isinstance(find(both(left, Scene(desk, size, shift_mm=(95, 60), roll=10))), Several)


def test_a_table_printed_on_the_page_and_a_photo_are_no_second_page() -> None:
    shot = take(Scene())
    corners = shot.corners.astype(int)
    frame: Frame = shot.frame.copy()
    middle = corners.mean(axis=0).astype(int)
    cv2.rectangle(frame, tuple(corners[0] + 47), tuple(middle), (30, 30, 30), 3)
    cv2.rectangle(frame, tuple(middle), tuple(middle + 95), (120, 60, 40), -1)
    assert error_px(find(frame), shot.corners) < 0.5


@THREE_DESKS
@pytest.mark.parametrize(
    ("shift_mm", "roll"), [((0, 120), 90), ((150, 0), 90), ((140, 60), 15), ((-140, -60), -20)]
)
def test_page_that_leaves_the_picture_is_not_whole(
    desk: Desk, shift_mm: tuple[float, float], roll: float
) -> None:
    shot = take(Scene(desk, shift_mm=shift_mm, roll=roll))
    found = find(shot.frame)
    assert isinstance(found, Found)
    assert not found.whole


@pytest.mark.parametrize(
    "outline",
    [
        [(300, 200), (1000, 300), (500, 800)],
        [(300, 200), (1000, 200), (1000, 600), (650, 860), (300, 600)],
        [(300, 200), (1000, 200), (1000, 500), (650, 500), (650, 860), (300, 860)],
    ],
    ids=["scrap", "house", "corner"],
)
@pytest.mark.parametrize("desk", [Desk.BLACK_MAT, Desk.WOOD])
def test_white_things_of_other_shapes_are_no_pages(desk: Desk, outline: list[tuple[int, int]]) -> None:
    frame = empty(Scene(desk))
    cv2.fillPoly(frame, [np.array(outline)], (240, 240, 240), cv2.LINE_AA)
    assert isinstance(find(frame), Nothing)


@THREE_DESKS
def test_a_plate_is_no_page(desk: Desk) -> None:
    frame = empty(Scene(desk))
    cv2.circle(frame, (640, 480), 260, (240, 240, 240), -1, cv2.LINE_AA)
    assert isinstance(find(frame), Nothing)


def test_page_and_not_the_dark_tray_around_it_is_found() -> None:
    shot = take(Scene(Desk.BLACK_MAT, size_mm=CARD_MM, roll=10))
    frame = shot.frame.copy()
    frame[:60] = frame[-60:] = frame[:, :90] = frame[:, -90:] = (200, 205, 205)
    assert error_px(find(frame), shot.corners) < 0.5


def test_page_that_just_fits_is_whole() -> None:
    scene = Scene(shown_mm=410)
    assert 5 < true_corners(scene)[:, 1].min() < 20
    found = find(take(scene).frame)
    assert isinstance(found, Found)
    assert found.whole


@pytest.mark.parametrize("shape", [(1, 1), (2, 900), (7, 7), (40, 30), (3000, 40)])
@pytest.mark.parametrize("value", [0, 127, 255])
def test_odd_frames_hold_no_page(shape: tuple[int, int], value: int) -> None:
    assert isinstance(find(np.full((*shape, 3), value, np.uint8)), Nothing)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), cell=st.sampled_from([1, 3, 9]))
def test_noise_of_any_grain_holds_no_page(seed: int, cell: int) -> None:
    small = np.random.default_rng(seed).integers(0, 256, (480 // cell, 640 // cell, 3), dtype=np.uint8)
    frame = cv2.resize(small, (640, 480), interpolation=cv2.INTER_NEAREST).astype(np.uint8)
    assert isinstance(find(frame), Nothing)


def test_the_frame_is_not_changed() -> None:
    frame = take(Scene()).frame
    before = frame.copy()
    find(frame)
    assert (frame == before).all()
