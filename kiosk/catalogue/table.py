"""The compiled catalogue as a file: one row for each item with what lists and filters need, its definition beside.

The same rows give the same bytes: they go in in a fixed order and nothing of the day or the machine goes in. Written
beside and renamed, so that a failed build leaves the last good catalogue standing.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from config.faults import EnvironmentFault, FaultCode
from kiosk.catalogue.content import FORMAT
from kiosk.catalogue.item import Item
from kiosk.search.build import write_index
from kiosk.search.catalogue_entries import entries_of
from kiosk.search.synonyms import Synonyms

_SCHEMA: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reference (name TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE item (
    rank INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    summary_zh TEXT NOT NULL, summary_en TEXT NOT NULL, department_zh TEXT NOT NULL, department_en TEXT NOT NULL,
    theme TEXT NOT NULL, icon TEXT NOT NULL, kind TEXT NOT NULL, handling TEXT NOT NULL, depth INTEGER NOT NULL,
    level TEXT NOT NULL, region TEXT NOT NULL, region_zh TEXT NOT NULL, region_en TEXT NOT NULL,
    at_kiosk TEXT NOT NULL, finishes INTEGER NOT NULL, person INTEGER NOT NULL, company INTEGER NOT NULL,
    stage TEXT NOT NULL, across TEXT NOT NULL, instant INTEGER NOT NULL, automatic INTEGER NOT NULL,
    closed INTEGER NOT NULL, bundle INTEGER NOT NULL, aliases TEXT NOT NULL, due INTEGER NOT NULL
) STRICT;
CREATE TABLE definition (code TEXT PRIMARY KEY, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE item_event (
    event TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (event, rank)
) STRICT, WITHOUT ROWID;
"""

_INDEXES: Final = """
CREATE INDEX item_by_theme ON item (theme, rank);
CREATE INDEX item_by_department ON item (department_zh, rank);
CREATE INDEX item_by_level ON item (level, rank);
CREATE INDEX item_by_region ON item (region, rank);
CREATE INDEX item_by_stage ON item (stage, rank);
"""

_PUT_ITEM: Final = " ".join(("INSERT INTO item VALUES (", ", ".join("?" * 29), ")"))
_KIOSK_ORDER: Final = {"yes": 0, "partial": 1, "no": 2}
_HOME: Final = "460100"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What lists and filters need of one item; texts are empty where the item says nothing. ``aliases``: one a line."""

    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    department_zh: str
    department_en: str
    theme: str
    icon: str
    kind: str
    handling: str
    depth: int
    level: str
    region: str
    region_zh: str
    region_en: str
    at_kiosk: str
    finishes: bool
    person: bool
    company: bool
    stage: str
    across: str
    instant: bool
    automatic: bool
    closed: bool
    bundle: bool
    aliases: str = ""
    due: bool = False
    """It can become due to somebody."""


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """``definition`` is the item's JSON."""

    row: ItemRow
    definition: str
    events: tuple[str, ...] = ()


def compiled_item(item: Item) -> CompiledItem:
    row = ItemRow(
        code=item.code,
        name_zh=item.name.zh,
        name_en=item.name.en,
        summary_zh=item.summary.zh,
        summary_en=item.summary.en,
        department_zh=item.department.zh,
        department_en=item.department.en,
        theme=item.theme,
        icon=item.icon,
        kind=str(item.kind),
        handling=str(item.handling),
        depth=item.depth,
        level=str(item.level),
        region=item.region.code,
        region_zh=item.region.name.zh,
        region_en=item.region.name.en,
        at_kiosk=str(item.at_kiosk),
        finishes=item.service is not None or bool(item.bundle),
        person="person" in item.audience,
        company="company" in item.audience,
        stage=str(item.stage or ""),
        across=str(item.across or ""),
        instant=item.instant,
        automatic=item.automatic,
        closed=item.closed_to_defaulters,
        bundle=bool(item.bundle),
        aliases="\n".join(item.aliases),
        due=bool(item.due),
    )
    return CompiledItem(row, item.model_dump_json(exclude_defaults=True), item.events)


def in_order(items: Iterable[CompiledItem]) -> list[CompiledItem]:
    """The order of every list: what ends at the kiosk first, the city's own before those of other places."""
    return sorted(items, key=_order)


def _order(item: CompiledItem) -> tuple[bool, bool, int, str]:
    row = item.row
    return not row.finishes, row.region != _HOME, _KIOSK_ORDER.get(row.at_kiosk, 3), row.code


def write_catalogue(
    target: Path,
    items: Sequence[CompiledItem],
    reference: Mapping[str, str],
    synonyms: Synonyms,
    meta: Mapping[str, str],
) -> None:
    """Writes ``target`` (0600). ``reference``: name to JSON; ``meta`` must have the fingerprint.

    Raises EnvironmentFault(STORE_FAILED) where it cannot be written: no room, no such folder.
    """
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        _clear_away(target)
        _write(draft, items, reference, synonyms, meta)
        draft.rename(target)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise EnvironmentFault(FaultCode.STORE_FAILED, f"{target}: {error}") from None


def _clear_away(target: Path) -> None:
    """What builds that were cut left behind. Shell and platform may build at once: each has a draft of its own."""
    for left in target.parent.glob(f"{target.name}*.new"):
        owner = left.name.removeprefix(f"{target.name}.").removesuffix(".new")
        if owner == str(os.getpid()) or not Path("/proc", owner).exists():
            left.unlink(missing_ok=True)


def _write(
    draft: Path,
    items: Sequence[CompiledItem],
    reference: Mapping[str, str],
    synonyms: Synonyms,
    meta: Mapping[str, str],
) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    ranked = list(enumerate(in_order(items), 1))
    with closing(sqlite3.connect(draft)) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            told = {**meta, "format": str(FORMAT)}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(told.items()))
            connection.executemany("INSERT INTO reference VALUES (?, ?)", sorted(reference.items()))
            connection.executemany(_PUT_ITEM, ((rank, *astuple(item.row)) for rank, item in ranked))
            connection.executemany(
                "INSERT INTO definition VALUES (?, ?)",
                sorted((item.row.code, item.definition) for _, item in ranked),
            )
            connection.executemany(
                "INSERT INTO item_event VALUES (?, ?)",
                sorted((event, rank) for rank, item in ranked for event in item.events),
            )
            write_index(connection, entries_of(item.row for _, item in ranked), synonyms)
        connection.executescript(_INDEXES)
        connection.execute("VACUUM")
    with draft.open("rb") as file:
        os.fsync(file.fileno())
