"""Every sentence: there in both languages, with the same words to fill in, used, and short enough to be read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import config
from config.faults import EnvironmentFault, FaultCode
from config.texts import LANGUAGES, texts
from kiosk.case import CaseState
from kiosk.catalogue.service import Per
from kiosk.form import ProblemCode

ROOT = Path(config.__file__).parent.parent
FOLDERS = ("kiosk", "ui", "app", "devices", "sync", "central")
FAULT_PARTS = ("resident", "next", "staff", "remedy")
LONGEST = {"zh": 30, "en": 20}
"""Chinese characters, English words; the aim is 24 and 14."""


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _sentence(language: str, name: str) -> str:
    """As it is written, placeholders and all."""
    sentence = texts(language)._sentences[name]
    assert isinstance(sentence, str)
    return sentence


def _names_in_code() -> Iterator[str]:
    """Regular expressions of the names that code asks for, from every ``say(...)``."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and _is_say(node.func):
                    found = _patterns(node.args[0])
                    yield from (pattern for pattern in found if re.match(r"[a-z_]+\\\.\S+$", pattern))


def _is_say(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name.lstrip("_").lower() in ("say", "saying")


def _patterns(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str() as name):
            yield re.escape(name)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_]*"
                for part in parts
            )
        case ast.IfExp(body=body, orelse=other):
            yield from _patterns(body)
            yield from _patterns(other)
        case _:
            pass


IN_CODE = sorted(set(_names_in_code()))


def test_both_languages_have_the_same_sentences() -> None:
    zh, en = (texts(language).names() for language in LANGUAGES)
    assert zh == en


@pytest.mark.parametrize("name", sorted(texts("zh").names()))
def test_a_sentence_has_the_same_words_to_fill_in_in_both_languages(name: str) -> None:
    assert _placeholders(_sentence("zh", name)) == _placeholders(_sentence("en", name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_has_spaces_around_it(language: str) -> None:
    for name in texts(language).names():
        sentence = _sentence(language, name)
        assert sentence, name
        assert sentence == sentence.strip(), name


def test_every_fault_has_words_for_residents_and_staff() -> None:
    expected = {f"fault.{code}.{part}" for code in FaultCode for part in FAULT_PARTS}
    assert {name for name in texts("zh").names() if name.startswith("fault.")} == expected


def test_every_problem_has_a_sentence() -> None:
    expected = {f"problem.{code}" for code in ProblemCode}
    assert {name for name in texts("zh").names() if name.startswith("problem.")} == expected


def test_a_problem_has_no_other_word_to_fill_in_than_its_detail() -> None:
    for code in ProblemCode:
        assert _placeholders(_sentence("zh", f"problem.{code}")) <= {"detail"}


def test_every_state_of_a_case_has_a_title_and_a_sentence() -> None:
    for state in ("saved", *CaseState):
        sentences = {f"result.sentence_{state}"}
        if state == CaseState.GRANTED:
            sentences = {f"result.sentence_granted_{per}" for per in Per}
        assert {f"result.title_{state}", *sentences} <= texts("zh").names()


def test_the_code_is_really_looked_at() -> None:
    assert len(IN_CODE) > 100
    assert "attract\\.title" in IN_CODE


@pytest.mark.parametrize("pattern", IN_CODE)
def test_every_sentence_that_code_asks_for_is_there(pattern: str) -> None:
    assert any(re.fullmatch(pattern, name) for name in texts("zh").names())


def test_no_sentence_is_there_for_nothing() -> None:
    asked = re.compile("|".join(IN_CODE))
    assert sorted(name for name in texts("zh").names() if not asked.fullmatch(name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_for_residents_are_short(language: str) -> None:
    long = [
        name
        for name in texts(language).names()
        if not name.endswith((".staff", ".remedy"))
        and _length(language, _sentence(language, name)) > LONGEST[language]
    ]
    assert long == []


def _length(language: str, sentence: str) -> int:
    if language == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]", sentence))
    return len(sentence.split())


def test_a_sentence_takes_its_words() -> None:
    assert texts("zh").say("home.greeting", name="王*英") == "您好，王*英"


def test_a_sentence_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(KeyError):
        texts("en").say("ghost.sentence")


def test_a_fault_tells_its_code_and_what_staff_should_know() -> None:
    fault = EnvironmentFault(FaultCode.DISK_FULL, "/var: 3 MB free")
    assert (fault.code, fault.detail, str(fault)) == (
        FaultCode.DISK_FULL,
        "/var: 3 MB free",
        "disk_full: /var: 3 MB free",
    )
    assert str(EnvironmentFault(FaultCode.DISK_FULL)) == "disk_full"
