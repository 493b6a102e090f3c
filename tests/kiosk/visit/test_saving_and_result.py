"""After the signature: saved or not, sent or not, on paper or not, and never a word more than is true."""

import pytest

from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import SaveRating, StopWatching, WatchCase
from tests.kiosk.visit.resident_at_the_kiosk import NUMBER, Kiosk, granted, paper_out

ANOTHER_NUMBER = "0000-0000-0000-0000-9"


@pytest.fixture
def kiosk() -> Kiosk:
    """An application is being saved, and the platform is there."""
    kiosk = Kiosk()
    kiosk.apply_for_oneself()
    return kiosk


@pytest.fixture
def result(kiosk: Kiosk) -> Kiosk:
    """Saved, and the platform has not yet answered."""
    kiosk.happens(e.ApplicationSaved(NUMBER), e.PlatformLost())
    return kiosk


class TestSaving:
    def test_saving_is_not_left_or_called_off_however_long_it_takes(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.Left(), e.WentBack(), e.Continued())
        kiosk.wait(600)
        kiosk.shows(s.Saving())
        assert not kiosk.warns()
        kiosk.happens(e.ApplicationSaved(NUMBER))
        kiosk.shows(s.Sending())

    def test_another_applications_being_saved_is_not_this_ones(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.ApplicationSaved(ANOTHER_NUMBER))
        kiosk.shows(s.Saving())

    def test_what_failed_is_saved_again_under_the_same_number(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.SavingFailed(FaultCode.DISK_FULL))
        kiosk.shows(s.SaveTrouble(FaultCode.DISK_FULL))
        kiosk.happens(e.Continued())
        kiosk.shows(s.Saving())
        first, second = kiosk.saves()
        assert (first.application_id, first.parts[0].draft) == (second.application_id, second.parts[0].draft)
        assert kiosk.slips() == []

    def test_leaving_after_a_failed_save_does_not_speak_of_a_receipt(self, kiosk: Kiosk) -> None:
        kiosk.happens(e.SavingFailed(FaultCode.STORE_FAILED), e.Left())
        kiosk.shows(s.Farewell(filed=False, card_used=True))
        assert StopWatching() not in kiosk.asked

    def test_a_double_tap_on_submit_saves_once(self) -> None:
        kiosk = Kiosk()
        kiosk.apply_for_oneself()
        kiosk.happens(e.Continued(), e.Touched(), e.Continued())
        assert len(kiosk.saves()) == 1


class TestSending:
    @pytest.fixture
    def sending(self, kiosk: Kiosk) -> Kiosk:
        kiosk.happens(e.ApplicationSaved(NUMBER))
        return kiosk

    def test_the_platforms_word_is_printed_once_it_is_there(self, sending: Kiosk) -> None:
        assert sending.slips() == []
        sending.happens(e.CaseReported(granted()))
        assert [slip.case for slip in sending.slips()] == [granted()]

    def test_a_line_lost_while_sending_ends_the_wait(self, sending: Kiosk) -> None:
        sending.happens(e.PlatformLost())
        sending.shows(s.Result(None, None))
        assert [slip.case for slip in sending.slips()] == [None]

    def test_a_slow_answer_is_not_waited_for_longer_than_promised(self, sending: Kiosk) -> None:
        sending.wait(delays.SENDING_WAIT_S - 0.5)
        sending.shows(s.Sending())
        sending.wait(0.5)
        sending.shows(s.Result(None, None))

    def test_an_answer_that_comes_late_is_shown_and_can_be_printed(self, sending: Kiosk) -> None:
        sending.wait(delays.SENDING_WAIT_S)
        sending.happens(e.SlipPrinted(), e.CaseReported(granted()))
        told, fetching = {NUMBER: granted()}, s.DocumentPaper(NUMBER)
        sending.shows(s.Result(granted(), None, s.Paper.PRINTED, cases=told, document=fetching))
        sending.happens(e.SlipAsked())
        sending.shows(
            s.Result(granted(), granted(), slips=2, cases=told, cases_on_paper=1, document=fetching)
        )
        assert [slip.case for slip in sending.slips()] == [None, granted()]

    def test_another_applications_answer_is_not_shown(self, sending: Kiosk) -> None:
        sending.happens(e.CaseReported(granted(ANOTHER_NUMBER)))
        sending.shows(s.Sending())
        sending.wait(delays.SENDING_WAIT_S)
        sending.happens(e.CaseReported(granted(ANOTHER_NUMBER)))
        sending.shows(s.Result(None, None))

    def test_it_cannot_be_left_for_these_seconds(self, sending: Kiosk) -> None:
        sending.happens(e.Left(), e.WentBack(), e.Continued())
        sending.shows(s.Sending())

    def test_the_case_is_watched_from_saving_to_leaving(self, sending: Kiosk) -> None:
        sending.happens(e.CaseReported(granted()), e.Left())
        assert [effect for effect in sending.asked if isinstance(effect, WatchCase | StopWatching)] == [
            WatchCase((NUMBER,)),
            StopWatching(),
        ]


def test_saved_offline_the_case_is_watched_too_and_shown_when_the_line_comes_back() -> None:
    kiosk = Kiosk(online=False)
    kiosk.apply_for_oneself()
    kiosk.happens(e.ApplicationSaved(NUMBER))
    assert WatchCase((NUMBER,)) in kiosk.asked
    kiosk.happens(e.PlatformBack(), e.CaseReported(granted()))
    assert kiosk.at(s.Result).case == granted()


class TestPaper:
    def test_a_printer_without_paper_does_not_stop_an_application(self) -> None:
        kiosk = Kiosk(online=False)
        kiosk.happens(e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT))
        assert not kiosk.visit.surroundings.can_print
        kiosk.apply_for_oneself()
        kiosk.happens(e.ApplicationSaved(NUMBER), paper_out())
        kiosk.shows(s.Result(None, None, s.Paper.NOT_PRINTED, paper_fault=FaultCode.PRINTER_PAPER_OUT))

    def test_paper_near_its_end_still_prints(self) -> None:
        kiosk = Kiosk()
        kiosk.happens(e.PrinterChanged(FaultCode.PRINTER_PAPER_NEAR_END))
        assert kiosk.visit.surroundings.can_print

    def test_paper_that_ran_out_in_the_midst_is_called_uncertain(self, result: Kiosk) -> None:
        result.happens(paper_out(on_paper=True))
        assert result.at(s.Result).paper is s.Paper.UNCERTAIN

    def test_a_receipt_asked_for_again_is_another_slip(self, result: Kiosk) -> None:
        result.happens(paper_out(), e.SlipAsked(), e.SlipPrinted(), e.SlipAsked())
        assert [slip.slip_id for slip in result.slips()] == [f"{NUMBER}/{n}" for n in (1, 2, 3)]

    def test_while_one_is_printing_no_other_is_asked_for(self, result: Kiosk) -> None:
        result.happens(e.SlipAsked(), e.SlipAsked())
        assert len(result.slips()) == 1

    def test_a_receipt_that_fails_during_the_rating_brings_the_number_back(self, result: Kiosk) -> None:
        result.happens(e.Continued())
        result.at(s.Rate)
        result.happens(paper_out())
        assert result.at(s.Result).paper is s.Paper.NOT_PRINTED
        result.happens(e.Continued(), e.Rated(4))
        assert SaveRating(NUMBER, 4) in result.asked

    def test_an_answer_during_the_rating_is_there_if_one_comes_back(self, result: Kiosk) -> None:
        refused = CaseReport(NUMBER, "460100-26-000002", CaseState.REFUSED, reasons=("age",))
        result.happens(e.Continued(), e.CaseReported(refused), e.CaseReported(granted(ANOTHER_NUMBER)))
        result.happens(paper_out())
        assert result.at(s.Result).case == refused

    def test_a_slip_printed_during_the_rating_disturbs_nobody(self, result: Kiosk) -> None:
        result.happens(e.Continued(), e.SlipPrinted())
        assert result.at(s.Rate).result.paper is s.Paper.PRINTED


@pytest.mark.parametrize("way", [e.Continued(), e.Left()])
def test_the_rating_is_voluntary(result: Kiosk, way: e.Event) -> None:
    result.happens(e.Continued(), way)
    result.at(s.Farewell)
    assert not [effect for effect in result.asked if isinstance(effect, SaveRating)]


def test_the_second_tap_of_a_double_tap_does_not_hide_the_farewell(result: Kiosk) -> None:
    result.happens(e.Left(), e.Touched())
    result.at(s.Farewell)
    result.wait(delays.FAREWELL_LEAST_S)
    result.happens(e.Touched())
    result.shows(s.Wiping())


def test_a_double_tap_on_a_service_chooses_it_once() -> None:
    kiosk = Kiosk()
    kiosk.choose_subsidy()
    first = kiosk.session.application_id
    kiosk.happens(e.ItemChosen(kiosk.session.item or pytest.fail("no item"), ANOTHER_NUMBER))
    assert kiosk.session.application_id == first
