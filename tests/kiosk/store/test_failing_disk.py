"""The disk fails at every step of saving: the resident is told "not saved", and nothing half-done stays behind."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.database import make_safe
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox
from kiosk.store.quarantine import quarantined
from kiosk.store.states import OutboxState
from tests.kiosk.store.hall import (
    LEASE,
    MORNING,
    ROOT,
    application,
    refused,
    run_station,
    saved,
    small_station,
    station_environment,
)


def lying_files(data: Path) -> int:
    """How many files lie in the folders of sealed bytes."""
    return sum(1 for folder in ("sealed", "attachments") for _ in (data / folder).iterdir())


@pytest.mark.parametrize(
    ("call", "error", "when"),
    [
        # first+step: with a step that shares no factor with the calls of one saving, every step of it fails in turn.
        ("fsync", "EIO", "1+7"),
        ("fsync", "ENOSPC", "2+8"),
        ("fdatasync", "EIO", "4+3"),
        ("pwrite64", "ENOSPC", "40+23"),
        ("rename", "EIO", "1+4"),
    ],
)
def test_each_failure_costs_one_clean_refusal(data: Path, call: str, error: str, when: str) -> None:
    small_station(data).close()
    inject = f"inject={call}:error={error}:when={when}"
    done = run_station(data, 30, "-e", f"trace={call}", "-e", inject, "-o", "/dev/null")
    ids = saved(done.stdout)
    refusals = refused(done.stdout)
    assert len(ids) > 5, done.stderr
    assert len(refusals) > 2, "the failure was never met"
    expected = {"EIO": {FaultCode.STORE_FAILED}, "ENOSPC": {FaultCode.DISK_FULL, FaultCode.STORE_FAILED}}[
        error
    ]
    assert {code for _, code in refusals} <= expected
    assert lying_files(data) == 3 * len(ids)
    database = small_station(data)
    assert {row.id for row in Outbox(database).list()} == set(ids)
    assert quarantined(database.folder) == []
    database.close()


def test_a_commit_whose_sync_failed_does_not_come_back_after_a_crash(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULL_PLUG", "yes")
    small_station(data).close()
    # The first sync of a fresh WAL is for its header, so the second is the commit.
    where = ("-P", str(data / "kiosk.db-wal"), "-o", "/dev/null")
    inject = "inject=fdatasync:error=EIO:when=2"
    done = run_station(data, 1, *where, "-e", "trace=fdatasync", "-e", inject)
    assert [code for _, code in refused(done.stdout)] == ["store_failed"], done.stderr
    database = small_station(data)
    assert Outbox(database).list() == []
    database.close()


def test_below_the_floor_no_application_is_taken_but_the_queue_still_moves(data: Path) -> None:
    database = small_station(data)
    Outbox(database).add(application("one"), MORNING)
    database.close()
    outbox = Outbox(open_database(data, floor_bytes=1 << 60, ballast_bytes=4096, now=MORNING))
    with pytest.raises(EnvironmentFault) as fault:
        outbox.add(application("two"), MORNING)
    assert fault.value.code is FaultCode.DISK_FULL
    assert [item.id for item in outbox.claim(["one"], MORNING, LEASE)] == ["one"]
    assert lying_files(data) == 3
    outbox.database.close()


def test_the_ballast_really_takes_its_room_and_is_given_up_for_clearing_up(data: Path) -> None:
    database = open_database(data, floor_bytes=0, ballast_bytes=1 << 20, now=MORNING)
    ballast = data / "ballast"
    assert ballast.stat().st_blocks * 512 >= 1 << 20
    with pytest.raises(EnvironmentFault), database.writing():
        raise EnvironmentFault(FaultCode.DISK_FULL, "as a write would")
    assert not ballast.exists()
    assert Outbox(database).checkpoint()
    assert ballast.exists()
    database.close()


_FULL_DISK = """
import sys
from pathlib import Path
from config.faults import EnvironmentFault
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox
from tests.kiosk.store.hall import MORNING, application
outbox = Outbox(open_database(Path(sys.argv[1]), floor_bytes=0, ballast_bytes=256 << 10, now=MORNING))
kept = []
while True:
    one = application(envelope=bytes(20_000))
    try:
        outbox.add(one, MORNING)
    except EnvironmentFault as fault:
        print(fault.code)
        break
    kept.append(one.id)
for one in kept:
    for _ in range(2):
        try:
            outbox.receipted(one, "jws", None, None, None, None, MORNING)
            outbox.purge(one, MORNING)
            break
        except EnvironmentFault as fault:
            assert fault.code == "disk_full", fault
print(len(kept) > 5, len(outbox.list()), sum(row.state == "purged" for row in outbox.list()) == len(kept))
outbox.checkpoint()
outbox.add(application(), MORNING)
"""


def test_on_a_disk_full_to_the_brim_receipts_and_purges_still_go_through(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=1536k none "$0" || exit 77; exec "$1" -c "$2" "$0/var"'
    room = tmp_path / "small"
    room.mkdir()
    done = subprocess.run(
        ["/usr/bin/unshare", "-m", "sh", "-c", script, str(room), sys.executable, _FULL_DISK],
        env=station_environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine does not let us mount a small disk")
    assert done.returncode == 0, done.stderr
    code, summary = done.stdout.split("\n", 1)
    assert code == "disk_full"
    assert summary.split()[0] == summary.split()[2] == "True"


def test_a_disk_that_cannot_do_wal_is_refused_before_anything_is_saved(data: Path) -> None:
    small_station(data).close()
    # SQLite's dot-file locking has no shared memory, as some network file systems have none.
    with (
        closing(sqlite3.connect(f"file:{data}/other.db?vfs=unix-dotfile", uri=True)) as connection,
        pytest.raises(EnvironmentFault, match="journal mode is delete") as fault,
    ):
        make_safe(connection)
    assert fault.value.code is FaultCode.STORE_FAILED


def test_a_database_held_by_somebody_else_is_left_alone_not_quarantined(data: Path) -> None:
    small_station(data).close()
    with closing(sqlite3.connect(data / "kiosk.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = delete")
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault) as fault:
            open_database(data, floor_bytes=0, ballast_bytes=4096, busy_timeout_s=0.05)
    assert fault.value.code is FaultCode.STORE_FAILED
    assert list((data / "quarantine").iterdir()) == []
    database = small_station(data)
    assert Outbox(database).counts()[OutboxState.QUEUED] == 0
    database.close()
