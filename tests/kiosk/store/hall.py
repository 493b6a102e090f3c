"""A hall for the store's tests: made-up applications, and stations that run as processes of their own.

Nothing here is sealed to a real key: to the store, sealed bytes are bytes. Run as a script, it is a station that adds
applications and says ``saved <id>`` after each, as the shell would show "saved on this machine".
"""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.faults import EnvironmentFault
from kiosk.envelope import SealedApplication, SealedAttachment
from kiosk.store.database import Database
from kiosk.store.opening import open_database
from kiosk.store.outbox import Outbox

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
ROOT = Path(__file__).parents[3]


def attachment(content: bytes | None = None) -> SealedAttachment:
    content = os.urandom(2048) if content is None else content
    return SealedAttachment(hashlib.sha256(content).hexdigest(), content)


def application(
    application_id: str | None = None, attachments: int = 2, envelope: bytes | None = None
) -> SealedApplication:
    """A fresh application with attachments of 2 KiB."""
    return SealedApplication(
        id=application_id or str(uuid.uuid4()),
        item="460100-0012",
        created_at=MORNING,
        envelope=os.urandom(3072) if envelope is None else envelope,
        attachments=tuple(attachment() for _ in range(attachments)),
    )


def small_station(data: Path) -> Database:
    """A store that does not mind how full the test machine's disk is."""
    return open_database(data, floor_bytes=0, ballast_bytes=4096, busy_timeout_s=2.0, now=MORNING)


def overwrite(database: Path, sql: str, *values: str | int | None) -> None:
    """Changes a row behind the store's back, hash and all else left as it was."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql, values)


def station_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def run_station(data: Path, count: int, *strace: str) -> subprocess.CompletedProcess[str]:
    """Runs one to its end, under strace if options for it are given."""
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", *strace] if strace else []
    return subprocess.run(
        [*traced, sys.executable, __file__, str(data), str(count)],
        env=station_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def kill_stations(data: Path, kills: int) -> str:
    """What so many stations said before each was killed while it was adding applications."""
    command = [sys.executable, __file__, "--kill", str(data), str(kills)]
    return subprocess.run(
        command, env=station_environment(), stdout=subprocess.PIPE, text=True, timeout=60, check=True
    ).stdout


def saved(output: str) -> list[str]:
    """The ids of whose saving the resident was told."""
    return [line.removeprefix("saved ") for line in output.splitlines() if line.startswith("saved ")]


def refused(output: str) -> list[tuple[str, str]]:
    """The ids and codes of which the resident was told "not saved"."""
    lines = [line.split() for line in output.splitlines() if line.startswith("refused ")]
    return [(line[1], line[2]) for line in lines]


def _serve(data: Path, count: int, say_to: int) -> None:
    outbox = Outbox(small_station(data))
    os.write(say_to, b"ready\n")
    for _ in range(count):
        one = application()
        try:
            outbox.add(one, MORNING)
        except EnvironmentFault as fault:
            os.write(say_to, f"refused {one.id} {fault.code}\n".encode())
        else:
            os.write(say_to, f"saved {one.id}\n".encode())
    if os.environ.get("PULL_PLUG"):
        os.kill(os.getpid(), signal.SIGKILL)
    outbox.database.close()


def _serve_and_be_killed(data: Path, kills: int) -> None:
    """Stations one after the other, each killed after it has said a few words more than the one before."""
    for kill in range(kills):
        hear_from, say_to = os.pipe()
        station = os.fork()
        if station == 0:
            os.close(hear_from)
            _serve(data, 10_000, say_to)
        os.close(say_to)
        said = b""
        with os.fdopen(hear_from, "rb", buffering=0) as hearing:
            while said.count(b"\n") < 2 + kill:
                said += hearing.read(4096)
            os.kill(station, signal.SIGKILL)
            said += hearing.readall()
        os.waitpid(station, 0)
        os.write(1, said)


if __name__ == "__main__":
    if sys.argv[1] == "--kill":
        _serve_and_be_killed(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        _serve(Path(sys.argv[1]), int(sys.argv[2]), 1)
