"""Power cuts: nothing is called saved before every byte of it, and every name of a file, is on the platter.

The station runs under strace, and the order of its system calls is read.
"""

import re
from pathlib import Path

from tests.kiosk.store.hall import run_station, saved, small_station

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += +(-?\d+)")


def calls(data: Path, tmp_path: Path, count: int) -> tuple[list[str], list[str]]:
    """What the station did from ``ready`` on, one word and path each, and the ids it called saved."""
    small_station(data).close()
    trace = tmp_path / "trace"
    done = run_station(
        data,
        count,
        "-y",
        "-s",
        "200",
        "-o",
        str(trace),
        "-e",
        "trace=write,fsync,fdatasync,rename,renameat,renameat2",
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = []
    for line in trace.read_text().splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        name, arguments, _ = match.groups()
        if "ready" in arguments:
            found = []
        elif name == "write" and '"saved' in arguments:
            found.append("saved")
        elif name.startswith("rename"):
            found.append(
                "rename " + Path(re.findall(r'"([^"]*)"', arguments)[-1]).relative_to(data).as_posix()
            )
        elif name != "write" and str(data) in arguments:
            path = Path(re.findall(r"<([^>]*)>", arguments)[0]).relative_to(data).as_posix()
            found.append(f"sync {path}")
    return found, saved(done.stdout)


def in_order(found: list[str], name: str) -> list[str]:
    """What must have happened before "saved" was said, each found, in its order."""
    pattern = [
        r"sync attachments/.*\.tmp",
        r"rename attachments/[0-9a-f]{64}",
        r"sync attachments/.*\.tmp",
        r"rename attachments/[0-9a-f]{64}",
        rf"sync sealed/{name}\.pending",
        r"sync attachments",
        r"sync sealed",
        r"sync kiosk\.db-wal",
        rf"rename sealed/{name}",
        r"saved",
    ]
    steps = iter(found)
    return [want for want in pattern if not any(re.fullmatch(want, step) for step in steps)]


def test_files_then_folders_then_the_row_then_the_word_saved(data: Path, tmp_path: Path) -> None:
    found, (one,) = calls(data, tmp_path, 1)
    assert in_order(found, one) == []
    # The order is really looked at:
    unsaid = [step for step in found if step != "saved"]
    wal = unsaid.index("sync kiosk.db-wal")
    assert in_order([*unsaid[:wal], "saved", *unsaid[wal:]], one) == ["saved"]
    assert in_order([step for step in found if step != "sync sealed"], one) != []


def test_the_database_costs_little_more_than_one_sync_an_application(data: Path, tmp_path: Path) -> None:
    found, ids = calls(data, tmp_path, 40)
    syncs = [step for step in found if step.startswith("sync kiosk.db")]
    assert len(ids) == 40
    assert len(ids) <= len(syncs) <= 1.1 * len(ids)
