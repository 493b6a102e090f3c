"""Reads what operators wrote: one YAML file per item, every mistake named by file, line, field and what is right.

Pure but for reading the files; any thread. YAML is slow to read: this runs when a catalogue is built, never at start.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from kiosk.application import PERSON_FACTS
from kiosk.catalogue.content import Mistake, item_files
from kiosk.catalogue.item import Item, Service
from kiosk.rules import RuleBroken, names_used


def read_items(folder: Path) -> tuple[list[Item], list[Mistake]]:
    """All items below the folder, and all mistakes; with a mistake the items are not to be used."""
    items: list[Item] = []
    mistakes: list[Mistake] = []
    seen: dict[str, Path] = {}
    for path in item_files(folder):
        read = read_item(path)
        if not isinstance(read, Item):
            mistakes += read
            continue
        if read.code in seen:
            mistakes.append(
                Mistake(path, _line_of(path, ("code",)), "code", f"{read.code} is taken by {seen[read.code]}")
            )
        seen[read.code] = path
        items.append(read)
    if not items and not mistakes:
        mistakes.append(Mistake(folder, 1, "", "no item files (*.yaml) below this folder"))
    return items, mistakes


def read_item(path: Path) -> Item | list[Mistake]:
    """One item, or everything that is wrong with its file."""
    try:
        text = path.read_text(encoding="utf-8")
        document = yaml.safe_load(text)
    except UnicodeDecodeError:
        return [Mistake(path, 1, "", "is not UTF-8 text")]
    except OSError as error:
        return [Mistake(path, 1, "", f"cannot be read: {error.strerror}")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [Mistake(path, line, "", f"is not YAML: {error.problem}")]
    if not isinstance(document, dict):
        return [Mistake(path, 1, "", "expected an item: code, name, summary ...")]
    try:
        item = Item.model_validate(document)
    except ValidationError as invalid:
        return [
            Mistake(
                path,
                _line_of(path, error["loc"]),
                _dotted(error["loc"]),
                _plain(error["type"], error["msg"], error["loc"]),
            )
            for error in invalid.errors()
        ]
    mistakes = (
        [
            Mistake(path, _line_of(path, place), _dotted(place), message)
            for place, message in _check_service(item.service)
        ]
        if item.service
        else []
    )
    return mistakes or item


def _check_service(service: Service) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the shape alone cannot see: an id that is there twice, rules about things that are not there."""
    seen: set[str] = set()
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            place: tuple[str | int, ...] = ("service", "form", s, "fields", f)
            if field.id in seen:
                yield (*place, "id"), f"{field.id} is there twice"
            seen.add(field.id)
            if (field.kind == "choice") != bool(field.choices):
                yield (*place, "choices"), "a field of kind choice, and only that, has choices"
            if field.when is not None:
                yield from _check_rule((*place, "when"), field.when, service)
            if field.prefill is not None and field.prefill.removeprefix("applicant.") not in PERSON_FACTS:
                yield (
                    (*place, "prefill"),
                    f"{field.prefill} is not on the card{_nearest(field.prefill, _names(service))}",
                )
    for name in ("materials", "eligibility", "approval", "amounts"):
        for index, part in enumerate(getattr(service, name)):
            if part.when is not None:
                yield from _check_rule(("service", name, index, "when"), part.when, service)


def _check_rule(
    place: tuple[str | int, ...], text: str, service: Service
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    try:
        used = names_used(text)
    except RuleBroken as broken:
        yield place, str(broken)
        return
    known = _names(service)
    for name in sorted(used - known):
        yield place, f"the rule asks for {name}, which no rule can see{_nearest(name, known)}"


def _names(service: Service) -> set[str]:
    people = {f"{who}.{fact}" for who in ("applicant", "agent") for fact in PERSON_FACTS}
    form = {f"form.{field.id}" for field in service.fields()}
    return people | form | {"agent.present", "today", "situation", "attachments"}


def _nearest(word: str, known: set[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _plain(kind: str, message: str, place: tuple[str | int, ...]) -> str:
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"is not a word of the schema{_nearest(str(place[-1]), _schema_words())}"
    return message[0].lower() + message[1:]


def _schema_words() -> set[str]:
    schema = Item.model_json_schema()
    return set(schema["properties"]).union(*(part.get("properties", ()) for part in schema["$defs"].values()))


def _dotted(place: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in place)


def _line_of(path: Path, place: tuple[str | int, ...]) -> int:
    """The line, from 1, of the deepest part of ``place`` that stands in the file."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
