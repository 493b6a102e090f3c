"""Reads what operators wrote: YAML files of one item or a family, every mistake named by file, line, field and what is
right.

A file is one item, or ``shared:`` words and ``items:`` that have them unless they say otherwise. Pure but for reading
the files; any thread. This runs when a catalogue is built, never at start.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kiosk.catalogue.content import Mistake, item_files, reference_files
from kiosk.catalogue.item import Item
from kiosk.catalogue.item_checks import check_item
from kiosk.catalogue.reference_files import Reference, read_reference
from kiosk.catalogue.rehearsal_room import rehearse
from kiosk.catalogue.service_checks import check_service
from kiosk.catalogue.set_checks import check_place_departments, check_set
from kiosk.catalogue.sheet import Place, Sheet, Typed, read_sheet
from kiosk.catalogue.spelling import nearest, plainly, schema_words

EXPECTED = "expected an item: code, name, summary ..."


@dataclass(frozen=True, slots=True)
class Entry:
    """One item where it stands: the whole file, or one of its family."""

    sheet: Sheet
    words: dict[str, Typed]
    within: Place = ()

    def mistake(self, place: Place, message: str) -> Mistake:
        """A mistake on the line where the word really stands, which may be under ``shared``."""
        return self.sheet.mistake(self._in_file(place), message)

    def _in_file(self, place: Place) -> Place:
        if not self.within or (*self.within, *place[:1]) in self.sheet.lines:
            return (*self.within, *place)
        shared = ("shared", *place)
        return shared if shared[:2] in self.sheet.lines else (*self.within, *place)


@dataclass(frozen=True, slots=True)
class ContentRead:
    """All that was read. With a mistake none of it is to be used."""

    items: list[Item]
    reference: Reference
    mistakes: list[Mistake]


def read_content(folder: Path, today: date | None = None) -> ContentRead:
    """The items below the folder (or of one file) with what they refer to. ``today``: see `check_texts`."""
    reference, sheets, mistakes = read_reference(folder)
    found: list[tuple[Entry, Item]] = []
    unread: set[str] = set()
    whole = folder.is_dir()
    for path in item_files(folder):
        if _leads_out(path, folder):
            mistakes.append(Mistake(path, 1, "", "is a link to somewhere else; content lies in its folder"))
            continue
        sheet = read_sheet(path)
        mistakes += sheet.mistakes
        whole = whole and sheet.document is not None
        for entry in _entries(sheet, mistakes):
            read = _read_entry(entry, reference, today)
            if isinstance(read, Item):
                found.append((entry, read))
            else:
                mistakes += read
                unread.add(str(entry.words.get("code")))
    items = [item for _, item in found]
    mistakes += _codes_twice(found)
    between = check_set(items, unread) if whole else ()
    for index, place, message in (*between, *rehearse(items)):
        mistakes.append(found[index][0].mistake(place, message))
    # Content of one's own beside the shipped places has not all of their departments, and need not.
    own_places = reference_files(folder).get("places.yaml", folder).parent == folder.absolute().parent
    for _, place, message in (
        check_place_departments(reference.places, items) if whole and own_places and not mistakes else ()
    ):
        mistakes += [sheet.mistake(place, message) for sheet in sheets if sheet.path.name == "places.yaml"]
    if not items and not mistakes:
        mistakes.append(Mistake(folder, 1, "", "no item files (*.yaml) below this folder"))
    in_order = sorted(dict.fromkeys(mistakes), key=lambda one: (str(one.file), one.line))
    return ContentRead(items, reference, in_order)


def _leads_out(path: Path, folder: Path) -> bool:
    return path != folder and not path.resolve().is_relative_to(folder.resolve())


def read_items(folder: Path) -> tuple[list[Item], list[Mistake]]:
    """The items alone; for who needs no more."""
    read = read_content(folder)
    return read.items, read.mistakes


def read_item(path: Path) -> Item | list[Mistake]:
    """The one item of a file, or everything that is wrong with the file."""
    items, mistakes = read_items(path)
    return mistakes or items[0]


def _codes_twice(found: list[tuple[Entry, Item]]) -> Iterator[Mistake]:
    seen: dict[str, Path] = {}
    for entry, item in found:
        if item.code in seen:
            yield entry.mistake(("code",), f"{item.code} is taken by {seen[item.code]}")
        seen[item.code] = entry.sheet.path


def _entries(sheet: Sheet, mistakes: list[Mistake]) -> Iterator[Entry]:
    document = sheet.document
    if not isinstance(document, dict):
        if not sheet.mistakes:
            mistakes.append(Mistake(sheet.path, 1, "", EXPECTED))
        return
    if "items" not in document:
        yield Entry(sheet, document)
        return
    for word in document:
        if word not in ("shared", "items"):
            hint = f"beside items: only shared: can stand{nearest(word, {'shared', 'items'})}"
            mistakes.append(sheet.mistake((word,), hint))
    shared, items = document.get("shared") or {}, document["items"]
    if not isinstance(shared, dict):
        mistakes.append(sheet.mistake(("shared",), "expected words that every item of the file has"))
        shared = {}
    if not isinstance(items, list) or not items:
        mistakes.append(sheet.mistake(("items",), "expected a list of items, each beginning with - code:"))
        return
    for index, words in enumerate(items):
        if isinstance(words, dict):
            yield Entry(sheet, {**shared, **words}, ("items", index))
        else:
            mistakes.append(sheet.mistake(("items", index), EXPECTED))


def _read_entry(entry: Entry, reference: Reference, today: date | None) -> Item | list[Mistake]:
    try:
        item = Item.model_validate(entry.words)
    except ValidationError as invalid:
        return [entry.mistake(error["loc"], plainly(error, schema_words())) for error in invalid.errors()]
    found = (*check_item(item, reference, today), *check_service(item, reference.certificate_fields))
    return [entry.mistake(place, message) for place, message in found] or item
