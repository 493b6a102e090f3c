"""Residents at a kiosk with a fake clock and a station that answers when the story says so."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import config
from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_item
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.advance import advance, start
from kiosk.visit.effect import Effect, PrintReceipt, SaveApplication
from kiosk.visit.sample_hall import STROKES
from kiosk.visit.session import Now, Session

TICK_S = 0.25
MORNING = datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = "7K3M-9Q2X-AB4D-EFGH-5"
AnyState = TypeVar("AnyState", bound=s.State)


def _subsidy() -> Item:
    read = read_item(Path(config.__file__).parent / "catalogue" / "elderly" / "longevity-subsidy.yaml")
    assert isinstance(read, Item), read
    return read


SUBSIDY = _subsidy()

ELDER = Person(
    name="符玉莲",
    sex=Sex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    address="海口市美兰区示例路九号",
    valid_to=date(2035, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)
HUSBAND = ELDER.model_copy(update={"name": "吴定海", "sex": Sex.MALE, "id_number": "460108193501011230"})
CHILD = Person(
    name="吴小明",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003071239",
    address="海口市秀英区示例街一号",
    identified_by=IdentifiedBy.CHIP,
)
AGED_75 = ELDER.model_copy(
    update={"name": "陈小妹", "birth": date(1951, 8, 15), "id_number": "46010619510815002X"}
)
PHONE = "13907681234"
ACCOUNT = "6222020200000012340"


@dataclass
class Kiosk:
    """One kiosk. ``asked`` is everything that the visit has asked of the station, in order."""

    online: bool = True
    seconds: float = 5000.0
    wall: datetime = MORNING
    asked: list[Effect] = field(default_factory=list)
    visit: s.Visit = field(init=False)

    def __post_init__(self) -> None:
        self.visit = start(self.now)
        self.visit = replace(
            self.visit, surroundings=replace(self.visit.surroundings, platform_online=self.online)
        )

    @property
    def now(self) -> Now:
        return Now(self.seconds, self.wall)

    def shows(self, state: s.State) -> None:
        """The visit must be in exactly this state."""
        assert self.visit.state == state

    def at(self, kind: type[AnyState]) -> AnyState:
        """The visit must be in this kind of state; the state."""
        assert isinstance(self.visit.state, kind), self.visit.state
        return self.visit.state

    @property
    def session(self) -> Session:
        return self.visit.session

    def happens(self, *events: e.Event) -> None:
        for event in events:
            self.visit, effects = advance(self.visit, event, self.now)
            self.asked += effects

    def wait(self, seconds: float) -> None:
        """Time passes, with a tick of the station every quarter of a second."""
        end = self.seconds + seconds
        while self.seconds < end:
            step = min(TICK_S, end - self.seconds)
            self.seconds += step
            self.wall += timedelta(seconds=step)
            self.happens(e.TimePassed())

    def warns(self) -> bool:
        """Whether "are you still there?" stands on the screen."""
        return self.visit.warned

    def saves(self) -> list[SaveApplication]:
        return [effect for effect in self.asked if isinstance(effect, SaveApplication)]

    def slips(self) -> list[PrintReceipt]:
        return [effect for effect in self.asked if isinstance(effect, PrintReceipt)]

    # What a resident does, as far as the screens let them.

    def choose_subsidy(self) -> None:
        self.happens(e.Touched(), e.ItemChosen(SUBSIDY, NUMBER), e.Continued())

    def identify(self, person: Person) -> None:
        """Chooses the service, lays the card and agrees."""
        self.choose_subsidy()
        self.happens(e.CardRead(person, b"portrait of " + person.id_number.encode()), e.Continued())

    def answer(self, **answers: str) -> None:
        self.happens(*(e.FieldAnswered(name, answer) for name, answer in answers.items()))

    def fill_in(self) -> None:
        """The pages that every applicant has, to the review."""
        self.answer(phone=PHONE, residence="海口市美兰区示例路九号")
        self.happens(e.Continued())
        self.answer(district="460108")
        self.happens(e.Continued())
        self.answer(bank="icbc", account=ACCOUNT)
        self.happens(e.Continued(), e.Continued())

    def sign_and_submit(self) -> None:
        self.happens(e.Continued(), e.Signed(STROKES), e.Continued())

    def apply_for_oneself(self, person: Person = ELDER) -> None:
        """From the first touch to the moment of saving."""
        self.identify(person)
        self.happens(e.SituationChosen("self"))
        self.fill_in()
        self.sign_and_submit()

    def to_result(self) -> None:
        """The station saves; the platform answers, or is away."""
        self.happens(e.ApplicationSaved(NUMBER))
        if self.online:
            self.happens(e.CaseReported(granted()))


def granted(number: str = NUMBER) -> CaseReport:
    return CaseReport(number, "460100-26-000001", CaseState.GRANTED, amount="105")


def paper_out(on_paper: bool = False) -> e.SlipFailed:
    return e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper)
