"""`syncs`: how often the disk is made to wait for one application: counted by strace, not timed."""

import re
import shutil
from collections import Counter
from pathlib import Path

from app.station_context import StationContext
from benchmarks.bench_hall import command, prepared_station, run_to_end
from benchmarks.desk import EXAMPLE
from benchmarks.figure import Figure, Held, Target
from config.settings import SettingsRefused

TARGET = Target(Held.FIGURE, 1.1)
# Another thread's call may stand between: then the line ends here and goes on as "resumed", which names no file.
_SYNC = re.compile(
    r" (?:fsync|fdatasync|syncfs|msync|sync_file_range|sync)\((?:\d+<(?P<path>[^>]*)>)?.*(?:= 0|<unfinished \.\.\.>)$"
)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """A whole ``jinban apply -``, its start and its end included. The floor is one: a commit has to be on the disk."""
    strace = shutil.which("strace")
    if strace is None:
        raise SettingsRefused(
            "bench syncs: counts system calls with strace; install it: apt-get install strace"
        )
    count = 3 if quick else 200
    line = b" ".join(part.strip() for part in EXAMPLE.read_bytes().splitlines()) + b"\n"
    with prepared_station(station) as prepared:
        trace = prepared.data / "trace"
        calls = "trace=fsync,fdatasync,syncfs,msync,sync_file_range,sync"
        words = [strace, "-f", "-y", "-qq", "-e", "signal=none", "-e", calls, "-o", str(trace)]
        run_to_end([*words, *command("app", "apply", "-", "--data", str(prepared.data))], line * count)
        seen = counted(trace, prepared.data)
    database = sum(seen[kind] for kind in ("kiosk.db", "kiosk.db-wal"))
    others = {kind: calls for kind, calls in seen.items() if not kind.startswith("kiosk.db")}
    per = ", ".join(f"{kind} {calls / count:.2f}" for kind, calls in sorted(others.items()))
    return Figure(
        "syncs",
        database / count,
        "database syncs an application",
        1.0,
        TARGET,
        f"{count} applications with one attachment each; beside the database, each: {per or 'none'}",
    )


def counted(trace: Path, data: Path) -> Counter[str]:
    """Syncs by what was synced: the file's name at the top of the data folder, the folder's below it."""
    seen: Counter[str] = Counter()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _SYNC.search(line)
        if found is None:
            continue
        path = Path(found["path"] or "")
        if path.is_relative_to(data) and path != data:
            first, *rest = path.relative_to(data).parts
            seen[f"file in {first}/" if rest else f"{first}/" if (data / first).is_dir() else first] += 1
        else:
            seen["elsewhere"] += 1
    return seen
