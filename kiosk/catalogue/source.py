"""Reads what operators wrote: one YAML file per item, every mistake named by file, line, field and what is right.

Pure but for reading the files; any thread. YAML is slow to read: this runs when a catalogue is built, never at start.
"""

import difflib
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from kiosk.catalogue.content import Mistake, item_files
from kiosk.catalogue.item import Item
from kiosk.catalogue.rehearsal import Place, broken_rules
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER, FieldKind, Service
from kiosk.facts import COMPANY_FACTS, PERSON_FACTS
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
        document = _Loader(text).get_single_data()
    except UnicodeDecodeError:
        return [Mistake(path, 1, "", "is not UTF-8 text")]
    except OSError as error:
        return [Mistake(path, 1, "", f"cannot be read: {error.strerror}")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [Mistake(path, line, "", f"is not YAML: {error.problem}")]
    except yaml.YAMLError:
        return [Mistake(path, 1, "", "is not YAML: has a character that text cannot have")]
    except ValueError as error:
        return [Mistake(path, 1, "", f"is not YAML: {error}")]
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
    mistakes = list(_twice(path, yaml.compose(text, Loader=yaml.SafeLoader)))
    if item.service:
        found = list(_check_service(item.service)) or broken_rules(item, item.service)
        mistakes += [
            Mistake(path, _line_of(path, place), _dotted(place), message) for place, message in found
        ]
    return mistakes or item


class _Loader(yaml.SafeLoader):
    """Leaves a day a text, for the schema to read: YAML's own reading of 30 February ends without a line."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _twice(path: Path, node: yaml.Node | None) -> Iterator[Mistake]:
    """Words that stand twice in one place: YAML would silently take the second."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield Mistake(path, key.start_mark.line + 1, str(key.value), "is there twice")
            seen.add(key.value)
            yield from _twice(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _twice(path, part)


def _check_service(service: Service) -> Iterator[tuple[Place, str]]:
    """What the shape alone cannot see: an id that is there twice, rules about things that are not there."""
    yield from _same_ids(service)
    earlier: set[str] = set()
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            place: Place = ("service", "form", s, "fields", f)
            if field.id in (APPLICANT_NAME, APPLICANT_NUMBER):
                yield (*place, "id"), f"{field.id} is a question of the kiosk's own"
            if (field.kind == "choice") != bool(field.choices):
                yield (*place, "choices"), "a field of kind choice, and only that, has choices"
            if field.when is not None:
                yield from _check_rule((*place, "when"), field.when, service, earlier)
            earlier.add(f"form.{field.id}")
            if field.prefill is not None and field.prefill.removeprefix("applicant.") not in PERSON_FACTS:
                yield (
                    (*place, "prefill"),
                    f"{field.prefill} is not on the card{_nearest(field.prefill, _names(service))}",
                )
    for name in ("materials", "eligibility", "approval", "amounts"):
        for index, part in enumerate(getattr(service, name)):
            if part.when is not None:
                yield from _check_rule(("service", name, index, "when"), part.when, service)


def _same_ids(service: Service) -> Iterator[tuple[Place, str]]:
    """Ids that must tell things apart and do not. Eligibility and approval share theirs: a receipt names both."""
    ids: dict[str, list[tuple[Place, str]]] = {
        "situations": [
            (("service", "situations", "options", index, "id"), option.id)
            for index, option in enumerate(service.situations.options)
        ],
        "fields": [
            (("service", "form", s, "fields", f, "id"), field.id)
            for s, section in enumerate(service.form)
            for f, field in enumerate(section.fields)
        ],
        "rules": [
            (("service", name, index, "id"), rule.id)
            for name, rules in (("eligibility", service.eligibility), ("approval", service.approval))
            for index, rule in enumerate(rules)
        ],
        "materials": [
            (("service", "materials", index, "id"), part.id) for index, part in enumerate(service.materials)
        ],
        "amounts": [
            (("service", "amounts", index, "id"), part.id) for index, part in enumerate(service.amounts)
        ],
    }
    for s, section in enumerate(service.form):
        for f, field in enumerate(section.fields):
            ids[f"choices of {s}.{f}"] = [
                (("service", "form", s, "fields", f, "choices", index, "value"), choice.value)
                for index, choice in enumerate(field.choices)
            ]
    for of_one_kind in ids.values():
        seen: set[str] = set()
        for place, name in of_one_kind:
            if name in seen:
                yield place, f"{name} is there twice"
            seen.add(name)


def _check_rule(
    place: Place, text: str, service: Service, earlier: set[str] | None = None
) -> Iterator[tuple[Place, str]]:
    """``earlier``: the questions that a question may look at, those before it; None: all."""
    try:
        used = names_used(text)
    except RuleBroken as broken:
        yield place, str(broken)
        return
    known = _names(service)
    if earlier is not None:
        for name in sorted(name for name in used & known - earlier if name.startswith("form.")):
            yield place, f"the rule asks for {name}, which is asked later"
    for name in sorted(used - known):
        yield place, f"the rule asks for {name}, which no rule can see{_nearest(name, known)}"


def _names(service: Service) -> set[str]:
    people = {f"{who}.{fact}" for who in ("applicant", "agent") for fact in PERSON_FACTS}
    company = {f"company.{fact}" for fact in COMPANY_FACTS}
    form = {f"form.{name}" for name in service.answers()}
    days = {f"days.{field.id}" for field in service.fields() if field.kind is FieldKind.DATE}
    own = {"agent.present", "today", "situation", "attachments", "grade"}
    return people | company | form | days | own


def _nearest(word: str, known: set[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _plain(kind: str, message: str, place: Place) -> str:
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"is not a word of the schema{_nearest(str(place[-1]), _schema_words())}"
    return message[0].lower() + message[1:]


def _schema_words() -> set[str]:
    schema = Item.model_json_schema()
    return set(schema["properties"]).union(*(part.get("properties", ()) for part in schema["$defs"].values()))


def _dotted(place: Place) -> str:
    return ".".join(str(step) for step in place)


def _line_of(path: Path, place: Place) -> int:
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
