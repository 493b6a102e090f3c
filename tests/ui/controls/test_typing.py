"""Filling in a form with the on-screen keyboard, as a finger does it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtQuick import QQuickItem

from tests.ui.controls.kiosk_screen import KioskScreen
from ui.input.keyboard import PinyinInput
from ui.input.pinyin import PinyinEngine


@pytest.fixture
def pinyin() -> Iterator[PinyinInput]:
    engine = PinyinEngine()
    engine.open()
    yield PinyinInput(engine)
    engine.close()


@pytest.fixture
def form(screen: Callable[..., KioskScreen], pinyin: PinyinInput) -> KioskScreen:
    return screen(page="Form", pinyin=pinyin)


def test_digits_and_x_fill_the_id_number(form: KioskScreen) -> None:
    field = edit(form, "idField")
    press(form, *"46010619510815002X")
    assert text_of(field) == "46010619510815002X"


def test_id_number_takes_no_nineteenth_character(form: KioskScreen) -> None:
    field = edit(form, "idField")
    press(form, *"46010619510815002X1")
    assert text_of(field) == "46010619510815002X"


def test_backspace_and_clear(form: KioskScreen) -> None:
    field = edit(form, "idField")
    press(form, "1", "2", "3", "backspace")
    assert text_of(field) == "12"
    press(form, "clear", "backspace")
    assert text_of(field) == ""


def test_shift_makes_one_capital(form: KioskScreen) -> None:
    field = edit(form, "mailField")
    press(form, "shift", "a", "b", "@", "1", ".", "c", "_", "space")
    assert text_of(field) == "Ab@1.c_ "


def test_tapping_a_masked_number_shows_it_for_editing_and_hides_it_again(form: KioskScreen) -> None:
    assert "138****1234" in shown_words(form)
    field = edit(form, "phoneField")
    assert "138****1234" not in shown_words(form)
    press(form, "backspace", "5")
    assert text_of(field) == "13876501235"
    edit(form, "idField")
    assert "138****1234" in shown_words(form)


def test_a_name_is_typed_in_pinyin_and_chosen(form: KioskScreen) -> None:
    field = edit(form, "nameField")
    press(form, *"zhangwei")
    assert text_of(form.find("candidate0")) == "张伟"
    assert text_of(field) == ""
    tap_candidate(form, "张伟")
    assert text_of(field) == "张伟"


def test_space_takes_the_first_candidate(form: KioskScreen) -> None:
    field = edit(form, "nameField")
    press(form, *"zhangwei", "space")
    assert text_of(field) == "张伟"


def test_a_full_stop_after_letters_takes_the_first_candidate_first(form: KioskScreen) -> None:
    field = edit(form, "nameField")
    press(form, *"zhangwei", ".")
    assert text_of(field) == "张伟."


def test_choosing_a_part_leaves_the_rest_to_choose(form: KioskScreen, pinyin: PinyinInput) -> None:
    field = edit(form, "nameField")
    press(form, *"haikou")
    tap_candidate(form, "海")
    assert pinyin.property("composition") == "海kou"
    assert text_of(field) == ""
    tap_candidate(form, "口")
    assert text_of(field) == "海口"
    assert pinyin.property("composition") == ""


def test_backspace_edits_the_letters_before_it_touches_the_text(
    form: KioskScreen, pinyin: PinyinInput
) -> None:
    field = edit(form, "nameField")
    press(form, *"li", "space", *"wa", "backspace")
    assert pinyin.property("composition") == "w"
    press(form, "backspace")
    assert len(text_of(field)) == 1
    press(form, "backspace")
    assert text_of(field) == ""


def test_done_keeps_letters_as_they_stand(form: KioskScreen) -> None:
    field = edit(form, "nameField")
    press(form, *"li", "done")
    assert text_of(field) == "li"


def test_language_key_types_letters_into_a_chinese_field(form: KioskScreen) -> None:
    field = edit(form, "nameField")
    press(form, "language", *"li")
    assert text_of(field) == "li"


def test_going_to_another_field_drops_the_half_typed_word(form: KioskScreen, pinyin: PinyinInput) -> None:
    field = edit(form, "nameField")
    press(form, *"zhang")
    edit(form, "agentField")
    assert pinyin.property("composition") == ""
    assert pinyin.property("candidates") == []
    assert text_of(field) == ""


def test_every_candidate_is_reached_page_by_page(form: KioskScreen, pinyin: PinyinInput) -> None:
    edit(form, "nameField")
    press(form, *"shi")
    seen: list[str] = []
    for _ in range(60):
        form.picture()
        seen += [text_of(item) for item in candidates(form)]
        later = form.find("laterCandidates")
        if not later.isEnabled():
            break
        form.tap(later)
    assert seen == pinyin.property("candidates")


def test_keys_never_take_the_focus(form: KioskScreen) -> None:
    field = edit(form, "idField")
    press(form, "1")
    assert field.property("editing") is True


def edit(form: KioskScreen, name: str) -> QQuickItem:
    field = form.find(name)
    form.scroll_to(field)
    form.tap(field)
    assert field.property("editing") is True
    form.picture()
    return field


def press(form: KioskScreen, *keys: str) -> None:
    for key in keys:
        form.tap(form.find("key_" + key))


def candidates(form: KioskScreen) -> list[QQuickItem]:
    found = [
        item
        for item in form.items()
        if item.objectName().startswith("candidate") and item.isVisible() and item.parentItem() is not None
    ]
    return sorted(found, key=lambda item: form.place(item).left())


def tap_candidate(form: KioskScreen, word: str) -> None:
    form.picture()
    form.tap(next(item for item in candidates(form) if text_of(item) == word))


def text_of(item: QQuickItem) -> str:
    return str(item.property("text"))


def shown_words(form: KioskScreen) -> set[str]:
    return {text_of(i) for i in form.items() if i.inherits("QQuickText") and i.isVisible()}
