"""Not open to a grade: who disagrees appeals at the kiosk, and has the number on paper."""

import pytest

from config.faults import FaultCode
from kiosk.question import AskAppeal, NothingFound, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintAppeal
from kiosk.visit.sample_hall import APPEAL, APPEAL_TAKEN, ELDER, ITEM, OWN
from kiosk.visit.samples import at
from tests.kiosk.visit.resident_at_the_kiosk import Kiosk


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.visit = at(s.Ineligible((), closed=True), OWN)
    return kiosk


def slips(kiosk: Kiosk) -> list[PrintAppeal]:
    return [effect for effect in kiosk.asked if isinstance(effect, PrintAppeal)]


def test_the_platform_takes_it_and_its_number_is_printed(kiosk: Kiosk) -> None:
    kiosk.happens(e.Appealed())
    assert kiosk.asked == [Ask(AskAppeal(holder=ELDER.id_number, item=ITEM.code))]
    kiosk.happens(e.Told(APPEAL, APPEAL_TAKEN))
    state = kiosk.at(s.Ineligible)
    assert (state.appeal, state.paper) == (APPEAL_TAKEN, s.Paper.PRINTING)
    (slip,) = slips(kiosk)
    assert (slip.number, slip.answer_by, slip.item) == (APPEAL_TAKEN.number, APPEAL_TAKEN.answer_by, ITEM)
    kiosk.happens(e.SlipPrinted())
    assert kiosk.at(s.Ineligible).paper is s.Paper.PRINTED


def test_one_appeal_at_a_time_and_not_two(kiosk: Kiosk) -> None:
    kiosk.happens(e.Appealed(), e.Appealed(), e.Told(APPEAL, APPEAL_TAKEN), e.Appealed())
    assert len([effect for effect in kiosk.asked if isinstance(effect, Ask)]) == 1


@pytest.mark.parametrize(
    ("answer", "silence"), [(Silence.SLOW, Silence.SLOW), (NothingFound(), Silence.REFUSED)]
)
def test_silence_is_told_and_it_may_be_tried_again(
    kiosk: Kiosk, answer: Silence | NothingFound, silence: Silence
) -> None:
    kiosk.happens(e.Appealed(), e.Told(APPEAL, answer))
    state = kiosk.at(s.Ineligible)
    assert (state.silence, state.appeal) == (silence, None)
    kiosk.happens(e.Appealed(), e.Told(APPEAL, APPEAL_TAKEN))
    assert kiosk.at(s.Ineligible).appeal == APPEAL_TAKEN


@pytest.mark.parametrize(("on_paper", "paper"), [(True, s.Paper.UNCERTAIN), (False, s.Paper.NOT_PRINTED)])
def test_a_slip_that_fails_is_told_and_printed_again_under_another_number(
    kiosk: Kiosk, on_paper: bool, paper: s.Paper
) -> None:
    kiosk.happens(e.Appealed(), e.Told(APPEAL, APPEAL_TAKEN))
    kiosk.happens(e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=on_paper))
    assert kiosk.at(s.Ineligible).paper is paper
    kiosk.seconds += 5
    kiosk.happens(e.Touched(), e.SlipAsked())
    first, second = slips(kiosk)
    assert first.number == second.number
    assert first.slip_id != second.slip_id


def test_without_a_printer_the_number_stands_on_the_screen(kiosk: Kiosk) -> None:
    kiosk.happens(e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT), e.Appealed(), e.Told(APPEAL, APPEAL_TAKEN))
    state = kiosk.at(s.Ineligible)
    assert (state.appeal, state.paper) == (APPEAL_TAKEN, None)
    assert slips(kiosk) == []


def test_with_the_line_cut_or_for_another_reason_nobody_is_asked(kiosk: Kiosk) -> None:
    kiosk.happens(e.PlatformLost(), e.Appealed())
    kiosk.visit = at(s.Ineligible(()), OWN)
    kiosk.happens(e.Appealed(), e.SlipAsked())
    assert kiosk.asked == []


def test_the_others_ways_on_stay_open(kiosk: Kiosk) -> None:
    kiosk.happens(e.Appealed(), e.Told(APPEAL, APPEAL_TAKEN), e.SlipPrinted(), e.Continued())
    kiosk.shows(s.Home())
    assert kiosk.session.item is None
