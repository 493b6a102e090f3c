"""`search`: how often the first result is wrong, on queries that the synonyms' authors did not tune on.

The figure is the worse of two catalogues: the 356 kinds alone, and inside twelve thousand. The peer is `rapidfuzz`
`ratio` over the same names.
"""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target
from benchmarks.search_corpus import Query, city_entries, queries, shipped_synonyms, twelve_thousand
from kiosk.search.entry import Entry
from kiosk.search.moved import searcher_of
from kiosk.search.searcher import Searcher

TARGET = Target(Held.FIGURE, 12.0)
SHOWN = 3


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Percent of wrong first results."""
    return figure("search", TARGET, 1, quick=quick)


def figure(name: str, target: Target, among: int, *, quick: bool) -> Figure:
    """Percent of held-out queries without an expected name among the first ``among`` results."""
    asked = [query for query in queries() if query.held_out]
    catalogues = {"356": city_entries(), "12,000": twelve_thousand(1_200 if quick else 12_000)}
    missed: dict[str, float] = {}
    peer: dict[str, float] = {}
    kinds = ""
    for size, entries in catalogues.items():
        found = found_by(searcher_of(entries, shipped_synonyms()), asked)
        missed[size] = _missed(asked, found, among)
        peer[size] = _missed(asked, _found_by_ratio(entries, asked[:20] if quick else asked), among)
        kinds = _by_kind(asked, found, among)
    worse = max(missed, key=missed.__getitem__)
    sizes = ", ".join(f"{size}: {100 - percent:.1f} % right" for size, percent in missed.items())
    return Figure(
        name,
        max(missed[worse], 0.001),
        "%",
        max(peer[worse], 0.001),
        target,
        f"{len(asked)} held-out queries, right name among the first {among}; {sizes}; by kind in the larger: {kinds}",
    )


def found_by(searcher: Searcher, asked: Sequence[Query]) -> list[list[str]]:
    """The first names for each query."""
    return [[found.name for found in searcher.search(query.text, SHOWN).found] for query in asked]


def _found_by_ratio(entries: Sequence[Entry], asked: Sequence[Query]) -> list[list[str]]:
    names = list(dict.fromkeys(entry.name for entry in entries))
    return [
        [name for name, _, _ in process.extract(query.text, names, scorer=fuzz.ratio, limit=SHOWN)]
        for query in asked
    ]


def _missed(asked: Sequence[Query], found: Sequence[Sequence[str]], among: int) -> float:
    wrong = sum(
        not set(names[:among]) & set(query.expected) for query, names in zip(asked, found, strict=False)
    )
    return wrong / len(found) * 100


def _by_kind(asked: Sequence[Query], found: Sequence[Sequence[str]], among: int) -> str:
    right: dict[str, list[bool]] = defaultdict(list)
    for query, names in zip(asked, found, strict=True):
        right[query.kind].append(bool(set(names[:among]) & set(query.expected)))
    return ", ".join(f"{kind} {sum(seen)}/{len(seen)}" for kind, seen in right.items())
