"""Numbers, ages and masks, by the standards' own vectors and made-up people."""

from dataclasses import replace
from datetime import date

import pytest

from devices.id_card.card import IdCard
from devices.id_card.layout import CardKind
from devices.id_card.number import IdNumberInvalid
from devices.id_card.number import Sex as ChipSex
from kiosk.check import check_person
from kiosk.form import ProblemCode
from kiosk.person import (
    DocumentKind,
    IdentifiedBy,
    Person,
    Sex,
    masked_middle,
    masked_name,
    number_facts,
    person_from_card,
    person_from_number,
)

VALID = [
    ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
    ("440524188001010014", date(1880, 1, 1), Sex.MALE),
    ("321083197812162119", date(1978, 12, 16), Sex.MALE),
    ("460105199003071239", date(1990, 3, 7), Sex.MALE),
    ("460105199003070017", date(1990, 3, 7), Sex.MALE),
    ("46010619510815002X", date(1951, 8, 15), Sex.FEMALE),
    ("460106195108151233", date(1951, 8, 15), Sex.MALE),
    ("460107200002291238", date(2000, 2, 29), Sex.MALE),
    ("460108193501011230", date(1935, 1, 1), Sex.MALE),
    ("460108193501010027", date(1935, 1, 1), Sex.FEMALE),
    ("81000019920513876X", date(1992, 5, 13), Sex.FEMALE),
    ("830000199506201236", date(1995, 6, 20), Sex.MALE),
    ("820000198001011238", date(1980, 1, 1), Sex.MALE),
]


@pytest.mark.parametrize(("number", "birth", "sex"), VALID)
def test_a_true_number_states_birth_and_sex(number: str, birth: date, sex: Sex) -> None:
    person = person_from_number("王芳", number)
    assert (person.id_number, person.birth, person.sex) == (number, birth, sex)
    assert person.identified_by is IdentifiedBy.DECLARED
    assert check_person(person, "applicant") == ()


@pytest.mark.parametrize(("number", "birth", "sex"), VALID)
@pytest.mark.parametrize("wrong", "0123456789X")
def test_another_last_character_is_refused(number: str, birth: date, sex: Sex, wrong: str) -> None:
    if wrong == number[-1]:
        return
    with pytest.raises(IdNumberInvalid) as refused:
        person_from_number("王芳", number[:-1] + wrong)
    assert number[:-1] not in str(refused.value)
    person = Person(name="王芳", sex=sex, birth=birth, id_number=number[:-1] + wrong)
    assert [p.code for p in check_person(person, "applicant")] == [ProblemCode.ID_NUMBER_CHECK_DIGIT]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("460107200102291235", ProblemCode.ID_NUMBER_DATE),
        ("46010619510815002", ProblemCode.ID_NUMBER_LENGTH),
        ("46010619510815002XX", ProblemCode.ID_NUMBER_LENGTH),
        ("", ProblemCode.ID_NUMBER_LENGTH),
        ("４６０１０８１９３５０１０１００２７", ProblemCode.ID_NUMBER_LENGTH),
        ("٤٦٠١٠٨١٩٣٥٠١٠١٠٠٢٧", ProblemCode.ID_NUMBER_LENGTH),
        ("46010819350101002 ", ProblemCode.ID_NUMBER_LENGTH),
    ],
)
def test_what_is_wrong_with_a_number_has_its_own_code(number: str, code: ProblemCode) -> None:
    person = Person.model_construct(
        name="王芳",
        sex=Sex.FEMALE,
        birth=date(2001, 3, 1),
        id_number=number,
        kind=DocumentKind.RESIDENT,
        identified_by=IdentifiedBy.DECLARED,
    )
    assert [(p.code, p.field) for p in check_person(person, "agent")] == [(code, "agent.id_number")]


@pytest.mark.parametrize("number", ["932682198501010017", "911124198108030024"])
def test_a_foreigners_number_of_2023_states_a_birth_and_no_sex(number: str) -> None:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert number_facts(DocumentKind.FOREIGNER_2023, number) == (born, None)


def test_a_foreigners_number_of_2017_states_neither() -> None:
    assert number_facts(DocumentKind.FOREIGNER_2017, "USA110081010101") == (None, None)
    with pytest.raises(IdNumberInvalid):
        number_facts(DocumentKind.FOREIGNER_2017, "USA11008101010")


def test_what_is_typed_must_agree_with_the_number_and_a_chip_is_believed() -> None:
    typed = person_from_number("符玉莲", "460108193501010027")
    wrong = typed.model_copy(update={"sex": Sex.MALE, "birth": date(1936, 1, 1)})
    assert [(p.code, p.field) for p in check_person(wrong, "applicant")] == [
        (ProblemCode.ID_NUMBER_MISMATCH, "applicant.birth"),
        (ProblemCode.ID_NUMBER_MISMATCH, "applicant.sex"),
    ]
    chip = wrong.model_copy(update={"identified_by": IdentifiedBy.CHIP})
    assert check_person(chip, "applicant") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", ProblemCode.REQUIRED),
        ("符" * 71, ProblemCode.TOO_LONG),
        ("符\x1b@莲", ProblemCode.FORBIDDEN_CHARACTER),
        ("符\u202e莲", ProblemCode.FORBIDDEN_CHARACTER),
    ],
)
def test_a_name_that_cannot_stand_on_a_receipt_is_refused(name: str, code: ProblemCode) -> None:
    person = person_from_number("符玉莲", "460108193501010027").model_copy(update={"name": name})
    assert [(p.code, p.field) for p in check_person(person, "applicant")] == [(code, "applicant.name")]


@pytest.mark.parametrize(
    "name", ["符玉莲", "买买提·吐尔逊", "𠮷野", "\ue863某", "Maria da Silva O'Neil-Smith"]
)
def test_names_as_people_have_them_are_taken(name: str) -> None:
    person = person_from_number(name, "460108193501010027")
    assert check_person(person, "applicant") == ()


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(1946, 5, 6), date(2026, 5, 5), 79),
        (date(1946, 5, 6), date(2026, 5, 6), 80),
        (date(1946, 5, 6), date(2026, 5, 7), 80),
        (date(1944, 2, 29), date(2024, 2, 28), 79),
        (date(1944, 2, 29), date(2024, 2, 29), 80),
        (date(1944, 2, 29), date(2025, 2, 28), 80),
        (date(1944, 2, 29), date(2025, 3, 1), 81),
        (date(1945, 12, 31), date(2026, 1, 1), 80),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_a_year_is_completed_on_the_birthday_and_of_a_leap_day_on_the_first_of_march(
    birth: date, today: date, age: int
) -> None:
    assert Person(name="符玉莲", sex=Sex.FEMALE, birth=birth, id_number="x").age_on(today) == age


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王芳", "王*"), ("王秀英", "王*英"), ("欧阳修远", "欧**远"), ("王", "王"), ("", "")],
)
def test_a_masked_name_shows_enough_to_recognise_oneself(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("text", "head", "tail", "masked"),
    [
        ("460108193501010027", 6, 4, "460108********0027"),
        ("13812341234", 3, 4, "138****1234"),
        ("1234567", 3, 4, "*******"),
        ("12345678", 3, 4, "123*5678"),
        ("", 3, 4, ""),
    ],
)
def test_a_masked_number_never_shows_what_is_too_short_to_mask(
    text: str, head: int, tail: int, masked: str
) -> None:
    assert masked_middle(text, head, tail) == masked


def test_no_text_of_a_person_shows_more_than_the_mask() -> None:
    person = person_from_number("符玉莲", "460108193501010027")
    assert f"{person} {person!r} {[person]}" == "Person(符*莲) Person(符*莲) [Person(符*莲)]"


def test_a_person_refuses_what_it_does_not_know_without_repeating_it() -> None:
    with pytest.raises(ValueError, match="phone") as refused:
        Person.model_validate(
            {
                "name": "符玉莲",
                "sex": "female",
                "birth": "193五",
                "id_number": "460108193501010027",
                "phone": "1",
            }
        )
    assert "符玉莲" not in str(refused.value)
    assert "193五" not in str(refused.value)


CARD = IdCard(
    kind=CardKind.RESIDENT,
    name="符玉莲",
    sex=ChipSex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    valid_from=date(2015, 1, 1),
    valid_to=None,
    address="旧址",
)


def test_the_person_on_the_card_has_the_newest_address() -> None:
    assert person_from_card(CARD).address == "旧址"
    person = person_from_card(CARD, "新址")
    assert (person.address, person.identified_by, person.valid_to) == ("新址", IdentifiedBy.CHIP, None)


@pytest.mark.parametrize("kind", CardKind)
@pytest.mark.parametrize("sex", ChipSex)
def test_every_kind_of_card_and_every_sex_on_it_has_a_person(kind: CardKind, sex: ChipSex) -> None:
    person = person_from_card(replace(CARD, kind=kind, sex=sex))
    assert person.kind == kind.value
    assert person.sex.name == sex.name


def test_a_foreigner_without_a_chinese_name_has_the_english_one() -> None:
    assert person_from_card(replace(CARD, name="", english_name="SMITH, JOHN")).name == "SMITH, JOHN"
