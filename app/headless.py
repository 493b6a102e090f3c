"""Whole visits without a screen: the same visit machine, duties and store, driven by what a resident does."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from app.duties import Duties
from app.residents import Resident
from config.faults import FaultCode
from devices.signature.strokes import Pad, Point, Strokes
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.catalogue.item import Item
from kiosk.question import Silence
from kiosk.visit import event as e
from kiosk.visit.advance import advance, start
from kiosk.visit.effect import (
    Ask,
    Effect,
    PrintAppeal,
    PrintDocument,
    PrintPlaces,
    PrintProgress,
    PrintReceipt,
    SaveApplication,
    SaveRating,
    SendPaper,
    StopWatching,
    TakePaper,
    WatchCase,
    Wipe,
)
from kiosk.visit.session import Now
from kiosk.visit.state import Attract, Result

SIGNATURE = Strokes(Pad(880, 460), ((Point(800, 1200, 0, 500), Point(2600, 1500, 180, 600)),))


@dataclass(frozen=True, slots=True)
class HeadlessVisit:
    """What came of it. ``saved`` is False when the store refused."""

    application_id: str
    saved: bool
    states: tuple[str, ...]


def own_visit(item: Item, resident: Resident, level: int) -> list[e.Event]:
    """A resident who applies for themselves, up to the signature."""
    return [
        *_arrive(item, resident),
        e.SituationChosen("self"),
        *_fill(resident),
        *_sign_and_go(level),
    ]


def delegated_visit(item: Item, resident: Resident, child: Resident, level: int) -> list[e.Event]:
    """A grown child who applies for a parent, with both cards."""
    return [
        *_arrive(item, child),
        e.SituationChosen("delegate"),
        e.CardRemoved(),
        e.CardRead(resident.person, b"\x00" * 1024),
        e.FieldAnswered("relation", "child"),
        e.Continued(),
        *_fill(resident),
        *_sign_and_go(level),
    ]


def _arrive(item: Item, resident: Resident) -> list[e.Event]:
    number = application_id(secrets.token_bytes(RANDOM_BYTES))
    return [
        e.Touched(),
        e.ItemChosen(item, number),
        e.Continued(),
        e.CardRead(resident.person, b"\x00" * 1024),
        e.Continued(),
    ]


def _fill(resident: Resident) -> list[e.Event]:
    return [
        e.FieldAnswered("phone", resident.phone),
        e.Continued(),
        e.FieldAnswered("district", resident.district),
        e.Continued(),
        e.FieldAnswered("bank", "boc"),
        e.FieldAnswered("account", resident.account),
        e.Continued(),
        e.Continued(),
        e.Continued(),
    ]


def _sign_and_go(level: int) -> list[e.Event]:
    return [e.Signed(SIGNATURE), e.Continued(), e.Continued(), e.Rated(level), e.CardRemoved()]


def drive(events: Iterable[e.Event], duties: Duties, clock: Callable[[], Now]) -> HeadlessVisit:
    """Drives one visit to its end. Raises ValueError when the script does not lead to a filed application."""
    visit = start(clock())
    number, saved = "", False
    states: list[str] = []

    def take(event: e.Event) -> None:
        nonlocal visit, number, saved
        visit, effects = advance(visit, event, clock())
        name = type(visit.state).__name__
        if not states or states[-1] != name:
            states.append(name)
        if isinstance(visit.state, Result):
            number, saved = visit.session.application_id, True
        for effect in effects:
            answer = _perform(effect, duties)
            if answer is not None:
                take(answer)

    for event in events:
        take(event)
    if not isinstance(visit.state, Attract):
        raise ValueError(f"the visit stopped at {states[-1]}")
    return HeadlessVisit(number, saved, tuple(states))


def _perform(effect: Effect, duties: Duties) -> e.Event | None:
    match effect:
        case SaveApplication():
            return duties.save(effect)
        case PrintReceipt() | PrintPlaces() | PrintProgress() | PrintAppeal():
            return duties.print_slip(effect)
        case SaveRating():
            duties.save_rating(effect)
            return None
        case Wipe():
            return e.Wiped()
        case Ask(question) | SendPaper(question):
            return e.Told(question, Silence.OFFLINE)
        case TakePaper(application_id):
            return e.PaperNotTaken(application_id, FaultCode.CAMERA_NOT_FITTED)
        case PrintDocument():
            return e.DocumentFailed(FaultCode.PAGE_PRINTER_NOT_FITTED, on_paper=False)
        case WatchCase() | StopWatching():
            return None
        case _ as never:
            assert_never(never)
