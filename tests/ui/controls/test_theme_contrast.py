"""Everything on the screen can be read: contrast of colours as WCAG 2.2 counts it (1.4.3, 1.4.11)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlEngine
from shiboken6 import delete

from tests.ui.controls.kiosk_screen import MODULES, theme_of

TEXT_PAIRS = [
    *(
        (ink, paper)
        for ink in ("ink", "inkSoft")
        for paper in ("canvas", "surface", "surfacePressed", "sunk")
    ),
    *(
        (ink, paper)
        for ink in ("ink", "inkSoft", "primary")
        for paper in ("primaryTint", "primaryTintPressed")
    ),
    ("ink", "line"),
    *((ink, paper) for ink in ("primary", "inkSoft") for paper in ("canvas", "surface")),
    *(("inkDisabled", paper) for paper in ("canvas", "surface", "sunk", "surfacePressed")),
    *((ink, paper) for ink in ("primaryInk", "primaryInkSoft") for paper in ("primary", "primaryPressed")),
    ("primaryInk", "primaryDeep"),
    ("accentInk", "accent"),
    ("accentInk", "accentPressed"),
    ("danger", "surface"),
    ("danger", "canvas"),
    *((f"{tone}Ink", f"{tone}Tint") for tone in ("success", "warning", "danger", "info")),
    *(("ink", f"{tone}Tint") for tone in ("success", "warning", "danger", "info")),
]

MARK_PAIRS = [
    *(("outline", paper) for paper in ("canvas", "surface", "sunk")),
    *((tone, f"{tone}Tint") for tone in ("success", "warning", "danger", "info")),
    *((tone, "surface") for tone in ("success", "warning", "danger", "info", "star", "focus")),
    ("star", "warningTint"),
    ("focus", "canvas"),
    ("primary", "canvas"),
    ("primary", "sunk"),
]


@pytest.fixture(scope="module")
def tokens(qapp: QCoreApplication) -> Iterator[QObject]:
    assert qapp is not None
    engine = QQmlEngine()
    engine.addImportPath(str(MODULES))
    yield theme_of(engine)
    delete(engine)


@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(tokens: QObject, ink: str, paper: str) -> None:
    assert contrast(tokens.property(ink), tokens.property(paper)) >= 4.5


@pytest.mark.parametrize(("mark", "paper"), MARK_PAIRS)
def test_outlines_and_icons_stand_out_from_their_ground(tokens: QObject, mark: str, paper: str) -> None:
    assert contrast(tokens.property(mark), tokens.property(paper)) >= 3.0


def test_black_on_white_is_21_to_1() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_large_mode_enlarges_type_touch_and_distance(tokens: QObject) -> None:
    before = {name: tokens.property(name) for name in ("body", "touch", "gap", "key", "button")}
    tokens.setProperty("scale", 1.25)
    after = {name: tokens.property(name) for name in before}
    tokens.setProperty("scale", 1.0)
    assert after == {name: round(size * 1.25) for name, size in before.items()}


@pytest.mark.parametrize(
    ("token", "least"),
    [("caption", 28), ("body", 36), ("touch", 96), ("button", 120), ("key", 84), ("keyGap", 8)],
)
def test_nothing_is_too_small_for_old_eyes_and_fingers(tokens: QObject, token: str, least: int) -> None:
    assert tokens.property(token) >= least


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
