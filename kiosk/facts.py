"""What the rules of an item can see: the people, the answers, the papers, and at the platform the registers.

Every name that a rule may use exists, empty where nothing was given, so that a rule never meets a gap. Pure; any
thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.application import Application, Company, Draft
from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import Record, unknown
from kiosk.catalogue.service import FieldKind, Register, Service, days_back
from kiosk.credit import Grade
from kiosk.person import Person
from kiosk.rules import Facts, Json

PERSON_FACTS = (
    "name", "sex", "birth", "age", "id_number", "kind", "ethnic", "address", "valid_to", "days_left", "identified_by",
)  # fmt: skip
"""The names under ``applicant`` and ``agent`` in a rule."""

DAYS_LEFT = "days_left"
"""Of a card or certificate: how many days it still holds, negative once it has expired."""

NO_END = 99_999
"""``days_left`` of what is valid for good."""

COMPANY_FACTS = ("present", "uscc", "name")

Certificates = Mapping[str, Mapping[str, str]]
"""The certificates that were handed over: their data by key."""

NO_RECORDS: Mapping[Register, Record] = {}


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody has given so far, whether or not it is whole."""

    situation: str = ""
    applicant: Person | None = None
    agent: Person | None = None
    company: Company | None = None
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    attachments: tuple[str, ...] = ()
    """Ids of the materials that were laid down."""
    certificates: Certificates = field(default_factory=dict, repr=False)
    grade: Grade = Grade.BLUE


def given_by(draft: Draft | Application, grade: Grade = Grade.BLUE) -> Given:
    """What an application holds."""
    return Given(
        draft.situation,
        draft.applicant,
        draft.agent,
        draft.company,
        draft.form,
        tuple(attachment.material for attachment in draft.attachments),
        {use.key: use.fields for use in draft.certificates if use.identifier},
        grade,
    )


def facts_of(
    draft: Draft | Application,
    item: Item,
    today: date,
    grade: Grade = Grade.BLUE,
    records: Mapping[Register, Record] = NO_RECORDS,
) -> Facts:
    """What the item's rules can see of an application."""
    return gather_facts(item, today, given_by(draft, grade), records)


def gather_facts(
    item: Item, today: date, given: Given, records: Mapping[Register, Record] = NO_RECORDS
) -> Facts:
    """The facts of an item. ``records`` are what the registers say; only the platform has any."""
    service = item.service
    form, days = _answers(service, given.answers, today) if service else ({}, {})
    company = given.company
    return {
        "today": today.isoformat(),
        "situation": given.situation,
        "applicant": _person_facts(given.applicant, today),
        "agent": {"present": given.agent is not None, **_person_facts(given.agent, today)},
        "company": {
            "present": company is not None,
            "uscc": company.uscc if company else "",
            "name": company.name if company else "",
        },
        "form": form,
        "days": days,
        "attachments": list(given.attachments),
        "certificates": _certificate_facts(item, given.certificates, today),
        "records": {
            str(register): dict(records.get(register, unknown(register))) for register in item.registers
        },
        "grade": str(given.grade),
    }


def _answers(
    service: Service, answers: Mapping[str, str], today: date
) -> tuple[dict[str, Json], dict[str, Json]]:
    form: dict[str, Json] = {
        question.id: answers.get(question.id, "") for question in service.situations.further
    }
    days: dict[str, Json] = {}
    for one in service.fields():
        answer = answers.get(one.id, "").strip()
        form[one.id] = (int(answer) if answer.isdecimal() else 0) if one.kind is FieldKind.NUMBER else answer
        if one.kind is FieldKind.DATE:
            days[one.id] = days_back(answer, today)
    return form, days


def _person_facts(person: Person | None, today: date) -> dict[str, Json]:
    if person is None:
        return {name: 0 if name in ("age", "days_left") else "" for name in PERSON_FACTS}
    return {
        "name": person.name,
        "sex": str(person.sex),
        "birth": person.birth.isoformat(),
        "age": person.age_on(today),
        "id_number": person.id_number,
        "kind": person.kind,
        "ethnic": person.ethnic or "",
        "address": person.address or "",
        "valid_to": person.valid_to.isoformat() if person.valid_to else "",
        "days_left": (person.valid_to - today).days if person.valid_to else NO_END,
        "identified_by": str(person.identified_by),
    }


def _certificate_facts(item: Item, held: Certificates, today: date) -> dict[str, Json]:
    facts: dict[str, Json] = {}
    for key, names in item.certificate_names.items():
        data = held.get(key, {})
        told: dict[str, Json] = {name: data.get(name, "") for name in names}
        if DAYS_LEFT in names:
            told[DAYS_LEFT] = -days_back(data["valid_to"], today) if data.get("valid_to") else NO_END
        facts[key] = {"held": key in held, **told}
    return facts
