"""The names that a rule of an item may use, by the place where the rule stands. Pure; any thread."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from kiosk.catalogue.item import Item
from kiosk.catalogue.registers import FIELDS
from kiosk.catalogue.service import FieldKind, FormField, Service
from kiosk.facts import COMPANY_FACTS, DAYS_LEFT, PERSON_FACTS

EVERYBODY = frozenset({"agent.present", "today", "situation", "attachments", "grade"})
CertificateFields = Mapping[str, AbstractSet[str]]
"""All data fields of each certificate type, by its key."""


def people_names() -> set[str]:
    people = {f"{who}.{fact}" for who in ("applicant", "agent") for fact in PERSON_FACTS}
    return people | {f"company.{fact}" for fact in COMPANY_FACTS} | EVERYBODY


def certificate_names(item: Item, types: CertificateFields | None) -> set[str]:
    """``certificates.<key>.held`` and its data; without a register of types, whatever the item speaks of."""
    if types is None:
        named = item.certificate_names.items()
        return {f"certificates.{key}.{name}" for key, names in named for name in (*names, "held", DAYS_LEFT)}
    return {
        f"certificates.{key}.{name}" for key, names in types.items() for name in (*names, "held", DAYS_LEFT)
    }


def record_names(item: Item) -> set[str]:
    """What the registers that the item compares with say."""
    return {f"records.{register}.{name}" for register in item.registers for name in FIELDS[register]}


def answer_names(service: Service) -> set[str]:
    """Every answer, and how many days each date lies back."""
    names = {f"form.{name}" for name in service.answers()}
    for field in service.fields():
        names |= names_of_field(field)
    return names


def names_of_field(field: FormField) -> set[str]:
    days = {f"days.{field.id}"} if field.kind is FieldKind.DATE else set()
    return {f"form.{field.id}"} | days


def due_names(item: Item, types: CertificateFields | None) -> set[str]:
    """What ``due`` may look at: the card's owner, the certificates, the day."""
    return {f"applicant.{fact}" for fact in PERSON_FACTS} | {"today"} | certificate_names(item, types)
