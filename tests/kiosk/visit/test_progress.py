"""Where one's case stands: by card, by the receipt, by number, by a telephone; and what may be seen of it."""

import pytest

from config.faults import FaultCode
from kiosk.application_id import application_id
from kiosk.case import CaseState
from kiosk.question import (
    AskDocument,
    AskProgressByNumber,
    AskProgressByPerson,
    CodeAccepted,
    CodeRefusal,
    CodeRefused,
    ConfirmationTaken,
    ConfirmDelegation,
    NothingFound,
    ProgressTold,
    Silence,
)
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintProgress
from kiosk.visit.progress import LAST_FOUR, NUMBER
from kiosk.visit.sample_hall import CASE as SAMPLE
from kiosk.visit.sample_hall import ITEM
from kiosk.visit.session import Errand
from tests.kiosk.visit.counters import FIRST, asked, told
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk

RECEIPT = application_id(bytes(range(10)))
ACCEPTED = "46010020260506000001A"
NONCE = "0123456789abcdef"
CASE = SAMPLE.model_copy(update={"application_id": RECEIPT})
OTHER = CASE.model_copy(update={"application_id": FIRST, "state": CaseState.ACCEPTED})


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.happens(e.Touched(), e.ProgressAsked())
    kiosk.shows(s.Progress())
    return kiosk


def by_number(kiosk: Kiosk, number: str, last_four: str) -> None:
    kiosk.happens(e.NumberChosen())
    kiosk.answer(**{NUMBER: number, LAST_FOUR: last_four})
    kiosk.happens(e.Continued())


def test_the_card_shows_all_cases_and_one_is_looked_at(kiosk: Kiosk) -> None:
    kiosk.happens(e.CardRead(ELDER, b""))
    assert asked(kiosk) == AskProgressByPerson(holder=ELDER.id_number)
    kiosk.happens(e.Told(asked(kiosk), ProgressTold(cases=(CASE, OTHER)), (ITEM,)))
    kiosk.shows(s.Cases((CASE, OTHER), {ITEM.code: ITEM}))
    kiosk.happens(e.CaseChosen(FIRST))
    assert kiosk.at(s.Cases).chosen == FIRST
    kiosk.happens(e.WentBack())
    assert kiosk.at(s.Cases).chosen == ""
    kiosk.happens(e.WentBack())
    kiosk.shows(s.Home())
    assert kiosk.session.errand is Errand.APPLY


def test_who_greeted_with_a_card_need_not_lay_it_again() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.CardRead(ELDER, b""), e.ProgressAsked(), e.Continued())
    assert asked(kiosk) == AskProgressByPerson(holder=ELDER.id_number)


def test_a_single_case_is_shown_at_once(kiosk: Kiosk) -> None:
    kiosk.happens(e.CardRead(ELDER, b""))
    told(kiosk, ProgressTold(cases=(CASE,)))
    assert kiosk.at(s.Cases).chosen == RECEIPT


@pytest.mark.parametrize("typed", [RECEIPT, RECEIPT.lower(), f" {RECEIPT} ", RECEIPT.replace("-", "")])
def test_a_receipts_number_is_taken_as_people_type_it(kiosk: Kiosk, typed: str) -> None:
    by_number(kiosk, typed, "002x")
    assert asked(kiosk) == AskProgressByNumber(number=RECEIPT, last_four="002X")


def test_an_acceptance_number_is_as_good(kiosk: Kiosk) -> None:
    by_number(kiosk, ACCEPTED.lower(), "0027")
    assert asked(kiosk) == AskProgressByNumber(number=ACCEPTED, last_four="0027")


@pytest.mark.parametrize(
    ("number", "last_four"),
    [
        ("", "0027"),
        (RECEIPT[:-1] + "6", "0027"),
        (RECEIPT, ""),
        (RECEIPT, "027"),
        (RECEIPT, "X027"),
        (RECEIPT, "00270"),
    ],
)
def test_a_mistyped_number_is_told_and_nobody_is_asked(kiosk: Kiosk, number: str, last_four: str) -> None:
    by_number(kiosk, number, last_four)
    kiosk.shows(s.Progress(typing=True, problem="number"))
    assert not [effect for effect in kiosk.asked if isinstance(effect, Ask)]
    kiosk.answer(**{LAST_FOUR: "0"})
    kiosk.shows(s.Progress(typing=True))


def test_the_receipts_code_asks_without_any_name(kiosk: Kiosk) -> None:
    kiosk.happens(e.CodeScanned(RECEIPT, NONCE))
    assert asked(kiosk) == AskProgressByNumber(number=RECEIPT)


def test_a_telephones_code_is_exchanged_for_this_and_then_asks_by_person(kiosk: Kiosk) -> None:
    kiosk.happens(e.CodeScanned("a-code-of-her-telephone", NONCE))
    told(kiosk, CodeAccepted(person=ELDER))
    assert asked(kiosk) == AskProgressByPerson(holder=ELDER.id_number)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (NothingFound(), "nothing"),
        (ProgressTold(cases=()), "nothing"),
        (Silence.OFFLINE, "silence"),
        (Silence.SLOW, "silence"),
        (Silence.UNSENT, "unsent"),
    ],
)
def test_without_a_case_it_is_said_why(
    kiosk: Kiosk, answer: NothingFound | ProgressTold | Silence, problem: str
) -> None:
    kiosk.happens(e.CodeScanned(RECEIPT, NONCE))
    told(kiosk, answer)
    kiosk.shows(s.Progress(problem=problem))


def test_a_refused_code_is_not_taken_for_no_case(kiosk: Kiosk) -> None:
    kiosk.happens(e.CodeScanned("a-code-of-her-telephone", NONCE))
    told(kiosk, CodeRefused(reason=CodeRefusal.EXPIRED))
    assert kiosk.at(s.Progress).problem == "code"


def test_what_is_no_code_is_said_so_and_leaves_what_is_being_typed_alone(kiosk: Kiosk) -> None:
    kiosk.happens(e.NoCodeScanned())
    kiosk.shows(s.Progress(problem="not_a_code"))
    kiosk.happens(e.NumberChosen(), e.NoCodeScanned())
    kiosk.shows(s.Progress(typing=True))


def test_back_forgets_what_was_typed(kiosk: Kiosk) -> None:
    by_number(kiosk, "7K3M", "1")
    kiosk.happens(e.WentBack(), e.WentBack())
    kiosk.shows(s.Home())
    assert kiosk.session.answers == {}


class TestOneCase:
    @pytest.fixture
    def kiosk(self, kiosk: Kiosk) -> Kiosk:
        kiosk.happens(e.CardRead(ELDER, b""))
        case = CASE.model_copy(update={"has_document": True, "confirms": True})
        told(kiosk, ProgressTold(cases=(case, OTHER)))
        return kiosk

    def test_all_of_them_or_the_one_looked_at_is_printed(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.SlipAsked())
        order = kiosk.asked[-1]
        assert isinstance(order, PrintProgress)
        assert [case.application_id for case in order.cases] == [RECEIPT, FIRST]
        kiosk.happens(e.SlipAsked())
        assert kiosk.asked[-1] is order, "one at a time"
        kiosk.seconds += 5
        kiosk.happens(e.SlipPrinted(), e.CaseChosen(FIRST), e.SlipAsked())
        other = kiosk.asked[-1]
        assert isinstance(other, PrintProgress)
        assert [case.application_id for case in other.cases] == [FIRST]
        assert other.slip_id != order.slip_id

    @pytest.mark.parametrize(("on_paper", "paper"), [(True, s.Paper.UNCERTAIN), (False, s.Paper.NOT_PRINTED)])
    def test_a_slip_that_fails_is_told(self, kiosk: Kiosk, on_paper: bool, paper: s.Paper) -> None:
        kiosk.happens(e.SlipAsked(), e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=on_paper))
        assert kiosk.at(s.Cases).paper is paper

    @pytest.mark.parametrize("agrees", [True, False])
    def test_the_principal_confirms_or_not_and_sees_what_became_of_it(
        self, kiosk: Kiosk, agrees: bool
    ) -> None:
        kiosk.happens(e.Confirmed(RECEIPT, agrees), e.Confirmed(RECEIPT, not agrees))
        question = asked(kiosk)
        assert question == ConfirmDelegation(application_id=RECEIPT, principal=ELDER.id_number, agrees=agrees)
        told(kiosk, ConfirmationTaken(application_id=RECEIPT, state=CaseState.ACCEPTED))
        assert asked(kiosk) == AskProgressByPerson(holder=ELDER.id_number)

    def test_a_word_that_nobody_took_can_be_given_again(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.Confirmed(RECEIPT, agrees=True))
        told(kiosk, Silence.OFFLINE)
        assert (kiosk.at(s.Cases).asking, kiosk.at(s.Cases).silence) == (None, Silence.OFFLINE)
        kiosk.happens(e.Confirmed(RECEIPT, agrees=True))
        assert kiosk.at(s.Cases).asking is not None

    def test_its_paper_is_fetched_for_the_card_that_lies_here(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.DocumentAsked(RECEIPT))
        assert asked(kiosk) == AskDocument(application_id=RECEIPT, holder=ELDER.id_number)


def test_a_found_receipt_gives_no_paper_and_no_word(kiosk: Kiosk) -> None:
    """Nobody's card was read: whoever found a receipt sees how it stands, and no more."""
    kiosk.happens(e.CodeScanned(RECEIPT, NONCE))
    told(kiosk, ProgressTold(cases=(CASE.model_copy(update={"has_document": True, "confirms": True}),)))
    done = len(kiosk.asked)
    kiosk.happens(e.DocumentAsked(RECEIPT), e.Confirmed(RECEIPT, agrees=True))
    assert kiosk.asked[done:] == []
