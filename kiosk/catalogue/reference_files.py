"""Reads what the items refer to: `certificates.yaml`, `places.yaml`, `proofs.yaml`, `themes.yaml`, `city_figures.yaml`.

They stand beside the folder of the items; one that is not there is taken from the content that is shipped. Pure but
for reading the files; any thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kiosk.catalogue.certificate_type import Certificates, CertificateType
from kiosk.catalogue.content import Mistake, reference_files
from kiosk.catalogue.reference import ICONS, CityFigures, Places, Proofs, ServicePlace, Theme, Themes
from kiosk.catalogue.sheet import Place, Sheet, read_sheet
from kiosk.catalogue.spelling import nearest, plainly
from kiosk.catalogue.text_checks import check_texts
from kiosk.catalogue.words import Content

ModelT = TypeVar("ModelT", bound=Content)


@dataclass(frozen=True, slots=True)
class Reference:
    """What the items refer to. None: there is no such file anywhere, and nothing is checked against it."""

    certificates: tuple[CertificateType, ...] | None = None
    places: tuple[ServicePlace, ...] = ()
    proofs: Proofs = field(default_factory=Proofs)
    themes: Themes | None = None
    figures: CityFigures | None = None

    @property
    def certificate_fields(self) -> dict[str, frozenset[str]] | None:
        if self.certificates is None:
            return None
        return {one.key: frozenset(one.field_names) for one in self.certificates}


def read_reference(folder: Path) -> tuple[Reference, list[Sheet], list[Mistake]]:
    """For the items below ``folder``; the sheets are those of the files, by which a mistake finds its line."""
    mistakes: list[Mistake] = []
    sheets = {name: read_sheet(path) for name, path in reference_files(folder).items()}

    def read(name: str, model: type[ModelT]) -> ModelT | None:
        sheet = sheets.get(name)
        return None if sheet is None else _read(sheet, model, mistakes)

    certificates = read("certificates.yaml", Certificates)
    places = read("places.yaml", Places)
    reference = Reference(
        certificates.certificates if certificates else None,
        places.places if places else (),
        read("proofs.yaml", Proofs) or Proofs(),
        read("themes.yaml", Themes),
        read("city_figures.yaml", CityFigures),
    )
    return reference, list(sheets.values()), mistakes


def _read(sheet: Sheet, model: type[ModelT], mistakes: list[Mistake]) -> ModelT | None:
    mistakes += sheet.mistakes
    if sheet.mistakes and sheet.document is None:
        return None
    try:
        made = model.model_validate(sheet.document)
    except ValidationError as invalid:
        words = _words(model)
        mistakes += [sheet.mistake(error["loc"], plainly(error, words)) for error in invalid.errors()]
        return None
    mistakes += [sheet.mistake(place, message) for place, message in _check(made)]
    return made


def _check(made: Content) -> Iterator[tuple[Place, str]]:
    yield from check_texts(made)
    match made:
        case Certificates():
            yield from _twice("certificates", "key", [one.key for one in made.certificates])
            yield from _twice("certificates", "type_code", [one.type_code for one in made.certificates])
            for index, one in enumerate(made.certificates):
                seen: set[str] = set()
                for f, datum in enumerate(one.fields):
                    if datum.id in seen:
                        yield ("certificates", index, "fields", f, "id"), f"{datum.id} is there twice"
                    seen.add(datum.id)
        case Places():
            yield from _twice("places", "id", [place.id for place in made.places])
        case Themes():
            for name, headings in (("themes", made.themes), ("events", made.events), ("stages", made.stages)):
                yield from _check_headings(name, headings)
        case _:
            return


def _check_headings(name: str, headings: tuple[Theme, ...]) -> Iterator[tuple[Place, str]]:
    yield from _twice(name, "id", [one.id for one in headings])
    yield from _twice(name, "order", [str(one.order) for one in headings])
    for index, one in enumerate(headings):
        if one.icon not in ICONS:
            yield (name, index, "icon"), f"there is no icon {one.icon}{nearest(one.icon, ICONS)}"


def _twice(name: str, word: str, values: list[str]) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield (name, index, word), f"{value} is there twice"
        seen.add(value)


def _words(model: type[Content]) -> frozenset[str]:
    schema = model.model_json_schema()
    return frozenset(schema["properties"]).union(
        *(part.get("properties", ()) for part in schema["$defs"].values())
    )
