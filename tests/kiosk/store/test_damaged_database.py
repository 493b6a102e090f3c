"""A damaged database: it is set aside, never deleted, and everything that was called saved is in the fresh one."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from config.faults import EnvironmentFault
from kiosk.envelope import SealedApplication
from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import Quarantined, Reason, quarantined
from kiosk.store.sealed_files import Damage
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import LEASE, MORNING, application, overwrite, small_station


def busy_station(data: Path, count: int = 12) -> dict[str, SealedApplication]:
    """A station with saved applications, one of them signed for and purged; closed."""
    database = small_station(data)
    outbox = Outbox(database)
    saved = {f"n{number}": application(f"n{number}") for number in range(count)}
    for one in [*saved.values(), application("done")]:
        outbox.add(one, MORNING)
    outbox.receipted("done", "jws", "460100K01-7", "accepted", None, None, MORNING)
    outbox.purge("done", MORNING)
    outbox.add_rating("done", 4, (), MORNING)
    database.close()
    return saved


def reopened(data: Path) -> tuple[Outbox, list[Quarantined]]:
    database = small_station(data)
    return Outbox(database), quarantined(database.folder)


def assert_all_there(outbox: Outbox, saved: dict[str, SealedApplication]) -> None:
    assert {name: outbox.load(name, MORNING) for name in saved} == saved
    assert {item.id for item in outbox.due(MORNING, 1000)} == set(saved)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def scramble_the_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 2 * 4096):
        content[page : page + 8] = b"\xff" * 8
    path.write_bytes(content)


def damage_index(path: Path, index: str, key: bytes, damaged: bytes) -> None:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
    content = bytearray(path.read_bytes())
    start = content.index(key, (found[0] - 1) * 4096)
    content[start : start + len(key)] = damaged
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
        (lambda path: overwrite(path, "DROP TABLE rating"), Reason.MALFORMED),
        (
            lambda path: overwrite(path, "UPDATE alembic_version SET version_num = '9999'"),
            Reason.SCHEMA_UNKNOWN,
        ),
    ],
)
def test_whatever_is_wrong_with_it_nothing_saved_is_lost(
    data: Path, harm: Callable[[Path], object], reason: Reason
) -> None:
    saved = busy_station(data)
    harm(data / "kiosk.db")
    outbox, (alarm,) = reopened(data)
    assert alarm.report.reason is reason
    assert_all_there(outbox, saved)
    rows, taken_in = alarm.report.rows_salvaged, alarm.report.taken_in
    assert rows + len(taken_in) >= len(saved)
    assert (alarm.path / "kiosk.db").exists() == (
        reason is not Reason.MISSING or (alarm.path / "kiosk.db").exists()
    )
    outbox.database.close()
    outbox, alarms = reopened(data)
    assert len(alarms) == 1, "the fresh one is sound"
    outbox.database.close()


def test_readable_rows_keep_what_they_knew(data: Path) -> None:
    busy_station(data)
    overwrite(data / "kiosk.db", "UPDATE alembic_version SET version_num = '9999'")
    outbox, (alarm,) = reopened(data)
    row = outbox.get("done")
    assert row is not None
    assert (row.state, row.acceptance_number) == (OutboxState.PURGED, "460100K01-7")
    assert alarm.report.rows_salvaged == 13
    assert [rating.level for rating in outbox.due_ratings(MORNING, 10)] == [4]
    assert (alarm.path / "kiosk.db").is_file()
    assert not (alarm.path / "copy").exists()
    outbox.database.close()


def test_a_row_with_a_wrong_hash_is_not_taken_over_but_made_anew(data: Path) -> None:
    saved = busy_station(data)
    overwrite(data / "kiosk.db", "UPDATE outbox SET attempts = 7 WHERE id = 'n3'")
    overwrite(data / "kiosk.db", "UPDATE alembic_version SET version_num = '9999'")
    outbox, (alarm,) = reopened(data)
    assert (alarm.report.rows_salvaged, alarm.report.taken_in) == (12, ("n3",))
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_the_healthy_are_left_alone(data: Path) -> None:
    saved = busy_station(data)
    outbox, alarms = reopened(data)
    assert alarms == []
    assert_all_there(outbox, saved)
    outbox.database.close()


@pytest.mark.parametrize("seed", range(10))
def test_flipped_bits_lose_nothing(data: Path, seed: int) -> None:
    saved = busy_station(data)
    content = bytearray((data / "kiosk.db").read_bytes())
    chance = random.Random(seed)  # noqa: S311  where bits flip, not a secret
    for _ in range(40):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (data / "kiosk.db").write_bytes(content)
    outbox, _ = reopened(data)
    with suppress(EnvironmentFault):
        outbox.verify(MORNING)
        assert_all_there(outbox, saved)
    outbox.database.close()
    # SQLite may have met the damage only at work; the process then ends and starts again.
    outbox, _ = reopened(data)
    outbox.verify(MORNING)
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_a_wal_cut_short_loses_rows_but_no_application(data: Path, tmp_path: Path) -> None:
    database = small_station(data)
    outbox = Outbox(database)
    saved = {f"n{number}": application(f"n{number}", attachments=1) for number in range(20)}
    for one in saved.values():
        outbox.add(one, MORNING)
    after_the_cut = tmp_path / "after"
    shutil.copytree(data, after_the_cut)
    database.close()
    wal = after_the_cut / "kiosk.db-wal"
    wal.write_bytes(wal.read_bytes()[: wal.stat().st_size * 4 // 5])
    outbox, (alarm,) = reopened(after_the_cut)
    assert alarm.report.reason is Reason.ROWS_LOST
    assert 0 < len(alarm.report.taken_in) < len(saved)
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_a_running_process_goes_over_to_the_fresh_database(data: Path) -> None:
    saved = busy_station(data, 3)
    shell = Outbox(small_station(data))
    version = shell.data_version()
    put_a_folder_there(data / "kiosk.db")
    sync, (alarm,) = reopened(data)
    assert alarm.report.reason is Reason.NOT_A_FILE
    late = application("late")
    shell.add(late, MORNING)
    assert shell.data_version() != version
    assert_all_there(sync, {**saved, "late": late})
    sync.database.close()
    shell.database.close()


def test_an_interrupted_quarantine_is_carried_on_with(data: Path) -> None:
    saved = busy_station(data)
    room = data / "quarantine" / "20260302T085900.000000Z"
    room.mkdir()
    (data / "kiosk.db").rename(room / "kiosk.db")
    outbox, alarms = reopened(data)
    assert {alarm.report.rows_salvaged for alarm in alarms} == {13}
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_what_has_lost_its_files_goes_to_staff(data: Path) -> None:
    saved = busy_station(data, 4)
    (data / "sealed" / "n0").unlink()
    (data / "attachments" / saved["n1"].attachments[1].sha256).unlink()
    sealed = data / "sealed" / "n2"
    sealed.write_bytes(sealed.read_bytes()[:-1] + bytes([sealed.read_bytes()[-1] ^ 1]))
    (data / "kiosk.db").write_bytes(b"")
    outbox, (alarm,) = reopened(data)
    assert alarm.report.needs_staff == ("n1", "n2")
    assert alarm.report.taken_in == ("n3",)
    codes = {row.id: row.last_error for row in outbox.list(OutboxState.NEEDS_STAFF)}
    assert codes == {"n1": "attachment_missing", "n2": "sealed_damaged"}
    outbox.database.close()


def test_a_sealed_file_that_cannot_be_read_is_set_aside_with_its_attachments(data: Path) -> None:
    busy_station(data, 2)
    (data / "sealed" / "n0").write_bytes(b"\x00" * 4000)
    (data / "kiosk.db").write_bytes(b"")
    outbox, (alarm,) = reopened(data)
    assert alarm.report.unreadable == ("n0",)
    assert len(list(alarm.path.iterdir())) >= 1 + 2 + 1
    assert (alarm.path / "n0").is_file()
    outbox.database.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("item", "460100-9999"),
        ("attempts", 3),
        ("manifest_hash", "0" * 64),
        ("last_error", "x"),
        ("row_hash", "0" * 64),
    ],
)
def test_a_flipped_row_is_made_anew_when_it_is_due(outbox: Outbox, column: str, value: str | int) -> None:
    one = application("one")
    outbox.add(one, MORNING)
    # The column's name is one of the five above.
    overwrite(outbox.database.folder.database, f"UPDATE outbox SET {column} = ? WHERE id = 'one'", value)  # noqa: S608
    with pytest.raises(EnvironmentFault):
        outbox.get("one")
    assert outbox.claim(["one"], MORNING, LEASE) == []
    assert [item.id for item in outbox.due(MORNING, 10)] == ["one"]
    assert outbox.load("one", MORNING) == one
    assert outbox.verify(MORNING) == ()


def test_a_damaged_index_hides_nothing_for_ever(data: Path) -> None:
    saved = busy_station(data)
    path = data / "kiosk.db"
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'outbox_due'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    start = content.index(b"queued", (page - 1) * 4096)
    content[start : start + 6] = b"pueued"
    path.write_bytes(content)
    outbox, alarms = reopened(data)
    assert alarms == [], "the quick check at the start does not look into indexes"
    assert len(outbox.due(MORNING, 100)) < len(saved)
    with pytest.raises(EnvironmentFault, match="store_damaged"):
        outbox.verify(MORNING)
    outbox.database.close()
    outbox, (alarm,) = reopened(data)
    assert alarm.report.reason is Reason.MALFORMED
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_files_whose_rows_a_damaged_index_hides_are_not_cleared_away(data: Path) -> None:
    saved = busy_station(data)
    damage_index(data / "kiosk.db", "sqlite_autoindex_outbox_1", b"n4", b"n1")
    outbox, (alarm,) = reopened(data)
    assert alarm.report.reason is Reason.MALFORMED
    assert_all_there(outbox, saved)
    outbox.database.close()


def test_a_flipped_row_without_its_file_goes_to_staff(outbox: Outbox) -> None:
    outbox.add(application("one"), MORNING)
    overwrite(outbox.database.folder.database, "UPDATE outbox SET next_attempt_at = 1 WHERE id = 'one'")
    (outbox.database.folder.sealed / "one").unlink()
    assert outbox.verify(MORNING) == ("one",)
    (row,) = outbox.list(OutboxState.NEEDS_STAFF)
    assert row.last_error == Damage.ROW_DAMAGED


def test_damaged_files_go_to_staff_when_they_are_to_be_sent(outbox: Outbox) -> None:
    one = application("one")
    outbox.add(one, MORNING)
    path = outbox.database.folder.attachments / one.attachments[0].sha256
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    assert outbox.load("one", MORNING) is Damage.ATTACHMENT_DAMAGED
    (row,) = outbox.list(OutboxState.NEEDS_STAFF)
    assert row.last_error == Damage.ATTACHMENT_DAMAGED
    assert outbox.due(MORNING + timedelta(days=1), 10) == []
