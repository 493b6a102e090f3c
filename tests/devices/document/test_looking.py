"""What residents do to pages under the camera, and what the kiosk says of it."""

from typing import assert_never

import cv2
import numpy as np
import pytest

from config.faults import FaultCode
from devices.document.looking import look_at
from devices.document.page import Frame, Look, NoPage, Page, PageFound, PageUnfit, Shape
from tests.devices.document.tray import CARD_MM, Desk, Scene, both, empty, take, with_glare

A5_MM = (148.0, 105.0)


@pytest.fixture(autouse=True)
def one_core() -> None:
    cv2.setNumThreads(1)


def page_of(look: Look) -> Page:
    assert isinstance(look, PageFound), look
    return look.page


def reason(look: Look) -> FaultCode | None:
    match look:
        case PageFound():
            return None
        case NoPage(code) | PageUnfit(code):
            return code
        case _:
            assert_never(look)


def test_page_laid_down_well_comes_back_straight_and_sharp() -> None:
    shot = take(Scene(Desk.WOOD, roll=7, tilt_x=9))
    page = page_of(look_at(shot.frame))
    assert page.shape is Shape.A_SERIES
    assert page.image.shape[0] / page.image.shape[1] == pytest.approx(297 / 210, rel=0.005)
    assert page.sharpness is not None
    assert page.sharpness > 0.3
    assert np.hypot(*(np.array(page.corners) - shot.corners).T).max() < 1
    assert page.image[3:-3, 3:-3].min() < 80
    assert np.median(page.image) > 200


def test_page_lying_across_stays_lying_across() -> None:
    image = page_of(look_at(take(Scene(roll=90)).frame)).image
    assert image.shape[1] > image.shape[0]


@pytest.mark.parametrize("desk", list(Desk))
def test_id_card_on_the_tray_is_a_page_of_its_own_shape(desk: Desk) -> None:
    scene = Scene(desk, CARD_MM, roll=-8, tilt_x=6, frame_px=(1632, 1224), shown_mm=420)
    assert page_of(look_at(take(scene).frame)).shape is Shape.CARD


def test_an_empty_tray_asks_for_a_page() -> None:
    assert look_at(empty(Scene())) == NoPage(FaultCode.DOCUMENT_NONE)


def test_two_cards_at_once_ask_for_one() -> None:
    frame = both(Scene(size_mm=A5_MM, shift_mm=(-95, -55)), Scene(size_mm=A5_MM, shift_mm=(95, 60)))
    assert look_at(frame) == PageUnfit(FaultCode.DOCUMENT_SEVERAL)


def test_page_half_off_the_tray_asks_for_all_four_corners_and_shows_where_it_lies() -> None:
    shot = take(Scene(shift_mm=(150, 40), roll=10))
    look = look_at(shot.frame)
    assert isinstance(look, PageUnfit)
    assert look.reason is FaultCode.DOCUMENT_CUT_OFF
    assert look.corners is not None


def test_a_scrap_of_paper_is_too_small_to_read() -> None:
    look = look_at(take(Scene(size_mm=(80, 50))).frame)
    assert reason(look) is FaultCode.DOCUMENT_SMALL


@pytest.mark.parametrize(("light", "code"), [(1.0, None), (0.4, None), (0.2, FaultCode.DOCUMENT_DARK)])
@pytest.mark.parametrize("desk", [Desk.BLACK_MAT, Desk.LIGHT_GREY])
def test_with_the_lamp_out_it_is_too_dark(light: float, code: FaultCode | None, desk: Desk) -> None:
    assert reason(look_at(take(Scene(desk, light=light)).frame)) is code


@pytest.mark.parametrize(("radius", "code"), [(0.015, None), (0.08, FaultCode.DOCUMENT_GLARE)])
@pytest.mark.parametrize("at", [(0.5, 0.4), (0.2, 0.8)])
def test_a_lamp_mirrored_on_the_page_is_glare(
    radius: float, code: FaultCode | None, at: tuple[float, float]
) -> None:
    assert reason(look_at(with_glare(take(Scene(light=0.85)), at, radius))) is code


def test_very_white_paper_in_full_light_is_no_glare() -> None:
    assert reason(look_at(take(Scene(light=1.3)).frame)) is None


@pytest.mark.parametrize("blur_px", [0.4, 1.2])
@pytest.mark.parametrize("size", [(210.0, 297.0), CARD_MM])
def test_page_in_focus_is_sharp(blur_px: float, size: tuple[float, float]) -> None:
    scene = Scene(size_mm=size, blur_px=blur_px, shown_mm=420 if size == CARD_MM else 520)
    frame = take(scene).frame if size != CARD_MM else take(_large(scene)).frame
    assert reason(look_at(frame)) is None


@pytest.mark.parametrize("blur_px", [3, 5, 9])
@pytest.mark.parametrize("size", [(210.0, 297.0), CARD_MM])
def test_page_out_of_focus_is_not(blur_px: float, size: tuple[float, float]) -> None:
    scene = Scene(size_mm=size, blur_px=blur_px)
    assert (
        reason(look_at(take(_large(scene) if size == CARD_MM else scene).frame)) is FaultCode.DOCUMENT_BLURRED
    )


@pytest.mark.parametrize("moved_px", [9, 15, 31])
@pytest.mark.parametrize("turned", [False, True])
def test_page_pulled_away_while_the_picture_was_taken_is_blurred(moved_px: int, turned: bool) -> None:
    trace = np.full((1, moved_px), 1 / moved_px)
    moved = cv2.filter2D(take(Scene()).frame, -1, trace.T if turned else trace).astype(np.uint8)
    assert reason(look_at(moved)) is FaultCode.DOCUMENT_BLURRED


def test_sharpness_falls_as_blur_grows() -> None:
    values = [page_of(look_at(take(Scene(blur_px=blur)).frame)).sharpness for blur in (0.4, 0.8, 1.2, 1.6)]
    told = [value for value in values if value is not None]
    assert len(told) == 4
    assert told == sorted(told, reverse=True)


def test_a_blank_page_is_found_and_its_sharpness_is_not_made_up() -> None:
    assert page_of(look_at(take(Scene(blank=True)).frame)).sharpness is None


def test_the_picture_stays_out_of_what_is_logged() -> None:
    told = repr(look_at(take(Scene()).frame))
    assert "array" not in told
    assert "A_SERIES" in told


@pytest.mark.parametrize("shape", [(20, 20), (20, 20, 4), (0, 5, 3)])
def test_what_is_no_frame_is_a_defect(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="frame"):
        look_at(np.zeros(shape, np.uint8))


def test_two_looks_give_the_same() -> None:
    frame: Frame = take(Scene(Desk.GREY_FELT, roll=11, tilt_y=8)).frame
    first, second = page_of(look_at(frame)), page_of(look_at(frame))
    assert first.corners == second.corners
    assert (first.image == second.image).all()


def _large(scene: Scene) -> Scene:
    """An ID card as cameras for documents see it: 200 dots an inch."""
    return Scene(size_mm=scene.size_mm, blur_px=scene.blur_px, frame_px=(1632, 1224), shown_mm=300)
