"""kill -9 while applications come in, while they are sent, and in the middle of a visit: what was promised holds."""

import json
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.app.jinban_command import EXAMPLE, application, jinban, line, start
from tests.app.test_commands import platform

LINES = 60


@pytest.mark.parametrize("after", [1, 2, 5, 9, 17, 30, 44, 58])
def test_every_number_that_was_printed_is_in_the_queue(tmp_path: Path, after: int) -> None:
    data = tmp_path / "data"
    process = start(data, "apply", "-")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line(application()) * LINES)
    process.stdin.flush()
    printed = [json.loads(process.stdout.readline())["id"] for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    printed += [json.loads(said)["id"] for said in rest.splitlines() if said.endswith(b"}")]
    listed = jinban(data, "queue", "list", "--json").document["items"]
    assert isinstance(listed, list)
    queued = {item["id"] for item in listed if isinstance(item, dict)}
    assert set(printed) <= queued
    assert len(queued) <= len(printed) + 1, "one may be durable and not yet printed, no more"
    with sqlite3.connect(data / "kiosk.db") as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    database.close()


def test_a_sync_that_is_killed_midway_loses_and_doubles_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    filed = jinban(data, "apply", "-", given=line(application()) * 30).lines
    with platform(tmp_path / "platform") as url:
        killed = start(data, "sync", "--platform-url", url)
        wait_for_deliveries(data, 7)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        report = jinban(data, "sync", "--once", "--platform-url", url, "--json")
        assert (report.status, report.document["unsent"]) == (0, 0)
    assert jinban(data, "queue", "status", "--json").document["counts"] == {"purged": len(filed)}
    with sqlite3.connect(tmp_path / "platform" / "platform" / "platform.db") as database:
        [(cases,)] = database.execute("SELECT count(*) FROM service_case").fetchall()
    database.close()
    assert cases == len(filed)


@pytest.mark.parametrize("damage", ["rubbish", "torn", "emptied"])
def test_a_damaged_database_is_set_aside_and_the_applications_still_arrive(
    tmp_path: Path, damage: str
) -> None:
    data = tmp_path / "data"
    numbers = [said["id"] for said in jinban(data, "apply", "-", given=line(application()) * 3).lines]
    file = data / "kiosk.db"
    whole = file.read_bytes()
    for beside in data.glob("kiosk.db-*"):
        beside.unlink()
    match damage:
        case "rubbish":
            file.write_bytes(b"\x5a" * len(whole))
        case "torn":
            file.write_bytes(whole[: len(whole) // 2])
        case _:
            file.write_bytes(b"")
    again = jinban(data, "apply", str(EXAMPLE))
    assert again.status == 0, again.err
    listed = jinban(data, "queue", "list", "--json").document["items"]
    assert isinstance(listed, list)
    assert {item["id"] for item in listed if isinstance(item, dict)} == {*numbers, again.lines[0]["id"]}
    rows = {row["name"]: row for row in json.loads(jinban(data, "doctor", "--json").out)}
    assert rows["quarantine"]["state"] == "attention"
    assert rows["quarantine"]["advice"]
    with platform(tmp_path / "platform") as url:
        report = jinban(data, "sync", "--once", "--platform-url", url, "--json")
    assert (report.status, report.document["receipted"]) == (0, 4)


def wait_for_deliveries(data: Path, count: int) -> None:
    with sqlite3.connect(data / "kiosk.db", timeout=10) as database:
        while True:
            [(delivered,)] = database.execute("SELECT count(*) FROM outbox WHERE state = 'purged'").fetchall()
            if delivered >= count:
                break
    database.close()
