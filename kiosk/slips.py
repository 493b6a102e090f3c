"""Slips that are no receipts: the nearest places that can, and how cases stand. Pure; any thread."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from config.texts import texts
from devices.receipt_printer.slip import Align, Element, Pair, QrCode, Rule, Slip, Space, Text, Title
from kiosk.case import CaseView
from kiosk.catalogue.item import Hours, Item
from kiosk.catalogue.reference import ServicePlace
from kiosk.catalogue.words import Language, enumerated
from kiosk.receipt import Place, day
from kiosk.visit.effect import PrintAppeal, PrintPlaces, PrintProgress


def places_slip(order: PrintPlaces, where: Place, at: datetime) -> Slip:
    """What the resident takes to the next place: which service, where, and until when it is open."""
    language = order.language
    say = texts(language).say
    lines: list[Element] = [
        Title(where.name),
        Space(),
        Text(say("places.slip_title"), align=Align.CENTRE),
        Rule(),
    ]
    lines.append(Pair(say("slip.item"), order.item.name[language]))
    for near in order.places:
        place = near.place
        lines += [
            Rule(),
            Text(place.name[language], bold=True),
            Text(place.address[language]),
            Pair(say("places.distance"), say("places.km", km=f"{near.distance_km:.1f}")),
            Pair(say("places.hours"), hours_text(place, language)),
        ]
        if place.phone:
            lines.append(Pair(say("places.phone"), place.phone))
        if place.demo:
            lines.append(Text(say("shell.demo")))
    lines += [Rule(), *_foot(where, at, language)]
    return Slip(order.slip_id, tuple(lines))


def progress_slip(order: PrintProgress, where: Place, at: datetime) -> Slip:
    """How each case stands now; masked names only."""
    language = order.language
    say = texts(language).say
    lines: list[Element] = [
        Title(where.name),
        Space(),
        Text(say("progress.slip_title"), align=Align.CENTRE),
    ]
    for case in order.cases:
        lines += [Rule(), *_case_lines(case, order.items, language)]
    lines += [Rule(), *_foot(where, at, language)]
    return Slip(order.slip_id, tuple(lines))


def appeal_slip(order: PrintAppeal, where: Place, at: datetime) -> Slip:
    """The appeal's number and the day of its answer; nothing of the person, and not why."""
    language = order.language
    say = texts(language).say
    lines: list[Element] = [
        Title(where.name),
        Space(),
        Text(say("appeal.slip_title"), align=Align.CENTRE),
        Rule(),
        Pair(say("slip.item"), order.item.name[language]),
        Pair(say("appeal.number"), order.number, bold=True),
        Pair(say("appeal.answer_by"), day(order.answer_by, language)),
        Text(say("appeal.ask", hotline=where.hotline)),
        Rule(),
        *_foot(where, at, language),
    ]
    return Slip(order.slip_id, tuple(lines))


def _case_lines(case: CaseView, items: Mapping[str, Item], language: Language) -> list[Element]:
    say = texts(language).say
    item = items.get(case.item)
    lines: list[Element] = [
        Text(item.name[language] if item else case.item, bold=True),
        Pair(say("slip.number"), case.application_id),
        Pair(say("slip.acceptance"), case.acceptance_number),
        Pair(say("progress.state"), say(f"progress.state_{case.state}")),
    ]
    if case.promised_by is not None:
        lines.append(Pair(say("progress.promised_by"), case.promised_by.isoformat()))
    lines.append(QrCode(case.application_id))
    return lines


def hours_text(place: ServicePlace, language: Language) -> str:
    """``周一至周五 08:30-17:00``; around the clock says so."""
    say = texts(language).say
    if place.around_the_clock:
        return say("places.always")
    return opening(place.hours, language) or say("places.ask")


def opening(hours: Iterable[Hours], language: Language) -> str:
    """A place's or an item's hours in words; the same days are named once: ``周一至周五 08:30-12:00、14:30-17:30``."""
    spans: dict[tuple[int, ...], list[str]] = {}
    for one in hours:
        spans.setdefault(tuple(sorted(one.days)), []).append(f"{one.opens}-{one.closes}")
    semicolon = "；" if language is Language.ZH else "; "
    return semicolon.join(
        f"{_days(days, language)} {enumerated(times, language)}" for days, times in spans.items()
    )


def _days(days: tuple[int, ...], language: Language) -> str:
    say = texts(language).say
    first, last = days[0], days[-1]
    if len(days) > 1 and days == tuple(range(first, last + 1)):
        return say("places.days", first=say(f"places.day_{first}"), last=say(f"places.day_{last}"))
    return " ".join(say(f"places.day_{number}") for number in days)


def _foot(where: Place, at: datetime, language: Language) -> list[Element]:
    say = texts(language).say
    return [
        Pair(say("slip.time"), at.strftime("%Y-%m-%d %H:%M")),
        Pair(say("slip.station"), f"{where.place} {where.station}".strip()),
    ]
