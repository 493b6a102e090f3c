"""A technician at the bench: signing in, looking, testing, judging, leaving, and being forgotten."""

from datetime import UTC, datetime

import pytest

from config.faults import FaultCode
from kiosk.bench import state as b
from kiosk.bench.advance import SIGN_IN_S, Bench, Commands, advance
from kiosk.bench.finding import Finding, FindingState, Saying
from kiosk.staff.account import Account, AccountName, AccountState, Role
from kiosk.staff.session import IDLE_S, LONGEST_S

LI = Account(AccountName("li"), Role.TECHNICIAN, AccountState.ACTIVE, datetime(2026, 11, 24, tzinfo=UTC))
PIN = "739164"


class Technician:
    """Goes to the bench; ``asked`` is what the bench wanted of the station with the last step."""

    def __init__(self) -> None:
        self.now = 5000.0
        self.bench = Bench()
        self.asked: Commands = ()

    @property
    def state(self) -> b.State:
        return self.bench.state

    @property
    def board(self) -> b.Board:
        assert isinstance(self.state, b.Board)
        return self.state

    def happen(self, *events: b.Event) -> "Technician":
        for event in events:
            self.bench, self.asked = advance(self.bench, event, self.now)
        return self

    def wait(self, seconds: float) -> "Technician":
        self.now += seconds
        return self.happen(b.TimePassed())

    def sign_in(self) -> "Technician":
        return self.happen(b.Called(), b.NamesTold(("li",)), b.PinEntered(PIN), b.SignedIn(LI))


@pytest.fixture
def technician() -> Technician:
    return Technician()


def test_the_gesture_asks_who_it_is(technician: Technician) -> None:
    technician.happen(b.Called())
    assert technician.state == b.SigningIn()
    assert technician.asked == (b.ListNames(),)


def test_the_only_account_is_chosen_at_once(technician: Technician) -> None:
    technician.happen(b.Called(), b.NamesTold(("li",)))
    assert technician.state == b.SigningIn(("li",), "li")


def test_of_several_accounts_one_is_to_be_chosen(technician: Technician) -> None:
    technician.happen(b.Called(), b.NamesTold(("li", "wang")), b.PinEntered(PIN))
    assert not technician.asked
    technician.happen(b.NameChosen("wang"), b.PinEntered(PIN))
    assert technician.asked == (b.TrySignIn("wang", PIN),)


def test_a_name_that_is_not_in_the_list_cannot_be_chosen(technician: Technician) -> None:
    technician.happen(b.Called(), b.NamesTold(("li", "wang")), b.NameChosen("root"))
    assert technician.state == b.SigningIn(("li", "wang"))


def test_a_second_pin_waits_for_the_first_answer(technician: Technician) -> None:
    technician.happen(b.Called(), b.NamesTold(("li",)), b.PinEntered(PIN), b.PinEntered("000000"))
    assert technician.asked == ()


def test_a_pin_stands_in_no_state_and_in_no_words() -> None:
    technician = Technician().happen(b.Called(), b.NamesTold(("li",)), b.PinEntered(PIN))
    assert PIN not in f"{technician.bench} {technician.asked} {b.PinEntered(PIN)}"


def test_a_refusal_says_why_and_lets_try_again(technician: Technician) -> None:
    why = Saying("bench.wrong_pin", (("tries", "4"),))
    technician.happen(b.Called(), b.NamesTold(("li",)), b.PinEntered("111222"), b.SignInRefused(why))
    assert technician.state == b.SigningIn(("li",), "li", told=why)
    assert technician.happen(b.PinEntered(PIN)).asked == (b.TrySignIn("li", PIN),)


def test_signed_in_the_station_is_looked_at(technician: Technician) -> None:
    technician.sign_in()
    assert technician.asked == (b.StartLooking(),)
    found = (Finding("id_card", FindingState.READY, None),)
    assert technician.happen(b.Looked(found)).board.findings == found


def test_a_test_runs_once_at_a_time_and_under_the_technicians_name(technician: Technician) -> None:
    technician.sign_in().happen(b.TestChosen("scanner"))
    assert technician.asked == (b.RunTest("scanner", LI.actor),)
    assert technician.happen(b.TestChosen("id_card")).asked == ()
    technician.happen(b.TestEnded("scanner"))
    assert technician.board.told == Saying("bench.test_passed")
    assert technician.board.activity is None


def test_a_failed_test_tells_the_fault(technician: Technician) -> None:
    technician.sign_in().happen(b.TestChosen("id_card"), b.TestEnded("id_card", FaultCode.READER_SILENT))
    assert technician.board.told is FaultCode.READER_SILENT
    assert not technician.board.told_well


@pytest.mark.parametrize("well", [True, False])
def test_a_person_judges_what_was_printed(technician: Technician, well: bool) -> None:
    technician.sign_in().happen(
        b.TestChosen("receipt_printer"), b.TestEnded("receipt_printer", needs_eyes=True)
    )
    assert technician.board.activity == b.Asked("receipt_printer")
    assert technician.happen(b.TestChosen("id_card")).asked == ()
    technician.happen(b.Judged(well))
    assert technician.asked == (b.KeepJudgement("receipt_printer", well, LI.actor),)
    assert technician.board.told_well is well


def test_an_answer_of_a_test_that_nobody_waits_for_changes_nothing(technician: Technician) -> None:
    before = technician.sign_in().bench
    assert technician.happen(b.TestEnded("id_card", FaultCode.READER_SILENT)).bench == before


def test_leaving_signs_out_and_looks_no_more(technician: Technician) -> None:
    technician.sign_in().happen(b.Left())
    assert technician.asked == (b.StopLooking(), b.SignOut(LI.actor))
    assert technician.state == b.Closed()


def test_an_abandoned_board_gives_the_screen_back(technician: Technician) -> None:
    technician.sign_in().wait(IDLE_S - 1)
    assert technician.happen(b.Touched()).wait(IDLE_S - 1).bench.is_open
    assert not technician.wait(1).bench.is_open
    assert technician.asked == (b.StopLooking(), b.SignOut(LI.actor))


def test_nobody_stays_for_ever(technician: Technician) -> None:
    technician.sign_in()
    for _ in range(int(LONGEST_S // 60) - 1):
        assert technician.wait(60).happen(b.Touched()).bench.is_open
    assert not technician.wait(60).bench.is_open


def test_an_abandoned_sign_in_closes(technician: Technician) -> None:
    technician.happen(b.Called(), b.NamesTold(("li",))).wait(SIGN_IN_S - 1)
    assert technician.bench.is_open
    assert not technician.wait(1).bench.is_open


@pytest.mark.parametrize(
    "event", [b.SignedIn(LI), b.Looked(()), b.TestChosen("id_card"), b.ReportChosen(), b.NamesTold(("li",))]
)
def test_at_a_closed_bench_nothing_happens(technician: Technician, event: b.Event) -> None:
    assert technician.happen(event).bench == Bench()
    assert technician.asked == ()


def test_a_report_is_asked_for_and_told(technician: Technician) -> None:
    technician.sign_in().happen(b.ReportChosen())
    assert technician.asked == (b.MakeReport(LI.actor),)
    technician.happen(b.ReportMade(Saying("bench.report_printed"), well=True))
    assert technician.board.told == Saying("bench.report_printed")
