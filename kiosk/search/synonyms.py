"""Reads ``config/synonyms.yaml``: residents' words for things, deeds and services; every mistake by file and line.

Pure but for reading the file; any thread. YAML is slow to read: this runs when a catalogue is built, never at start.
"""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from kiosk.catalogue.content import Mistake
from kiosk.search.folding import folded

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = (
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
)
_SECTIONS = ("filler", "quiet", "shapes", "things", "deeds", "departments", "services", "pick", "ask")


@dataclass(frozen=True, slots=True)
class AskOption:
    zh: str
    en: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """The one question that an ambiguous word leads to."""

    zh: str
    en: str
    options: tuple[AskOption, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The file's content. Keys are official words, values what residents say; ``lines`` is where each key stands."""

    filler: tuple[str, ...] = ()
    quiet: str = ""
    shapes: tuple[str, ...] = ()
    things: dict[str, tuple[str, ...]] = field(default_factory=dict)
    deeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    departments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    services: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pick: tuple[str, str] | None = None
    ask: dict[str, Ask] = field(default_factory=dict)
    file: Path = Path()
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


def read_synonyms(path: Path) -> Synonyms | list[Mistake]:
    """The content, or everything that is wrong with it."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except UnicodeDecodeError:
        return [Mistake(path, 1, "", "is not UTF-8 text")]
    except OSError as error:
        return [Mistake(path, 1, "", f"cannot be read: {error.strerror}")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [Mistake(path, line, "", f"is not YAML: {error.problem}")]
    except yaml.YAMLError:
        return [Mistake(path, 1, "", "is not YAML: has a character that text cannot have")]
    if not isinstance(node, yaml.MappingNode):
        return [Mistake(path, 1, "", f"expected sections: {', '.join(_SECTIONS)}")]
    reading = _Reading(path)
    synonyms = reading.document(node)
    return reading.mistakes or synonyms


def unknown_services(synonyms: Synonyms, names: Collection[str]) -> list[Mistake]:
    """Services of the synonyms that the catalogue does not have, each with the nearest name that it has."""
    mistakes: list[Mistake] = []
    wanted = [(("services", name), name) for name in synonyms.services]
    wanted += [
        (("ask", word), name)
        for word, ask in synonyms.ask.items()
        for option in ask.options
        for name in option.services
    ]
    for place, name in wanted:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            line = synonyms.lines.get(place, 1)
            mistakes.append(
                Mistake(synonyms.file, line, ".".join(place), f"{name} is no service of the catalogue{hint}")
            )
    return mistakes


class _Reading:
    """One pass over the file's nodes, which know their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mistakes: list[Mistake] = []
        self.lines: dict[tuple[str, str], int] = {}

    def document(self, node: yaml.MappingNode) -> Synonyms:
        sections: dict[str, yaml.Node] = {}
        for name, key, value in self._pairs(node, ""):
            if name not in _SECTIONS:
                near = difflib.get_close_matches(name, _SECTIONS, n=1)
                hint = f"; did you mean {near[0]}?" if near else f": expected {', '.join(_SECTIONS)}"
                self._say(key, name, f"is no section{hint}")
            sections[name] = value
        return Synonyms(
            filler=self._words(sections.get("filler"), "filler"),
            quiet="".join(self._words(sections.get("quiet"), "quiet")),
            shapes=self._words(sections.get("shapes"), "shapes"),
            things=self._lists(sections.get("things"), "things"),
            deeds=self._lists(sections.get("deeds"), "deeds"),
            departments=self._lists(sections.get("departments"), "departments"),
            services=self._lists(sections.get("services"), "services"),
            pick=self._pick(sections.get("pick")),
            ask=self._asks(sections.get("ask")),
            file=self.path,
            lines=self.lines,
        )

    def _say(self, node: yaml.Node, field_name: str, message: str) -> None:
        self.mistakes.append(Mistake(self.path, node.start_mark.line + 1, field_name, message))

    def _pairs(self, node: yaml.Node | None, place: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self._say(node, place, "expected a name and its words on each line (NAME: [word, word])")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self._say(key, f"{place}.{name}".lstrip("."), "is there twice")
            seen.add(name)
            yield name, key, value

    def _words(self, node: yaml.Node | None, place: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._say(node, place, "expected a list of words: [word, word]")
            return ()
        words: list[str] = []
        for part in node.value:
            if not isinstance(part, yaml.ScalarNode) or not part.value.strip():
                self._say(part, place, "expected a word; put it in quotes if it has a : or a #")
            elif not folded(part.value):
                self._say(part, place, f"{part.value} has no letter or character to search for")
            elif part.value in words:
                self._say(part, place, f"{part.value} is there twice")
            else:
                words.append(part.value)
        return tuple(words)

    def _lists(self, node: yaml.Node | None, section: str) -> dict[str, tuple[str, ...]]:
        lists: dict[str, tuple[str, ...]] = {}
        owner: dict[str, str] = {}
        for name, key, value in self._pairs(node, section):
            self.lines[section, name] = key.start_mark.line + 1
            lists[name] = self._words(value, f"{section}.{name}")
            for word in lists[name]:
                if section != "services" and owner.setdefault(word, name) != name:
                    self._say(value, f"{section}.{name}", f"{word} already stands for {owner[word]}")
        return lists

    def _pick(self, node: yaml.Node | None) -> tuple[str, str] | None:
        if node is None:
            return None
        fields = {name: str(part.value) for name, _, part in self._pairs(node, "pick")}
        if set(fields) != {"zh", "en"}:
            self._say(node, "pick", "expected zh and en")
            return None
        return fields["zh"], fields["en"]

    def _asks(self, node: yaml.Node | None) -> dict[str, Ask]:
        asks: dict[str, Ask] = {}
        for word, key, value in self._pairs(node, "ask"):
            self.lines["ask", word] = key.start_mark.line + 1
            place = f"ask.{word}"
            fields = {name: part for name, _, part in self._pairs(value, place)}
            options = fields.get("options")
            if not {"zh", "en", "options"} <= set(fields) or not isinstance(options, yaml.SequenceNode):
                self._say(key, place, "expected zh, en and a list of options")
                continue
            made = [self._option(option, place) for option in options.value]
            if not 2 <= len(made) <= 6:
                self._say(options, place, f"{len(made)} options: expected 2 to 6")
            asks[word] = Ask(str(fields["zh"].value), str(fields["en"].value), tuple(made))
        return asks

    def _option(self, node: yaml.Node, place: str) -> AskOption:
        fields = {name: part for name, _, part in self._pairs(node, place)}
        if not {"zh", "en", "services"} <= set(fields):
            self._say(node, place, "an option has zh, en and services")
            return AskOption("", "", ())
        services = self._words(fields["services"], f"{place}.services")
        return AskOption(str(fields["zh"].value), str(fields["en"].value), services)
