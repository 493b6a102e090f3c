"""Every page of the gallery, in both languages and both sizes, is drawn whole, legible and without a warning."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPointF, QRect
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.ui.controls.kiosk_screen import KioskScreen
from tests.ui.controls.test_theme_contrast import contrast

ROLES = {QAccessible.Role.Button, QAccessible.Role.RadioButton, QAccessible.Role.CheckBox}
PAGES = ("Home", "Choices", "Form", "Sign")
LOOKS = [(page, zh, scale) for page in PAGES for zh in (True, False) for scale in (1.0, 1.25)]


@pytest.mark.parametrize(("page", "zh", "scale"), LOOKS)
def test_page_is_drawn_whole_legible_and_easy_to_touch(
    screen: Callable[..., KioskScreen], qtbot: QtBot, page: str, zh: bool, scale: float
) -> None:
    shown = screen(page=page, zh=zh)
    shown.theme.setProperty("scale", scale)
    assert not shown.picture().isNull()  # a drawn frame is a laid-out frame
    words = [item for item in shown.items() if item.inherits("QQuickText") and _stands(shown, item)]
    assert len(words) > 10
    qtbot.waitUntil(lambda: not any(_clipped(item) for item in words))

    picture = shown.picture()
    assert (picture.width(), picture.height()) == (1080, 1920)
    for item in words:
        area = shown.place(item).toRect()
        assert contrast(QColor(item.property("color")), _ground(picture, area)) >= 4.45, item.property("text")
        assert area.left() >= 0, item.property("text")
        assert area.right() <= 1080, item.property("text")

    buttons = [item for item in shown.items() if item.inherits("QQuickAbstractButton") and item.isVisible()]
    assert len(buttons) >= 5
    for button in buttons:
        assert min(button.width(), button.height()) >= 84, _said(button)


def test_every_control_has_a_name_for_those_who_cannot_see(screen: Callable[..., KioskScreen]) -> None:
    for page in PAGES:
        shown = screen(page=page)
        for item in shown.items():
            if item.inherits("QQuickAbstractButton") and item.isVisible():
                assert _said(item), item.metaObject().className()
                assert _role(item) in ROLES, item.metaObject().className()


def test_a_question_in_front_takes_every_touch_of_the_page_behind(
    screen: Callable[..., KioskScreen], qtbot: QtBot
) -> None:
    shown = screen(page="Choices")
    content = shown.root.property("content")
    third = next(i for i in shown.items() if i.property("title") == "单位的")
    shown.root.setProperty("asking", True)
    sheet = shown.find("sheet")
    qtbot.waitUntil(lambda: sheet.property("opacity") == 1)
    for under_the_card_or_beside_it in (None, QPointF(10, 40)):
        shown.tap(third, under_the_card_or_beside_it)
        assert content.property("answer") == 0
    shown.root.setProperty("asking", False)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    shown.tap(third)
    assert content.property("answer") == 2


def _stands(shown: KioskScreen, item: QQuickItem) -> bool:
    """Whether the words are shown, in full, outside what the page's lower edge fades out."""
    if not item.isVisible() or not item.property("text"):
        return False
    ancestor: QQuickItem | None = item.parentItem()
    area = shown.place(item)
    while ancestor is not None:
        edge = shown.place(ancestor)
        # A page's scroll area fades its last 144 pixels while there is more below.
        fade = 150 * shown.theme.property("scale") if ancestor.property("moreBelow") else 0
        inner = _within_fade(ancestor, item)
        if ancestor.clip() and (
            area.top() < edge.top() or area.bottom() > edge.bottom() - (0 if inner else fade)
        ):
            return False
        ancestor = ancestor.parentItem()
    return True


def _within_fade(area: QQuickItem, item: QQuickItem) -> bool:
    return bool(area.property("moreText") == item.property("text"))


def _clipped(item: QObject) -> bool:
    """Whether some of the words are cut off or left out."""
    too_wide = float(item.property("contentWidth")) > float(item.property("width")) + 1
    too_high = float(item.property("contentHeight")) > float(item.property("height")) + 1
    return too_wide or too_high or item.property("truncated") is True


def _ground(picture: QImage, area: QRect) -> QColor:
    """The commonest colour where the words are."""
    seen: Counter[int] = Counter()
    for y in range(area.top(), area.bottom(), 3):
        for x in range(area.left(), area.right(), 3):
            seen[picture.pixel(x, y)] += 1
    return QColor.fromRgb(seen.most_common(1)[0][0])


def _said(item: QObject) -> str:
    """What a screen reader says of it."""
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name)


def _role(item: QObject) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(item).role()
