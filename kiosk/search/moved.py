"""What a change of the synonyms does: which queries of the test set find something else now, for better or worse."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

from kiosk.search.build import write_index
from kiosk.search.entry import Entry
from kiosk.search.searcher import Searcher
from kiosk.search.synonyms import Synonyms

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """``before`` and ``after`` are the first names found. ``better`` is None where the expected name did not move."""

    query: str
    expected: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def better(self) -> bool | None:
        was, now = self._rank(self.before), self._rank(self.after)
        return None if was == now else now < was

    def _rank(self, names: Sequence[str]) -> int:
        return next((rank for rank, name in enumerate(names) if name in self.expected), SHOWN)


def searcher_of(entries: Sequence[Entry], synonyms: Synonyms) -> Searcher:
    """A searcher over an index in memory: nothing is written."""
    with closing(sqlite3.connect(":memory:")) as connection:
        write_index(connection, entries, synonyms)
        return Searcher(connection)


def moved(before: Searcher, after: Searcher, queries: Iterable[tuple[str, tuple[str, ...]]]) -> list[Moved]:
    """The queries (with the names expected, if known) whose first three results are not the same."""
    changes = (
        Moved(query, expected, _names(before, query), _names(after, query)) for query, expected in queries
    )
    return [change for change in changes if change.before != change.after]


def _names(searcher: Searcher, query: str) -> tuple[str, ...]:
    return tuple(found.name for found in searcher.search(query, SHOWN).found)
