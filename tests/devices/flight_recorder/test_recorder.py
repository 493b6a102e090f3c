"""The recorder on the disk: ten minutes are there whatever happens, it stays small, and devices never notice it."""

import json
import logging
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.faults import FaultCode
from devices.device import DeviceStatus, Faulty, Ready
from devices.flight_recorder.entry import Dropped, Ended, Outcome, Run, Verb
from devices.flight_recorder.recorder import BURST_LINES, LINES_A_SECOND, FlightRecorder
from devices.flight_recorder.recording import read_recording
from devices.flight_recorder.redaction.redaction import LengthsOnly
from devices.flight_recorder.redaction.scanner import LineScanned, ScannerRedaction, Terminator
from tests.devices.flight_recorder.conftest import NOON, Hours

ROOT = Path(__file__).parents[3]


def lengths(folder: Path) -> list[int]:
    """The runs in the recording, by their lengths."""
    return [
        one.entry.length
        for stretch in read_recording(folder)
        for one in stretch.entries
        if isinstance(one.entry, Run)
    ]


def test_folder_and_files_are_for_the_kiosk_alone(recorder: FlightRecorder, folder: Path) -> None:
    before = os.umask(0)
    folder.mkdir(parents=True)
    recorder.tap("ups", LengthsOnly()).sent(b"LIST VAR ups\n")
    recorder.flush()
    os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


def test_it_writes_by_itself_within_seconds(recorder: FlightRecorder, folder: Path) -> None:
    recorder.start()
    recorder.tap("ups", LengthsOnly()).sent(b"12345")
    until = time.monotonic() + 20
    while not (folder / "current.jsonl").exists() and time.monotonic() < until:
        time.sleep(0.02)  # somebody else's thread and disk: nothing to wait on
    assert lengths(folder) == [5]


def test_the_last_ten_minutes_are_in_two_files_and_no_more_than_twenty(
    recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    tap = recorder.tap("ups", LengthsOnly())
    for minute in range(1, 61):
        tap.sent(bytes(minute))
        recorder.flush()
        kept = lengths(folder)
        assert kept == list(range(kept[0], minute + 1))
        assert kept[0] <= max(minute - 10, 1)
        assert kept[0] >= minute - 20
        hours.pass_s(60)
    assert sorted(path.name for path in folder.iterdir()) == ["current.jsonl", "previous.jsonl"]


def test_the_moments_go_on_from_file_to_file(recorder: FlightRecorder, folder: Path, hours: Hours) -> None:
    tap = recorder.tap("ups", LengthsOnly())
    for _ in range(15):
        tap.sent(b"x")
        recorder.flush()
        hours.pass_s(60)
    (stretch,) = read_recording(folder)
    steps = [
        later.at_ms - one.at_ms for one, later in zip(stretch.entries, stretch.entries[1:], strict=False)
    ]
    assert all(60_000 <= step < 65_000 for step in steps)
    (alone,) = read_recording(folder / "current.jsonl")
    assert len(alone.entries) < 15


def test_a_condition_that_lasts_is_told_again_in_the_next_file(
    recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    tap = recorder.tap("receipt_printer", LengthsOnly())
    for _ in range(15):
        tap.status(DeviceStatus("receipt_printer", "x", Faulty(FaultCode.PRINTER_PAPER_OUT)))
        tap.sent(b"x")
        recorder.flush()
        hours.pass_s(60)
    lines = [json.loads(line) for line in (folder / "current.jsonl").read_text().splitlines()]
    assert lines[1] == {
        "at_ms": 0.0, "device": "receipt_printer", "entry": "condition",
        "condition": "faulty", "fault": "printer_paper_out", "carried": True,
    }  # fmt: skip
    assert [line for line in lines[2:] if line["entry"] == "condition"] == []


def test_what_happened_first_stands_first(recorder: FlightRecorder, folder: Path) -> None:
    ups, door = recorder.tap("ups", LengthsOnly()), recorder.tap("door", LengthsOnly())
    for number in range(1, 20, 2):
        ups.sent(bytes(number))
        door.sent(bytes(number + 1))
    recorder.flush()
    assert lengths(folder) == list(range(1, 21))


def test_a_look_that_finds_nothing_is_kept_once(recorder: FlightRecorder, folder: Path) -> None:
    tap = recorder.tap("id_card", LengthsOnly())
    nothing, failed = (
        Ended(Verb.LOOK, Outcome.NOTHING_THERE),
        Ended(Verb.LOOK, Outcome.FAILED, FaultCode.CARD_LIFTED),
    )
    for ended in (nothing, nothing, failed, failed, nothing):
        tap.event(ended)
    for condition in (Ready(), Ready(), Faulty(FaultCode.READER_OUT_OF_SERVICE)):
        tap.status(DeviceStatus("id_card", "x", condition))
    recorder.flush()
    (stretch,) = read_recording(folder)
    assert [one.entry for one in stretch.entries][:4] == [nothing, failed, failed, nothing]
    assert len(stretch.entries) == 6


def test_a_flood_costs_its_own_device_only(recorder: FlightRecorder, folder: Path, hours: Hours) -> None:
    flooding, calm = recorder.tap("scanner", LengthsOnly()), recorder.tap("door", LengthsOnly())
    seconds = 15
    for second in range(seconds):
        for number in range(3000):
            flooding.received(bytes(number % 5 + 1))
        calm.sent(bytes(10 + second))
        recorder.flush()
        hours.pass_s(1)
    (stretch,) = read_recording(folder)
    assert [one.entry for one in stretch.of("door")] == [
        Run(one.entry.direction, one.entry.sort, 10 + second)
        for second, one in enumerate(stretch.of("door"))
        if isinstance(one.entry, Run)
    ]
    assert len(stretch.of("door")) == seconds
    flood = [one.entry for one in stretch.of("scanner")]
    dropped = sum(entry.count for entry in flood if isinstance(entry, Dropped))
    assert dropped + sum(isinstance(entry, Run) for entry in flood) == seconds * 3000
    # The newest stay: the last of each second is the last that was said.
    assert isinstance(flood[-1], Run)
    assert flood[-1].length == 5
    written = sum(len(path.read_bytes()) for path in folder.iterdir())
    assert written < (BURST_LINES + (seconds + 20) * LINES_A_SECOND) * 110


def test_a_file_that_is_too_long_makes_way_for_a_new_one(folder: Path, hours: Hours) -> None:
    recorder = FlightRecorder(folder, lambda: NOON, hours, segment_bytes=2000)
    tap = recorder.tap("ups", LengthsOnly())
    for number in range(200):
        tap.sent(bytes(number + 1))
        recorder.flush()
    recorder.close()
    assert lengths(folder)[-1] == 200
    assert all(path.stat().st_size < 2300 for path in folder.iterdir())


def test_a_kiosk_that_restarts_keeps_what_went_before(folder: Path, hours: Hours) -> None:
    for life in range(1, 6):
        recorder = FlightRecorder(folder, lambda: NOON, hours)
        recorder.tap("ups", LengthsOnly()).sent(bytes(life))
        recorder.close()
    assert lengths(folder) == [1, 2, 3, 4, 5]
    assert len(read_recording(folder)) == 5


LIVES_UNTIL_KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.redaction import LengthsOnly
recorder = FlightRecorder(Path(sys.argv[1]), lambda: datetime.now(UTC))
tap = recorder.tap("ups", LengthsOnly())
recorder.start()
while sys.stdin.read(1):
    tap.sent(b"x" * 7)
    recorder.flush()
    print(".", end="", flush=True)
"""


def test_a_killed_kiosk_leaves_a_readable_recording(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LIVES_UNTIL_KILLED, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    ) as kiosk:  # fmt: skip
        assert kiosk.stdin is not None
        assert kiosk.stdout is not None
        for _ in range(20):
            kiosk.stdin.write(b"x")
            kiosk.stdin.flush()
            assert kiosk.stdout.read(1) == b"."
        os.kill(kiosk.pid, signal.SIGKILL)
    assert lengths(folder) == [7] * 20


FILLS_THE_DISK = """
import logging, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from devices.flight_recorder.recorder import FlightRecorder, RETRY_S
from devices.flight_recorder.redaction.redaction import LengthsOnly
logging.basicConfig(level=logging.INFO, format="%(message)s")
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
at = [0.0]
recorder = FlightRecorder(Path(sys.argv[1]), lambda: datetime.now(UTC), lambda: at[0])
tap = recorder.tap("ups", LengthsOnly())
for second in range(100):
    at[0] = float(second)
    tap.sent(b"x" * (second + 1))
    recorder.flush()
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
at[0] += 2 * RETRY_S
tap.sent(b"x" * 500)
recorder.close()
"""


def test_a_full_disk_silences_the_recorder_and_nothing_else(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLS_THE_DISK, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines() == [
        "flight recorder keeps quiet: EFBIG",
        "flight recorder writes again",
    ]
    (stretch,) = read_recording(folder)
    kept = [one.entry for one in stretch.entries]
    before = [entry.length for entry in kept if isinstance(entry, Run)][:-1]
    assert before == list(range(1, len(before) + 1))
    assert 5 < len(before) < 20
    lost = [entry.count for entry in kept if isinstance(entry, Dropped)]
    assert len(before) + sum(lost) == 100
    assert isinstance(kept[-1], Run)
    assert kept[-1].length == 500


def test_a_folder_that_cannot_be_made_is_said_once(
    tmp_path: Path, hours: Hours, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "flight").write_text("in the way")
    with caplog.at_level(logging.INFO, "devices"):
        recorder = FlightRecorder(tmp_path / "flight", lambda: NOON, hours)
        tap = recorder.tap("ups", LengthsOnly())
        for _ in range(10):
            tap.sent(b"x")
            recorder.flush()
            hours.pass_s(90)
        recorder.close()
    assert [record.getMessage() for record in caplog.records] == ["flight recorder keeps quiet: EEXIST"]


def test_a_second_recorder_on_the_same_folder_keeps_quiet(
    recorder: FlightRecorder, folder: Path, hours: Hours, caplog: pytest.LogCaptureFixture
) -> None:
    tap = recorder.tap("ups", LengthsOnly())
    tap.sent(b"x")
    recorder.flush()
    second = FlightRecorder(folder, lambda: NOON, hours)
    second.tap("ups", LengthsOnly()).sent(b"xx")
    second.close()
    assert [record.getMessage() for record in caplog.records] == ["flight recorder keeps quiet: EAGAIN"]
    tap.sent(b"xxx")
    recorder.flush()
    assert lengths(folder) == [1, 3]


def test_many_threads_may_tell_it_at_once(recorder: FlightRecorder, folder: Path) -> None:
    devices = ["ups", "door", "presence", "speaker"]
    taps = [recorder.tap(device, LengthsOnly()) for device in devices]
    threads = [threading.Thread(target=lambda tap=tap: [tap.sent(b"x") for _ in range(100)]) for tap in taps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recorder.flush()
    (stretch,) = read_recording(folder)
    assert [len(stretch.of(device)) for device in devices] == [100] * 4
    moments = [one.at_ms for one in stretch.entries]
    assert moments == sorted(moments)


def test_a_device_that_is_not_in_the_settings_has_no_tap(recorder: FlightRecorder) -> None:
    with pytest.raises(ValueError, match="no such device"):
        recorder.tap("吴志远", LengthsOnly())
    recorder.tap("ups", LengthsOnly())
    with pytest.raises(ValueError, match="tapped already"):
        recorder.tap("ups", LengthsOnly())


def test_what_was_begun_and_goes_no_further_is_written_after_a_while(
    recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    recorder.tap("scanner", ScannerRedaction()).received(b"46010519")
    recorder.flush()
    assert not folder.exists()
    hours.pass_s(3)
    recorder.flush()
    (stretch,) = read_recording(folder)
    assert [one.entry for one in stretch.entries] == [LineScanned(8, Terminator.NONE)]
    assert stretch.began.astimezone(UTC) <= datetime(2026, 5, 4, 12, 0, 1, tzinfo=UTC)
