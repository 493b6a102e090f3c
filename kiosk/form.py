"""The form: which questions apply, and what is wrong with an answer, before the resident goes on.

An answer is text. Checks are those of the field's kind; each problem has a code whose sentence stands in the texts.
Pure; any thread.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from devices.id_card.number import IdNumberInvalid, NumberFlaw, parse_id_number
from kiosk.catalogue.service import FieldKind, FormField, Section, Service
from kiosk.rules import Facts, compile_rule, facts_to_cel
from kiosk.uscc import is_uscc

Answers = Mapping[str, str]


class ProblemCode(StrEnum):
    """What can be wrong with an application; the sentence is ``[problem.<code>]`` in the texts."""

    BAD_JSON = "bad_json"
    REQUIRED = "required"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    TOO_LONG = "too_long"
    FORBIDDEN_CHARACTER = "forbidden_character"
    NOT_A_CHOICE = "not_a_choice"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    ID_NUMBER_LENGTH = "id_number_length"
    ID_NUMBER_CHECK_DIGIT = "id_number_check_digit"
    ID_NUMBER_DATE = "id_number_date"
    ID_NUMBER_MISMATCH = "id_number_mismatch"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_ITEM = "unknown_item"
    NOT_AT_KIOSK = "not_at_kiosk"
    UNKNOWN_SITUATION = "unknown_situation"
    AGENT_NEEDED = "agent_needed"
    AGENT_NOT_NEEDED = "agent_not_needed"
    SAME_PERSON = "same_person"
    NOT_ELIGIBLE = "not_eligible"
    ATTACHMENT_UNREADABLE = "attachment_unreadable"
    ATTACHMENT_TOO_LARGE = "attachment_too_large"
    TOO_MANY_ATTACHMENTS = "too_many_attachments"
    DATE = "date"
    NUMBER = "number"
    NUMBER_RANGE = "number_range"
    USCC = "uscc"
    MATERIAL_MISSING = "material_missing"
    NOT_ACTIVE = "not_active"
    CLOSED_TO_DEFAULTERS = "closed_to_defaulters"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. ``field`` is its dotted place (``form.phone``); ``detail`` never holds an answer."""

    code: ProblemCode
    field: str
    detail: str = ""


def applicable_sections(service: Service, facts: Facts) -> tuple[Section, ...]:
    """The sections with the questions that apply to these facts; sections left empty are gone."""
    cel = facts_to_cel(facts)
    sections = []
    for section in service.form:
        fields = tuple(f for f in section.fields if f.when is None or compile_rule(f.when)(cel))
        if fields:
            sections.append(section.model_copy(update={"fields": fields}))
    return tuple(sections)


def check_answers(sections: tuple[Section, ...], answers: Answers) -> tuple[Problem, ...]:
    """Every problem, in the form's order."""
    return tuple(
        problem
        for section in sections
        for field in section.fields
        if (problem := check_answer(field, answers.get(field.id, ""))) is not None
    )


def check_answer(field: FormField, answer: str) -> Problem | None:
    """What is wrong with one answer, or None."""
    place = f"form.{field.id}"
    text = answer.strip()
    if not text:
        return Problem(ProblemCode.REQUIRED, place) if field.required else None
    if len(text) > field.max_length:
        return Problem(ProblemCode.TOO_LONG, place, str(field.max_length))
    if has_forbidden_character(text):
        return Problem(ProblemCode.FORBIDDEN_CHARACTER, place)
    code = _check_kind(field, text)
    if code is ProblemCode.NUMBER_RANGE:
        return Problem(code, place, bounds(field))
    return Problem(code, place) if code is not None else None


def bounds(field: FormField) -> str:
    """The bounds of a number, for people: ``1-300``, ``1-`` or ``-300``."""
    least = "" if field.least is None else str(field.least)
    return f"{least}-" + ("" if field.most is None else str(field.most))


def has_forbidden_character(text: str) -> bool:
    """Control and format characters, line separators, lone surrogates: they show nothing, turn the writing round, or
    mean something to a printer. Private-use characters pass: rare characters of names are on chips that way."""
    return any(unicodedata.category(character) in _FORBIDDEN for character in text)


_FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _check_kind(field: FormField, text: str) -> ProblemCode | None:
    match field.kind:
        case FieldKind.TEXT | FieldKind.NAME:
            return None
        case FieldKind.PHONE:
            # Mainland mobile numbers: 11 digits from 13 to 19 (telecommunications numbering plan, 2017).
            return None if re.fullmatch(r"1[3-9][0-9]{9}", text) else ProblemCode.PHONE
        case FieldKind.BANK_CARD:
            return (
                None if re.fullmatch(r"[0-9]{13,19}", text) and passes_luhn(text) else ProblemCode.BANK_CARD
            )
        case FieldKind.CHOICE:
            return None if any(c.value == text for c in field.choices) else ProblemCode.NOT_A_CHOICE
        case FieldKind.DATE:
            return None if _is_day(text) else ProblemCode.DATE
        case FieldKind.NUMBER:
            return _check_number(field, text)
        case FieldKind.USCC:
            return None if is_uscc(text.upper()) else ProblemCode.USCC
        case FieldKind.ID_NUMBER:
            try:
                parse_id_number(text)
            except IdNumberInvalid as invalid:
                return id_number_problem(invalid)
            return None
        case _ as never:
            assert_never(never)


def _is_day(text: str) -> bool:
    """``2026-05-06``, as the form keeps it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_number(field: FormField, text: str) -> ProblemCode | None:
    if not re.fullmatch(r"[0-9]{1,12}", text):
        return ProblemCode.NUMBER
    number = int(text)
    too_small = field.least is not None and number < field.least
    too_large = field.most is not None and number > field.most
    return ProblemCode.NUMBER_RANGE if too_small or too_large else None


def id_number_problem(invalid: IdNumberInvalid) -> ProblemCode:
    """The problem's code for what is wrong with an ID number."""
    match invalid.reason:
        case NumberFlaw.LENGTH | NumberFlaw.CHARACTERS:
            return ProblemCode.ID_NUMBER_LENGTH
        case NumberFlaw.IMPOSSIBLE_DATE:
            return ProblemCode.ID_NUMBER_DATE
        case NumberFlaw.WRONG_CHECK_DIGIT:
            return ProblemCode.ID_NUMBER_CHECK_DIGIT
        case _ as never:
            assert_never(never)


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B: from the right, every second digit doubled, digits summed, divisible by ten."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
