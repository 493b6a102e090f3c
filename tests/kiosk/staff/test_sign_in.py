"""Signing in at the screen: five tries, then waiting; every answer is on the disk before it is given."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from config.faults import EnvironmentFault, FaultCode
from kiosk.staff.account import COMMAND_LINE, AccountState, Role, account_name
from kiosk.staff.account_rows import DamagedAccount
from kiosk.staff.audit_event import Action
from kiosk.staff.lock_out import wait_after
from kiosk.staff.opening import open_records
from kiosk.staff.pin import PinHasher
from kiosk.staff.records import Records
from kiosk.staff.sign_in import AccountLocked, LockedOut, NoAccounts, SignedIn, WrongPin
from kiosk.staff.staff import ListedAccount, NameTaken, NoSuchAccount, Staff
from tests.kiosk.staff.staff_room import (
    CHEAP,
    MORNING,
    OPERATOR,
    PIN,
    TECHNICIAN,
    WRONG,
    asked,
    at,
    named,
    overwrite,
    staff_of,
)


class CountingPins(PinHasher):
    """Counts the hashes that were worked out for nobody."""

    def __init__(self) -> None:
        super().__init__(CHEAP)
        self.hashed = 0

    def hash(self, pin: str) -> str:
        self.hashed += 1
        return super().hash(pin)


def told(records: Records) -> list[object]:
    return [entry["action"] for entry in records.entries()]


def guess_wrong(staff: Staff, times: int, name: str = TECHNICIAN) -> list[object]:
    return [staff.sign_in(name, WRONG, MORNING, at(100)) for _ in range(times)]


def test_the_right_pin_lets_in_with_the_role(staff: Staff) -> None:
    answer = staff.sign_in(" T-204 ", PIN, MORNING, at(100))
    assert isinstance(answer, SignedIn)
    assert (answer.account.name, answer.account.role) == (TECHNICIAN, Role.TECHNICIAN)


def test_five_tries_are_free_and_the_sixth_is_not_even_looked_at(staff: Staff) -> None:
    assert guess_wrong(staff, 6) == [
        *(WrongPin(left, 0) for left in (4, 3, 2, 1)),
        WrongPin(0, 15),
        LockedOut(15),
    ]
    assert staff.sign_in(TECHNICIAN, PIN, MORNING, at(114.5)) == LockedOut(0.5)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(115)), SignedIn)


def test_each_further_wrong_pin_doubles_the_wait_up_to_an_hour(staff: Staff) -> None:
    clock, waits = 100.0, []
    for _ in range(16):
        answer = staff.sign_in(TECHNICIAN, WRONG, MORNING, at(clock))
        assert isinstance(answer, WrongPin)
        waits.append(answer.wait_s)
        clock += answer.wait_s
    assert waits == [wait_after(failures) for failures in range(1, 17)]
    assert waits[-3:] == [3600, 3600, 3600]


def test_getting_in_makes_all_tries_free_again(staff: Staff) -> None:
    guess_wrong(staff, 4)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)
    assert guess_wrong(staff, 1) == [WrongPin(4, 0)]


def test_one_colleague_locked_out_leaves_the_other_alone(staff: Staff) -> None:
    guess_wrong(staff, 5)
    assert isinstance(staff.sign_in(OPERATOR, "402958", MORNING, at(100)), SignedIn)


def test_names_that_nobody_has_share_one_lock_out(staff: Staff) -> None:
    names = ["a-1", "b-2", "张伟", "", "x" * 10_000]
    answers = [staff.sign_in(name, WRONG, MORNING, at(100)) for name in names]
    assert answers[-1] == WrongPin(0, 15)
    assert staff.sign_in("c-3", WRONG, MORNING, at(100)) == LockedOut(15)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)


def test_a_name_that_nobody_has_takes_the_same_work(records: Records) -> None:
    pins = CountingPins()
    staff = Staff(records, pins)
    staff.sign_in("nobody-1", WRONG, MORNING, at(100))
    assert pins.hashed == 1
    staff.sign_in("nobody-1", "no pin at all", MORNING, at(100))
    assert pins.hashed == 2
    guess_wrong(staff, 1)
    assert pins.hashed == 2, "a known name is checked against its own hash"


def test_what_was_typed_as_a_name_is_kept_nowhere(data: Path, staff: Staff, records: Records) -> None:
    for typed in ("460106199001011234", "fu-xiuying", "13800138000", "846251"):
        staff.sign_in(typed, typed, MORNING, at(100))
    records.close()
    content = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert [
        t for t in (b"460106199001011234", b"fu-xiuying", b"13800138000", b"846251") if t in content
    ] == []


@pytest.mark.parametrize("year", [1970, 2024, 2099])
def test_setting_the_clock_neither_skips_the_wait_nor_makes_it_longer(staff: Staff, year: int) -> None:
    guess_wrong(staff, 5)
    then = datetime(year, 1, 1, tzinfo=UTC)
    assert staff.sign_in(TECHNICIAN, PIN, then, at(105)) == LockedOut(10)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, then, at(115)), SignedIn)


def test_starting_the_kiosk_anew_forgets_no_wrong_pin(data: Path, staff: Staff, records: Records) -> None:
    guess_wrong(staff, 3)
    records.close()
    again = open_records(data)
    assert guess_wrong(staff_of(again), 3) == [WrongPin(1, 0), WrongPin(0, 15), LockedOut(15)]
    again.close()


def test_starting_the_machine_anew_does_not_end_the_wait(staff: Staff) -> None:
    guess_wrong(staff, 5)
    later = MORNING + timedelta(days=7)
    assert staff.sign_in(TECHNICIAN, PIN, later, at(9, "tuesday")) == LockedOut(6)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, later, at(15, "tuesday")), SignedIn)


def test_a_wrong_pin_is_on_the_disk_when_the_answer_is_given(data: Path, staff: Staff) -> None:
    for count in range(1, 6):
        guess_wrong(staff, 1)
        assert asked(data, "SELECT failures FROM tries") == [(count,)]
    with staff._records.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_no_answer_is_given_while_the_disk_takes_nothing(data: Path, staff: Staff) -> None:
    overwrite(data, "CREATE TRIGGER full BEFORE INSERT ON tries BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(IntegrityError):
        guess_wrong(staff, 1)
    assert asked(data, "SELECT count(*) FROM audit WHERE action = 'sign_in_failed'") == [(0,)]


def test_no_memory_for_the_hash_is_a_fault_and_no_wrong_pin(data: Path, records: Records) -> None:
    greedy = Staff(records, PinHasher(replace(CHEAP, memory_cost=2**32 - 1)))
    with pytest.raises(EnvironmentFault) as fault:
        greedy.sign_in("nobody-1", WRONG, MORNING, at(100))
    assert fault.value.code is FaultCode.STORE_FAILED
    assert asked(data, "SELECT * FROM tries") == []


def test_a_locked_account_stays_out_and_only_its_own_pin_tells_so(staff: Staff, records: Records) -> None:
    staff.lock(TECHNICIAN, COMMAND_LINE, MORNING)
    assert staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)) == AccountLocked()
    assert guess_wrong(staff, 1) == [WrongPin(4, 0)]
    staff.unlock(TECHNICIAN, COMMAND_LINE, MORNING)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)
    assert told(records)[2:] == [
        Action.ACCOUNT_LOCKED,
        Action.SIGN_IN_REFUSED,
        Action.SIGN_IN_FAILED,
        Action.ACCOUNT_UNLOCKED,
        Action.SIGNED_IN,
    ]


def test_unlocking_ends_the_wait(staff: Staff) -> None:
    guess_wrong(staff, 5)
    staff.unlock(TECHNICIAN, COMMAND_LINE, MORNING)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)


def test_a_new_pin_takes_the_place_of_the_forgotten_one(staff: Staff) -> None:
    staff.change_pin(TECHNICIAN, "618302", COMMAND_LINE, MORNING)
    assert staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)) == WrongPin(4, 0)
    assert isinstance(staff.sign_in(TECHNICIAN, "618302", MORNING, at(100)), SignedIn)


def test_a_station_without_staff_says_so(data: Path) -> None:
    records = open_records(data)
    assert staff_of(records).sign_in(TECHNICIAN, PIN, MORNING, at(100)) == NoAccounts()
    assert staff_of(records).listed(at(100)) == []
    records.close()


def test_names_are_given_once_and_only_known_ones_can_be_changed(staff: Staff) -> None:
    assert staff.add(TECHNICIAN, Role.OPERATOR, "618302", COMMAND_LINE, MORNING) == NameTaken()
    nobody = named("nobody")
    assert staff.lock(nobody, COMMAND_LINE, MORNING) == NoSuchAccount()
    assert staff.unlock(nobody, COMMAND_LINE, MORNING) == NoSuchAccount()
    assert staff.change_pin(nobody, "618302", COMMAND_LINE, MORNING) == NoSuchAccount()
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)


def test_the_list_shows_who_waits_and_who_is_locked(staff: Staff) -> None:
    guess_wrong(staff, 6)
    staff.lock(OPERATOR, COMMAND_LINE, MORNING)
    listed = [each for each in staff.listed(at(105)) if isinstance(each, ListedAccount)]
    assert [(e.account.name, e.account.state, e.wrong_pins, e.wait_s) for e in listed] == [
        (OPERATOR, AccountState.LOCKED, 0, 0),
        (TECHNICIAN, AccountState.ACTIVE, 5, 10),
    ]


def test_a_hash_of_yesterdays_parameters_is_made_anew_on_the_next_sign_in(
    data: Path, records: Records
) -> None:
    today = Staff(records, PinHasher(replace(CHEAP, memory_cost=16)))
    assert isinstance(today.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)
    hashes = {name: str(kept) for name, kept in asked(data, "SELECT name, pin_hash FROM account")}
    assert "m=16," in hashes[TECHNICIAN]
    assert "m=8," in hashes[OPERATOR]
    assert isinstance(today.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)


def test_a_damaged_account_is_shown_as_one_and_can_be_added_again(data: Path, staff: Staff) -> None:
    overwrite(data, "UPDATE account SET role = 'operator' WHERE name = ?", TECHNICIAN)
    assert staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)) == WrongPin(4, 0)
    assert DamagedAccount(TECHNICIAN) in staff.listed(at(100))
    staff.add(TECHNICIAN, Role.TECHNICIAN, PIN, COMMAND_LINE, MORNING)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ab",
        "a" * 17,
        "-abc",
        "a b c",
        "zhāng",
        "张伟",
        "a_b",
        "123456789",
        "t-460106199001",
        "a\nb",
        "_station",
    ],
)
def test_names_that_are_not_taken(text: str) -> None:
    assert account_name(text) is None
