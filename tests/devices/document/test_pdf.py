"""The pages' PDF: the right sizes, small enough to send, the same each time, and silent about the machine."""

import io
import tempfile
from pathlib import Path

import numpy as np
import pypdf
import pytest

from devices.document.looking import look_at
from devices.document.page import Page, PageFound, Shape
from devices.document.pdf import to_pdf
from tests.devices.document.tray import CARD_MM, Scene, take

CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
MM = 72 / 25.4


def plain(width: int, height: int, shape: Shape) -> Page:
    return Page(np.full((height, width, 3), (10, 60, 240), np.uint8), shape, CORNERS, 0.5)


def captured(scene: Scene) -> Page:
    look = look_at(take(scene).frame)
    assert isinstance(look, PageFound)
    return look.page


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    return [
        (round(float(page.mediabox.width) / MM, 1), round(float(page.mediabox.height) / MM, 1))
        for page in read(pdf).pages
    ]


def test_every_page_has_its_true_size_in_the_order_given() -> None:
    pdf = to_pdf(
        [
            plain(2100, 2970, Shape.A_SERIES),
            plain(856, 540, Shape.CARD),
            plain(1188, 840, Shape.A_SERIES),
            plain(600, 1200, Shape.OTHER),
        ]
    )
    assert sizes_mm(pdf) == [
        (210.0, 297.0),
        pytest.approx((85.6, 54.0), abs=0.1),
        pytest.approx((297.0, 210.0), abs=0.1),
        (148.5, 297.0),
    ]


def test_a_page_of_print_at_200_dots_an_inch_is_200_to_600_kilobytes() -> None:
    page = captured(Scene(frame_px=(3264, 2448), roll=91, shown_mm=330))
    pdf = to_pdf([page])
    (image,) = read(pdf).pages[0].images
    assert image.image is not None
    assert max(image.image.size) == pytest.approx(297 / 25.4 * 200, abs=2)
    assert 200_000 < len(pdf) < 600_000


def test_a_card_keeps_300_dots_an_inch() -> None:
    page = captured(Scene(size_mm=CARD_MM, frame_px=(1632, 1224), shown_mm=110))
    (image,) = read(to_pdf([page])).pages[0].images
    assert image.image is not None
    assert max(image.image.size) == pytest.approx(85.6 / 25.4 * 300, abs=2)


def test_a_small_picture_is_not_blown_up() -> None:
    (image,) = read(to_pdf([plain(500, 707, Shape.A_SERIES)])).pages[0].images
    assert image.image is not None
    assert image.image.size == (500, 707)


def test_red_stays_red() -> None:
    (image,) = read(to_pdf([plain(400, 565, Shape.A_SERIES)])).pages[0].images
    assert image.image is not None
    assert image.image.convert("RGB").getpixel((200, 200)) == pytest.approx((240, 60, 10), abs=4)


def test_the_same_pages_give_the_same_bytes_without_date_title_or_maker() -> None:
    pages = [plain(400, 565, Shape.A_SERIES), plain(300, 189, Shape.CARD)]
    pdf = to_pdf(pages)
    assert pdf == to_pdf(pages)
    assert not read(pdf).metadata
    assert b"Date" not in pdf
    assert b"Exif" not in pdf


def test_nothing_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    to_pdf([plain(400, 565, Shape.A_SERIES)])
    assert list(tmp_path.iterdir()) == []


def test_no_page_is_a_defect() -> None:
    with pytest.raises(ValueError, match="page"):
        to_pdf([])
