"""``jinban catalogue check|build|stats``: the service content, checked and compiled."""

import argparse
import json
import sys
from pathlib import Path

from app.station_context import StationContext
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.content import ContentRefused
from kiosk.catalogue.source import read_items


def run(options: argparse.Namespace, station: StationContext) -> int:
    match options.action:
        case "check":
            return _check(options, station)
        case "build":
            return _build(options, station)
        case _:
            return _stats(options, station)


def _content(options: argparse.Namespace, station: StationContext) -> Path:
    return Path(options.path) if options.path else station.settings.content_folder()


def _check(options: argparse.Namespace, station: StationContext) -> int:
    items, mistakes = read_items(_content(options, station))
    if options.json:
        found = [
            {"file": str(m.file), "line": m.line, "field": m.field, "message": m.message} for m in mistakes
        ]
        report = {"ok": not mistakes, "items": len(items), "mistakes": found}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{mistake}\n" for mistake in mistakes)
        sys.stdout.write(f"{len(items)} items in order, {len(mistakes)} mistakes\n")
    return 1 if mistakes else 0


def _build(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    try:
        items = build_catalogue(_content(options, station), station.catalogue_file)
    except ContentRefused:
        if not options.json:
            raise
        return _check(options, station)
    if options.json:
        sys.stdout.write(
            json.dumps({"ok": True, "items": len(items), "file": str(station.catalogue_file)}) + "\n"
        )
    else:
        sys.stdout.write(f"{len(items)} items built into {station.catalogue_file}\n")
    return 0


def _stats(options: argparse.Namespace, station: StationContext) -> int:
    catalogue = station.open_catalogue()
    items = catalogue.items()
    report = {
        "items": len(items),
        "at_kiosk": sum(item.service is not None for item in items),
        "instant": sum(item.instant for item in items),
        "themes": catalogue.counts(),
        "fingerprint": catalogue.fingerprint,
    }
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in report.items())
    return 0
