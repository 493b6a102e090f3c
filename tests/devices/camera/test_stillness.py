"""When equal pictures are a frozen camera, and when they are not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.camera.frame import Light, light_of, sampled
from devices.camera.stillness import FEWEST_PICTURES, Stillness

SCENE = np.full((720, 1280, 3), 120, dtype=np.uint8)


def judged(
    pictures: list[np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]], every_s: float = 0.04
) -> bool:
    """Whether such a row of pictures ends as frozen, at 3 s."""
    stillness = Stillness(3.0)
    verdict = False
    for number, picture in enumerate(pictures):
        sample = sampled(picture)
        verdict = stillness.is_frozen(sample, light_of(sample), number * every_s)
    return verdict


def test_three_seconds_of_one_picture_are_frozen() -> None:
    assert not judged([SCENE] * 75)
    assert judged([SCENE] * 77)


def test_a_camera_that_sends_one_picture_a_second_gets_five() -> None:
    assert not judged([SCENE] * (FEWEST_PICTURES - 1), every_s=1.0)
    assert judged([SCENE] * FEWEST_PICTURES, every_s=1.0)


@pytest.mark.parametrize("value", [0, 10, 255])
def test_black_and_white_swallow_the_noise_and_are_never_frozen(value: int) -> None:
    assert not judged([np.full_like(SCENE, value)] * 200)


@given(st.integers(0, 2**32 - 1))
def test_the_slightest_sensor_noise_is_not_frozen(seed: int) -> None:
    noise = np.random.default_rng(seed)
    small = SCENE[:144, :256]
    pictures = [small + (noise.random(small.shape) < 0.02).astype(np.uint8) for _ in range(8)]
    assert not judged(pictures, every_s=1.0)


def test_one_hot_pixel_that_flickers_does_not_hide_it() -> None:
    flickering = SCENE.copy()
    flickering[8, 8] = 255
    assert judged([SCENE, flickering] * 60)


def test_a_change_begins_the_count_anew() -> None:
    assert not judged([SCENE] * 70 + [SCENE + 5] * 70)


@pytest.mark.parametrize(
    ("value", "light"),
    [(0, Light.TOO_DARK), (29, Light.TOO_DARK), (31, Light.FINE), (249, Light.FINE), (250, Light.TOO_BRIGHT)],
)
def test_the_hint_on_light(value: int, light: Light) -> None:
    assert light_of(sampled(np.full((720, 1280, 3), value, dtype=np.uint8))) is light


def test_a_white_sheet_on_a_dark_table_is_fine() -> None:
    picture = np.full((720, 1280, 3), 60, dtype=np.uint8)
    picture[60:660, 400:900] = 255
    assert light_of(sampled(picture)) is Light.FINE
