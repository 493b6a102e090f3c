"""The operator's desk: where it is, and what happens at it. All values; see ``command`` for what it asks for."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.bench.finding import Saying
from kiosk.desk.picture import Picture
from kiosk.offer.offer import Kind
from kiosk.offer.supply import Supply
from kiosk.staff.account import Account
from kiosk.staff.session import StaffSession


class Page(StrEnum):
    TODAY = "today"
    SERVICES = "services"
    NOTICES = "notices"
    SUPPLIES = "supplies"
    COUNTS = "counts"


class Reason(StrEnum):
    """Why something is withdrawn, as residents read it: sentences of the content, in both languages."""

    MAINTENANCE = "maintenance"
    UPGRADE = "upgrade"
    WINDOW = "window"
    SEASON = "season"


class Notice(StrEnum):
    """What can be announced by one touch; anything else is written on the command line."""

    UPGRADE = "upgrade"
    SLOW = "slow"
    HOLIDAY = "holiday"
    BELONGINGS = "belongings"


class Lasting(StrEnum):
    """How long: until somebody changes it, until tonight's midnight, tomorrow's, or that of the sixth day after."""

    OPEN = "open"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"


class Days(StrEnum):
    ALWAYS = "always"
    WORKDAYS = "workdays"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class SwitchingOff:
    """A question before something is withdrawn: why, and for how long?"""

    kind: Kind
    name: str
    reason: Reason = Reason.MAINTENANCE
    lasting: Lasting = Lasting.OPEN


@dataclass(frozen=True, slots=True)
class Announcing:
    notice: Notice = Notice.UPGRADE
    lasting: Lasting = Lasting.TODAY


@dataclass(frozen=True, slots=True)
class SettingHours:
    """``opens`` and ``closes`` in minutes of the day."""

    days: Days = Days.WORKDAYS
    opens: int = 8 * 60 + 30
    closes: int = 17 * 60 + 30


Question = SwitchingOff | Announcing | SettingHours


@dataclass(frozen=True, slots=True)
class Closed:
    """Residents, or a technician, have the screen."""


@dataclass(frozen=True, slots=True)
class Desk:
    """``theme`` is whose items are listed, empty for the themes; ``picture`` is None until the first look."""

    session: StaffSession
    page: Page = Page.TODAY
    theme: str = ""
    picture: Picture | None = None
    question: Question | None = None
    told: Saying | None = None
    told_well: bool = True


State = Closed | Desk


@dataclass(frozen=True, slots=True)
class Opened:
    """An operator has signed in."""

    account: Account


@dataclass(frozen=True, slots=True)
class Looked:
    picture: Picture


@dataclass(frozen=True, slots=True)
class PageChosen:
    page: Page


@dataclass(frozen=True, slots=True)
class ThemeChosen:
    """Empty: back to the themes."""

    theme: str


@dataclass(frozen=True, slots=True)
class SwitchTapped:
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class AnnounceTapped:
    pass


@dataclass(frozen=True, slots=True)
class HoursTapped:
    pass


@dataclass(frozen=True, slots=True)
class OptionChosen:
    """One answer of the question that is asked, by its name."""

    option: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """Half an hour later or earlier; ``closes`` or else the opening."""

    closes: bool
    later: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The question is answered."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The question is dropped."""


@dataclass(frozen=True, slots=True)
class EndTapped:
    announcement: int


@dataclass(frozen=True, slots=True)
class TickTapped:
    check: str


@dataclass(frozen=True, slots=True)
class ReplacedTapped:
    supply: Supply


@dataclass(frozen=True, slots=True)
class HotTapped:
    """Onto the hot list, or off it."""

    code: str


@dataclass(frozen=True, slots=True)
class HotRaised:
    """One place further up."""

    code: str


@dataclass(frozen=True, slots=True)
class UndoTapped:
    pass


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change came to."""

    told: Saying
    well: bool = True


@dataclass(frozen=True, slots=True)
class Touched:
    """A finger; keeps the desk open."""


@dataclass(frozen=True, slots=True)
class Left:
    """Done; residents get the screen back."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A tick of the clock."""


Event = (
    Opened | Looked | PageChosen | ThemeChosen | SwitchTapped | AnnounceTapped | HoursTapped | OptionChosen | Stepped
    | Confirmed | Cancelled | EndTapped | TickTapped | ReplacedTapped | HotTapped | HotRaised | UndoTapped | Changed
    | Touched | Left | TimePassed
)  # fmt: skip
