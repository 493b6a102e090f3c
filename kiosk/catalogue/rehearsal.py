"""Tries every rule of an item on made-up applicants, so that the operator finds a rule that breaks, not a resident.

That a rule parses says little: ``applicant.age >= "80"`` parses and fails when somebody stands at the kiosk. Each rule
is tried in every condition in which kiosk or platform will ask it: before and after the answers, with and without the
certificates, known and unknown to the registers, with each answer of the choices that it looks at. Pure; any thread.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kiosk.application import Company
from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import FIELDS, Record
from kiosk.catalogue.service import FieldKind, FormField, Register, Service
from kiosk.catalogue.sheet import Place
from kiosk.credit import Grade
from kiosk.facts import Given, gather_facts
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.rules import CompiledRule, RuleBroken, compile_rule, facts_to_cel, names_used

if TYPE_CHECKING:
    from celpy.evaluation import Activation

_TODAY: Final = date(2026, 5, 6)
_SOMEBODY: Final = Person(
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
_COMPANY: Final = Company(uscc="91440300708461136T", name="示例公司")
_BIRTHS: Final = (date(1935, 1, 1), date(1962, 1, 1), date(1990, 3, 7), date(2012, 6, 1), date(2026, 1, 1))
_MOST_CONDITIONS: Final = 40

SLOW_S: Final = 0.05
"""A resident waits for a page of rules; one may take so long."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule, where it stands, and the conditions in which it is asked."""

    place: Place
    rule: str
    conditions: tuple[Given, ...]
    at_platform: bool = False
    early: tuple[Given, ...] = ()
    """Of a rule that can refuse: people who have answered nothing yet, one of whom it must let through."""


def attempt(item: Item, trial: Trial, clock: Callable[[], float]) -> str | None:
    """What is wrong with one rule, or None. ``clock`` gives seconds of processor time."""
    try:
        rule = compile_rule(trial.rule)
        for given in trial.conditions:
            for records in _RECORDS if trial.at_platform else _RECORDS[:1]:
                facts = facts_to_cel(gather_facts(item, _TODAY, given, records))
                # Twice more where it was slow: the first may have paid for something else that the machine does.
                slow = _seconds(rule, facts, clock) > SLOW_S
                if slow and min(_seconds(rule, facts, clock) for _ in range(2)) > SLOW_S:
                    return f"takes longer than {SLOW_S * 1000:.0f} ms: {trial.rule}"
        if trial.early and not any(
            rule(facts_to_cel(gather_facts(item, _TODAY, given))) for given in trial.early
        ):
            return (
                f"refuses everybody before the form is filled in; let it hold for empty answers: {trial.rule}"
            )
    except RuleBroken as broken:
        return str(broken)
    except (MemoryError, RecursionError):
        return f"takes too much memory: {trial.rule}"
    return None


def _seconds(rule: CompiledRule, facts: "Activation", clock: Callable[[], float]) -> float:
    begun = clock()
    rule(facts)
    return clock() - begun


def trials(item: Item) -> Iterator[Trial]:
    """Every rule of the item, in the order of the file's schema."""
    arrived = _arrived(item)
    for index, due in enumerate(item.due):
        yield Trial(("due", index, "when"), due.when, arrived)
    service = item.service
    if service is None:
        return
    for place, given in _given_rules(service):
        yield Trial(place, given, _varied(given, service, arrived))
    unanswered = tuple(replace(one, agent=_SOMEBODY, company=_COMPANY) for one in arrived)
    answered = tuple(
        replace(
            one, answers={field.id: _answer(field) for field in service.fields()}, attachments=("signature",)
        )
        for one in unanswered
    )
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            if field.when is not None:
                early = (Given(service.situations.options[0].id), *arrived, *unanswered)
                conditions = _varied(field.when, service, (*early, *answered))
                yield Trial(("service", "form", s, "fields", f, "when"), field.when, conditions)
    for name, texts in _later_rules(service):
        for index, text in enumerate(texts):
            if text is not None:
                conditions = _varied(
                    text, service, (*unanswered, *answered) if name == "eligibility" else answered
                )
                early = _early(text, service, unanswered) if name == "eligibility" else ()
                at: Place = ("service", name, index, "when")
                yield Trial(at, text, conditions, name == "comparison", early)


def _early(rule: str, service: Service, unanswered: tuple[Given, ...]) -> tuple[Given, ...]:
    """For a rule that looks at answers: all kinds of people who stand before the form. Their card alone may refuse."""
    if not any(name.startswith(("form.", "days.")) for name in names_used(rule)):
        return ()
    people = tuple(_SOMEBODY.model_copy(update={"birth": birth}) for birth in _BIRTHS)
    everybody = [replace(given, applicant=person) for given in unanswered for person in people]
    situations = [option.id for option in service.situations.options]
    bare = [replace(one, agent=None, company=None) for one in everybody]
    return tuple(replace(one, situation=name) for one in (*everybody, *bare) for name in situations)


def _later_rules(service: Service) -> tuple[tuple[str, list[str | None]], ...]:
    return (
        ("materials", [material.when for material in service.materials]),
        ("eligibility", [rule.when for rule in service.eligibility]),
        ("approval", [rule.when for rule in service.approval]),
        ("comparison", [rule.when for rule in service.comparison]),
        ("amounts", [amount.when for amount in service.amounts]),
    )


def _given_rules(service: Service) -> Iterator[tuple[Place, str]]:
    tree = service.situations
    for index, option in enumerate(tree.options):
        if option.given is not None:
            yield ("service", "situations", "options", index, "given"), option.given
    for q, question in enumerate(tree.further):
        for index, option in enumerate(question.options):
            if option.given is not None:
                yield ("service", "situations", "further", q, "options", index, "given"), option.given


def _arrived(item: Item) -> tuple[Given, ...]:
    """Somebody whose card was read, without and with the certificates that the item speaks of."""
    situation = item.service.situations.options[-1].id if item.service else ""
    certificates = {
        key: {name: _datum(name) for name in names} for key, names in item.certificate_names.items()
    }
    bare = Given(situation, _SOMEBODY)
    return (bare, replace(bare, certificates=certificates)) if certificates else (bare,)


def _varied(rule: str, service: Service, conditions: tuple[Given, ...]) -> tuple[Given, ...]:
    """The conditions, and each again with every value of what the rule looks at: so that no half of an "or" hides."""
    last = conditions[-1]
    made = list(conditions)
    used = names_used(rule)
    for name, values in _values(service):
        if name in used:
            made += [_with(last, name, value) for value in values]
    return tuple(made[:_MOST_CONDITIONS])


def _values(service: Service) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "situation", tuple(option.id for option in service.situations.options)
    yield "grade", tuple(str(grade) for grade in Grade)
    yield "agent.present", ("",)
    for question in service.situations.further:
        yield f"form.{question.id}", tuple(option.id for option in question.options)
    for field in service.fields():
        yield f"form.{field.id}", tuple(choice.value for choice in field.choices)


def _with(given: Given, name: str, value: str) -> Given:
    match name:
        case "situation":
            return replace(given, situation=value)
        case "grade":
            return replace(given, grade=Grade(value))
        case "agent.present":
            return replace(given, agent=None)
        case _:
            return replace(given, answers={**given.answers, name.removeprefix("form."): value})


def _record(register: Register) -> Record:
    """A record of somebody whom the register knows."""
    return {
        name: _datum(name) if isinstance(value, str) else type(value)(1)
        for name, value in FIELDS[register].items()
    }


def _datum(name: str) -> str:
    """What may stand in a certificate or a register under that name."""
    days = ("valid_to", "issued", "until", "ended", "born", "registered", "established", "resident_since")
    return "2030-01-01" if name in days or name.endswith("_until") else "1"


_RECORDS: Final[tuple[Mapping[Register, Record], ...]] = (
    {},
    {register: _record(register) for register in Register},
)


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
            return _COMPANY.uscc
