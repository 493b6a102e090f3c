"""``jinban config``: whether a station can start with these settings, what each is and where it comes from, and the few
that an operator changes at the station.
"""

import argparse
import json
import sys
from pathlib import Path

from app.operating.told_changes import change_as_json, change_in_words
from app.operating.words import actor, nearest
from app.settings_layers import layers_of, station_settings
from app.station_context import context
from config.precedence import Layer, Origin, flat, nested
from config.settings import LOCAL_KEYS, SettingsRefused, Told, lay_settings, load_settings, setting_value
from kiosk.offer.change import SettingSet
from kiosk.offer.store import OfferBook
from kiosk.staff.opening import open_records


def run(options: argparse.Namespace) -> int:
    if options.file is None and options.action != "show":
        expected = {"check": "FILE", "set": "KEY=VALUE", "unset": "KEY"}[options.action]
        raise SettingsRefused(f"config {options.action}: expected {expected}")
    match options.action:
        case "check":
            return _check(options)
        case "show":
            return _show(options)
        case _:
            return _change(options)


def _check(options: argparse.Namespace) -> int:
    try:
        settings = load_settings(Path(options.file), getattr(options, "set", ()))
    except SettingsRefused as refused:
        if not options.json:
            raise
        sys.stdout.write(json.dumps({"ok": False, "error": str(refused)}, ensure_ascii=False) + "\n")
        return 2
    report = {"ok": True, "station": settings.station.id, "settings": settings.model_dump(mode="json")}
    sys.stdout.write(
        json.dumps(report, ensure_ascii=False) + "\n" if options.json else f"{options.file}: in order\n"
    )
    return 0


def _show(options: argparse.Namespace) -> int:
    told = station_settings(options)
    rows = _rows(told)
    if options.file is not None:
        shown = [
            row
            for row in rows
            if row["key"] == options.file or f"{row['key']}.".startswith(f"{options.file}.")
        ]
        if not shown:
            raise SettingsRefused(
                f"{options.file}: unknown setting{nearest(options.file, [str(row['key']) for row in rows])}"
            )
        rows = shown
    if options.json:
        order = [str(origin) for origin in Origin]
        sys.stdout.write(json.dumps({"order": order, "settings": rows}, ensure_ascii=False) + "\n")
        return 0
    widest = max(len(str(row["key"])) for row in rows)
    for row in rows:
        where = "" if row["source"] == row["where"] or not row["where"] else f" ({row['where']})"
        value = json.dumps(row["value"], ensure_ascii=False)
        sys.stdout.write(f"{row['key']!s:{widest}}  {value}  <- {row['source']}{where}\n")
    return 0


def _rows(told: Told) -> list[dict[str, object]]:
    """Every setting, with what a stronger place than its default said of it."""
    rows: list[dict[str, object]] = []
    for key, value in flat(told.settings.model_dump(mode="json")).items():
        layer = told.origins.get(key, Layer(Origin.DEFAULT, "", {}))
        rows.append({"key": key, "value": value, "source": str(layer.origin), "where": layer.where})
    return rows


def _change(options: argparse.Namespace) -> int:
    key, equals, text = options.file.partition("=")
    key = key.strip()
    if (options.action == "set") != bool(equals):
        expected = "KEY=VALUE" if options.action == "set" else "KEY"
        raise SettingsRefused(f"config {options.action}: expected {expected}")
    if key not in LOCAL_KEYS:
        raise SettingsRefused(
            f"{key}: is not for changing here, it stands in the station's file{nearest(key, LOCAL_KEYS)}"
        )
    layers = layers_of(options)
    if equals:
        given = Layer(Origin.LOCAL, "config set", nested(key, setting_value(text)))
        lay_settings([*layers, given])
    told = station_settings(options)
    station = context(told.settings, getattr(options, "data", None), None)
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        by = actor(options.by, records)
        change = SettingSet(key, text if equals else None)
        kept = OfferBook(records).make(change, by, station.now())
    finally:
        records.close()
    if options.json:
        sys.stdout.write(json.dumps({"change": change_as_json(kept)}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            f"{change_in_words(kept)}; from the kiosk's next start (undo: jinban items undo {kept.id})\n"
        )
    return 0
