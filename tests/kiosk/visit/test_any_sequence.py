"""Any sequence of events at all: residents who touch everything, devices that fail at any moment, clocks that creep."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import assert_never, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER
from kiosk.catalogue.words import Language
from kiosk.person import Person
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Effect, PrintReceipt, SaveApplication, Wipe
from kiosk.visit.sample_hall import ANSWERS, CHILD, ELDER, GUIDE_ONLY, ITEM, NEIGHBOUR, PAPERS, STROKES
from kiosk.visit.samples import EVENTS, VISITS
from tests.kiosk.visit.everything_reachable import everything_reachable
from tests.kiosk.visit.resident_at_the_kiosk import Kiosk

NUMBERS = ("AAAA-AAAA-AAAA-AAAA-1", "BBBB-BBBB-BBBB-BBBB-2")
PEOPLE = (ELDER, CHILD, NEIGHBOUR)
FAULTS = (FaultCode.CARD_LIFTED, FaultCode.PRINTER_PAPER_OUT, FaultCode.STORE_FAILED, FaultCode.DISK_FULL)

GIVEN = {**ANSWERS, APPLICANT_NAME: ELDER.name, APPLICANT_NUMBER: ELDER.id_number}

numbers = st.sampled_from(NUMBERS)
faults = st.sampled_from(FAULTS)
answers = st.one_of(
    st.builds(e.FieldAnswered, st.just("phone"), st.sampled_from(("", "1", ANSWERS["phone"]))),
    st.builds(e.FieldAnswered, st.sampled_from(("address", "relation", "ghost")), st.text(max_size=3)),
    st.builds(e.FieldAnswered, st.just(APPLICANT_NAME), st.sampled_from(("", ELDER.name))),
    st.builds(
        e.FieldAnswered,
        st.just(APPLICANT_NUMBER),
        st.sampled_from(("", ELDER.id_number, CHILD.id_number, f" {ELDER.id_number}", "46010819350101002X")),
    ),
)
cases = st.builds(CaseReport, numbers, st.just("460100-26-1"), st.sampled_from(CaseState))
anything = st.one_of(
    st.sampled_from([event for events in EVENTS.values() for event in events]),
    st.sampled_from([e.Continued()] * 6 + [e.WentBack(), e.Signed(STROKES), e.CardNotAtHand()]),
    st.builds(e.ItemChosen, st.sampled_from((ITEM, GUIDE_ONLY, PAPERS)), numbers),
    st.builds(e.CardRead, st.sampled_from(PEOPLE)),
    st.builds(e.SituationChosen, st.sampled_from(("self", "delegate", "ghost"))),
    answers,
    st.builds(e.EditAsked, st.integers(-1, 3)),
    st.builds(e.ApplicationSaved, numbers),
    st.builds(e.SavingFailed, faults),
    st.builds(e.CaseReported, cases),
    st.builds(e.SlipFailed, faults, st.booleans()),
    st.builds(e.LanguageChosen, st.sampled_from(Language)),
)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What would ordinarily happen next, wherever the visit is; ``well``: the store, platform and printer are."""

    person: Person
    situation: str
    well: bool

    def events(self, kiosk: Kiosk) -> list[e.Event]:
        number = kiosk.session.application_id
        match kiosk.visit.state:
            case s.Attract():
                return [e.CardRead(self.person)]
            case s.Home():
                return [e.ItemChosen(ITEM, NUMBERS[self.well])]
            case s.Identify():
                return [e.CardRead(self.person)]
            case s.ChooseSituation():
                return [e.SituationChosen(self.situation)]
            case s.FillForm():
                return [*(e.FieldAnswered(name, answer) for name, answer in GIVEN.items()), e.Continued()]
            case s.Commitment():
                return [e.Signed(STROKES), e.Continued()]
            case s.Saving():
                return [e.ApplicationSaved(number) if self.well else e.SavingFailed(FaultCode.DISK_FULL)]
            case s.Sending():
                case = CaseReport(number, "460100-26-1", CaseState.GRANTED)
                return [e.CaseReported(case) if self.well else e.PlatformLost()]
            case s.Result() | s.Rate():
                slip = (
                    e.SlipPrinted() if self.well else e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=True)
                )
                return [slip, e.Continued()]
            case s.Guide() | s.Consent() | s.Materials() | s.Review() | s.Ineligible() | s.SaveTrouble():
                return [e.Continued()]
            case s.Certificates() | s.ScanPaper() | s.CompanySignIn():
                return [e.WentBack()]
            case s.Browse() | s.Searching() | s.Basket() | s.Proofs() | s.Elsewhere():
                return [e.WentBack()]
            case s.Progress() | s.Cases() | s.HandIn() | s.DueConsent() | s.Due():
                return [e.WentBack()]
            case s.Farewell():
                return [e.CardRemoved()]
            case s.Wiping():
                return [e.Wiped()]
            case _ as never:
                assert_never(never)


@dataclass
class Watched:
    """One kiosk, and what must hold of everything that it asks, whatever happened before."""

    kiosk: Kiosk = field(default_factory=Kiosk)
    saving: dict[str, str] = field(default_factory=dict)
    """By number: ``asked``, ``failed`` or ``saved``, in this visit."""

    def __post_init__(self) -> None:
        number = self.kiosk.session.application_id
        match self.kiosk.visit.state:
            case s.Saving():
                self.saving[number] = "asked"
            case s.SaveTrouble():
                self.saving[number] = "failed"
            case s.Sending() | s.Result() | s.Rate():
                self.saving[number] = "saved"
            case _:
                pass

    def happens(self, event: e.Event) -> None:
        before = self.kiosk.visit
        number = before.session.application_id
        if isinstance(before.state, s.Saving):
            match event:
                case e.ApplicationSaved(saved) if saved == number:
                    self.saving[saved] = "saved"
                case e.SavingFailed():
                    self.saving[number] = "failed"
                case _:
                    pass
        done = len(self.kiosk.asked)
        self.kiosk.happens(event)
        for effect in self.kiosk.asked[done:]:
            self._check(effect)
        after = self.kiosk.visit
        if isinstance(after.state, s.Sending | s.Result | s.Rate):
            assert self.saving[after.session.application_id] == "saved"
        if isinstance(after.state, s.Attract) and not isinstance(before.state, s.Attract):
            assert isinstance(before.state, s.Wiping)
            assert isinstance((self.kiosk.asked or [Wipe()])[-1], Wipe)
            self.saving.clear()
        if isinstance(after.state, s.Attract | s.Farewell | s.Wiping):
            left = everything_reachable(after)
            assert not [person for person in PEOPLE if {person.name, person.id_number} & left]

    def _check(self, effect: Effect) -> None:
        match effect:
            case SaveApplication(number):
                assert self.saving.get(number) in (None, "failed"), "filed twice"
                self.saving[number] = "asked"
            case PrintReceipt():
                assert self.saving[effect.application_id] == "saved"
                assert effect.case is None or effect.case.application_id == effect.application_id
            case _:
                pass


ASIDE: set[type[s.State]] = {
    s.Browse, s.Searching, s.Basket, s.Proofs, s.Elsewhere, s.CompanySignIn, s.Certificates, s.ScanPaper,
    s.Progress, s.Cases, s.HandIn, s.DueConsent, s.Due,
}  # fmt: skip
"""Beside the way of an ordinary visit."""

ordinary = st.builds(
    Ordinary, st.sampled_from((ELDER, ELDER, *PEOPLE)), st.sampled_from(("self", "delegate")), st.booleans()
)
steps = st.one_of(
    ordinary, ordinary, ordinary, st.tuples(anything, st.sampled_from((0.0, 0.25, 0.25, 1.0, 9.0, 61.0)))
)


def walk(kiosk: Kiosk, taken: list[Ordinary | tuple[e.Event, float]]) -> set[type[s.State]]:
    """The states that were seen."""
    watched = Watched(kiosk)
    seen: set[type[s.State]] = set()
    for step in taken:
        if isinstance(step, Ordinary):
            events = step.events(kiosk)
        else:
            events, after_s = [step[0]], step[1]
            kiosk.seconds += after_s
            kiosk.wall += timedelta(seconds=after_s)
        for event in events:
            watched.happens(event)
            seen.add(type(kiosk.visit.state))
    return seen


def test_ordinary_steps_alone_lead_through_every_state_but_those_of_trouble() -> None:
    """So that the walks below come further than the first screens."""
    seen = walk(Kiosk(), [Ordinary(ELDER, "self", well=True)] * 20)
    assert seen == set(get_args(s.State)) - {s.Ineligible, s.Identify, s.SaveTrouble} - ASIDE


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([visit for visits in VISITS.values() for visit in visits]), st.lists(steps, max_size=60)
)
def test_no_sequence_of_events_breaks_a_visit(
    begun: s.Visit, taken: list[Ordinary | tuple[e.Event, float]]
) -> None:
    kiosk = Kiosk()
    kiosk.visit = replace(begun, touched_at=kiosk.seconds, entered_at=kiosk.seconds)
    walk(kiosk, taken)
