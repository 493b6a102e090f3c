"""Filling in the form with a finger on the keyboard of the screen."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue.words import Language
from tests.ui.screens.hall_screen import HallScreen
from tests.ui.screens.visit_journeys import ACCOUNT, PHONE, form, form_account, form_typed_elder, review


def test_a_phone_number_is_typed_and_masked_when_done(hall: HallScreen) -> None:
    form(hall)
    hall.finger.tap("手机号码")
    press(hall, PHONE)
    assert hall.model.visit.session.answers["phone"] == PHONE
    assert PHONE in hall.words(), "who types must see what they type"
    hall.finger.tap_named("key_done")
    assert not hall.named("KeyboardPanel")
    assert PHONE not in hall.words()
    assert "138****1234" in hall.words()


def test_done_brings_the_footer_back(hall: HallScreen) -> None:
    form(hall)
    hall.settle()
    assert hall.named("PageFooter")
    hall.finger.tap("手机号码")
    hall.settle()
    assert not hall.named("PageFooter")
    hall.finger.tap_named("key_done")
    hall.settle()
    assert hall.named("PageFooter")


def test_an_address_is_typed_in_pinyin(hall: HallScreen) -> None:
    form(hall)
    hall.finger.tap("现在的住址")
    hall.finger.tap_named("key_clear")
    assert hall.model.visit.session.answers["residence"] == ""
    press(hall, "heping")
    offered = [str(key.property("text")) for key in hall.shown() if key.objectName().startswith("candidate")]
    assert "和平" in offered
    tap_key(hall, "和平")
    press(hall, "23")
    hall.finger.tap_named("key_done")
    assert hall.model.visit.session.answers["residence"] == "和平23"
    assert "和平23" in hall.words()


def test_letters_left_in_the_composition_are_kept_by_done(hall: HallScreen) -> None:
    form(hall)
    hall.finger.tap("现在的住址")
    hall.finger.tap_named("key_clear")
    press(hall, "li")
    hall.finger.tap_named("key_done")
    assert hall.model.visit.session.answers["residence"] == "li"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", Language)
def test_the_field_being_filled_in_stays_above_the_keyboard(
    hall: HallScreen, language: Language, large: bool
) -> None:
    for journey in (form, form_account, form_typed_elder):
        journey(hall)
        hall.look(language, large=large)
        hall.settle()
        for entry in entries(hall):
            hall.finger.tap(str(entry.property("label")))
            hall.until(lambda: not moving(hall))
            hall.picture()
            keyboard = hall.place(hall.named("KeyboardPanel")[0])
            field = hall.place(next(i for i in under(entry) if i.inherits("QQuickTextInput")))
            page = hall.place(hall.named("ScrollArea")[0])
            assert field.bottom() <= keyboard.top() + 1
            assert field.top() >= page.top() - 1
            assert keyboard.bottom() <= 1921
            hall.finger.tap_named("key_done")


def test_a_wrong_card_number_is_said_beside_its_field_and_goes_when_mended(hall: HallScreen) -> None:
    form_account(hall)
    hall.finger.tap("中国银行")
    hall.finger.tap("银行卡号")
    press(hall, ACCOUNT[:-1] + "9")
    hall.finger.tap_named("key_done")
    hall.finger.tap("下一步")
    assert hall.state == "FillForm"
    assert "银行卡号不对，请核对" in hall.words()
    hall.finger.tap("银行卡号")
    hall.finger.tap_named("key_backspace")
    hall.finger.tap_named("key_8")
    hall.finger.tap_named("key_done")
    assert "银行卡号不对，请核对" not in hall.words()
    hall.finger.tap("下一步")
    assert hall.state == "Materials"


def test_switching_the_language_keeps_what_was_typed(hall: HallScreen) -> None:
    form(hall)
    hall.finger.tap("手机号码")
    press(hall, PHONE)
    hall.finger.tap_named("key_done")
    hall.look(Language.EN, large=True)
    hall.settle()
    assert "Mobile number" in hall.words()
    assert "138****1234" in hall.words()
    assert hall.model.visit.session.answers["phone"] == PHONE


def test_from_the_review_back_to_the_last_page_and_its_answers_are_there(hall: HallScreen) -> None:
    review(hall)
    hall.settle()
    hall.finger.tap("修改")
    assert hall.state == "FillForm"
    hall.settle()
    assert [entry.property("text") for entry in entries(hall)] == [ACCOUNT]
    assert ACCOUNT not in hall.words()


def press(hall: HallScreen, keys: str) -> None:
    for key in keys:
        hall.finger.tap_named(f"key_{key}")


def tap_key(hall: HallScreen, word: str) -> None:
    key = next(
        i for i in hall.shown() if i.objectName().startswith("candidate") and i.property("text") == word
    )
    hall.tap(key)


def entries(hall: HallScreen) -> list[QQuickItem]:
    """The typed fields of the page from top to bottom."""
    return sorted(hall.named("TextEntry"), key=lambda entry: entry.mapToScene(QPointF()).y())


def under(item: QQuickItem) -> list[QQuickItem]:
    return [item, *(deep for child in item.childItems() for deep in under(child))]


def moving(hall: HallScreen) -> bool:
    return bool(hall.named("ScrollArea")[0].property("moving"))
