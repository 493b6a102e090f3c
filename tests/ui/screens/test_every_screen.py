"""Every screen of a visit, in both languages and both sizes: whole, legible, easy to touch, and discreet."""

import re
from collections import Counter

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue.words import Language
from kiosk.visit import state as s
from tests.ui.screens.filed_journeys import JOURNEYS
from tests.ui.screens.hall_screen import HEIGHT, WIDTH, HallScreen, HallVisit
from tests.ui.screens.visit_journeys import ACCOUNT, PHONE, Journey, person, review
from ui.presentation.chrome import View

LOOKS = [(language, large) for language in Language for large in (False, True)]
TOUCH = 84
"""Pixels: 14.7 mm on a 32-inch screen of 1080 x 1920; the least that a finger of eighty years hits."""

SIGNS = frozenset(
    {"key", "icon", "tone", "id", "value", "keyboard", "purpose", "paperState", "code", "state", "facet"}
)
"""Keys of a view that steer the screen and are not read by anybody."""


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_screen_is_whole_legible_and_discreet(hall: HallScreen, journey: Journey) -> None:
    journey(hall)
    for language, large in LOOKS:
        if not isinstance(hall.model.visit.state, s.Attract):  # a touch would leave it; it has its own test
            hall.look(language, large=large)
        hall.settle()
        picture = hall.picture()
        look = f"{language} {'large' if large else 'normal'}"
        assert _cut_off_words(hall) == [], look
        assert _broken_words(hall) == [], look
        assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        assert len(_colours(picture)) > 3, f"{look}: an empty screen"
        assert _out_of_place(hall) == [], look
        assert _missing_sentences(hall) == [], look
        assert _too_small(hall) == [], look
        assert _secrets_in_sight(hall) == [], look


def test_the_journeys_stand_on_every_state(unseen: HallVisit) -> None:
    stood_on = set()
    for journey in JOURNEYS:
        journey(unseen)
        stood_on.add(type(unseen.model.visit.state))
    assert stood_on == set(s.State.__args__)


@pytest.mark.parametrize(("language", "large"), LOOKS)
def test_no_word_is_cut_while_somebody_is_warned(hall: HallScreen, language: Language, large: bool) -> None:
    review(hall)
    hall.look(language, large=large)
    hall.pass_time(200 if large else 95)
    hall.until(lambda: any(sheet.opacity() == 1 for sheet in hall.named("Sheet")))
    hall.picture()
    words = hall.words()
    warning = hall.model.property("chrome")["warning"]
    for name in ("title", "sentence", "moreTime", "leave"):
        assert warning[name] in words
    assert _cut_off_words(hall) == []


def _cut_off_words(hall: HallScreen) -> list[str]:
    return [str(item.property("text")) for item in hall.texts() if _cut_off(item)]


def _cut_off(item: QQuickItem) -> bool:
    """Whether some of the words do not show. An entry's own text scrolls under the cursor, as it must."""
    if item.inherits("QQuickTextInput"):
        return False
    too_wide = float(item.property("contentWidth")) > item.width() + 1
    too_high = float(item.property("contentHeight")) > item.height() + 1
    return too_wide or too_high or item.property("truncated") is True


def _broken_words(hall: HallScreen) -> list[str]:
    """Words that do not fit on a line of their own and are torn apart in the middle."""
    broken = []
    for item in hall.texts():
        font = item.property("font")
        if item.inherits("QQuickText") and isinstance(font, QFont):
            widths = QFontMetricsF(font)
            words = re.findall(r"[A-Za-z']+", re.sub(r"<[^>]*>", "", str(item.property("text"))))
            broken += [word for word in words if widths.horizontalAdvance(word) > item.width() + 1]
    return broken


def _out_of_place(hall: HallScreen) -> list[str]:
    """Words or buttons that lie off the screen, or under the footer."""
    footers = hall.named("PageFooter")
    floor = hall.place(footers[0]).top() if footers else float(HEIGHT)
    within = QRectF(0, 0, WIDTH, HEIGHT)
    wrong = []
    for item in [*hall.texts(), *_buttons(hall)]:
        area = hall.place(item)
        at: QQuickItem | None = item
        in_footer = False
        while at is not None:
            if at.clip():
                area = area.intersected(hall.place(at))
            in_footer = in_footer or at in footers
            at = at.parentItem()
        if area.isEmpty():
            continue  # scrolled away
        lowest = HEIGHT if in_footer else floor
        sideways = hall.place(item)
        if area.bottom() > lowest + 1 or sideways.left() < -1 or sideways.right() > WIDTH + 1:
            wrong.append(str(item.property("text")))
        if not within.adjusted(-1, -1, 1, 1).contains(area):
            wrong.append(str(item.property("text")))
    squeezed = [page.height() for page in hall.named("ScrollArea") if page.height() < 3 * TOUCH]
    return [*wrong, *(f"the page is squeezed to {height}" for height in squeezed)]


def _missing_sentences(hall: HallScreen) -> list[str]:
    """What the view says and the screen does not. While somebody types, the keyboard lies where the footer was."""
    words = hall.words()
    view = dict(hall.model.property("view"))
    if hall.named("KeyboardPanel"):
        view = {name: part for name, part in view.items() if name not in ("back", "leave", "next")}
    return [text for text in _sentences(view) if text not in words]


def _sentences(view: View, key: str = "") -> list[str]:
    if isinstance(view, str):
        return [view] if view and key not in SIGNS else []
    if isinstance(view, dict):
        dropped = _unsaid(view)
        return [text for name, part in view.items() if name not in dropped for text in _sentences(part, name)]
    if isinstance(view, list | tuple):
        return [text for part in view for text in _sentences(part, key)]
    return []


def _unsaid(view: dict[str, View]) -> set[str]:
    """What a screen holds ready and rightly does not say at this moment."""
    dropped = set()
    if "more" in view:
        dropped |= {"more"}  # only while there is more below
    if "keys" in view:
        dropped |= {"keys", "placeholder", "required"}  # only with an entry
    if "masked" in view:
        dropped |= {"hint"} if view["problem"] else set()
        dropped |= set() if view["masked"] and view["value"] else {"shown"}
    if "reasons" in view and "reasonTitle" in view and not view["reasons"]:
        dropped |= {"reasonTitle"}
    if view.get("startable") is False:
        dropped |= {"start"}
    if view.get("startable") is True:
        dropped |= {"place"}
    if "checks" in view and not view["checks"]:
        dropped |= {"checksTitle"}
    if "finishes" in view and not view["finishes"]:
        dropped |= {"subtitle"}
    if view.get("page") == -1:
        dropped |= {"edit"}
    return dropped


def _buttons(hall: HallScreen) -> list[QQuickItem]:
    return [item for item in hall.shown() if item.inherits("QQuickAbstractButton")]


def _too_small(hall: HallScreen) -> list[str]:
    return [
        f"{item.property('text')}: {item.width():.0f} x {item.height():.0f}"
        for item in _buttons(hall)
        if min(item.width(), item.height()) < TOUCH
    ]


def _secrets_in_sight(hall: HallScreen) -> list[str]:
    """Personal data that the next in the queue could read."""
    words = hall.words()
    cards = [person(card) for card in ("grandmother", "grandfather", "son", "aunt", "expired")]
    secrets = [PHONE, ACCOUNT, *(c.name for c in cards), *(c.id_number for c in cards)]
    return [secret for secret in secrets if secret in words]


def _colours(picture: QImage) -> Counter[int]:
    return Counter(picture.pixel(x, y) for y in range(0, HEIGHT, 12) for x in range(0, WIDTH, 12))
