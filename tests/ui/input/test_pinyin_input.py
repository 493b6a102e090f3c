"""The keyboard's engine: letters in, finished Chinese out, nothing left behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from ui.input.keyboard import PinyinInput
from ui.input.pinyin import PinyinEngine


@pytest.fixture
def keyboard(qapp: QCoreApplication) -> Iterator[PinyinInput]:
    assert qapp is not None
    engine = PinyinEngine()
    engine.open()
    yield PinyinInput(engine)
    engine.close()


@pytest.fixture
def committed(keyboard: PinyinInput) -> list[str]:
    texts: list[str] = []
    keyboard.committed.connect(texts.append)
    return texts


def type_letters(keyboard: PinyinInput, letters: str) -> None:
    for letter in letters:
        keyboard.type(letter)


def test_a_whole_word_is_committed_at_once(keyboard: PinyinInput, committed: list[str]) -> None:
    type_letters(keyboard, "haikoushi")
    assert keyboard.property("candidates")[0] == "海口市"
    keyboard.choose(0)
    assert committed == ["海口市"]
    assert keyboard.property("composition") == ""
    assert keyboard.property("candidates") == []


def test_a_choice_that_is_not_there_does_nothing(keyboard: PinyinInput, committed: list[str]) -> None:
    keyboard.choose(0)
    keyboard.choose(-1)
    type_letters(keyboard, "hai")
    keyboard.choose(5000)
    assert committed == []
    assert keyboard.property("composition") == "hai"


def test_deleting_the_rest_commits_what_was_chosen(keyboard: PinyinInput, committed: list[str]) -> None:
    type_letters(keyboard, "haik")
    keyboard.choose(keyboard.property("candidates").index("海"))
    keyboard.backspace()
    assert committed == ["海"]


def test_letters_beyond_the_longest_spelling_are_not_taken(keyboard: PinyinInput) -> None:
    type_letters(keyboard, "a" * 60)
    assert len(keyboard.property("composition")) == 36


def test_the_field_says_what_is_likely(keyboard: PinyinInput) -> None:
    keyboard.setProperty("purpose", "name")
    type_letters(keyboard, "wangluo")
    assert keyboard.property("candidates")[0] == "王洛"


def test_the_end_of_the_visit_leaves_nothing(keyboard: PinyinInput, committed: list[str]) -> None:
    type_letters(keyboard, "haikou")
    keyboard.choose(keyboard.property("candidates").index("海"))
    keyboard.forget()
    assert keyboard.property("composition") == ""
    assert keyboard.property("candidates") == []
    assert committed == []
