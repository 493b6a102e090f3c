"""What the flight recorder can hold: names from fixed lists and small numbers, and nothing else, whoever writes it.

Every entry derives from `Entry`, which refuses anything but enum members, booleans, None and whole numbers up to
65,535. The longest number that fits has five digits; an ID number has eighteen, a telephone number eleven. Entries of
one protocol are declared beside its redaction (``redaction/``); those here belong to no protocol.

All of it is immutable and may be used from any thread.
"""

from dataclasses import dataclass, fields
from enum import Enum, StrEnum, auto

from config.faults import FaultCode

LARGEST = 65_535


def clamped(number: int) -> int:
    """The number, or the nearest that an entry can hold."""
    return min(max(number, 0), LARGEST)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a recording. Raises TypeError or ValueError when a field holds what no entry may hold."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or isinstance(value, bool | Enum):
                continue
            if type(value) is not int:
                raise TypeError(f"{type(self).__name__}.{field.name}: an entry cannot hold this")
            if not 0 <= value <= LARGEST:
                raise ValueError(f"{type(self).__name__}.{field.name}: an entry holds 0 to {LARGEST}")


class Direction(Enum):
    """Seen from the kiosk."""

    SENT = auto()
    RECEIVED = auto()


class Sort(Enum):
    """What bytes were of which only the length is kept."""

    DATA = auto()
    """Where the protocol has data: a print job, a document, a line of text."""
    GARBAGE = auto()
    """Where the protocol has none, or nothing that was recognised."""


@dataclass(frozen=True, slots=True)
class Run(Entry):
    """So many bytes in a row, dropped. 65,535 stands for that many or more."""

    direction: Direction
    sort: Sort
    length: int


class LineChange(Enum):
    """What became of the line to the device."""

    OPENED = auto()
    OPEN_FAILED = auto()
    BROKE = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class LineChanged(Entry):
    """The line was opened, broke, was let go; ``fault`` is why, where it is a fault."""

    change: LineChange
    fault: FaultCode | None = None


class Verb(StrEnum):
    """What a device can be asked to do by the kiosk."""

    LOOK = auto()
    CHECK = auto()
    SELF_TEST = auto()
    READ = auto()
    SCAN = auto()
    CAPTURE = auto()
    PRINT = auto()
    CANCEL = auto()
    SWITCH = auto()
    SPEAK = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Began(Entry):
    """The kiosk asked for this. Not recorded for what is asked all the time: looking for a card, asking for status."""

    verb: Verb


class Outcome(Enum):
    """How it ended."""

    DONE = auto()
    ALREADY_DONE = auto()
    NOTHING_THERE = auto()
    STILL_THERE = auto()
    TAKEN_AWAY = auto()
    WILL_TRY_AGAIN = auto()
    FAILED = auto()
    UNCERTAIN = auto()
    DEVICE_FAILED = auto()


@dataclass(frozen=True, slots=True)
class Ended(Entry):
    """What the adapter concluded from one verb. ``carried``: in an earlier file, and it was the last one there."""

    verb: Verb
    outcome: Outcome
    fault: FaultCode | None = None
    carried: bool = False


class ConditionName(Enum):
    """The conditions of ``devices/device.py``."""

    NOT_FITTED = auto()
    UNKNOWN = auto()
    READY = auto()
    NEEDS_ATTENTION = auto()
    FAULTY = auto()
    LOST = auto()


@dataclass(frozen=True, slots=True)
class ConditionChanged(Entry):
    """The device's condition is another one now. ``carried``: it began in an earlier file and still holds."""

    condition: ConditionName
    fault: FaultCode | None = None
    carried: bool = False


class VisitStep(StrEnum):
    """The states of the visit (``kiosk/visit/state.py``), by name; none carries what is in the state."""

    ATTRACT = "Attract"
    HOME = "Home"
    BROWSE = "Browse"
    SEARCHING = "Searching"
    BASKET = "Basket"
    PROOFS = "Proofs"
    GUIDE = "Guide"
    ELSEWHERE = "Elsewhere"
    IDENTIFY = "Identify"
    CONSENT = "Consent"
    COMPANY_SIGN_IN = "CompanySignIn"
    CHOOSE_SITUATION = "ChooseSituation"
    INELIGIBLE = "Ineligible"
    CERTIFICATES = "Certificates"
    FILL_FORM = "FillForm"
    MATERIALS = "Materials"
    SCAN_PAPER = "ScanPaper"
    REVIEW = "Review"
    COMMITMENT = "Commitment"
    SAVING = "Saving"
    SAVE_TROUBLE = "SaveTrouble"
    SENDING = "Sending"
    RESULT = "Result"
    RATE = "Rate"
    PROGRESS = "Progress"
    CASES = "Cases"
    HAND_IN = "HandIn"
    DUE_CONSENT = "DueConsent"
    DUE = "Due"
    FAREWELL = "Farewell"
    WIPING = "Wiping"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class VisitEntered(Entry):
    """The visit is in this state now."""

    step: VisitStep


@dataclass(frozen=True, slots=True)
class Dropped(Entry):
    """So many entries of this device were not kept: too many in a second, or the disk did not take them."""

    count: int


Event = LineChanged | Began | Ended | ConditionChanged | VisitEntered
"""What is told to a tap beside the bytes."""

Conclusion = Ended | ConditionChanged
"""What the adapter made of the bytes."""
