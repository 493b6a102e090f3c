"""`search_speed`: one keystroke among twelve thousand services, against `rapidfuzz` `ratio` over their names."""

import time

from rapidfuzz import fuzz, process

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target
from benchmarks.search_corpus import example_queries, keystrokes, queries, shipped_synonyms, twelve_thousand
from kiosk.search.moved import searcher_of

TARGET = Target(Held.RATIO, 1.0)
AT_MOST_MS = 5.0
_LIMIT = 10


def measure(_: StationContext, *, quick: bool = False) -> Figure:
    """Every beginning of every query as typed; both in turn at each keystroke; the 99th of a hundred counts."""
    entries = twelve_thousand(1_200 if quick else 12_000)
    searcher = searcher_of(entries, shipped_synonyms())
    names = [entry.name for entry in entries]
    typed = keystrokes([query.text for query in (*example_queries(), *queries())])
    ours: list[float] = []
    peer: list[float] = []
    for text in typed[:: 50 if quick else 1]:
        begun = time.perf_counter()
        searcher.search(text, _LIMIT)
        between = time.perf_counter()
        process.extract(text, names, scorer=fuzz.ratio, limit=_LIMIT)
        ours.append((between - begun) * 1000)
        peer.append((time.perf_counter() - between) * 1000)
    slowest, of_peer = _share(ours, 0.99), _share(peer, 0.99)
    met = "within" if slowest <= AT_MOST_MS else "OVER"
    return Figure(
        "search_speed",
        slowest,
        "ms",
        of_peer,
        TARGET,
        f"{len(ours)} keystrokes, {len(entries)} services; half within {_share(ours, 0.5):.2f} ms, 99 of 100 within "
        f"{slowest:.2f} ms ({met} {AT_MOST_MS:g} ms), slowest {max(ours):.2f} ms; "
        f"ratio {_share(peer, 0.5):.2f} and {of_peer:.2f} ms",
    )


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]
