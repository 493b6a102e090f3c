"""The band at the top: the button that reads the page aloud, where something can speak."""

from collections.abc import Callable

import pytest
from PySide6.QtQuick import QQuickItem

from tests.ui.controls.kiosk_screen import KioskScreen


def buttons(screen: KioskScreen) -> list[QQuickItem]:
    return [item for item in screen.items() if item.objectName() == "readAloud" and item.isVisible()]


def test_where_nothing_can_speak_there_is_no_button(screen: Callable[..., KioskScreen]) -> None:
    shown = screen(page="Home")
    shown.picture()
    assert buttons(shown) == []


def test_a_press_reads_and_the_next_one_stops(screen: Callable[..., KioskScreen]) -> None:
    shown = screen(page="Home", speaks=True)
    shown.picture()
    (button,) = buttons(shown)
    assert button.property("text") == "朗读"
    shown.tap(button)
    assert shown.root.property("reading") is True
    assert button.property("text") == "停止"
    shown.tap(button)
    assert shown.root.property("reading") is False


@pytest.mark.parametrize("zh", [True, False])
@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_the_band_holds_three_buttons_and_the_halls_name(
    screen: Callable[..., KioskScreen], zh: bool, scale: float
) -> None:
    shown = screen(page="Home", zh=zh, speaks=True)
    shown.theme.setProperty("scale", scale)
    shown.picture()
    (button,) = buttons(shown)
    place = shown.place(button)
    assert place.height() >= 84
    row = button.parentItem()
    others = [item for item in row.childItems() if item.isVisible() and item is not button]
    assert len(others) == 2
    for other in others:
        assert not shown.place(other).intersects(place)
        assert shown.place(other).right() <= 1080
    names = [item for item in shown.items() if item.inherits("QQuickText") and item.isVisible()]
    hall_name = next(item for item in names if item.property("text") in HALL)
    assert hall_name.property("truncated") is False


HALL = ("海口市政务服务中心", "Haikou Government Services")
