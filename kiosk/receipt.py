"""The receipt on paper: what is true at the moment of printing, in the resident's language, and no more of the person
than they need to recognise it.

Pure; any thread. The QR code holds the application number alone: short enough to decode from a worn slip, and worth
nothing to a finder, for a number tells what became of an application and never whose it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from config.texts import texts
from devices.receipt_printer.slip import (
    Align,
    Element,
    Highlight,
    Pair,
    QrCode,
    Rule,
    Slip,
    Space,
    Text,
    Title,
)
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language, enumerated
from kiosk.visit.effect import PrintReceipt

_OF_THE_PLATFORM = (
    "certificate_differs",
    "signature_differs",
    "agent_differs",
    "papers_follow",
    "papers_missing",
    "principal_confirmation",
    "principal_declined",
    "closed_to_defaulters",
    "not_active",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the slip is printed, as it stands on it."""

    name: str
    place: str
    station: str
    hotline: str
    demo: bool
    """Printed by a station that is trying things out: the slip says that it is worth nothing."""


def state_name(case: CaseReport | None) -> str:
    """The name of what is true now: ``saved`` until the platform has said something."""
    return "saved" if case is None else str(case.state)


def state_sentence(case: CaseReport | None, item: Item, language: Language, hotline: str) -> str:
    """One sentence on what is true now and what comes next, the same on screen and paper."""
    say = texts(language).say
    name = state_name(case)
    if case is not None and case.state is CaseState.ACCEPTED and case.promised_by is not None:
        return say("case_promise.by", day=day(case.promised_by, language))
    if case is not None and case.state is CaseState.ACCEPTED and item.promise_days is None:
        return say("result.sentence_accepted_no_limit")
    if case is not None and case.state is CaseState.GRANTED and case.amount is None:
        return say("result.sentence_granted_no_amount")
    if case is not None and case.state is CaseState.GRANTED and item.service is not None:
        return say(f"result.sentence_granted_{item.service.paid(case.amount)}", amount=case.amount)
    days = item.promise_days.value if item.promise_days else ""
    return say(f"result.sentence_{name}", amount=case.amount if case else "", days=days, hotline=hotline)


def day(on: date, language: Language) -> str:
    """A day as people read it."""
    chinese = f"{on.year}年{on.month}月{on.day}日"
    return chinese if language is Language.ZH else f"{on.day} {on:%B %Y}"


def reason_sentences(case: CaseReport | None, item: Item, language: Language) -> tuple[str, ...]:
    """Why a case went to an officer or was refused, and what still is to follow; none for what was granted."""
    if case is None or case.state is CaseState.GRANTED:
        return ()
    why, follows = sentences_for(case.reasons, item, language), later_sentence(case, item, language)
    return (*why, follows) if follows else why


def later_sentence(case: CaseReport, item: Item, language: Language) -> str:
    """Which papers still are to follow, until when, and how (容缺补交); empty when none is."""
    if not case.later or case.later_by is None:
        return ""
    papers = enumerated((material_name(item, material, language) for material in case.later), language)
    return texts(language).say("case_later.until", day=day(case.later_by, language), papers=papers)


def material_name(item: Item | None, material: str, language: Language) -> str:
    """As the catalogue calls it; its id where the catalogue has it, or the item, no more."""
    known = item.service.materials if item is not None and item.service is not None else ()
    return next((each.name[language] for each in known if each.id == material), material)


def sentences_for(reasons: Iterable[str], item: Item, language: Language) -> tuple[str, ...]:
    """The item's own words for its rules, ours for the platform's own reasons; an unknown one has none."""
    if item.service is None:
        return ()
    service, say = item.service, texts(language).say
    rules = (*service.eligibility, *service.approval, *service.comparison)
    known = {rule.id: rule.otherwise[language] for rule in rules}
    known |= {
        reason: say(f"result.{reason}") for reason in ("already_granted", "application_date", "rules_failed")
    }
    known |= {reason: say(f"case_reason.{reason}") for reason in _OF_THE_PLATFORM}
    return tuple(known[reason] for reason in reasons if reason in known)


def _parts(order: PrintReceipt) -> list[Element]:
    """What became of each part of a cart or bundle, with its own number and its own reasons."""
    language = order.language
    say = texts(language).say
    lines: list[Element] = []
    for number, part in enumerate(order.parts, 1):
        case = order.cases.get(part.application_id)
        lines += [
            Rule(),
            Text(f"{number}. {part.item.name[language]}", bold=True),
            Pair(say("slip.department"), part.item.department[language]),
            Pair(say("slip.part_number"), part.application_id),
            Pair(say("slip.part_state"), say(f"result.title_{state_name(case)}")),
        ]
        lines += [Text(f"· {reason}") for reason in reason_sentences(case, part.item, language)]
    return lines


def receipt(order: PrintReceipt, where: Place, at: datetime) -> Slip:
    """The slip that a visit asked for. ``at`` is the wall clock's moment of printing."""
    item, case, language = order.item, order.case, order.language
    say = texts(language).say
    lines: list[Element] = [Title(where.name), Space(), Text(say("slip.title"), align=Align.CENTRE)]
    if where.demo:
        lines.append(Text(say("slip.demo"), align=Align.CENTRE, bold=True))
    lines += [
        Rule(),
        Pair(say("slip.item"), item.name[language]),
        Pair(say("slip.department"), item.department[language]),
        Pair(say("slip.applicant"), order.applicant),
    ]
    if order.agent:
        lines.append(Pair(say("slip.agent"), order.agent))
    lines.append(Pair(say("slip.number"), order.application_id, bold=True))
    if case is not None:
        lines.append(Pair(say("slip.acceptance"), case.acceptance_number, bold=True))
    if order.parts:
        lines += _parts(order)
    else:
        lines += [Rule(), Highlight(say(f"result.title_{state_name(case)}"))]
        lines.append(Text(state_sentence(case, item, language, where.hotline)))
    lines += [Text(f"· {reason}") for reason in reason_sentences(case, item, language)]
    if case is not None and case.state is CaseState.GRANTED and case.amount is not None:
        amount = say("slip.yuan", amount=case.amount)
        lines.append(
            Pair(
                say("slip.amount"),
                f"{amount}（{say('shell.demo')}）" if case.amount_demo else amount,
                bold=True,
            )
        )
    lines += [
        Space(),
        QrCode(order.application_id),
        Text(say("slip.query", hotline=where.hotline), align=Align.CENTRE),
        Rule(),
        Pair(say("slip.time"), at.strftime("%Y-%m-%d %H:%M")),
        Pair(say("slip.station"), f"{where.place} {where.station}".strip()),
        Space(),
        Text(say("slip.keep"), align=Align.CENTRE),
    ]
    return Slip(order.slip_id, tuple(lines))
