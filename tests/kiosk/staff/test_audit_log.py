"""The audit log: what was done to it comes to light, whoever did it and wherever."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.staff.account import COMMAND_LINE, NOBODY, STATION, AccountName
from kiosk.staff.audit_chain import entry_hash, line
from kiosk.staff.audit_event import Action, DeviceName, Event, ItemCode, Word, item_code
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.staff.staff import Staff
from tests.kiosk.staff.staff_room import MORNING, PIN, TECHNICIAN, asked, at, overwrite


def record(records: Records, count: int = 1) -> None:
    for _ in range(count):
        records.record(Event(Action.ITEM_DISABLED, COMMAND_LINE, MORNING, item_code("HK-MZ-0261")))


@pytest.fixture
def log(records: Records) -> Records:
    """Ten entries: two accounts were added, eight items disabled."""
    record(records, 8)
    return records


def findings(records: Records) -> list[tuple[str, int, int]]:
    return [(str(found.flaw), found.first, found.last) for found in records.verify().findings]


def test_a_log_that_nobody_touched_is_whole(log: Records) -> None:
    verdict = log.verify()
    assert (verdict.is_whole, verdict.entries, verdict.end.id, verdict.unanchored) == (True, 10, 10, 0)


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit SET actor = 'lin-fang' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET at = at + 60000 WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET at = 9223372036854775807 WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET role = 'technician' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET action = 'item_enabled' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET subject = NULL WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET detail = '{\"a\":1}' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET detail = '{ }' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET detail = 'no JSON' WHERE id = 4", [("changed", 4, 4)]),
        ("UPDATE audit SET previous = hash WHERE id = 4", [("unlinked", 4, 4), ("changed", 4, 4)]),
        ("UPDATE audit SET hash = previous WHERE id = 4", [("changed", 4, 4), ("unlinked", 5, 5)]),
        ("DELETE FROM audit WHERE id = 4", [("missing", 4, 4)]),
        ("DELETE FROM audit WHERE id BETWEEN 4 AND 6", [("missing", 4, 6)]),
        ("DELETE FROM audit WHERE id <= 3", [("missing", 1, 3)]),
        ("DELETE FROM audit WHERE id = 10", [("missing", 10, 10)]),
        ("DELETE FROM audit WHERE id > 7", [("missing", 8, 10)]),
        ("DELETE FROM audit", [("missing", 1, 10)]),
        ("UPDATE audit SET actor = 'x' WHERE id IN (3, 8)", [("changed", 3, 3), ("changed", 8, 8)]),
        ("UPDATE audit SET actor = 'x' WHERE id = 10", [("changed", 10, 10)]),
    ],
)
def test_tampering_is_found_where_it_was_done(
    data: Path, log: Records, sql: str, found: list[tuple[str, int, int]]
) -> None:
    overwrite(data, sql)
    assert findings(log) == found


def _forge(data: Path, first: int, last: int) -> None:
    """Somebody who knows how the hashes are made changes one entry and makes all that follow anew."""
    columns = "id, at, actor, role, action, subject, detail, previous"
    rows = asked(data, f"SELECT {columns} FROM audit WHERE id >= {first} ORDER BY id")  # noqa: S608  our own
    names = columns.split(", ")
    previous = rows[0][-1]
    for row in rows[: last - first + 1]:
        entry = dict(zip(names, row, strict=True))
        assert isinstance(entry["at"], int)
        moment = datetime.fromtimestamp(entry["at"] / 1000, UTC).isoformat(timespec="milliseconds")
        told = {
            **entry,
            "actor": "lin-fang",
            "previous": previous,
            "at": moment,
            "detail": json.loads(str(entry["detail"])),
        }
        digest = entry_hash(told)
        overwrite(
            data,
            "UPDATE audit SET actor = 'lin-fang', previous = ?, hash = ? WHERE id = ?",
            str(previous), digest, int(str(entry["id"])),
        )  # fmt: skip
        previous = digest


def test_an_entry_forged_with_its_hash_does_not_fit_the_next(data: Path, log: Records) -> None:
    _forge(data, 4, 4)
    assert findings(log) == [("unlinked", 5, 5)]


def test_a_log_written_anew_to_its_end_does_not_fit_the_anchor(data: Path, log: Records) -> None:
    _forge(data, 4, 10)
    assert findings(log) == [("not_as_anchored", 10, 10)]
    record(log)
    assert findings(log) == [("found_cut", 11, 11)], "going on does not cover it up"


def test_a_log_and_an_anchor_that_were_both_written_anew_are_believed(data: Path, log: Records) -> None:
    """What `audit_anchor` says that it cannot find; the export that was carried away can."""
    carried_away = [line(entry) for entry in log.entries()]
    _forge(data, 4, 10)
    ((digest,),) = asked(data, "SELECT hash FROM audit WHERE id = 10")
    (data / "audit.head").write_text(json.dumps({"id": 10, "hash": digest}))
    assert log.verify().is_whole
    assert [line(entry) for entry in log.entries()] != carried_away


@pytest.mark.parametrize(
    "harm",
    [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"\xff\xfe"),
     lambda path: path.write_text("[1]"), lambda path: path.write_text('{"id": -1, "hash": ""}')],
)  # fmt: skip
def test_a_lost_anchor_is_told_and_never_mended_in_silence(
    data: Path, log: Records, harm: Callable[[Path], object]
) -> None:
    harm(data / "audit.head")
    assert findings(log) == [("anchor_lost", 10, 10)]
    record(log)
    assert findings(log) == [("found_cut", 11, 11)]


def test_going_on_does_not_cover_up_a_cut(data: Path, log: Records) -> None:
    overwrite(data, "DELETE FROM audit WHERE id > 7")
    record(log, 3)
    assert findings(log) == [("missing", 8, 10), ("found_cut", 11, 11)]
    cut = [entry for entry in log.entries() if entry["action"] == Action.LOG_FOUND_CUT]
    assert [(entry["id"], entry["actor"], entry["detail"]) for entry in cut] == [
        (11, STATION.name, {"first_lost": 8, "last_lost": 10})
    ]
    assert log.verify().end.id == 14


def test_an_older_copy_of_the_database_put_back_is_a_cut(data: Path, log: Records) -> None:
    log.close()
    old = (data / "staff.db").read_bytes()
    record(log, 2)
    log.close()
    (data / "staff.db").write_bytes(old)
    records = open_records(data)
    assert findings(records) == [("missing", 11, 12)]
    records.close()


def test_a_crash_before_the_anchor_followed_is_no_finding(data: Path, log: Records) -> None:
    before = (data / "audit.head").read_bytes()
    record(log, 2)
    (data / "audit.head").write_bytes(before)
    assert (log.verify().is_whole, log.verify().unanchored) == (True, 2)
    record(log)
    assert (log.verify().is_whole, log.verify().unanchored, log.verify().end.id) == (True, 0, 13)


def test_an_anchor_that_cannot_be_written_keeps_nobody_out(
    data: Path, log: Records, caplog: pytest.LogCaptureFixture
) -> None:
    (data / "audit.head.new").mkdir()
    record(log)
    assert "anchor could not be written" in caplog.text
    assert (log.verify().is_whole, log.verify().unanchored) == (True, 1)
    (data / "audit.head.new").rmdir()
    record(log)
    assert log.verify().unanchored == 0


def test_two_processes_and_many_threads_write_one_chain(data: Path, log: Records) -> None:
    other = open_records(data)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(record, [log, other, log, other] * 6))
    assert (other.verify().is_whole, other.verify().entries, other.verify().unanchored) == (True, 34, 0)
    other.close()


def test_a_change_that_fails_leaves_no_entry(log: Records) -> None:
    def half_done() -> None:
        with log.writing() as writing:
            writing.tell(Event(Action.ACCOUNT_LOCKED, COMMAND_LINE, MORNING, TECHNICIAN))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert log.verify().entries == 10


def test_a_clock_set_back_does_not_disturb_the_order(log: Records) -> None:
    log.record(Event(Action.SIGNED_OUT, NOBODY, MORNING - timedelta(days=20_000)))
    assert [entry["id"] for entry in log.entries()] == list(range(1, 12))
    assert log.verify().is_whole


def test_anybody_can_check_an_exported_line(staff: Staff, records: Records) -> None:
    staff.sign_in(TECHNICIAN, PIN, MORNING, at(100))
    lines = [line(entry) for entry in records.entries()]
    previous = "0" * 64
    for text in lines:
        told = json.loads(text)
        assert told["previous"] == previous
        previous = told.pop("hash")
        canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(canonical.encode()).hexdigest() == previous
    assert json.loads(lines[-1])["action"] == "signed_in"
    assert json.loads(lines[-1])["at"] == "2026-03-02T09:00:00.000+00:00"


@pytest.mark.parametrize(
    "subject",
    ["460106199001011234", "46010619900101123X", "13907558246", "符秀英", "Fu Xiuying", "", "x" * 51],
)
def test_no_person_is_a_subject(subject: str) -> None:
    for kind in (AccountName, DeviceName, ItemCode):
        with pytest.raises(ValueError, match="subject"):
            Event(Action.ITEM_ENABLED, COMMAND_LINE, MORNING, kind(subject))


@pytest.mark.parametrize("number", [13907558246, 460106199001011234, -(10**10)])
def test_no_persons_number_is_a_detail(number: int) -> None:
    with pytest.raises(ValueError, match="number"):
        Event(Action.ITEM_SCHEDULED, COMMAND_LINE, MORNING, detail={Word.FROM_S: number})


def test_an_items_national_code_is_a_subject() -> None:
    code = item_code("11370800MB285591843370117002011")
    assert Event(Action.ITEM_ENABLED, COMMAND_LINE, MORNING, code).subject == code
    with pytest.raises(ValueError, match="code"):
        item_code("460106199001011234")


def test_a_time_without_a_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="zone"):
        Event(Action.SIGNED_OUT, NOBODY, datetime(2026, 3, 2))  # noqa: DTZ001  meant
