"""A small city hall to search in: some real services, the shipped words, copies of services in other places."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import config
from benchmarks.search_corpus import city_entries
from kiosk.search.build import write_index
from kiosk.search.entry import Entry
from kiosk.search.searcher import Searcher
from kiosk.search.synonyms import Synonyms, read_synonyms

SHIPPED = Path(config.__file__).parent / "synonyms.yaml"
CITY = {entry.name: entry for entry in city_entries()}


def shipped() -> Synonyms:
    synonyms = read_synonyms(SHIPPED)
    assert isinstance(synonyms, Synonyms), synonyms
    return synonyms


def searcher(entries: Sequence[Entry] = tuple(CITY.values()), synonyms: Synonyms | None = None) -> Searcher:
    with closing(sqlite3.connect(":memory:")) as connection:
        write_index(connection, entries, synonyms if synonyms is not None else shipped())
        return Searcher(connection)


def elsewhere(name: str, region: str, place: str) -> Entry:
    return replace(CITY[name], code=f"{region}-{CITY[name].code}", region=region, region_name=place)


def first(found_by: Searcher, text: str) -> str:
    """The first service's name, or nothing."""
    return next((found.name for found in found_by.search(text).found), "")
