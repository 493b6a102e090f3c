"""The end of a visit: the session is dropped first, then comes the farewell, then the wipe."""

from dataclasses import replace

from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Effect, StopWatching, Wipe
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit

Step = tuple[Visit, tuple[Effect, ...]]
"""The visit after an event, and what it asks of the station."""


def to(visit: Visit, state: s.State, *effects: Effect, session: Session | None = None) -> Step:
    """On to another state, with the session changed or as it is."""
    return replace(visit, state=state, session=session or visit.session), effects


def leave(visit: Visit, timed_out: bool = False) -> Step:
    """The end of a visit from anywhere: the session is dropped here, before the farewell is shown."""
    filed = isinstance(visit.state, s.Sending | s.Result | s.Rate)
    effects: tuple[Effect, ...] = (StopWatching(),) if filed else ()
    session = Session(language=visit.session.language, large=visit.session.large)
    looked = s.Home | s.Browse | s.Searching | s.Basket | s.Proofs | s.Guide | s.Elsewhere
    if isinstance(visit.state, looked) and visit.session.card is None:
        return to(visit, s.Wiping(), *effects, Wipe(), session=session)
    farewell = s.Farewell(filed=filed, card_used=visit.session.card is not None, timed_out=timed_out)
    return to(visit, farewell, *effects, session=session)


def leaving(visit: Visit, event: e.Event, now: Now) -> Step:
    """What farewell and wipe make of an event."""
    here = now.seconds - visit.entered_at
    match visit.state, event:
        case s.Farewell(), e.CardRemoved():
            return to(visit, s.Wiping(), Wipe())
        case s.Farewell(), (e.Touched() | e.Continued()) if here >= delays.FAREWELL_LEAST_S:
            return to(visit, s.Wiping(), Wipe())
        case s.Farewell(card_used=used), e.TimePassed() if here >= (
            delays.TAKE_CARD_S if used else delays.FAREWELL_S
        ):
            return to(visit, s.Wiping(), Wipe())
        case s.Wiping(), e.Wiped():
            return _home_again(visit)
        case s.Wiping(), e.TimePassed() if here >= delays.WIPING_MAX_S:
            return _home_again(visit)
        case _:
            return visit, ()


def _home_again(visit: Visit) -> Step:
    return to(visit, s.Attract(), session=Session())
