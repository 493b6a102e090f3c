"""The sync process itself: killed at any moment, doubled, stopped; nothing is lost and nothing arrives twice."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.faults import EnvironmentFault, FaultCode
from kiosk.store.states import OutboxState
from sync.link import Line, read_link
from sync.process import run_sync
from tests.sync.cable import Cable, Fault, cable_to
from tests.sync.hall import Hall, hall_with_platform, real_clock
from tests.sync.test_watch import wait_for

PROGRAM = """
import json, socket, sys, time
from dataclasses import asdict
from pathlib import Path
from sync.process import run_sync
from sync.settings import SyncSettings
given = json.loads(sys.argv[1])
given["trust_path"] = Path(given["trust_path"])
if sys.argv[3] == "deaf":
    real, asked = socket.getaddrinfo, []
    def silent(*given):
        if asked:
            (Path(sys.argv[2]) / "silent").touch()
            time.sleep(60)
        asked.append(1)
        return real(*given)
    socket.getaddrinfo = silent
report = run_sync(Path(sys.argv[2]), SyncSettings(**given), once=sys.argv[3] == "once")
print(json.dumps(asdict(report)))
"""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with hall_with_platform(tmp_path) as hall:
        yield hall


@pytest.fixture
def cable(hall: Hall) -> Iterator[Cable]:
    with cable_to(hall.settings.platform_url) as cable:
        yield cable


def start(hall: Hall, url: str, how: str) -> subprocess.Popen[bytes]:
    """``jinban sync`` as a process of its own."""
    settings = {
        "platform_url": url,
        "station": hall.settings.station,
        "station_name": hall.settings.station_name,
        "enrolment_code": hall.settings.enrolment_code,
        "trust_path": str(hall.settings.trust_path),
        "first_spread_s": 0,
        "heartbeat_s": 0.5,
    }
    command = [sys.executable, "-W", "error", "-c", PROGRAM, json.dumps(settings), str(hall.data), how]
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}
    )


def end(process: subprocess.Popen[bytes]) -> dict[str, object]:
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, b"")
    report = json.loads(out)
    assert isinstance(report, dict)
    return report


@pytest.mark.parametrize("after_receipts", [0, 3, 11])
def test_killed_in_the_middle_and_started_again(hall: Hall, after_receipts: int) -> None:
    for number in range(12):
        hall.hand_in(attachments=1 if number % 4 == 0 else 0)
    first = start(hall, hall.settings.platform_url, "run")
    wait_for(lambda: hall.counts().get(OutboxState.PURGED, 0) >= after_receipts)
    first.kill()
    first.communicate()
    report = end(start(hall, hall.settings.platform_url, "once"))
    assert report["unsent"] == 0
    assert hall.counts() == {OutboxState.PURGED: 12}
    assert hall.cases() == sorted(hall.filed)


def test_killed_while_the_answer_is_under_way(hall: Hall, cable: Cable) -> None:
    number = hall.hand_in()
    cable.break_it(Fault.TRICKLE)
    first = start(hall, cable.url, "run")
    wait_for(lambda: hall.cases() == [number])
    first.kill()
    first.communicate()
    assert hall.state(number) is OutboxState.SENDING
    assert end(start(hall, cable.url, "once"))["receipted"] == 1  # the claim of the dead holds nobody up
    assert hall.cases() == [number]


def test_two_processes_on_one_queue_send_each_application_once(hall: Hall, cable: Cable) -> None:
    for _ in range(20):
        hall.hand_in()
    both = [start(hall, cable.url, "once") for _ in range(2)]
    reports = [end(process) for process in both]
    assert sum(int(str(report["receipted"])) for report in reports) == 20
    assert hall.counts() == {OutboxState.PURGED: 20}
    assert hall.cases() == sorted(hall.filed)
    for number in hall.filed:
        assert bytes(cable.seen).count(f'{{"id":"{number}","item"'.encode()) == 1


def test_sigterm_ends_it_within_two_seconds_even_in_a_black_hole(hall: Hall, cable: Cable) -> None:
    number = hall.hand_in()
    cable.break_it(Fault.BLACK_HOLE, times=100)
    process = start(hall, cable.url, "run")
    wait_for(lambda: cable.broken > 0)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    report = end(process)
    assert time.monotonic() - began < 2
    assert report["unsent"] == 1
    assert hall.state(number) is OutboxState.UNKNOWN
    assert read_link(hall.data, real_clock()).line is Line.OFFLINE


def test_sigterm_ends_it_even_while_the_name_server_is_silent(hall: Hall, cable: Cable) -> None:
    number = hall.hand_in()
    cable.break_it(Fault.RESET, times=100)
    process = start(hall, cable.url, "deaf")  # the first connection finds its host, the next one hangs
    wait_for((hall.data / "silent").exists)
    assert cable.broken
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=20)
    assert time.monotonic() - began < 3
    assert (process.returncode, json.loads(out)["unsent"]) == (0, 1)
    assert errors == b"left a stuck exchange behind\n"
    row = hall.outbox.get(number)
    assert row is not None
    assert row.state is OutboxState.UNKNOWN
    assert row.next_attempt_at is not None
    assert row.next_attempt_at <= real_clock()


def test_everything_in_the_data_folder_is_private(hall: Hall) -> None:
    hall.hand_in()
    settings = replace(hall.settings)
    assert run_sync(hall.data, settings, once=True).is_well
    for path in hall.data.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


@pytest.mark.parametrize(
    "url",
    ["http://platform.example", "ftp://127.0.0.1", "https://", "https://a/b", "https://u:p@a", "http://[::1"],
)
def test_an_address_that_must_not_be_used_is_named_before_anything_is_touched(hall: Hall, url: str) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        run_sync(hall.data / "nowhere", replace(hall.settings, platform_url=url), once=True)
    assert fault.value.code is FaultCode.PLATFORM_UNTRUSTED
    assert not (hall.data / "nowhere").exists()
