"""The technician's bench: where it is, what happens at it, and what it asks the station to do.

Events are facts, commands are wishes. All values; no resident's data is in any of them, and a PIN only in `TrySignIn`
on its way to the check, never in a state.
"""

from dataclasses import dataclass

from config.faults import FaultCode
from kiosk.bench.finding import Finding, Saying
from kiosk.staff.account import Account, Actor
from kiosk.staff.session import StaffSession


@dataclass(frozen=True, slots=True)
class Closed:
    """Residents have the screen."""


@dataclass(frozen=True, slots=True)
class SigningIn:
    """Who is it? ``names`` of the accounts, ``told`` what the last try came to."""

    names: tuple[str, ...] = ()
    chosen: str = ""
    told: Saying | None = None
    is_checking: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A test that a person must judge: is the paper well printed, the picture clear, the sound heard?"""

    device: str


@dataclass(frozen=True, slots=True)
class Running:
    """A test is on."""

    device: str


@dataclass(frozen=True, slots=True)
class Board:
    """Every device and part of the station, live; ``told`` is what the last action came to."""

    session: StaffSession
    findings: tuple[Finding, ...] = ()
    activity: Running | Asked | None = None
    told: Saying | FaultCode | None = None
    told_well: bool = True


State = Closed | SigningIn | Board


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody made the hidden gesture while no visit was on."""


@dataclass(frozen=True, slots=True)
class NamesTold:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameChosen:
    name: str


@dataclass(frozen=True, slots=True)
class PinEntered:
    pin: str

    def __repr__(self) -> str:
        return "PinEntered()"


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account


@dataclass(frozen=True, slots=True)
class SignInRefused:
    why: Saying


@dataclass(frozen=True, slots=True)
class Looked:
    """The station as it is now."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TestChosen:
    __test__ = False
    device: str


@dataclass(frozen=True, slots=True)
class TestEnded:
    """``fault`` None: it passed. ``needs_eyes``: a person has to say whether it is well. ``tried`` False: the device
    answers, but nothing was laid down that it could have read."""

    __test__ = False
    device: str
    fault: FaultCode | None = None
    needs_eyes: bool = False
    tried: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's answer to the question after a test."""

    well: bool


@dataclass(frozen=True, slots=True)
class ReportChosen:
    """The readiness report is wanted."""


@dataclass(frozen=True, slots=True)
class ReportMade:
    told: Saying
    well: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger; keeps the bench open."""


@dataclass(frozen=True, slots=True)
class Left:
    """Done; residents get the screen back."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A tick of the clock."""


Event = (
    Called | NamesTold | NameChosen | PinEntered | SignedIn | SignInRefused | Looked | TestChosen | TestEnded
    | Judged | ReportChosen | ReportMade | Touched | Left | TimePassed
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListNames:
    """Wanted: the accounts' names."""


@dataclass(frozen=True, slots=True)
class TrySignIn:
    name: str
    pin: str

    def __repr__(self) -> str:
        return f"TrySignIn({self.name!r})"


@dataclass(frozen=True, slots=True)
class StartLooking:
    """Wanted: findings, now and on each change, until `StopLooking`."""


@dataclass(frozen=True, slots=True)
class StopLooking:
    """Nobody is at the bench any more."""


@dataclass(frozen=True, slots=True)
class RunTest:
    device: str
    by: Actor


@dataclass(frozen=True, slots=True)
class KeepJudgement:
    device: str
    well: bool
    by: Actor


@dataclass(frozen=True, slots=True)
class MakeReport:
    by: Actor


@dataclass(frozen=True, slots=True)
class SignOut:
    by: Actor


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Wanted: the operator's desk in the bench's place, for who has just signed in."""

    account: Account


Command = (
    OpenDesk
    | ListNames
    | TrySignIn
    | StartLooking
    | StopLooking
    | RunTest
    | KeepJudgement
    | MakeReport
    | SignOut
)
