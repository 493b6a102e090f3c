"""``jinban staff``: a technician adds, lists, locks and unlocks accounts on the command line."""

import os
import pty
import subprocess
import termios
from pathlib import Path

import pytest

from kiosk.staff.account import Role
from kiosk.staff.lock_out import BootClock, boot_clock
from kiosk.staff.opening import open_records
from kiosk.staff.sign_in import AccountLocked, NoAccounts, SignedIn, SignIn, WrongPin
from kiosk.staff.staff import Staff
from kiosk.store.data_folder import DataFolder
from kiosk.store.quarantine import Reason, quarantined
from tests.app.jinban_command import ROOT, Said, command, environment, jinban
from tests.kiosk.staff.staff_room import MORNING, PIN, TECHNICIAN, WRONG


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def add(data: Path, name: str = TECHNICIAN, pin: str = PIN, role: str = "technician") -> Said:
    return jinban(data, "staff", "add", name, "--role", role, "--pin-stdin", given=f"{pin}\n".encode())


def sign_in(data: Path, pin: str, times: int = 1, ahead_s: float = 0) -> SignIn:
    """At the screen of the same station, so many seconds from now."""
    records = open_records(data)
    staff, now = Staff(records), boot_clock()
    clock = BootClock(now.boot, now.seconds + ahead_s)
    answers = [staff.sign_in(TECHNICIAN, pin, MORNING, clock) for _ in range(times)]
    records.close()
    return answers[-1]


def test_an_added_account_can_sign_in_and_stands_in_the_list(data: Path) -> None:
    added = add(data)
    assert (added.status, added.out, added.err) == (0, "t-204: technician, active\n", "")
    add(data, "lin-fang", "402958", "operator")
    answer = sign_in(data, PIN)
    assert isinstance(answer, SignedIn)
    assert answer.account.role is Role.TECHNICIAN
    listed = jinban(data, "staff", "list")
    assert listed.out == "lin-fang  operator  active\nt-204  technician  active\n"
    accounts = jinban(data, "staff", "list", "--json").document["accounts"]
    assert isinstance(accounts, list)
    (first, _) = accounts
    assert isinstance(first, dict)
    assert {**first, "added_at": ""} == {
        "name": "lin-fang",
        "role": "operator",
        "state": "active",
        "added_at": "",
        "wrong_pins": 0,
        "wait_s": 0,
    }


def test_a_station_without_staff_lists_nobody_and_says_what_to_do(data: Path) -> None:
    assert "jinban staff add" in jinban(data, "staff", "list").out
    assert jinban(data, "staff", "list", "--json").document == {"accounts": [], "damaged": 0}


def test_a_locked_account_stays_out_until_it_is_unlocked(data: Path) -> None:
    add(data)
    assert jinban(data, "staff", "lock", TECHNICIAN).out == "t-204: technician, locked\n"
    assert isinstance(sign_in(data, PIN), AccountLocked)
    unlocked = jinban(data, "staff", "unlock", TECHNICIAN, "--json").document
    assert (unlocked["name"], unlocked["state"]) == ("t-204", "active")
    assert isinstance(sign_in(data, PIN), SignedIn)


def test_unlocking_ends_the_wait_after_wrong_pins(data: Path) -> None:
    add(data)
    assert isinstance(sign_in(data, WRONG, times=5, ahead_s=3600), WrongPin)
    assert "has to wait 15 s" in jinban(data, "staff", "list").out
    jinban(data, "staff", "unlock", TECHNICIAN)
    assert isinstance(sign_in(data, PIN), SignedIn)


def test_a_forgotten_pin_is_replaced(data: Path) -> None:
    add(data)
    changed = jinban(data, "staff", "pin", TECHNICIAN, "--pin-stdin", given=b"618302\r\n")
    assert changed.status == 0
    assert isinstance(sign_in(data, PIN), WrongPin)
    assert isinstance(sign_in(data, "618302"), SignedIn)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["staff", "fire", "t-204"], "fire"),
        (["staff", "add"], "NAME"),
        (["staff", "add", "t-204", "--pin-stdin"], "--role"),
        (["staff", "add", "t_204", "--role", "operator", "--pin-stdin"], "3 to 16"),
        (["staff", "add", "t-204", "--role", "operator", "--pin-stdin"], "6 to 12 digits"),
        (["staff", "list", "t-204"], "no further word"),
        (["staff", "unlock", "t-204", "--pin-stdin"], "--pin-stdin"),
        (["staff", "lock", "t-204", "--role", "operator"], "--role"),
    ],
)
def test_wrong_usage_is_one_line_and_status_two(data: Path, words: list[str], hint: str) -> None:
    said = jinban(data, *words)
    assert (said.status, said.out) == (2, "")
    assert hint in said.complaint


def test_weak_pins_are_refused_with_the_reason_and_without_the_pin(data: Path) -> None:
    said = add(data, pin="19850317")
    assert (said.status, said.out) == (2, "")
    assert "birthday" in said.complaint
    assert "19850317" not in said.complaint
    assert isinstance(sign_in(data, "19850317"), NoAccounts)


@pytest.mark.parametrize("given", [b"\xff\xfe739164\n", b"7391640" * 100_000])
def test_what_is_no_pin_on_standard_input_is_refused(data: Path, given: bytes) -> None:
    said = jinban(data, "staff", "add", "t-204", "--role", "operator", "--pin-stdin", given=given)
    assert (said.status, said.out) == (2, "")
    assert "739164" not in said.complaint


def test_what_cannot_be_done_is_one_line_and_status_one(data: Path) -> None:
    add(data)
    again = add(data, pin="618302")
    assert (again.status, again.out) == (1, "")
    assert "jinban staff pin t-204" in again.complaint
    said = jinban(data, "staff", "lock", "nobody")
    assert said.status == 1
    assert "jinban staff list" in said.complaint


def test_without_a_terminal_and_without_the_option_nothing_is_read(data: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/setsid", "--wait", *command("staff", "add", "t-204", "--role", "technician")],
        input=b"739164\n739164\n", env=environment(data), cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.splitlines()[0].endswith(b"give it with --pin-stdin")


def at_a_terminal(data: Path, *typed: str) -> tuple[int, str]:
    """Adds the technician by hand; gives the status and all that stood on the terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        ["/usr/bin/setsid", "--ctty", "--wait", *command("staff", "add", TECHNICIAN, "--role", "technician")],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment(data), cwd=ROOT,
    )  # fmt: skip
    shown = b""
    try:
        for line in typed:
            # Asked for the PIN (": "), and not before the terminal was told to keep still.
            while not (shown.endswith(b": ") and not termios.tcgetattr(theirs)[3] & termios.ECHO):
                shown += os.read(ours, 1024)
            os.write(ours, f"{line}\n".encode())
            shown += os.read(ours, 1024)
        os.close(theirs)
        while True:
            shown += os.read(ours, 1024)
    except OSError:  # the terminal ends with its last user
        pass
    finally:
        os.close(ours)
    return child.wait(60), shown.decode()


def test_the_pin_is_typed_twice_and_never_seen(data: Path) -> None:
    status, shown = at_a_terminal(data, PIN, PIN)
    assert status == 0
    assert shown.count(": ") >= 2
    assert "t-204: technician, active" in shown
    assert PIN not in shown
    assert isinstance(sign_in(data, PIN), SignedIn)


def test_two_different_pins_change_nothing(data: Path) -> None:
    status, shown = at_a_terminal(data, PIN, WRONG)
    assert status == 2
    assert "differ" in shown
    assert isinstance(sign_in(data, PIN), NoAccounts)


def test_a_weak_pin_is_refused_before_it_is_asked_for_again(data: Path) -> None:
    status, shown = at_a_terminal(data, "123456")
    assert status == 2
    assert "in order" in shown
    assert "again" not in shown


def test_a_damaged_staff_file_is_set_aside_and_the_list_is_empty(data: Path) -> None:
    add(data)
    (data / "staff.db").write_bytes(b"this is not a database" * 500)
    listed = jinban(data, "staff", "list", "--json")
    assert (listed.status, listed.document) == (0, {"accounts": [], "damaged": 0})
    assert add(data).status == 0
    assert isinstance(sign_in(data, PIN), SignedIn)
    (alarm,) = quarantined(DataFolder(data))
    assert alarm.report.reason is Reason.NOT_A_DATABASE


def test_the_pin_is_in_nothing_that_the_commands_leave(data: Path) -> None:
    pin = "739164058273"
    add(data, pin=pin)
    add(data, pin=pin)
    left = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"argon2id" in left
    assert pin.encode() not in left
