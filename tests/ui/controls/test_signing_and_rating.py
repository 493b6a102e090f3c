"""Signing with a finger, and rating the service or leaving it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem

from tests.ui.controls.kiosk_screen import KioskScreen

FIRST = [(200, 200), (260, 120), (340, 210), (420, 130)]
SECOND = [(500, 100), (500, 200), (502, 250)]


@pytest.fixture
def page(screen: Callable[..., KioskScreen]) -> KioskScreen:
    shown = screen(page="Sign")
    shown.picture()
    return shown


def test_each_stroke_is_kept_with_place_time_and_pressure(page: KioskScreen) -> None:
    pad = page.find("signature")
    assert pad.property("isEmpty") is True
    page.drag(pad, FIRST)
    page.drag(pad, SECOND)
    strokes = strokes_of(pad)
    assert [len(stroke) for stroke in strokes] == [4, 3]
    assert [(round(p["x"]), round(p["y"])) for p in strokes[0]] == FIRST
    times = [point["t"] for stroke in strokes for point in stroke]
    assert times == sorted(times)
    assert times[0] >= 0
    assert {point["p"] for stroke in strokes for point in stroke} == {0.5}
    assert pad.property("isEmpty") is False


def test_the_line_is_seen_where_the_finger_went_and_gone_when_cleared(page: KioskScreen) -> None:
    pad = page.find("signature")
    page.drag(pad, FIRST)
    assert ink_near(page, pad, 230, 160)
    page.root.property("content").clearSignature()
    assert not ink_near(page, pad, 230, 160)
    assert pad.property("isEmpty") is True
    assert strokes_of(pad) == []


def test_a_dot_is_a_stroke(page: KioskScreen) -> None:
    pad = page.find("signature")
    page.tap(pad, QPointF(300, 100))
    assert [len(stroke) for stroke in strokes_of(pad)] == [1]
    assert ink_near(page, pad, 300, 100)


def test_signing_downwards_does_not_scroll_the_page(page: KioskScreen) -> None:
    pad = page.find("signature")
    page.drag(pad, [(300, 300 - step * 12) for step in range(20)])
    assert page.root.property("content").property("position") == 0
    assert len(strokes_of(pad)) == 1


def test_no_rating_is_chosen_beforehand(page: KioskScreen) -> None:
    assert page.find("rating").property("rating") == 0


def test_a_tap_rates_and_another_changes_it(page: KioskScreen) -> None:
    rating = page.find("rating")
    page.tap(level(page, "满意"))
    assert rating.property("rating") == 4
    page.tap(level(page, "不满意"))
    assert rating.property("rating") == 2


def test_the_code_on_the_screen_says_what_the_page_gave(page: KioskScreen) -> None:
    assert set(page.codes.asked) == {"46010000120261123000017"}


def level(page: KioskScreen, words: str) -> QQuickItem:
    return next(
        i for i in page.items() if i.inherits("QQuickAbstractButton") and i.property("modelData") == words
    )


def strokes_of(pad: QQuickItem) -> list[list[dict[str, float]]]:
    strokes = pad.property("strokes")
    found: list[list[dict[str, float]]] = strokes.toVariant() if isinstance(strokes, QJSValue) else strokes
    return found


def ink_near(page: KioskScreen, pad: QQuickItem, x: int, y: int) -> bool:
    picture = page.picture()
    middle = pad.mapToScene(QPointF(x, y)).toPoint()
    return any(
        QColor(picture.pixel(middle.x() + dx, middle.y() + dy)).lightness() < 90
        for dx in range(-8, 9)
        for dy in range(-8, 9)
    )
