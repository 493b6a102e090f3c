"""A damaged ``staff.db``: it is set aside with an alarm, the station goes on, the log tells of it."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from kiosk.staff.account import COMMAND_LINE, Role
from kiosk.staff.audit_chain import Finding, Flaw
from kiosk.staff.audit_event import Action
from kiosk.staff.device_tests import DeviceTests
from kiosk.staff.opening import open_records
from kiosk.staff.sign_in import NoAccounts, SignedIn
from kiosk.store.data_folder import DataFolder
from kiosk.store.quarantine import Reason, quarantined
from tests.kiosk.staff.staff_room import MORNING, PIN, TECHNICIAN, at, overwrite, staff_of, staffed
from tests.kiosk.store.hall import small_station


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def scramble_the_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 8] = b"\xff" * 8
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (
            lambda path: path.write_bytes(b"this is not a database, it is a letter" * 500),
            Reason.NOT_A_DATABASE,
        ),
        (lambda path: path.write_bytes(b""), Reason.MISSING),
        (lambda path: path.unlink(), Reason.MISSING),
        (put_a_folder_there, Reason.NOT_A_FILE),
        (truncate, Reason.MALFORMED),
        (scramble_the_pages, Reason.MALFORMED),
        (lambda path: overwrite(path.parent, "DROP TABLE tries"), Reason.MALFORMED),
        (lambda path: overwrite(path.parent, "PRAGMA user_version = 99"), Reason.SCHEMA_UNKNOWN),
        (lambda path: path.with_name("staff.db.suspect").touch(), Reason.MALFORMED),
    ],
)
def test_it_is_set_aside_and_the_technician_adds_the_accounts_again(
    data: Path, harm: Callable[[Path], object], reason: Reason, caplog: pytest.LogCaptureFixture
) -> None:
    staffed(data)._records.close()
    harm(data / "staff.db")
    records = open_records(data, now=MORNING)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    (alarm,) = quarantined(DataFolder(data))
    assert alarm.report.reason is reason
    staff = staff_of(records)
    assert staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)) == NoAccounts()
    staff.add(TECHNICIAN, Role.TECHNICIAN, PIN, COMMAND_LINE, MORNING)
    assert isinstance(staff.sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)

    assert [(entry["id"], entry["action"]) for entry in records.entries()] == [
        (3, Action.LOG_FOUND_CUT),
        (4, Action.RECORDS_SET_ASIDE),
        (5, Action.ACCOUNT_ADDED),
        (6, Action.SIGNED_IN),
    ]
    assert records.verify().findings == (Finding(Flaw.MISSING, 1, 2), Finding(Flaw.FOUND_CUT, 3, 3))
    records.close()
    open_records(data).close()
    small_station(data).close()
    assert len(quarantined(DataFolder(data))) == 1, (
        "the fresh one is sound, and the store's own was never harmed"
    )


def test_what_was_set_aside_is_kept_as_it_was(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    staffed(data)._records.close()
    truncate(data / "staff.db")
    damaged = (data / "staff.db").read_bytes()
    open_records(data).close()
    (alarm,) = quarantined(DataFolder(data))
    assert (alarm.path / "staff.db").read_bytes() == damaged
    assert "set aside" in caplog.text


def test_the_healthy_are_left_alone(data: Path) -> None:
    staffed(data)._records.close()
    records = open_records(data)
    assert len(staff_of(records).listed(at(0))) == 2
    assert quarantined(DataFolder(data)) == []
    records.close()


def test_a_fresh_station_is_no_alarm(data: Path) -> None:
    for _ in range(2):
        records = open_records(data)
        assert records.verify().is_whole
        records.close()
    (data / "staff.db").unlink()
    open_records(data).close()
    assert quarantined(DataFolder(data)) == []


def test_a_process_with_the_damaged_one_still_open_goes_on_with_the_fresh_one(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    here = staffed(data)
    (data / "staff.db").rename(data / "gone")
    there = open_records(data)
    assert "set aside" in caplog.text
    assert here.sign_in(TECHNICIAN, PIN, MORNING, at(100)) == NoAccounts()
    here.add(TECHNICIAN, Role.TECHNICIAN, PIN, COMMAND_LINE, MORNING)
    assert isinstance(staff_of(there).sign_in(TECHNICIAN, PIN, MORNING, at(100)), SignedIn)
    here._records.close()
    there.close()


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_never_let_in_whom_the_pin_does_not(
    data: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    staffed(data)._records.close()
    content = bytearray((data / "staff.db").read_bytes())
    chance = random.Random(seed)  # noqa: S311  where bits flip, not a secret
    for _ in range(60):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (data / "staff.db").write_bytes(content)
    for _ in range(2):
        records = open_records(data, now=MORNING)
        with suppress(EnvironmentFault):
            staff = staff_of(records)
            assert not isinstance(staff.sign_in(TECHNICIAN, "850275", MORNING, at(100)), SignedIn)
            staff.listed(at(100))
            DeviceTests(records).latest()
            list(records.entries())
            records.verify()
        records.close()
    assert "850275" not in caplog.text


def test_damage_that_only_shows_at_work_is_set_aside_at_the_next_opening(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    staffed(data)._records.close()
    records = open_records(data)
    scramble_the_pages(data / "staff.db")
    with pytest.raises(EnvironmentFault) as fault:
        staff_of(records).listed(at(100))
    assert fault.value.code is FaultCode.STORE_DAMAGED
    records.close()
    fresh = open_records(data)
    assert "set aside" in caplog.text
    assert staff_of(fresh).listed(at(100)) == []
    fresh.close()


@pytest.mark.parametrize("is_damaged", [False, True])
def test_many_who_open_it_at_once_make_one_fresh_one(
    data: Path, is_damaged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    if is_damaged:
        staffed(data)._records.close()
        truncate(data / "staff.db")
    with ThreadPoolExecutor(6) as threads:
        opened = list(threads.map(open_records, [data] * 6))
    assert len(quarantined(DataFolder(data))) == len(caplog.records) == int(is_damaged)
    for records in opened:
        assert staff_of(records).listed(at(0)) == []
        records.close()
