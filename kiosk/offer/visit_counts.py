"""What a step of a visit adds to the counts. Pure; any thread.

A visit that ends before its item was filed is abandoned at the screen where it was. One that only looked at the guide
is neither begun nor abandoned.
"""

from dataclasses import dataclass

from kiosk.case import CaseState
from kiosk.offer.tally import Outcome
from kiosk.visit import state as s
from kiosk.visit.state import Visit

_DECIDED = {
    CaseState.GRANTED: Outcome.GRANTED,
    CaseState.ACCEPTED: Outcome.ACCEPTED,
    CaseState.REFUSED: Outcome.REFUSED,
}
_ENDED = s.Farewell | s.Wiping | s.Attract
_OVER = s.Sending | s.Result | s.Rate | s.Farewell | s.Wiping | s.Attract


@dataclass(frozen=True, slots=True)
class Counted:
    """One more for the item; ``screen`` is where a visit was abandoned."""

    code: str
    outcome: Outcome
    screen: str = ""


def counted(before: Visit, after: Visit) -> tuple[Counted, ...]:
    """What came of the item with this step."""
    item = before.session.item or after.session.item
    if item is None or before.state == after.state:
        return ()
    code, was, now = item.code, before.state, after.state
    if isinstance(now, s.Guide) and isinstance(was, s.Home):
        return (Counted(code, Outcome.LOOKED_AT),)
    if isinstance(was, s.Guide) and isinstance(now, s.Identify | s.Consent):
        return (Counted(code, Outcome.BEGUN),)
    if isinstance(was, s.Saving) and isinstance(now, s.Sending | s.Result):
        return (Counted(code, Outcome.FILED), *_decided(code, was, now))
    if isinstance(now, s.Ineligible):
        return (Counted(code, Outcome.NOT_ENTITLED),)
    if isinstance(now, s.Result | s.Rate):
        return _decided(code, was, now)
    if isinstance(now, _ENDED) and not isinstance(was, _OVER | s.Home | s.Guide | s.Ineligible):
        return (Counted(code, Outcome.ABANDONED, type(was).__name__),)
    return ()


def _decided(code: str, was: s.State, now: s.State) -> tuple[Counted, ...]:
    """The platform's word, once."""
    known, told = _case_state(was), _case_state(now)
    outcome = None if told is None or told is known else _DECIDED.get(told)
    return () if outcome is None else (Counted(code, outcome),)


def _case_state(state: s.State) -> CaseState | None:
    result = state.result if isinstance(state, s.Rate) else state
    return result.case.state if isinstance(result, s.Result) and result.case is not None else None
