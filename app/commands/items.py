"""``jinban items``: which items, themes and devices this station offers, when, and what residents read meanwhile."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from app.operating.told_changes import change_as_json, change_in_words
from app.operating.words import actor, hours, known, message, times
from app.station_context import StationContext
from config.device_settings import Devices
from config.settings import SettingsRefused
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Text
from kiosk.offer.change import Change, KeptChange, Switched
from kiosk.offer.offer import Kind, Offer, Offered, Source, Switch, Withdrawn
from kiosk.offer.store import ChangedSince, NothingToUndo, OfferBook
from kiosk.staff.account import Actor
from kiosk.staff.opening import open_records


def run(options: argparse.Namespace, station: StationContext) -> int:
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        book = OfferBook(records)
        match options.action:
            case "list":
                return _list(options, book.offer(station.now()), _items(station))
            case "history":
                return _history(options, book, station.time_zone)
            case "undo":
                return _undo(options, book, actor(options.by, records), station.now())
            case _:
                items = _items(station)
                changes = list(_changes(options, items, station.now()))
                kept = book.make_all(changes, actor(options.by, records), station.now())
                return _tell(options, kept, book.offer(station.now()), items)
    finally:
        records.close()


def _items(station: StationContext) -> dict[str, Item]:
    catalogue = station.open_catalogue()
    try:
        return {item.code: item for item in catalogue.items()}
    finally:
        catalogue.close()


def _changes(options: argparse.Namespace, items: dict[str, Item], now: datetime) -> Iterator[Change]:
    """What was asked for, once the words agree with each other and with what there is."""
    switch = _switch(options, now)
    if not (options.codes or options.theme or options.device):
        raise SettingsRefused(f"items {options.action}: expected a CODE, --theme THEME or --device NAME")
    themes = {item.theme for item in items.values()}
    for code in options.codes:
        yield Switched(Kind.ITEM, known(code, items, "item"), switch)
    for theme in options.theme:
        yield Switched(Kind.THEME, known(theme, themes, "theme"), switch)
    for device in options.device:
        yield Switched(Kind.DEVICE, known(device, Devices.model_fields, "device"), switch)


def _switch(options: argparse.Namespace, now: datetime) -> Switch:
    starts, until = times(options.starts, options.until, now)
    told = message(options.message_zh, options.message_en, ("--message-zh", "--message-en"))
    within = hours(options.hours)
    if options.action == "schedule" and not (starts or until or within):
        raise SettingsRefused(
            "items schedule: expected --from, --until or --hours; at once is: items disable"
        )
    # A schedule of hours says when it is offered, one of dates when it is not.
    offered = options.action == "enable" or (options.action == "schedule" and bool(within))
    return Switch(offered, starts, until, within, told)


def _tell(
    options: argparse.Namespace, kept: Sequence[KeptChange], offer: Offer, items: dict[str, Item]
) -> int:
    if options.json:
        shown = [change_as_json(each) for each in kept]
        sys.stdout.write(json.dumps({"changes": shown}, ensure_ascii=False) + "\n")
        return 0
    for each in kept:
        sys.stdout.write(f"{change_in_words(each)} (undo: jinban items undo {each.id})\n")
        if isinstance(each.change, Switched) and each.change.kind is Kind.ITEM:
            item = items[each.change.name]
            if each.change.switch.offered and not offer.theme_enabled(item.theme):
                sys.stdout.write(f"{item.code} is not offered all the same: its theme {item.theme} is off\n")
    return 0


def _list(options: argparse.Namespace, offer: Offer, items: dict[str, Item]) -> int:
    themes = {item.theme for item in items.values()}
    for theme in options.theme:
        known(theme, themes, "theme")
    codes = {known(code, items, "item") for code in options.codes}
    shown = [
        (item, offer.item(item.code, item.theme))
        for item in items.values()
        if (not codes or item.code in codes) and (not options.theme or item.theme in options.theme)
    ]
    off = [name for name in Devices.model_fields if not offer.device_enabled(name)]
    if options.json:
        report = {"items": [_as_json(item, standing) for item, standing in shown], "devices_off": off}
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return 0
    for item, standing in shown:
        sys.stdout.write(f"{item.code}  {_in_words(standing)}  {item.name.zh}\n")
    sys.stdout.writelines(f"device {name}: off\n" for name in off)
    return 0


def _as_json(item: Item, standing: Offered | Withdrawn) -> dict[str, object]:
    told = standing.message if isinstance(standing, Withdrawn) else None
    return {
        "code": item.code,
        "name": item.name.zh,
        "theme": item.theme,
        "offered": isinstance(standing, Offered),
        "until": None if standing.until is None else standing.until.isoformat(),
        "message": _text(told),
        "source": str(standing.source),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _in_words(standing: Offered | Withdrawn) -> str:
    until = f" until {standing.until:%Y-%m-%d %H:%M}" if standing.until else ""
    match standing:
        case Offered():
            return f"offered{until}"
        case Withdrawn(source=Source.THEME):
            return f"withdrawn with its theme{until}"
        case Withdrawn():
            return f"withdrawn{until}"
        case _ as never:
            assert_never(never)


def _undo(options: argparse.Namespace, book: OfferBook, by: Actor, now: datetime) -> int:
    if len(options.codes) > 1 or (options.codes and not options.codes[0].isdecimal()):
        raise SettingsRefused("items undo: expected the number of one change; see: jinban items history")
    number = int(options.codes[0]) if options.codes else None
    match book.undo(by, now, number):
        case KeptChange() as kept:
            if options.json:
                sys.stdout.write(json.dumps({"undone": change_as_json(kept)}, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"undone: {change_in_words(kept)}\n")
            return 0
        case NothingToUndo():
            return _complain(
                options, "there is nothing to undo" if number is None else f"change {number} does not stand"
            )
        case ChangedSince(later):
            return _complain(options, f"change {later} came after it; undo that one first")
        case _ as never:
            assert_never(never)


def _complain(options: argparse.Namespace, why: str) -> int:
    if options.json:
        sys.stdout.write(json.dumps({"error": why}) + "\n")
    sys.stderr.write(f"jinban: items undo: {why}; see: jinban items history\n")
    return 1


def _history(options: argparse.Namespace, book: OfferBook, zone: ZoneInfo) -> int:
    history = [replace(kept, at=kept.at.astimezone(zone)) for kept in book.history()]
    if options.json:
        shown = [change_as_json(each) for each in history]
        sys.stdout.write(json.dumps({"changes": shown}, ensure_ascii=False) + "\n")
        return 0
    for each in history:
        undone = f"  (undone by {each.undone_by})" if each.undone_by else ""
        sys.stdout.write(f"{each.id}  {each.at:%Y-%m-%d %H:%M}  {each.by}  {change_in_words(each)}{undone}\n")
    return 0
