"""``jinban search``: what a resident would find."""

import argparse
import json
import sys
import time
from pathlib import Path

from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.catalogue.catalogue import Catalogue


def run(options: argparse.Namespace, station: StationContext) -> int:
    if bool(options.text) == bool(options.batch):
        raise SettingsRefused("search: give either words to search for or --batch FILE")
    if options.limit < 1:
        raise SettingsRefused(f"search: --limit {options.limit}: expected 1 or more")
    catalogue = station.open_catalogue()
    if options.batch:
        try:
            queries = Path(options.batch).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsRefused(
                f"search: {options.batch}: cannot be read as UTF-8 text ({error})"
            ) from None
        for query in queries:
            sys.stdout.write(json.dumps(_answer(catalogue, query, options.limit), ensure_ascii=False) + "\n")
        return 0
    answer = _answer(catalogue, " ".join(options.text), options.limit)
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        found = catalogue.search(" ".join(options.text), options.limit)
        sys.stdout.writelines(f"{one.code}  {one.name}  ({one.why})\n" for one in found)
        if not found:
            sys.stdout.write("nothing found\n")
    return 0


def _answer(catalogue: Catalogue, query: str, limit: int) -> dict[str, object]:
    begun = time.perf_counter()
    found = catalogue.search(query, limit)
    spent_ms = (time.perf_counter() - begun) * 1000
    return {
        "query": query,
        "ms": round(spent_ms, 3),
        "results": [
            {"code": one.code, "name": one.name, "score": one.score, "why": one.why} for one in found
        ],
    }
