"""Tries every rule of an item on a made-up applicant, so that the operator finds a rule that breaks, not a resident.

That a rule parses says little: ``applicant.age >= "80"`` parses and fails when somebody stands at the kiosk. Each rule
is tried in every condition in which the kiosk will ask it. Pure; any thread.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import FieldKind, FormField, Service
from kiosk.facts import Given, gather_facts
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.rules import Facts, RuleBroken, compile_rule, facts_to_cel

Place = tuple[str | int, ...]

_TODAY = date(2026, 5, 6)
_SOMEBODY = Person(
    name="符玉莲",
    sex=Sex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    ethnic="汉",
    address="海口市美兰区示例路9号",
    issuer="示例公安局",
    valid_from=date(2015, 1, 1),
    valid_to=date(2035, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)


def broken_rules(item: Item, service: Service) -> Iterator[tuple[Place, str]]:
    """The place and message of each rule that fails while it runs, or gives neither true nor false. All must parse."""
    answers = {field.id: _answer(field) for field in service.fields()}
    nobody = gather_facts(item, _TODAY, Given(service.situations.options[0].id))
    unanswered = _facts(item, service, {})
    answered = _facts(item, service, answers)
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            yield from _try(
                ("service", "form", s, "fields", f, "when"), field.when, nobody, unanswered, answered
            )
    for index, rule in enumerate(service.eligibility):
        yield from _try(("service", "eligibility", index, "when"), rule.when, unanswered, answered)
    rules: dict[str, list[str | None]] = {
        "materials": [material.when for material in service.materials],
        "approval": [rule.when for rule in service.approval],
        "amounts": [amount.when for amount in service.amounts],
    }
    for name, texts in rules.items():
        for index, text in enumerate(texts):
            yield from _try(("service", name, index, "when"), text, answered)


def _try(place: Place, rule: str | None, *conditions: Facts) -> Iterator[tuple[Place, str]]:
    if rule is None:
        return
    try:
        for facts in conditions:
            compile_rule(rule)(facts_to_cel(facts))
    except RuleBroken as broken:
        yield place, str(broken)


def _facts(item: Item, service: Service, answers: Mapping[str, str]) -> Facts:
    situation = service.situations.options[-1].id
    given = Given(situation, _SOMEBODY, _SOMEBODY, answers=answers, attachments=("signature",))
    return gather_facts(item, _TODAY, given)


def _answer(field: FormField) -> str:
    """An answer that the form would take; "1" for a text, for a rule may read it as a number."""
    match field.kind:
        case FieldKind.CHOICE:
            return field.choices[0].value if field.choices else ""
        case FieldKind.PHONE:
            return "13876000000"
        case FieldKind.BANK_CARD:
            return "6222020200000012340"
        case FieldKind.ID_NUMBER:
            return _SOMEBODY.id_number
        case FieldKind.NAME:
            return _SOMEBODY.name
        case FieldKind.TEXT:
            return "1"
        case FieldKind.DATE:
            return _TODAY.isoformat()
        case FieldKind.NUMBER:
            return str(field.least or 1)
        case FieldKind.USCC:
            return "91440300708461136T"
