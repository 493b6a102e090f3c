"""Every delay of a visit, in one table. Seconds.

A resident is warned at least 20 s before a time-out and can ask for more time with one touch, as often as wanted
(WCAG 2.2, 2.2.1). Large mode doubles them. Times without a standard behind them are our own.
"""

from dataclasses import dataclass
from typing import assert_never

from kiosk.visit import state as s


@dataclass(frozen=True, slots=True)
class Patience:
    """``idle_s`` without a touch, then a warning for ``warning_s``, then the visit ends."""

    idle_s: float
    warning_s: float


SENDING_WAIT_S = 8.0
"""How long a resident waits for the platform's word before getting the receipt "saved on this machine"."""

SAVING_IS_SLOW_S = 5.0
"""After this the screen says that saving takes longer; it is never called off, for it may yet become durable."""

FAREWELL_S = 6.0
"""How long the farewell stays when nothing is left to take."""

FAREWELL_LEAST_S = 0.3
"""A touch ends the farewell only after this: the second tap of a double tap must not hide "take your card"."""

TAKE_CARD_S = 12.0
"""How long it stays when a card was used: most readers cannot tell whether it still lies there, so it reminds."""

WIPING_MAX_S = 3.0
"""After this the screen goes home even if somebody did not confirm the wipe; the session is gone already."""

AWAY_S = 20.0
"""Nobody stands there any more: the screen is covered at once, and the visit ends after this unless it is touched."""

LARGE_MODE_FACTOR = 2.0


def patience(state: s.State) -> Patience | None:
    """The idle table; None where idleness ends nothing."""
    match state:
        case s.Attract() | s.Saving() | s.Sending() | s.Farewell() | s.Wiping():
            return None
        case s.Home() | s.Browse() | s.Searching() | s.Basket() | s.Proofs() | s.Guide() | s.Elsewhere():
            return Patience(60, 30)
        case s.Identify() | s.Consent() | s.ChooseSituation() | s.Ineligible() | s.SaveTrouble():
            return Patience(60, 30)
        case s.CompanySignIn() | s.Certificates() | s.FillForm() | s.Materials() | s.ScanPaper():
            return Patience(90, 30)
        case s.Review() | s.Commitment():
            return Patience(90, 30)
        case s.HandIn():
            return Patience(90, 30)
        case s.Progress() | s.Cases() | s.DueConsent() | s.Due():
            return Patience(60, 30)
        case s.Result():
            return Patience(60, 30)
        case s.Rate():
            return Patience(20, 20)
        case _ as never:
            assert_never(never)
