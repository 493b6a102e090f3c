"""The catalogue as the kiosk reads it: one compiled file, opened read-only.

Any thread may ask; questions take turns. Items are frozen and may go anywhere.
"""

import functools
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from config.faults import EnvironmentFault, FaultCode
from kiosk.catalogue.certificate_type import Certificates, CertificateType
from kiosk.catalogue.content import FORMAT
from kiosk.catalogue.item import HAIKOU, Item
from kiosk.catalogue.questions import (
    COUNT,
    COUNT_EVENTS,
    COUNT_LEVELS,
    COUNT_STAGES,
    COUNT_THEMES,
    DEPARTMENTS,
    IN_ORDER,
    LIST,
    REGIONS,
    WITH_DUE,
    conditions,
    last_within,
    listed,
)
from kiosk.catalogue.reference import CityFigures, Places, Proofs, ServicePlace, Theme, Themes
from kiosk.catalogue.shelf import Heading, Listed, Page, Shelf
from kiosk.catalogue.words import Content

if TYPE_CHECKING:
    from kiosk.search.answer import Answer
    from kiosk.search.searcher import Searcher

ModelT = TypeVar("ModelT", bound=Content)


@dataclass(frozen=True, slots=True)
class Found:
    """One search result; ``why`` says in plain words what matched."""

    code: str
    name: str
    score: float
    why: str


class Catalogue:
    """Raises EnvironmentFault(CATALOGUE_MISSING) when there is no usable file at ``path``."""

    def __init__(self, path: Path) -> None:
        self._connection, self.fingerprint = _open(path)
        self._turn = threading.Lock()
        self._search: Searcher | None = None
        self.item = functools.lru_cache(maxsize=256)(self._item)

    def close(self) -> None:
        self._connection.close()

    def _item(self, code: str) -> Item | None:
        """The item, or None. Kept for the next asker (an item with rules takes about 1 ms to read)."""
        with self._turn:
            row = self._connection.execute(
                "SELECT definition FROM definition WHERE code = ?", (code,)
            ).fetchone()
        return Item.model_validate_json(row[0]) if row else None

    def items(self) -> tuple[Item, ...]:
        """All items in the order of the lists. Reads every definition: for tools, never while a resident waits."""
        with self._turn:
            rows = self._connection.execute("SELECT code FROM item ORDER BY rank").fetchall()
        return tuple(item for (code,) in rows if (item := self.item(code)) is not None)

    def browse(self, shelf: Shelf = Shelf(), *, limit: int = 20, offset: int = 0) -> Page:  # noqa: B008  frozen
        """One page of what stands on the shelf: what ends at the kiosk first, the city's own before other places'."""
        where, values = conditions(shelf)
        with self._turn:
            total = self._connection.execute(" ".join((COUNT, where)), values).fetchone()[0]
            page = {**values, "limit": limit, "offset": offset}
            rows = self._connection.execute(" ".join((LIST, where, IN_ORDER)), page).fetchall()
        return Page(tuple(listed(row) for row in rows), total)

    def listed(self, codes: Iterable[str]) -> tuple[Listed, ...]:
        """The lines of these items, in the order given; unknown codes are left out."""
        with self._turn:
            found = [
                self._connection.execute(" ".join((LIST, "WHERE code = ?")), (code,)).fetchone()
                for code in codes
            ]
        return tuple(listed(row) for row in found if row is not None)

    def themes(self) -> tuple[Heading, ...]:
        """In the operators' order, with the number of items; those without items too."""
        themes = self._reference("themes", Themes)
        return self._headings(themes.themes if themes else (), COUNT_THEMES)

    def hot(self) -> tuple[str, ...]:
        """Codes of what stands first on the home screen until the operator says otherwise."""
        themes = self._reference("themes", Themes)
        return themes.hot if themes else ()

    def events(self) -> tuple[Heading, ...]:
        themes = self._reference("themes", Themes)
        return self._headings(themes.events if themes else (), COUNT_EVENTS)

    def stages(self) -> tuple[Heading, ...]:
        themes = self._reference("themes", Themes)
        return self._headings(themes.stages if themes else (), COUNT_STAGES)

    def departments(self) -> tuple[Heading, ...]:
        """Those with most items first; ``id`` is the Chinese name."""
        with self._turn:
            rows = self._connection.execute(DEPARTMENTS).fetchall()
        return tuple(Heading(zh, zh, en, "building", items) for zh, en, items in rows)

    def levels(self) -> dict[str, int]:
        """How many items each level has."""
        with self._turn:
            return dict(self._connection.execute(COUNT_LEVELS))

    def regions(self) -> tuple[Heading, ...]:
        """The other places that have items here, those with most first; ``id`` is the division's code."""
        own = {"own": HAIKOU.code, "own_end": last_within(HAIKOU.code)}
        with self._turn:
            rows = self._connection.execute(REGIONS, own).fetchall()
        return tuple(Heading(code, zh, en, "building", items) for code, zh, en, items in rows)

    def with_due(self) -> tuple[str, ...]:
        """Codes of the items that can become due to somebody."""
        with self._turn:
            return tuple(code for (code,) in self._connection.execute(WITH_DUE))

    def certificate_types(self) -> tuple[CertificateType, ...]:
        known = self._reference("certificates", Certificates)
        return known.certificates if known else ()

    def places(self) -> tuple[ServicePlace, ...]:
        known = self._reference("places", Places)
        return known.places if known else ()

    def proofs(self) -> Proofs:
        """Those that nobody may ask for any more, and those that are kept."""
        return self._reference("proofs", Proofs) or Proofs()

    def compiled_reference(self) -> dict[str, str]:
        """What the items refer to, as it stands in the file."""
        with self._turn:
            return dict(self._connection.execute("SELECT name, definition FROM reference"))

    def city_figures(self) -> CityFigures | None:
        return self._reference("figures", CityFigures)

    @property
    def generated(self) -> bool:
        """Whether it was made for benchmarks and tests (`generate`), and is nobody's content."""
        with self._turn:
            return (
                self._connection.execute("SELECT 1 FROM meta WHERE name = 'generated'").fetchone() is not None
            )

    def _headings(self, known: tuple[Theme, ...], count: str) -> tuple[Heading, ...]:
        with self._turn:
            counts = dict(self._connection.execute(count).fetchall())
        in_order = sorted(known, key=lambda one: one.order)
        return tuple(Heading(o.id, o.name.zh, o.name.en, o.icon, counts.get(o.id, 0)) for o in in_order)

    def _reference(self, name: str, model: type[ModelT]) -> ModelT | None:
        with self._turn:
            row = self._connection.execute(
                "SELECT definition FROM reference WHERE name = ?", (name,)
            ).fetchone()
        return model.model_validate_json(row[0]) if row else None

    def counts(self) -> dict[str, int]:
        """Items by theme."""
        with self._turn:
            return dict(
                self._connection.execute("SELECT theme, count(*) FROM item GROUP BY theme ORDER BY theme")
            )

    def answer(self, text: str, limit: int = 10, *, region: str | None = None) -> "Answer":
        """What the search says: services with the reason for each, a question, a department, a place."""
        return self._searcher().search(text, limit, region=region)

    def search(self, text: str, limit: int = 10) -> tuple[Found, ...]:
        """The services of ``answer`` alone, best first."""
        return tuple(
            Found(found.code, found.name, found.score, str(found.why))
            for found in self.answer(text, limit).found
        )

    def _searcher(self) -> "Searcher":
        """Loaded by the first who searches: numpy takes 0.1 s, and the first screen does without."""
        with self._turn:
            if self._search is None:
                from kiosk.search.searcher import Searcher  # noqa: PLC0415  see above

                self._search = Searcher(self._connection)
            return self._search


def _open(path: Path) -> tuple[sqlite3.Connection, str]:
    """The open file and its content's fingerprint."""
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: {error}") from None
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error as error:
        connection.close()
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: {error}") from None
    if meta.get("format") != str(FORMAT):
        connection.close()
        raise EnvironmentFault(FaultCode.CATALOGUE_MISSING, f"{path}: built by another version")
    return connection, meta["fingerprint"]
