"""`search_open`: the index of twelve thousand services opened in a process of its own, against reading its bytes."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from app.station_context import StationContext
from benchmarks.bench_hall import Process
from benchmarks.figure import Figure, Held, Target, median, spread
from benchmarks.search_corpus import shipped_synonyms, twelve_thousand
from kiosk.search.build import write_index

TARGET = Target(Held.FIGURE, 150.0)
AT_MOST_MB = 60.0


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """Milliseconds; the memory that it adds is in the detail."""
    station.make_data_folder()
    seen: dict[str, list[float]] = {"opened": [], "bare": [], "added": [], "loaded": []}
    with tempfile.TemporaryDirectory(prefix="bench-search", dir=station.data) as folder:
        path = Path(folder) / "search.db"
        with closing(sqlite3.connect(path)) as connection, connection:
            write_index(connection, twelve_thousand(1_200 if quick else 12_000), shipped_synonyms())
        size = path.stat().st_size / 1e6
        for _ in range(1 if quick else 9):
            with Process("benchmarks.search_opened", str(path)) as process:
                for word, values in seen.items():
                    values.append(float(process.line(word)))
    added = median(seen["added"])
    met = "within" if added <= AT_MOST_MB else "OVER"
    return Figure(
        "search_open",
        median(seen["opened"]),
        "ms",
        median(seen["bare"]),
        TARGET,
        f"opened in {spread(seen['opened'], 1)} ms, adds {added:.1f} MB ({met} {AT_MOST_MB:g} MB), file {size:.1f} MB; "
        f"loading numpy and our code before that {median(seen['loaded']):.0f} ms",
    )
