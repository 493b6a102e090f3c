"""One answer at a time: what is wrong with it is named, and what a person may write is taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.service import Choice, FieldKind, FormField, Section
from kiosk.catalogue.words import Text
from kiosk.form import Problem, ProblemCode, applicable_sections, check_answer, check_answers
from kiosk.visit.sample_hall import SERVICE

LABEL = Text(zh="一", en="One")


def field(kind: FieldKind = FieldKind.TEXT, name: str = "x", required: bool = True) -> FormField:
    choices = (Choice(value="a", label=LABEL), Choice(value="b", label=LABEL)) if kind == "choice" else ()
    return FormField(id=name, label=LABEL, kind=kind, required=required, choices=choices, max_length=20)


def code(kind: FieldKind, answer: str) -> ProblemCode | None:
    problem = check_answer(field(kind), answer)
    return problem.code if problem else None


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (FieldKind.TEXT, "海口市美兰区示例路9号 ２单元"),
        (FieldKind.TEXT, "𠮷\ue863"),
        (FieldKind.TEXT, "x" * 20),
        (FieldKind.TEXT, f"  {'x' * 20}\n"),
        (FieldKind.NAME, "买买提·吐尔逊"),
        (FieldKind.PHONE, "13907681234"),
        (FieldKind.PHONE, " 19907681234 "),
        (FieldKind.ID_NUMBER, "46010619510815002x"),
        (FieldKind.ID_NUMBER, "81000019920513876X"),
        (FieldKind.BANK_CARD, "6222020200000012340"),
        (FieldKind.BANK_CARD, "4111111111111111"),
        (FieldKind.CHOICE, "a"),
    ],
)
def test_what_people_write_is_taken(kind: FieldKind, answer: str) -> None:
    assert code(kind, answer) is None


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        (FieldKind.TEXT, "x" * 21, ProblemCode.TOO_LONG),
        (FieldKind.TEXT, "a\x00b", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\nb", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\x1b@b", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\x7fb", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\x85b", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\u202eb", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\u200bb", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\u2028b", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.TEXT, "a\ud800b", ProblemCode.FORBIDDEN_CHARACTER),
        (FieldKind.PHONE, "12907681234", ProblemCode.PHONE),
        (FieldKind.PHONE, "1390768123", ProblemCode.PHONE),
        (FieldKind.PHONE, "139076812345", ProblemCode.PHONE),
        (FieldKind.PHONE, "1390768 1234", ProblemCode.PHONE),
        (FieldKind.PHONE, "１３９０７６８１２３４", ProblemCode.PHONE),
        (FieldKind.PHONE, "١٣٩٠٧٦٨١٢٣٤", ProblemCode.PHONE),
        (FieldKind.PHONE, "13907681²34", ProblemCode.PHONE),
        (FieldKind.BANK_CARD, "6222020200000012341", ProblemCode.BANK_CARD),
        (FieldKind.BANK_CARD, "0", ProblemCode.BANK_CARD),
        (FieldKind.BANK_CARD, "４１１１１１１１１１１１１１１１", ProblemCode.BANK_CARD),
        (FieldKind.BANK_CARD, "0" * 12, ProblemCode.BANK_CARD),
        (FieldKind.BANK_CARD, "0" * 20, ProblemCode.BANK_CARD),
        (FieldKind.CHOICE, "c", ProblemCode.NOT_A_CHOICE),
        (FieldKind.CHOICE, "A", ProblemCode.NOT_A_CHOICE),
        (FieldKind.ID_NUMBER, "4601061951081500", ProblemCode.ID_NUMBER_LENGTH),
        (FieldKind.ID_NUMBER, "46010619510815002a", ProblemCode.ID_NUMBER_LENGTH),
        (FieldKind.ID_NUMBER, "460106195108150021", ProblemCode.ID_NUMBER_CHECK_DIGIT),
        (FieldKind.ID_NUMBER, "460107200102291235", ProblemCode.ID_NUMBER_DATE),
    ],
)
def test_what_is_wrong_has_its_own_code(kind: FieldKind, answer: str, expected: ProblemCode) -> None:
    assert code(kind, answer) is expected


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("nothing", ["", "  ", "\t\n", "\u3000"])
def test_nothing_is_only_wrong_where_something_is_required(kind: FieldKind, nothing: str) -> None:
    assert code(kind, nothing) is ProblemCode.REQUIRED
    assert check_answer(field(kind, required=False), nothing) is None


def test_too_long_says_how_long_and_nothing_of_the_answer() -> None:
    assert check_answer(field(), "x" * 21) == Problem(ProblemCode.TOO_LONG, "form.x", "20")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FieldKind), st.text(max_size=30))
def test_no_answer_at_all_breaks_the_check_or_is_repeated_by_it(kind: FieldKind, answer: str) -> None:
    problem = check_answer(field(kind), answer)
    assert problem is None or problem.detail in {"", "20"}


def test_problems_come_in_the_forms_order() -> None:
    sections = (
        Section(title=LABEL, fields=(field(name="a"), field(FieldKind.PHONE, "b"))),
        Section(title=LABEL, fields=(field(name="c"),)),
    )
    assert [p.field for p in check_answers(sections, {"b": "1"})] == ["form.a", "form.b", "form.c"]


def test_questions_that_do_not_apply_are_gone_and_so_are_sections_left_empty() -> None:
    optional = SERVICE.model_copy(
        update={
            "form": (
                *SERVICE.form,
                Section(title=LABEL, fields=(field(name="z").model_copy(update={"when": "false"}),)),
            )
        }
    )
    for situation, names in (("self", ["phone", "address"]), ("delegate", ["phone", "address", "relation"])):
        sections = applicable_sections(optional, {"situation": situation})
        assert [f.id for section in sections for f in section.fields] == names
        assert len(sections) == 2
