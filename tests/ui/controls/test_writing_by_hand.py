"""Who cannot type pinyin writes with a finger, and taps the character that was read."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.ui.controls.kiosk_screen import KioskScreen
from tests.ui.controls.test_signing_and_rating import strokes_of
from tests.ui.controls.test_typing import candidates, edit, press, tap_candidate, text_of
from ui.input.keyboard import PinyinInput
from ui.input.pinyin import PinyinEngine

Stroke = list[tuple[int, int]]
TEN: list[Stroke] = [
    [(330, 230), (450, 228), (570, 226), (690, 226)],
    [(510, 70), (511, 180), (510, 290), (511, 400)],
]
MAN: list[Stroke] = [
    [(510, 80), (490, 180), (440, 290), (370, 380)],
    [(505, 180), (560, 290), (650, 380)],
]


@pytest.fixture
def pinyin() -> Iterator[PinyinInput]:
    engine = PinyinEngine()
    engine.open()
    yield PinyinInput(engine)
    engine.close()


@pytest.fixture
def field(screen: Callable[..., KioskScreen], pinyin: PinyinInput) -> tuple[KioskScreen, QQuickItem]:
    form = screen(page="Form", pinyin=pinyin)
    found = edit(form, "nameField")
    press(form, "hand")
    form.picture()
    return form, found


def write(form: KioskScreen, strokes: list[Stroke]) -> None:
    pad = form.find("writingPad")
    for stroke in strokes:
        form.drag(pad, stroke)
    form.picture()


def offered(form: KioskScreen) -> list[str]:
    return [text_of(item) for item in candidates(form)]


def test_two_characters_one_after_the_other(field: tuple[KioskScreen, QQuickItem]) -> None:
    form, entry = field
    write(form, TEN)
    tap_candidate(form, "十")
    assert text_of(entry) == "十"
    assert strokes_of(form.find("writingPad")) == []
    assert offered(form) == []
    write(form, MAN)
    tap_candidate(form, "人")
    assert text_of(entry) == "十人"


def test_a_stroke_is_taken_back_and_what_is_left_is_read_anew(field: tuple[KioskScreen, QQuickItem]) -> None:
    form, _ = field
    write(form, TEN)
    assert "十" in offered(form)[:3]
    press(form, "undo")
    form.picture()
    assert len(strokes_of(form.find("writingPad"))) == 1
    assert offered(form)[0] == "一"


def test_writing_again_empties_the_pad_and_leaves_the_text(field: tuple[KioskScreen, QQuickItem]) -> None:
    form, entry = field
    write(form, TEN)
    tap_candidate(form, "十")
    write(form, MAN)
    press(form, "rewrite")
    assert (strokes_of(form.find("writingPad")), offered(form), text_of(entry)) == ([], [], "十")
    press(form, "backspace")
    assert text_of(entry) == ""


def test_the_next_name_is_written_too_and_pinyin_is_one_key_away(
    field: tuple[KioskScreen, QQuickItem],
) -> None:
    form, _ = field
    write(form, TEN)
    other = edit(form, "agentField")
    assert form.find("writingPad").isVisible()
    assert offered(form) == [], "what was half written belongs to nobody's other entry"
    press(form, "pinyin", *"li", "space")
    assert len(text_of(other)) == 1


def test_a_number_is_not_written(field: tuple[KioskScreen, QQuickItem]) -> None:
    form, _ = field
    edit(form, "idField")
    press(form, "1")
    assert not [item for item in form.items() if item.objectName() == "writingPad" and item.isVisible()]


def test_after_the_visit_nothing_of_it_is_left(
    field: tuple[KioskScreen, QQuickItem], pinyin: PinyinInput
) -> None:
    form, _ = field
    write(form, TEN)
    pinyin.forget()
    assert offered(form) == []
    assert strokes_of(form.find("writingPad")) == []
