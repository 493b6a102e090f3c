"""A technician at a whole station: in by the hidden door, tests by hand, the results kept, no resident kept waiting."""

from collections.abc import Iterator

import pytest

from config.faults import FaultCode
from config.texts import texts
from kiosk.bench import state as b
from kiosk.bench.finding import FindingState
from kiosk.staff.account import COMMAND_LINE, AccountName, Role
from kiosk.staff.audit_event import Action
from kiosk.staff.device_tests import DeviceTests, Outcome
from kiosk.staff.lock_out import boot_clock
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.staff.sign_in import LockedOut
from kiosk.staff.staff import Staff
from tests.app.whole_station import WholeStation

NAME, PIN = AccountName("li-gong"), "739164"


@pytest.fixture(autouse=True)
def records(station: WholeStation) -> Iterator[Records]:
    opened = open_records(station.station.data)
    Staff(opened).add(NAME, Role.TECHNICIAN, PIN, COMMAND_LINE, station.station.now())
    Staff(opened).unlock(
        NAME, COMMAND_LINE, station.station.now()
    )  # the station is the worker's: others were here
    yield opened
    station.bench.leave()
    opened.close()


def board(station: WholeStation) -> b.Board:
    state = station.bench.bench.state
    assert isinstance(state, b.Board)
    return state


def at_the_door(station: WholeStation) -> b.SigningIn:
    state = station.bench.bench.state
    assert isinstance(state, b.SigningIn)
    return state


def call(station: WholeStation) -> None:
    station.until_state("Attract", "Home")
    station.bench.call()
    station.until("the names", lambda: at_the_door(station).chosen == NAME)


def sign_in(station: WholeStation) -> None:
    call(station)
    station.bench.enter_pin(PIN)
    station.until("the board", lambda: isinstance(station.bench.bench.state, b.Board))
    station.until("the findings", lambda: len(board(station).findings) > 5)


def state_of(station: WholeStation, device: str) -> FindingState:
    return next(finding.state for finding in board(station).findings if finding.name == device)


def test_a_fault_shows_on_the_board_and_goes(station: WholeStation) -> None:
    sign_in(station)
    station.until(
        "a printer that is well", lambda: state_of(station, "receipt_printer") is FindingState.READY
    )
    station.hall.printer.fail_until_cleared("cover_open")
    station.until("the fault", lambda: state_of(station, "receipt_printer") is FindingState.FAULTY)
    station.until_said(texts("zh").say("fault.printer_cover_open.remedy"))
    station.hall.printer.perform("clear")
    station.until("well again", lambda: state_of(station, "receipt_printer") is FindingState.READY)


def test_a_slip_is_printed_and_judged_and_the_judgement_kept(station: WholeStation, records: Records) -> None:
    sign_in(station)
    station.bench.test("receipt_printer")
    station.until("the question", lambda: isinstance(board(station).activity, b.Asked))
    assert "打印机自检" in station.hall.printer.receipts()[-1].text
    station.bench.judge(False)
    tests = DeviceTests(records)
    station.until(
        "the judgement",
        lambda: (
            [result.outcome for result in tests.history("receipt_printer")]
            == [Outcome.DENIED, Outcome.PASSED]
        ),
    )
    assert {result.by for result in tests.history("receipt_printer", 2)} == {NAME}
    station.until("attention", lambda: state_of(station, "receipt_printer") is FindingState.ATTENTION)


def test_a_failing_device_tells_its_fault_and_asks_nobody(station: WholeStation, records: Records) -> None:
    sign_in(station)
    station.hall.reader.perform("unplug", [])
    station.bench.test("id_card")
    station.until("the fault", lambda: board(station).told is FaultCode.READER_UNPLUGGED)
    kept = DeviceTests(records)
    station.until("the record", lambda: kept.history("id_card", 1)[0].fault is FaultCode.READER_UNPLUGGED)


def test_a_wrong_pin_is_told_and_five_of_them_lock_out(station: WholeStation, records: Records) -> None:
    call(station)
    for _ in range(6):
        station.bench.enter_pin("111333")
        station.until("the answer", lambda: not at_the_door(station).is_checking)
    answer = Staff(records).sign_in(NAME, PIN, station.station.now(), boot_clock())
    assert isinstance(answer, LockedOut)
    station.bench.enter_pin(PIN)
    station.until_said("已锁定")


def test_who_came_and_went_is_in_the_audit_log(station: WholeStation, records: Records) -> None:
    sign_in(station)
    station.bench.leave()
    wanted = [(NAME, Action.SIGNED_IN), (NAME, Action.SIGNED_OUT)]
    station.until(
        "the log", lambda: [(entry["actor"], entry["action"]) for entry in records.entries()][-2:] == wanted
    )
    assert records.verify().is_whole


def test_a_card_laid_down_at_the_bench_begins_no_visit(station: WholeStation) -> None:
    sign_in(station)
    station.lay("grandmother")
    station.let_live(1.5)
    assert station.state in ("Attract", "Home")
    station.hall.reader.remove()


def test_in_the_midst_of_a_visit_there_is_no_door(station: WholeStation) -> None:
    station.come_to_the_reader()
    station.bench.call()
    assert not station.bench.bench.is_open


def test_a_board_left_alone_holds_nothing_of_a_resident(station: WholeStation) -> None:
    station.lay("grandmother")
    station.come_to_the_reader()
    station.until_state("Consent")
    station.model.leave()
    station.until_state("Attract")
    sign_in(station)
    assert "秀英" not in station.words()
    assert "110105" not in f"{board(station)}"
