"""``jinban hall``: opening hours, announcements, the hot list, supplies, the day's checklist and the counts."""

import argparse
import json
import sys
from datetime import timedelta

from app.operating.day import checklist_of, seen_from_outside
from app.operating.supplies import capacities
from app.operating.told_changes import change_as_json, change_in_words
from app.operating.words import actor, hours, known, message, times
from app.station_context import StationContext
from config.settings import SettingsRefused
from config.texts import texts
from kiosk.offer.change import Announced, Change, HotSet, HoursSet, Replaced, Ticked
from kiosk.offer.checklist import BY_HAND, Check, CheckState, left_to_do
from kiosk.offer.counts import Counts
from kiosk.offer.offer import Offer, Tone
from kiosk.offer.store import OfferBook
from kiosk.offer.supply import Level, Supply
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records

_SHOWS = ("show", "supplies", "checklist", "counts")


def run(options: argparse.Namespace, station: StationContext) -> int:
    if options.words and options.action in (*_SHOWS, "announce"):
        raise SettingsRefused(f"hall {options.action}: expected no further word")
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        book = OfferBook(records)
        match options.action:
            case "show":
                return _show(options, book.offer(station.now()))
            case "supplies":
                return _supplies(options, book.levels(capacities(station.settings)))
            case "checklist":
                return _checklist(options, checklist_of(station, book, seen_from_outside(station)))
            case "counts":
                return _counts(options, records, station)
            case "end":
                return _end(options, records, station)
            case _:
                change = _change(options, station)
                kept = book.make(change, actor(options.by, records), station.now())
                return _say(
                    options,
                    {"change": change_as_json(kept)},
                    f"{change_in_words(kept)} (undo: jinban items undo {kept.id})",
                )
    finally:
        records.close()


def _change(options: argparse.Namespace, station: StationContext) -> Change:
    words: list[str] = options.words
    match options.action:
        case "hours":
            if not words:
                raise SettingsRefused("hall hours: expected hours, as 'mon-fri 08:30-17:30', or: always")
            return HoursSet(() if words == ["always"] else hours(words))
        case "announce":
            text = message(options.zh, options.en, ("--zh", "--en"))
            if text is None:
                raise SettingsRefused("hall announce: expected --zh TEXT --en TEXT")
            tone = Tone.WARNING if options.warning else Tone.INFO
            return Announced(text, tone, *times(options.starts, options.until, station.now()))
        case "hot":
            return HotSet(_hot(words, station))
        case "replaced":
            return Replaced(Supply(known(_one(options), list(Supply), "supply")))
        case _:
            return Ticked(known(_one(options), BY_HAND, "check"), station.now().date())


def _one(options: argparse.Namespace) -> str:
    if len(options.words) != 1:
        raise SettingsRefused(f"hall {options.action}: expected one name")
    return str(options.words[0])


def _hot(words: list[str], station: StationContext) -> tuple[str, ...]:
    if not words:
        raise SettingsRefused("hall hot: expected the items' codes, the first one first, or: none")
    if words == ["none"]:
        return ()
    catalogue = station.open_catalogue()
    try:
        codes = [item.code for item in catalogue.items()]
    finally:
        catalogue.close()
    return tuple(dict.fromkeys(known(word, codes, "item") for word in words))


def _end(options: argparse.Namespace, records: Records, station: StationContext) -> int:
    number = _one(options)
    by = actor(options.by, records)
    kept = OfferBook(records).end_announcement(int(number), by, station.now()) if number.isdecimal() else None
    if kept is None:
        sys.stderr.write(f"jinban: hall end: there is no announcement {number}; see: jinban hall show\n")
        return 1
    return _say(options, {"change": change_as_json(kept)}, f"announcement {number}: ended")


def _show(options: argparse.Namespace, offer: Offer) -> int:
    written = [stretch.written() for stretch in offer.hours]
    report: dict[str, object] = {
        "open_now": offer.open_now,
        "hours": written,
        "announcements": [
            {
                "id": each.id,
                "zh": each.text.zh,
                "en": each.text.en,
                "tone": str(each.tone),
                "until": None if each.until is None else each.until.isoformat(),
            }
            for each in offer.announcements
        ],
        "hot": list(offer.hot),
    }
    lines = [
        f"{'open' if offer.open_now else 'closed'}; hours: {'; '.join(written) or 'always open'}",
        *(f"announcement {each.id}: {each.text.zh}" for each in offer.announcements),
        f"hot list: {' '.join(offer.hot) or 'none'}",
    ]
    return _say(options, report, "\n".join(lines))


def _supplies(options: argparse.Namespace, levels: tuple[Level, ...]) -> int:
    report = [
        {
            "name": str(level.supply),
            "used": level.used,
            "left": level.left,
            "capacity": level.capacity,
            "low": level.is_low,
            "replaced_at": None if level.replaced_at is None else level.replaced_at.isoformat(),
        }
        for level in levels
    ]
    lines = [f"{level.supply}: {level.left} of {level.capacity} left by count" for level in levels]
    _say(options, {"supplies": report}, "\n".join(lines))
    return 1 if any(level.is_low for level in levels) else 0


def _checklist(options: argparse.Namespace, checks: tuple[Check, ...]) -> int:
    say = texts("en")
    report = [
        {
            "name": check.name,
            "state": str(check.state),
            "by_hand": check.by_hand,
            "detail": check.why.detail(say) if check.why else check.saying.told(say) if check.saying else "",
            "advice": check.why.advice(say) if check.why else "",
            "ticked_by": check.ticked_by or None,
            "at": None if check.at is None else check.at.isoformat(timespec="minutes"),
        }
        for check in checks
    ]
    marks = {CheckState.DONE: "x", CheckState.TO_DO: " ", CheckState.WRONG: "!"}
    lines = [
        f"[{marks[check.state]}] {check.name}  {line['detail']}".rstrip()
        for check, line in zip(checks, report, strict=True)
    ]
    _say(options, {"checks": report, "left": left_to_do(checks)}, "\n".join(lines))
    return 1 if left_to_do(checks) else 0


def _counts(options: argparse.Namespace, records: Records, station: StationContext) -> int:
    if not 1 <= options.days <= 400:
        raise SettingsRefused(f"--days {options.days}: expected 1 to 400")
    counts, last = Counts(records), station.now().date()
    first = last - timedelta(days=options.days - 1)
    tallies, missed = counts.totals(first, last), counts.missed_searches(first, last)
    report: dict[str, object] = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "counts": [
            {
                "code": each.code,
                "outcome": str(each.outcome),
                "screen": each.screen or None,
                "count": each.count,
            }
            for each in tallies
        ],
        "searches_without_result": [{"text": text, "count": count} for text, count in missed],
    }
    lines = [
        f"{each.code}  {each.outcome}{f' at {each.screen}' if each.screen else ''}  {each.count}"
        for each in tallies
    ] + [f"found nothing: {text}  {count}" for text, count in missed]
    return _say(options, report, "\n".join(lines) or f"nothing since {first}")


def _say(options: argparse.Namespace, report: dict[str, object], words: str) -> int:
    sys.stdout.write(f"{json.dumps(report, ensure_ascii=False) if options.json else words}\n")
    return 0
