"""``jinban run``: without a screen it says what to do; with one it starts all and takes all down, however it ends."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.jinban_command import environment, jinban, start
from tests.app.test_commands import free_port


def test_without_a_display_it_names_the_two_ways_on(tmp_path: Path) -> None:
    bare = environment(tmp_path / "data")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        bare.pop(name, None)
    said = jinban(tmp_path / "data", "run", environ=bare)
    assert said.status == 2
    assert "--vnc" in said.complaint
    assert "demo" in said.complaint


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_everything_that_it_started_ends_with_it(tmp_path: Path, end: signal.Signals) -> None:
    data = tmp_path / "data"
    url = f"http://127.0.0.1:{free_port()}"
    process = start(data, "run", "--platform-url", url, QT_QPA_PLATFORM="offscreen")
    wait(lambda: '"state":"online"' in link(data) or '"state": "online"' in link(data))
    children = children_of(process.pid)
    assert {"simulators", "platform", "sync"} <= {word for child in children for word in words_of(child)}
    process.send_signal(end)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == (0 if end is signal.SIGTERM else -signal.SIGKILL)
    assert b"Traceback" not in errors
    wait(lambda: not any(words_of(child) for child in children))
    assert not (data / "simulators.sock").exists(), "the simulators went as on any other day"


def test_killed_in_the_middle_of_a_visit_the_next_start_is_for_the_next_resident(tmp_path: Path) -> None:
    data = tmp_path / "data"
    words = ("run", "--no-platform", "--platform-url", f"http://127.0.0.1:{free_port()}")
    first = start(data, *words, QT_QPA_PLATFORM="offscreen")
    wait(lambda: jinban(data, "sim", "id_card", "insert", "grandmother").status == 0)
    wait(lambda: "state Home" in log(data))
    children = children_of(first.pid)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    # Until they have gone too, the next card could be laid on the old hall's reader, which nobody reads any more.
    wait(lambda: not any(words_of(child) for child in children))
    before = len(log(data))
    second = start(data, *words, QT_QPA_PLATFORM="offscreen")
    wait(lambda: jinban(data, "sim", "id_card", "insert", "grandfather").status == 0)
    wait(lambda: "state " in log(data)[before:])
    first_state = next(line for line in log(data)[before:].splitlines() if "state " in line)
    assert "state Home" in first_state, "a visit begins in an empty hall, and nowhere else"
    second.terminate()
    second.communicate(timeout=30)
    assert second.returncode == 0
    assert "符玉兰" not in log(data)


def link(data: Path) -> str:
    file = data / "link.json"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def log(data: Path) -> str:
    file = data / "logs" / "shell.jsonl"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def words_of(pid: int) -> list[str]:
    """A process's command line; empty when it is gone, or dead and not yet buried."""
    try:
        return [word.decode() for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if word]
    except OSError:
        return []


def wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        os.sched_yield()
        time.sleep(0.05)
