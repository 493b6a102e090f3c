"""What the shape of a service alone cannot show: ids that stand twice, a tree that does not hold together, rules about
things that are not there.

Each finding is a place within the item and a sentence. Pure; any thread.
"""

from collections.abc import Iterable, Iterator

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER, FieldKind, FormField, Service
from kiosk.catalogue.sheet import Place
from kiosk.catalogue.spelling import nearest
from kiosk.catalogue.tree_checks import check_tree
from kiosk.catalogue.visible_names import (
    CertificateFields,
    answer_names,
    certificate_names,
    due_names,
    names_of_field,
    people_names,
    record_names,
)
from kiosk.rules import RuleBroken, names_used

Finding = tuple[Place, str]

COMPARISON_ONLY = "which only a comparison rule can see, of a register that one of them names"


def check_service(item: Item, types: CertificateFields | None = None) -> Iterator[Finding]:
    """Everything but what only a try can show (`rehearsal`). ``types``: the register of certificates, where known."""
    for index, due in enumerate(item.due):
        yield from _check_rule(("due", index, "when"), due.when, due_names(item, types))
    service = item.service
    if service is None:
        return
    yield from _same_ids(service)
    yield from check_tree(service.situations)
    known = people_names() | certificate_names(item, types)
    yield from _check_given(service, known)
    yield from _check_form(service, known)
    answered = known | answer_names(service)
    for name, rules in _later_rules(service):
        for index, text in enumerate(rules):
            if text is not None:
                yield from _check_rule(("service", name, index, "when"), text, answered)
    at_platform = answered | record_names(item)
    for index, rule in enumerate(service.comparison):
        yield from _check_rule(("service", "comparison", index, "when"), rule.when, at_platform)
    for index, line in enumerate(service.result.lines if service.result else ()):
        if line.value not in at_platform:
            message = f"{line.value} is no fact of this item{nearest(line.value, at_platform)}"
            yield ("service", "result", "lines", index, "value"), message


def _later_rules(service: Service) -> tuple[tuple[str, list[str | None]], ...]:
    return (
        ("materials", [material.when for material in service.materials]),
        ("eligibility", [rule.when for rule in service.eligibility]),
        ("approval", [rule.when for rule in service.approval]),
        ("amounts", [amount.when for amount in service.amounts]),
    )


def _check_given(service: Service, known: set[str]) -> Iterator[Finding]:
    """``given`` of an option: what is known before the question, that is the questions on the way to it."""
    tree = service.situations
    place: Place = ("service", "situations")
    later = answer_names(service)
    for index, option in enumerate(tree.options):
        if option.given is not None:
            yield from _check_rule(
                (*place, "options", index, "given"), option.given, known - {"situation"}, later
            )
    before = _questions_before(service)
    for q, question in enumerate(tree.further):
        visible = known | {f"form.{name}" for name in before.get(question.id, ())}
        for index, option in enumerate(question.options):
            if option.given is not None:
                at = (*place, "further", q, "options", index, "given")
                yield from _check_rule(at, option.given, visible, later | {"situation"})


def _questions_before(service: Service) -> dict[str, set[str]]:
    """For each further question those that can have been answered when it comes."""
    tree = service.situations
    before: dict[str, set[str]] = {}
    waiting: list[tuple[str, frozenset[str]]] = [
        (option.next, frozenset()) for option in tree.options if option.next is not None
    ]
    while waiting:
        name, path = waiting.pop()
        question = tree.asked(name)
        known = before.get(name)
        if question is None or name in path or (known is not None and path <= known):
            continue
        before[name] = (known or set()) | path
        waiting += [(option.next, path | {name}) for option in question.options if option.next is not None]
    return before


def _check_form(service: Service, known: set[str]) -> Iterator[Finding]:
    later = answer_names(service)
    earlier = known | {f"form.{question.id}" for question in service.situations.further}
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            place: Place = ("service", "form", s, "fields", f)
            yield from _check_field(place, field, known)
            if field.when is not None:
                yield from _check_rule((*place, "when"), field.when, earlier, later)
            earlier |= names_of_field(field)


def _check_field(place: Place, field: FormField, known: set[str]) -> Iterator[Finding]:
    if field.id in (APPLICANT_NAME, APPLICANT_NUMBER):
        yield (*place, "id"), f"{field.id} is a question of the kiosk's own"
    if (field.kind is FieldKind.CHOICE) != bool(field.choices):
        yield (*place, "choices"), "a field of kind choice, and only that, has choices"
    if field.prefill is not None:
        sources = {name for name in known if name.startswith(("applicant.", "company.", "certificates."))}
        if field.prefill not in sources:
            message = f"{field.prefill} is neither on the card nor a certificate's or the company's"
            yield (*place, "prefill"), message + nearest(field.prefill, sources)


def _check_rule(place: Place, text: str, known: set[str], later: Iterable[str] = ()) -> Iterator[Finding]:
    """``later``: what exists, but is answered only after this rule is asked."""
    try:
        used = names_used(text)
    except RuleBroken as broken:
        yield place, str(broken)
        return
    for name in sorted(used - known):
        if name in later:
            yield place, f"the rule asks for {name}, which is asked later"
        elif name.startswith("records."):
            yield place, f"the rule asks for {name}, {COMPARISON_ONLY}{nearest(name, known)}"
        else:
            yield place, f"the rule asks for {name}, which no rule can see{nearest(name, known)}"


def _same_ids(service: Service) -> Iterator[Finding]:
    """Ids that must tell things apart and do not. The rules share theirs: a receipt names any of them."""
    tree: Place = ("service", "situations")
    ids: list[list[tuple[Place, str]]] = [
        [
            ((*tree, "options", index, "id"), option.id)
            for index, option in enumerate(service.situations.options)
        ],
        [
            *(((*tree, "further", q, "id"), one.id) for q, one in enumerate(service.situations.further)),
            *(
                (("service", "form", s, "fields", f, "id"), field.id)
                for s, section in enumerate(service.form)
                for f, field in enumerate(section.fields)
            ),
        ],
        [
            (("service", name, index, "id"), rule.id)
            for name, rules in (
                ("eligibility", service.eligibility),
                ("approval", service.approval),
                ("comparison", service.comparison),
            )
            for index, rule in enumerate(rules)
        ],
        [(("service", "materials", index, "id"), part.id) for index, part in enumerate(service.materials)],
        [(("service", "amounts", index, "id"), part.id) for index, part in enumerate(service.amounts)],
    ]
    for q, question in enumerate(service.situations.further):
        options = enumerate(question.options)
        ids.append([((*tree, "further", q, "options", index, "id"), option.id) for index, option in options])
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            place: Place = ("service", "form", s, "fields", f, "choices")
            ids.append([((*place, i, "value"), choice.value) for i, choice in enumerate(field.choices)])
    for of_one_kind in ids:
        seen: set[str] = set()
        for at, name in of_one_kind:
            if name in seen:
                yield at, f"{name} is there twice"
            seen.add(name)
