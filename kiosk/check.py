"""Is this application in order? Asked on the screen, by ``jinban apply`` and again by the platform, with one answer.

Pure; any thread.
"""

from datetime import date

from devices.id_card.number import IdNumberInvalid
from kiosk.application import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, Draft
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import Rule, Service
from kiosk.credit import Grade
from kiosk.facts import facts_of
from kiosk.form import (
    Problem,
    ProblemCode,
    applicable_sections,
    check_answers,
    has_forbidden_character,
    id_number_problem,
)
from kiosk.papers import missing_papers, needed_papers
from kiosk.person import IdentifiedBy, Person, number_facts
from kiosk.rules import Facts, compile_rule, facts_to_cel
from kiosk.situation import check_tree
from kiosk.uscc import is_uscc


def check_draft(draft: Draft, item: Item, today: date, grade: Grade = Grade.BLUE) -> tuple[Problem, ...]:
    """Every problem of a draft: the resident's mistakes before the rules' refusals; empty when in order.

    ``grade`` is the applicant's credit grade as far as it is known; it decides which papers may follow."""
    service = item.service
    if service is None:
        return (Problem(ProblemCode.NOT_AT_KIOSK, "item"),)
    situation = service.situation(draft.situation)
    if situation is None:
        known_situations = ", ".join(option.id for option in service.situations.options)
        return (Problem(ProblemCode.UNKNOWN_SITUATION, "situation", known_situations),)
    problems = list(check_person(draft.applicant, "applicant"))
    if draft.agent is not None:
        problems += check_person(draft.agent, "agent")
        if draft.agent.id_number == draft.applicant.id_number:
            problems.append(Problem(ProblemCode.SAME_PERSON, "agent.id_number"))
    if situation.delegate and draft.agent is None:
        problems.append(Problem(ProblemCode.AGENT_NEEDED, "agent"))
    if not situation.delegate and draft.agent is not None:
        problems.append(Problem(ProblemCode.AGENT_NOT_NEEDED, "agent"))
    if item.active is not None and not item.active.holds_on(today):
        problems.append(Problem(ProblemCode.NOT_ACTIVE, "item"))
    if item.closed_to_defaulters and grade is Grade.BLACK:
        problems.append(Problem(ProblemCode.CLOSED_TO_DEFAULTERS, "item"))
    if draft.company is not None and not is_uscc(draft.company.uscc):
        problems.append(Problem(ProblemCode.USCC, "company.uscc"))
    known = set(service.answers())
    problems += [
        Problem(ProblemCode.UNKNOWN_FIELD, f"form.{name}") for name in draft.form if name not in known
    ]
    facts = facts_of(draft, item, today, grade)
    problems += check_tree(service.situations, draft.situation, draft.form)
    problems += check_answers(applicable_sections(service, facts), draft.form)
    problems += _check_attachments(draft)
    problems += _check_papers(draft, service, facts, grade)
    if not problems:
        problems = [
            Problem(ProblemCode.NOT_ELIGIBLE, f"eligibility.{rule.id}", rule.id)
            for rule in failing(service.eligibility, facts)
        ]
    return tuple(problems)


def _check_papers(draft: Draft, service: Service, facts: Facts, grade: Grade) -> tuple[Problem, ...]:
    needed = needed_papers(service, facts, {use.key for use in draft.certificates}, grade)
    attached = {attachment.material for attachment in draft.attachments}
    return tuple(
        Problem(ProblemCode.MATERIAL_MISSING, f"materials.{paper.material.id}", paper.material.id)
        for paper in missing_papers(needed, attached, set(draft.later))
    )


def check_person(person: Person, place: str) -> tuple[Problem, ...]:
    """The person's own data: a name, a true ID number, and a birth date and sex that agree with it."""
    problems = []
    if not person.name.strip():
        problems.append(Problem(ProblemCode.REQUIRED, f"{place}.name"))
    elif len(person.name) > 70:
        problems.append(Problem(ProblemCode.TOO_LONG, f"{place}.name", "70"))
    elif has_forbidden_character(person.name):
        problems.append(Problem(ProblemCode.FORBIDDEN_CHARACTER, f"{place}.name"))
    try:
        birth, sex = number_facts(person.kind, person.id_number)
    except IdNumberInvalid as invalid:
        return (*problems, Problem(id_number_problem(invalid), f"{place}.id_number"))
    # A chip is believed where it and its number disagree (people were issued such cards); typing is not.
    if person.identified_by is IdentifiedBy.DECLARED:
        if birth not in (None, person.birth):
            problems.append(Problem(ProblemCode.ID_NUMBER_MISMATCH, f"{place}.birth"))
        if sex not in (None, person.sex):
            problems.append(Problem(ProblemCode.ID_NUMBER_MISMATCH, f"{place}.sex"))
    return tuple(problems)


def failing(rules: tuple[Rule, ...], facts: Facts) -> tuple[Rule, ...]:
    """The rules that do not hold, in the item's order."""
    cel = facts_to_cel(facts)
    return tuple(rule for rule in rules if not compile_rule(rule.when)(cel))


def _check_attachments(draft: Draft) -> list[Problem]:
    problems = []
    if len(draft.attachments) > MAX_ATTACHMENTS:
        problems.append(Problem(ProblemCode.TOO_MANY_ATTACHMENTS, "attachments", str(MAX_ATTACHMENTS)))
    for position, attachment in enumerate(draft.attachments):
        if len(attachment.content) > MAX_ATTACHMENT_BYTES:
            detail = f"{MAX_ATTACHMENT_BYTES // 1024 // 1024} MB"
            problems.append(Problem(ProblemCode.ATTACHMENT_TOO_LARGE, f"attachments.{position}", detail))
    return problems
