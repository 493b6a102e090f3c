"""One YAML file as an operator typed it: its words, and the line on which each stands.

Plain words stay text until the schema asks for something else, so ``yes`` is a word, ``17:30`` a time, ``460105`` a
code and 30 February a mistake with a line. Anchors, aliases and tags are refused (what is common to a family of items
stands under ``shared``), and so is whatever could choke the reader: huge files, deep nesting. Pure; any thread.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from kiosk.catalogue.content import Mistake

Place = tuple[str | int, ...]
Typed = str | None | list["Typed"] | dict[str, "Typed"]

MAX_BYTES: Final = 2 * 1024 * 1024
"""A family of a hundred whole services has a quarter of it."""

MAX_DEPTH: Final = 24
"""The schema goes down to twelve."""


@dataclass(slots=True)
class Sheet:
    """What a file says. ``lines`` has the line, from 1, of every word and entry by its place."""

    path: Path
    document: Typed = None
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line_of(self, place: Place) -> int:
        """The line of the deepest part of ``place`` that stands in the file."""
        for length in range(len(place), 0, -1):
            line = self.lines.get(place[:length])
            if line is not None:
                return line
        return 1

    def mistake(self, place: Place, message: str) -> Mistake:
        return Mistake(self.path, self.line_of(place), dotted(place), message)


def dotted(place: Place) -> str:
    """``service.form.0.title``"""
    return ".".join(str(step) for step in place)


def read_sheet(path: Path) -> Sheet:
    """Never raises for what stands in the file; a file that cannot be used has mistakes and no document."""
    sheet = Sheet(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return _unusable(sheet, 1, f"is larger than {MAX_BYTES >> 20} MB; split it into several files")
        text = path.read_bytes().decode("utf-8-sig")
        sheet.document = _Reader(sheet, text).read()
    except UnicodeDecodeError:
        return _unusable(sheet, 1, "is not UTF-8 text")
    except OSError as error:
        return _unusable(sheet, 1, f"cannot be read: {error.strerror}")
    except _Refused as refused:
        return _unusable(sheet, refused.line, str(refused))
    except yaml.MarkedYAMLError as error:
        return _unusable(sheet, *_in_plain_words(error))
    except yaml.YAMLError:
        return _unusable(sheet, 1, "is not YAML: has a character that text cannot have")
    return sheet


def _unusable(sheet: Sheet, line: int, message: str) -> Sheet:
    return Sheet(sheet.path, mistakes=[Mistake(sheet.path, line, "", message)])


def _in_plain_words(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line and the message. What does not end is named where it begins: it breaks only lines later."""
    problem, context = error.problem or "cannot be read", error.context or ""
    begun = "quoted scalar" in context or "flow" in context
    mark = error.context_mark if begun and error.context_mark else error.problem_mark
    if "cannot start any token" in problem:
        problem = "a line has a tab where spaces belong, or a sign (@ % `) that needs quotes"
    if begun:
        problem = f"what begins here does not end: {problem}"
    return (mark.line + 1 if mark else 1), f"is not YAML: {problem}"


class _Refused(Exception):
    """YAML that is well-formed and not taken here."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Reader:
    """Builds the document from the parser's events, so that nothing is expanded and nothing recurses far."""

    def __init__(self, sheet: Sheet, text: str) -> None:
        self._sheet = sheet
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def read(self) -> Typed:
        document: Typed = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        _line(event), "is not YAML: a second document begins; one file is one document"
                    )
                document = self._value(next(self._events), ())
        return document

    def _value(self, event: yaml.Event, place: Place) -> Typed:
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"is not YAML: {sign}{event.anchor} is not taken here; write it out, or use shared:"
            raise _Refused(_line(event), message)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise _Refused(_line(event), f"is not YAML: the tag {tag} is not taken here")
        if len(place) > MAX_DEPTH:
            raise _Refused(_line(event), f"is not YAML: is nested deeper than {MAX_DEPTH} levels")
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(place)
            case yaml.SequenceStartEvent():
                return self._sequence(place)
            case yaml.ScalarEvent():
                plain = not event.style and event.value in ("", "~", "null")
                return None if plain else str(event.value)
            case _:
                raise _Refused(_line(event), "is not YAML: something is out of place")

    def _mapping(self, place: Place) -> dict[str, Typed]:
        made: dict[str, Typed] = {}
        for key in self._events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            if not isinstance(key, yaml.ScalarEvent):
                raise _Refused(_line(key), "is not YAML: expected a word before the colon")
            here = (*place, key.value)
            if key.value in made:
                self._sheet.mistakes.append(
                    Mistake(self._sheet.path, _line(key), dotted(here), "is there twice")
                )
            self._sheet.lines[here] = _line(key)
            made[key.value] = self._value(next(self._events), here)
        return made

    def _sequence(self, place: Place) -> list[Typed]:
        made: list[Typed] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*place, len(made))
            self._sheet.lines[here] = _line(event)
            made.append(self._value(event, here))
        return made


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
