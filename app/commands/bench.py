"""``jinban bench [NAME]``: how quick the station is here, each figure held against a floor of the same run."""

import argparse
import importlib
import json
import sys

from app.station_context import StationContext
from benchmarks.figure import Figure
from config.settings import SettingsRefused

NAMES = (
    "start", "card", "touch", "apply", "syncs", "launcher", "recovery", "drain",
    "apdu", "qr", "qr_time", "qr_empty", "preview", "document", "pdf",
    "search", "search_three", "search_speed", "search_open",
    "handwriting", "handwriting_loose",
)  # fmt: skip


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.name not in (None, *NAMES):
        raise SettingsRefused(f"bench: no benchmark {options.name}; there are: {', '.join(NAMES)}")
    figures: list[Figure] = []
    for name in (options.name,) if options.name else NAMES:
        figure = _measured(name, station, quick=options.quick)
        figures.append(figure)
        if not options.json:
            sys.stdout.write(_told(figure))
            sys.stdout.flush()
    if options.json:
        document = {"benchmarks": [figure.as_json() for figure in figures]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    return 0 if all(figure.met for figure in figures) else 1


def _measured(name: str, station: StationContext, *, quick: bool) -> Figure:
    figure = importlib.import_module(f"benchmarks.{name}").measure(station, quick=quick)
    if not isinstance(figure, Figure):
        raise TypeError(f"benchmark {name} gave no figure")
    return figure


def _told(figure: Figure) -> str:
    verdict = "met" if figure.met else "MISSED"
    return (
        f"{figure.name}: {figure.figure:.4g} {figure.unit}, floor {figure.floor:.4g}, ratio {figure.ratio:.2f}; "
        f"target {figure.target}: {verdict}\n    {figure.detail}\n"
    )
