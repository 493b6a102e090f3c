"""Opens a search index and says how long it took and what memory it added. Run as a process of its own."""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

_PAGE_BYTES = 4096


def main(path: Path) -> None:
    begun = time.perf_counter()
    from kiosk.search.searcher import Searcher  # noqa: PLC0415  its loading is measured

    loaded = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT content FROM search_part").fetchall()
    bare = time.perf_counter()
    before = _resident_mb()
    opening = time.perf_counter()
    searcher = Searcher(path)
    searcher.search("身份证")
    opened = time.perf_counter()
    _say("opened", (opened - opening) * 1000)
    _say("bare", (bare - loaded) * 1000)
    _say("loaded", (loaded - begun) * 1000)
    _say("added", _resident_mb() - before)


def _resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_BYTES / 1e6


def _say(word: str, value: float) -> None:
    sys.stdout.write(f"{word} {value:.3f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
