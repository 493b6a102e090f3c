"""What stands on a result document: the item's lines, filled in from the application. Pure; any thread.

A line's value is a fact's name. Answers to a choice are shown in its words, days and sexes as people write them. The
document is the authority's, so its words are Chinese; only its title and issuer are told in both languages.
"""

from collections.abc import Mapping

from central.documents import Issued
from central.opened import china_day
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import FieldKind, FormField, ResultDocument
from kiosk.catalogue.words import Language, Text
from kiosk.question import DocumentTold
from kiosk.rules import Facts, Json

_SEX = {"male": "男", "female": "女", "unknown": "", "unspecified": ""}


def document_text(
    item: Item, facts: Facts, issued: Issued, verification: str, *, demo: bool
) -> DocumentTold | None:
    """The document's content; None when the catalogue has none for the item (any more)."""
    result = item.service.result if item.service else None
    if result is None:
        return None
    return DocumentTold(
        number=issued.number,
        title=_by_language(result.title),
        issuer=_by_language(item.department),
        lines=_lines(item, result, {**facts, "today": china_day(issued.issued_at).isoformat()}),
        paragraphs=tuple(paragraph.zh for paragraph in result.paragraphs),
        issued_at=issued.issued_at,
        valid_to=issued.valid_to,
        verification=verification,
        demo=demo,
    )


def _by_language(text: Text) -> dict[str, str]:
    return {language.value: text[language] for language in Language}


def _lines(item: Item, result: ResultDocument, facts: Facts) -> tuple[tuple[str, str], ...]:
    fields = {f"form.{field.id}": field for field in item.service.fields()} if item.service else {}
    return tuple(
        (line.label.zh, _shown(line.value, _fact(line.value, facts), fields.get(line.value)))
        for line in result.lines
    )


def _fact(name: str, facts: Facts) -> Json:
    found: Json = dict(facts)
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _shown(name: str, value: Json, field: FormField | None) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    if name.endswith(".sex"):
        return _SEX.get(text, text)
    if field is not None and field.kind is FieldKind.CHOICE:
        return next((choice.label.zh for choice in field.choices if choice.value == text), text)
    if field is not None and field.unit is not None:
        return f"{text}{field.unit.zh}"
    return text
