"""The visit's one rule book: what a state makes of an event, and what it asks of the station.

Pure: no clock, disk, device or screen in it. What no state cares about stays as it is; the table in the tests says so
for every pair of state and event.
"""

from dataclasses import replace
from typing import assert_never

from kiosk.question import AskStanding, StandingTold
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.arriving import identifying
from kiosk.visit.browsing import browsing
from kiosk.visit.due import looking_at_due
from kiosk.visit.filing import filing
from kiosk.visit.filling_in import filling_in
from kiosk.visit.handing_over import handing_over
from kiosk.visit.leaving import Step, leave, leaving
from kiosk.visit.progress import following_cases
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit
from kiosk.visit.surroundings import Surroundings

_NOT_BY_RESIDENT = (
    e.TimePassed
    | e.Told
    | e.CardRemoved
    | e.PaperTaken
    | e.PaperNotTaken
    | e.ApplicationSaved
    | e.SavingFailed
    | e.CaseReported
    | e.SlipPrinted
    | e.SlipFailed
    | e.DocumentPrinted
    | e.DocumentFailed
    | e.PresenceChanged
    | e.ReaderChanged
    | e.PrinterChanged
    | e.DeviceChanged
    | e.DepartmentsChanged
    | e.PlatformLost
    | e.PlatformBack
    | e.Left
    | e.Rated
    | e.Wiped
)
"""What happens by itself, or ends the visit anyhow; everything else shows that somebody is there."""


def advance(visit: Visit, event: e.Event, now: Now) -> Step:
    """The visit after the event, and the effects to carry out in their order."""
    noticed = replace(visit, surroundings=_notice(visit.surroundings, event))
    # A touch does not answer the warning: the finger may be on its way to "end the visit", or somebody else's.
    if not isinstance(event, _NOT_BY_RESIDENT) and not (visit.warned and isinstance(event, e.Touched)):
        noticed = replace(noticed, touched_at=now.seconds, warned=False, left_at=None)
    elif visit.surroundings.present and noticed.surroundings.present is False and visit.left_at is None:
        noticed = replace(noticed, left_at=now.seconds)
    match event:
        case e.LanguageChosen(language):
            moved = replace(noticed, session=replace(noticed.session, language=language))
        case e.LargeModeChosen(large):
            moved = replace(noticed, session=replace(noticed.session, large=large, size_chosen=True))
        case _:
            moved = noticed
    if isinstance(event, e.TimePassed) and (idle := _idle(moved, now)) is not None:
        return idle
    after, effects = _step(moved, event, now)
    if after.state != moved.state:
        after = _entered(after, now)
    return after, effects


def _step(visit: Visit, event: e.Event, now: Now) -> Step:
    """What this state makes of the event; the same visit when it makes nothing of it."""
    if isinstance(event, e.Told) and isinstance(event.answer, StandingTold):
        return replace(visit, session=_with_standing(visit.session, event)), ()
    match visit.state:
        case (
            s.Attract()
            | s.Home()
            | s.Browse()
            | s.Searching()
            | s.Basket()
            | s.Proofs()
            | s.Guide()
            | s.Elsewhere()
        ):
            return browsing(visit, event)
        case s.Identify() | s.Consent() | s.CompanySignIn() | s.ChooseSituation() | s.Ineligible():
            return identifying(visit, event, now)
        case s.Certificates() | s.Materials() | s.ScanPaper():
            return handing_over(visit, event, now)
        case s.FillForm() | s.Review() | s.Commitment():
            return filling_in(visit, event, now)
        case s.Saving() | s.SaveTrouble() | s.Sending() | s.Result() | s.Rate():
            return filing(visit, event, now)
        case s.Progress() | s.Cases() | s.HandIn():
            return following_cases(visit, event)
        case s.DueConsent() | s.Due():
            return looking_at_due(visit, event, now)
        case s.Farewell() | s.Wiping():
            return leaving(visit, event, now)
        case _ as never:
            assert_never(never)


def _with_standing(session: Session, told: e.Told) -> Session:
    """Nobody's grade reaches the next visit: an answer about somebody whose card is not here is dropped."""
    match told.question, told.answer:
        case AskStanding(holder=holder, company=company), StandingTold() as standing:
            here = session.card is not None and session.card.person.id_number == holder
            here = here and company == (session.company.uscc if session.company else None)
            return replace(session, standing=standing) if here else session
        case _:
            return session


def seconds_left(visit: Visit, now: Now) -> int:
    """The count-down of the warning, for the screen; 0 when there is none."""
    patience = delays.patience(visit.state)
    if patience is None or not visit.warned:
        return 0
    return max(0, int(_ends_at(visit, patience) - now.seconds + 0.999))


def _ends_at(visit: Visit, patience: delays.Patience) -> float:
    """When a visit that nobody touches any more ends; sooner, if somebody was seen to walk away."""
    if visit.left_at is not None:
        return visit.left_at + delays.AWAY_S * _factor(visit)
    return visit.touched_at + (patience.idle_s + patience.warning_s) * _factor(visit)


def _notice(around: Surroundings, event: e.Event) -> Surroundings:
    match event:
        case e.ReaderChanged(fault):
            return replace(around, reader=fault)
        case e.PrinterChanged(fault):
            return replace(around, printer=fault)
        case e.DeviceChanged(name, fault):
            return replace(around, devices={**around.devices, name: fault})
        case e.PresenceChanged(present):
            return replace(around, present=present)
        case e.DepartmentsChanged(down):
            return replace(around, departments_down=down)
        case e.PlatformLost():
            return replace(around, platform_online=False)
        case e.PlatformBack():
            return replace(around, platform_online=True)
        case _:
            return around


def _idle(visit: Visit, now: Now) -> Step | None:
    """Warns, then ends, a visit that nobody touches, or that somebody walked away from; None when there is time."""
    patience = delays.patience(visit.state)
    if patience is None:
        return None
    if now.seconds >= _ends_at(visit, patience):
        after, effects = leave(visit, timed_out=True)
        return _entered(after, now), effects
    is_late = now.seconds - visit.touched_at >= patience.idle_s * _factor(visit)
    if (is_late or visit.left_at is not None) and not visit.warned:
        return replace(visit, warned=True), ()
    return None


def _entered(visit: Visit, now: Now) -> Visit:
    """Just come to another state."""
    return replace(visit, entered_at=now.seconds, touched_at=now.seconds, warned=False)


def _factor(visit: Visit) -> float:
    return delays.LARGE_MODE_FACTOR if visit.session.large else 1.0


def start(now: Now) -> Visit:
    """A station with nobody at it; surroundings are unknown until the first events tell."""
    return Visit(state=s.Attract(), touched_at=now.seconds, entered_at=now.seconds)
