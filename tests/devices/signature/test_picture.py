"""The picture of a signature in a document, and the pad as a device."""

import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from PIL import Image

from devices.device import Device, Ready, TestPassed
from devices.signature.pad import SignaturePad
from devices.signature.picture import PEN_PX, png, svg
from devices.signature.strokes import Strokes
from tests.devices.signature.signers import PAD, WANG, line, signatures, signed_by

PATH = "{http://www.w3.org/2000/svg}path"


def _ink(alpha: Image.Image, x: int, y: int) -> int:
    """0 is none, 255 full."""
    return alpha.tobytes()[y * alpha.width + x]


def _drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  our own text


def _alpha(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).getchannel("A")


def test_picture_is_cut_to_the_ink_and_has_soft_edges() -> None:
    picture = png(signed_by(line(100, 50, 500, 250)), height_px=210)
    alpha = _alpha(picture)
    assert alpha.size == (410, 210)
    assert _ink(alpha, 205, 105) > 240, "ink in the middle of the line"
    assert _ink(alpha, 5, 200) == 0, "and none beside it"
    assert len(set(alpha.tobytes())) > 20, "shades at the edge"


def test_harder_pressed_line_is_thicker() -> None:
    soft, hard = (_drawn(svg(signed_by(*WANG, pressed=pressed))).iter(PATH) for pressed in (False, True))
    assert {path.get("stroke-width") for path in soft} == {f"{PEN_PX:.2f}"}
    assert len({path.get("stroke-width") for path in hard}) > 5


def test_svg_has_every_stroke_and_nothing_else() -> None:
    drawn = _drawn(svg(signed_by(*WANG)))
    assert len(list(drawn.iter(PATH))) == 4 * 19
    assert drawn.get("viewBox") == "175.0 55.0 250.0 210.0"


def test_dot_is_drawn() -> None:
    strokes = signed_by([(300, 100)])
    assert _ink(_alpha(png(strokes)), 120, 120) == 255
    assert len(list(_drawn(svg(strokes)).iter(PATH))) == 1


def test_no_ink_is_no_picture() -> None:
    for draw in (svg, png):
        with pytest.raises(ValueError, match="no ink"):
            draw(Strokes(PAD, ()))


def test_very_wide_signature_is_no_wider_than_a_page() -> None:
    assert _alpha(png(signed_by(line(0, 100, 880, 100)), height_px=240)).size[0] == 1600


@settings(max_examples=40)
@given(signatures.filter(lambda strokes: bool(strokes.points())))
def test_every_signature_can_be_drawn(strokes: Strokes) -> None:
    assert _alpha(png(strokes, height_px=60)).getbbox() is not None
    _drawn(svg(strokes))


def test_touchscreen_is_there_as_long_as_the_screen_is() -> None:
    at = datetime(2026, 11, 23, 4, tzinfo=UTC)
    pad: Device = SignaturePad(lambda: at)
    assert pad.check().condition == Ready()
    assert (pad.status().name, pad.status().driver, pad.status().checked_at) == (
        "signature",
        "touchscreen",
        at,
    )
    assert pad.self_test() == TestPassed()
    pad.close()
