"""What the operator's desk asks the station to do. All values."""

from dataclasses import dataclass

from kiosk.desk.state import Lasting, Notice, Reason
from kiosk.offer.hours import OpeningHours
from kiosk.offer.offer import Kind
from kiosk.offer.supply import Supply
from kiosk.staff.account import Actor


@dataclass(frozen=True, slots=True)
class StartLooking:
    """Wanted: pictures, now and on each change, until `StopLooking`."""


@dataclass(frozen=True, slots=True)
class StopLooking:
    """Nobody is at the desk any more."""


@dataclass(frozen=True, slots=True)
class TurnOff:
    kind: Kind
    name: str
    reason: Reason
    lasting: Lasting
    by: Actor


@dataclass(frozen=True, slots=True)
class TurnOn:
    kind: Kind
    name: str
    by: Actor


@dataclass(frozen=True, slots=True)
class Announce:
    notice: Notice
    lasting: Lasting
    by: Actor


@dataclass(frozen=True, slots=True)
class EndAnnouncement:
    announcement: int
    by: Actor


@dataclass(frozen=True, slots=True)
class SetHours:
    hours: tuple[OpeningHours, ...]
    by: Actor


@dataclass(frozen=True, slots=True)
class Tick:
    check: str
    done: bool
    by: Actor


@dataclass(frozen=True, slots=True)
class Replace:
    supply: Supply
    by: Actor


@dataclass(frozen=True, slots=True)
class SetHot:
    codes: tuple[str, ...]
    by: Actor


@dataclass(frozen=True, slots=True)
class Undo:
    change: int
    by: Actor


@dataclass(frozen=True, slots=True)
class SignOut:
    by: Actor


Command = (
    StartLooking | StopLooking | TurnOff | TurnOn | Announce | EndAnnouncement | SetHours | Tick | Replace | SetHot
    | Undo | SignOut
)  # fmt: skip
