"""What is wrong with one item by itself or with what it refers to: themes, certificates, proofs, fields, figures.

Each finding is a place within the item and a sentence. Pure; any thread.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from kiosk.catalogue.item import Audience, Item
from kiosk.catalogue.reference import ICONS, AbolishedProof, Theme
from kiosk.catalogue.reference_files import Reference
from kiosk.catalogue.service import FieldKind, FormField
from kiosk.catalogue.sheet import Place
from kiosk.catalogue.spelling import nearest
from kiosk.catalogue.text_checks import check_texts

Finding = tuple[Place, str]

SECRET_KINDS: Final = (FieldKind.ID_NUMBER, FieldKind.BANK_CARD, FieldKind.PHONE)
"""What a bystander must not read."""

_HOLDS: Final[dict[str, tuple[FieldKind, ...]]] = {
    "applicant.name": (FieldKind.NAME, FieldKind.TEXT),
    "applicant.id_number": (FieldKind.ID_NUMBER,),
    "applicant.birth": (FieldKind.DATE, FieldKind.TEXT),
    "applicant.valid_to": (FieldKind.DATE, FieldKind.TEXT),
    "applicant.age": (FieldKind.NUMBER, FieldKind.TEXT),
    "applicant.sex": (FieldKind.CHOICE, FieldKind.TEXT),
    "company.uscc": (FieldKind.USCC, FieldKind.TEXT),
    "company.name": (FieldKind.TEXT, FieldKind.NAME),
}
"""Which kinds of field can take what; of other facts of the card: text alone."""

_NOT_FROM_A_CERTIFICATE: Final = (FieldKind.PHONE,)


def check_item(item: Item, reference: Reference, today: date | None) -> Iterator[Finding]:
    """Everything but the service's own logic (`service_checks`) and what other items say (`set_checks`)."""
    yield from check_texts(item, today)
    yield from _check_headings(item, reference)
    yield from _check_proofs(item, reference.proofs.abolished)
    if item.icon not in ICONS:
        yield ("icon",), f"there is no icon {item.icon}{nearest(item.icon, ICONS)}"
    if item.stage is not None and Audience.COMPANY not in item.audience:
        yield ("stage",), "is for items of companies; this one's audience has no company"
    promised, legal = item.promise_days, item.legal_days
    if promised is not None and legal is not None and promised.value > legal.value:
        yield ("promise_days", "value"), f"promises {promised.value} days; the law gives {legal.value}"
    if item.automatic and not (item.service and item.service.comparison):
        yield ("automatic",), "an automatic item has comparison rules, by which the platform decides it"
    service = item.service
    if service is None:
        return
    for index, material in enumerate(service.materials):
        fields = reference.certificate_fields
        if material.certificate is not None and fields is not None and material.certificate not in fields:
            message = f"there is no certificate {material.certificate}{nearest(material.certificate, fields)}"
            yield ("service", "materials", index, "certificate"), message
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            yield from _check_field(("service", "form", s, "fields", f), field)


def _check_headings(item: Item, reference: Reference) -> Iterator[Finding]:
    if reference.themes is None:
        return
    yield from _check_heading(("theme",), item.theme, reference.themes.themes, "theme")
    for index, event in enumerate(item.events):
        yield from _check_heading(("events", index), event, reference.themes.events, "life event")
        if event in item.events[:index]:
            yield ("events", index), f"{event} is there twice"
    if item.stage is not None:
        yield from _check_heading(("stage",), item.stage, reference.themes.stages, "stage")


def _check_heading(place: Place, word: str, known: tuple[Theme, ...], what: str) -> Iterator[Finding]:
    ids = [heading.id for heading in known]
    if word not in ids:
        hint = nearest(word, ids) or f"; there are: {', '.join(ids) or 'none'}"
        yield place, f"there is no {what} {word} in themes.yaml{hint}"


def _check_proofs(item: Item, abolished: Collection[AbolishedProof]) -> Iterator[Finding]:
    asked: list[tuple[Place, str]] = [
        (("bring", index, "zh"), line.zh) for index, line in enumerate(item.bring)
    ]
    for index, material in enumerate(item.service.materials if item.service else ()):
        asked.append((("service", "materials", index, "name", "zh"), material.name.zh))
    for place, text in asked:
        for proof in abolished:
            if any(words in text for words in proof.match):
                yield place, f"asks for {proof.name}, which is abolished ({proof.source}); take it out"


def _check_field(place: Place, field: FormField) -> Iterator[Finding]:
    kind = field.kind
    if kind in SECRET_KINDS and not field.masked:
        yield (
            (*place, "masked"),
            f"a field of kind {kind} needs masked: true, so that bystanders cannot read it",
        )
    if kind is not FieldKind.NUMBER:
        for word in ("least", "most", "unit"):
            if getattr(field, word) is not None:
                yield (*place, word), f"is for fields of kind number; this one is {kind}"
    if field.prefill is not None and not _can_hold(kind, field.prefill):
        yield (*place, "prefill"), f"a field of kind {kind} cannot hold {field.prefill}"


def _can_hold(kind: FieldKind, prefill: str) -> bool:
    if prefill.startswith("certificates."):
        return kind not in _NOT_FROM_A_CERTIFICATE and not prefill.endswith(".held")
    return kind in _HOLDS.get(prefill, (FieldKind.TEXT,))
