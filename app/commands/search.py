"""``jinban search``: what a resident would find, whether the synonyms are in order, and what a change of them moves."""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from app.station_context import StationContext
from benchmarks.search_corpus import example_queries, queries
from config.settings import SettingsRefused
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.content import ContentRefused, Mistake, synonyms_file
from kiosk.catalogue.table import compiled_item
from kiosk.search.catalogue_entries import entries_of
from kiosk.search.moved import Moved, moved, searcher_of
from kiosk.search.synonyms import Synonyms, read_synonyms, unknown_services


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.check_synonyms:
        return _check(options, station)
    if options.moved:
        return _moved(options, station)
    if bool(options.text) == bool(options.batch):
        raise SettingsRefused("search: give either words to search for or --batch FILE")
    if options.limit < 1:
        raise SettingsRefused(f"search: --limit {options.limit}: expected 1 or more")
    catalogue = station.open_catalogue()
    if options.batch:
        for query in _lines(options.batch):
            sys.stdout.write(json.dumps(_answer(catalogue, query, options.limit), ensure_ascii=False) + "\n")
        return 0
    text = " ".join(options.text)
    if options.json:
        sys.stdout.write(json.dumps(_answer(catalogue, text, options.limit), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(_told(catalogue, text, options.limit))
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


def _told(catalogue: Catalogue, text: str, limit: int) -> Iterable[str]:
    """For people: the question and the department first, where there are such."""
    answer = catalogue.answer(text, limit)
    if answer.question:
        yield f"? {answer.question.zh} {' / '.join(option.zh for option in answer.question.options)}\n"
    if answer.department:
        yield f"department: {answer.department}\n"
    for found in answer.found:
        yield f"{found.code}  {found.name}  ({found.why})\n"
    if not answer.found:
        yield "nothing found\n"


def _check(options: argparse.Namespace, station: StationContext) -> int:
    """The synonyms that go with this station's content; status 1 when there are mistakes."""
    synonyms = read_synonyms(synonyms_file(station.settings.content_folder()))
    mistakes = synonyms if isinstance(synonyms, list) else []
    strangers: list[Mistake] = []
    if isinstance(synonyms, Synonyms):
        strangers = unknown_services(synonyms, {item.name.zh for item in station.open_catalogue().items()})
    if options.json:
        report = {"ok": not mistakes, "mistakes": _listed(mistakes), "not_in_catalogue": _listed(strangers)}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{mistake}\n" for mistake in (*mistakes, *strangers))
        sys.stdout.write(f"{len(mistakes)} mistakes, {len(strangers)} services not in this catalogue\n")
    return 1 if mistakes else 0


def _moved(options: argparse.Namespace, station: StationContext) -> int:
    """One line for each query whose first three results the change moves."""
    now = _read(synonyms_file(station.settings.content_folder()))
    then = _read(Path(options.moved))
    entries = entries_of(compiled_item(item).row for item in station.open_catalogue().items())
    asked: list[tuple[str, tuple[str, ...]]] = (
        [(line, ()) for line in _lines(options.batch)]
        if options.batch
        else [(query.text, query.expected) for query in (*example_queries(), *queries())]
    )
    changes = moved(searcher_of(entries, then), searcher_of(entries, now), asked)
    for change in changes:
        sys.stdout.write(json.dumps(_change(change), ensure_ascii=False) + "\n")
    if not options.json:
        better, worse = (sum(change.better is way for change in changes) for way in (True, False))
        sys.stdout.write(f"{len(changes)} of {len(asked)} queries move: {better} better, {worse} worse\n")
    return 0


def _change(change: Moved) -> dict[str, object]:
    return {
        "query": change.query,
        "before": change.before,
        "after": change.after,
        "expected": change.expected,
        "better": change.better,
    }


def _read(path: Path) -> Synonyms:
    synonyms = read_synonyms(path)
    if isinstance(synonyms, list):
        raise ContentRefused(synonyms)
    return synonyms


def _listed(mistakes: list[Mistake]) -> list[dict[str, object]]:
    return [{"file": str(m.file), "line": m.line, "field": m.field, "message": m.message} for m in mistakes]


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsRefused(f"search: {path}: cannot be read as UTF-8 text ({error})") from None
