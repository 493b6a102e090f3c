"""A paper that was to follow: laid down at any kiosk, and with its case only when the platform says so."""

import pytest

from config.faults import FaultCode
from kiosk.application import Attachment
from kiosk.application_id import application_id
from kiosk.question import AskProgressByPerson, HandInPaper, NothingFound, PaperTakenIn, ProgressTold, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import SendPaper, TakePaper
from kiosk.visit.progress import LAST_FOUR, NUMBER
from kiosk.visit.sample_hall import HANDED_IN, ITEM, SCANNED, WAITING
from tests.kiosk.visit.counters import told
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk

CASE = WAITING.cases[0]
SKETCH = CASE.model_copy(update={"later": ("proof", "sketch"), "reasons": ("papers_follow",)})
SOMEBODY_ELSES = "2222-3333-4444-5555-6"
CAMERA = "document_camera"


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.happens(e.DeviceChanged(CAMERA, None), e.Touched(), e.ProgressAsked(), e.CardRead(ELDER, b""))
    kiosk.happens(e.Told(AskProgressByPerson(holder=ELDER.id_number), ProgressTold(cases=(SKETCH,)), (ITEM,)))
    kiosk.shows(s.Cases((SKETCH,), {ITEM.code: ITEM}, CASE.application_id))
    return kiosk


def lay_down(kiosk: Kiosk, paper: Attachment = SCANNED) -> None:
    kiosk.happens(e.ScanAsked("proof"), e.Continued(), e.PaperTaken(CASE.application_id, paper))


def sent(kiosk: Kiosk) -> list[SendPaper]:
    return [effect for effect in kiosk.asked if isinstance(effect, SendPaper)]


def test_it_is_laid_down_brought_to_its_case_and_off_the_list(kiosk: Kiosk) -> None:
    kiosk.happens(e.ScanAsked("proof"), e.Continued())
    assert kiosk.asked[-1] == TakePaper(CASE.application_id, "proof")
    kiosk.happens(e.PaperTaken(CASE.application_id, SCANNED))
    assert sent(kiosk) == [SendPaper(kiosk_question(), SCANNED)]
    kiosk.happens(
        e.Told(kiosk_question(), PaperTakenIn(application_id=CASE.application_id, later=("sketch",)))
    )
    cases = kiosk.at(s.Cases)
    assert cases.handed_in == "proof"
    assert cases.case is not None
    assert (cases.case.later, cases.case.reasons) == (("sketch",), ("papers_follow",))
    assert cases.case.with_later(()).reasons == ()


def kiosk_question() -> HandInPaper:
    return HANDED_IN.model_copy(update={"holder": ELDER.id_number})


def test_what_was_said_of_one_paper_is_not_said_of_another_case(kiosk: Kiosk) -> None:
    lay_down(kiosk)
    kiosk.happens(e.Told(kiosk_question(), PaperTakenIn(application_id=CASE.application_id)))
    kiosk.happens(e.CaseChosen(""))
    assert kiosk.at(s.Cases).handed_in == ""


@pytest.mark.parametrize(
    ("answer", "silence"),
    [
        (Silence.OFFLINE, Silence.OFFLINE),
        (Silence.SLOW, Silence.SLOW),
        (NothingFound(), Silence.REFUSED),
    ],
)
def test_without_the_platforms_word_it_is_not_called_received_and_may_be_tried_again(
    kiosk: Kiosk, answer: NothingFound | Silence, silence: Silence
) -> None:
    lay_down(kiosk)
    kiosk.happens(e.Told(kiosk_question(), answer))
    state = kiosk.at(s.HandIn)
    assert (state.silence, state.asking, state.cases.handed_in) == (silence, None, "")
    kiosk.happens(e.Continued(), e.PaperTaken(CASE.application_id, SCANNED))
    assert len(sent(kiosk)) == 2


def test_an_empty_tray_is_told(kiosk: Kiosk) -> None:
    kiosk.happens(e.ScanAsked("proof"), e.Continued())
    kiosk.happens(e.PaperNotTaken(CASE.application_id, FaultCode.DOCUMENT_NONE))
    assert kiosk.at(s.HandIn).fault is FaultCode.DOCUMENT_NONE
    assert sent(kiosk) == []


def test_a_look_of_another_visit_or_at_another_paper_is_not_brought(kiosk: Kiosk) -> None:
    kiosk.happens(e.ScanAsked("proof"), e.Continued())
    kiosk.happens(e.PaperTaken(SOMEBODY_ELSES, SCANNED))
    kiosk.happens(
        e.PaperTaken(CASE.application_id, SCANNED.model_copy(update={"material": "sketch"})),
        e.PaperNotTaken(SOMEBODY_ELSES, FaultCode.DOCUMENT_NONE),
    )
    assert kiosk.at(s.HandIn).taking
    assert sent(kiosk) == []


def test_while_it_is_being_brought_nothing_is_taken_twice_and_nobody_goes_back(kiosk: Kiosk) -> None:
    lay_down(kiosk)
    kiosk.happens(e.Continued(), e.WentBack(), e.PaperTaken(CASE.application_id, SCANNED))
    assert kiosk.at(s.HandIn).asking is not None
    assert len(sent(kiosk)) == 1


def test_back_leads_to_the_case(kiosk: Kiosk) -> None:
    before = kiosk.visit.state
    kiosk.happens(e.ScanAsked("proof"), e.WentBack())
    kiosk.shows(before)


def test_what_is_not_to_follow_is_not_taken(kiosk: Kiosk) -> None:
    kiosk.happens(e.ScanAsked("ghost"))
    kiosk.at(s.Cases)


@pytest.mark.parametrize("fault", [FaultCode.CAMERA_NOT_FITTED, FaultCode.CAMERA_UNPLUGGED])
def test_a_kiosk_without_a_camera_that_is_well_takes_none(kiosk: Kiosk, fault: FaultCode) -> None:
    kiosk.happens(e.DeviceChanged(CAMERA, fault), e.ScanAsked("proof"))
    kiosk.at(s.Cases)


def test_who_typed_a_number_and_showed_no_card_hands_nothing_in() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.DeviceChanged(CAMERA, None), e.Touched(), e.ProgressAsked(), e.NumberChosen())
    kiosk.answer(**{NUMBER: application_id(bytes(range(10))), LAST_FOUR: ELDER.id_number[-4:]})
    kiosk.happens(e.Continued())
    told(kiosk, ProgressTold(cases=(CASE,)))
    kiosk.happens(e.ScanAsked("proof"))
    kiosk.at(s.Cases)
