"""``jinban catalogue``: the service content, checked, compiled, counted, looked at, and generated for benchmarks."""

import argparse
import json
import sys
from pathlib import Path

from app.catalogue_generation import run_generate
from app.exemption_report import run_exemptions
from app.station_context import StationContext
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.content import ContentRefused
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.source import read_content


def run(options: argparse.Namespace, station: StationContext) -> int:
    match options.action:
        case "check":
            return _check(options, station)
        case "build":
            return _build(options, station)
        case "generate":
            return run_generate(options, station)
        case "exemptions":
            return run_exemptions(options, station)
        case "preview":
            from app.item_preview import run_preview  # noqa: PLC0415  loads Qt

            return run_preview(options, station)
        case _:
            return _stats(options, station)


def _content(options: argparse.Namespace, station: StationContext) -> Path:
    return Path(options.path) if options.path else station.settings.content_folder()


def _check(options: argparse.Namespace, station: StationContext) -> int:
    read = read_content(_content(options, station), station.now().date())
    items, mistakes = read.items, read.mistakes
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
        items = build_catalogue(_content(options, station), station.catalogue_file, station.now().date())
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
    report = {
        "items": catalogue.browse(limit=0).total,
        "at_kiosk": catalogue.browse(Shelf(finishes=True), limit=0).total,
        "instant": catalogue.browse(Shelf(instant=True), limit=0).total,
        "automatic": catalogue.browse(Shelf(automatic=True), limit=0).total,
        "bundles": catalogue.browse(Shelf(bundle=True), limit=0).total,
        "closed_to_defaulters": catalogue.browse(Shelf(closed=True), limit=0).total,
        "departments": len(catalogue.departments()),
        "generated": catalogue.generated,
        "themes": catalogue.counts(),
        "fingerprint": catalogue.fingerprint,
    }
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name}: {value}\n" for name, value in report.items())
    return 0
