"""`launcher`: what ``./jinban`` adds to a command when everything is installed."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.station_context import StationContext
from benchmarks.bench_hall import ROOT, command, prepared_station, run_to_end
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread

TARGET = Target(Held.ADDED, 0.3)
_STAMPS = {"apt-done": "apt.txt", "lock-done": "requirements.lock"}


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """``queue status`` by the launcher and by Python itself, in turn."""
    with prepared_station(station) as prepared, _checkout() as launcher:
        words = ["queue", "status", "--data", str(prepared.data)]
        launched, direct = interleaved(
            1 if quick else 9,
            lambda: run_to_end([str(launcher), *words]),
            lambda: run_to_end(command("app", *words)),
        )
    added = median(launched) - median(direct)
    return Figure(
        "launcher",
        median(launched),
        "s",
        median(direct),
        TARGET,
        f"adds {added * 1000:.0f} ms; launched {spread(launched)} s, direct {spread(direct)} s",
    )


@contextmanager
def _checkout() -> Iterator[Path]:
    """This checkout once more, by links, with the stamps of a finished installation: here nothing is ever installed."""
    with tempfile.TemporaryDirectory(prefix="jinban-bench-") as folder:
        root = Path(folder)
        for entry in ROOT.iterdir():
            if entry.name not in {".venv", "jinban"}:
                (root / entry.name).symlink_to(entry)
        shutil.copy2(ROOT / "jinban", root / "jinban")
        (root / ".venv").mkdir()
        for entry in Path(sys.prefix).iterdir():
            if entry.name not in _STAMPS:
                (root / ".venv" / entry.name).symlink_to(entry)
        for stamp, installed in _STAMPS.items():
            shutil.copyfile(ROOT / "packaging" / installed, root / ".venv" / stamp)
        yield root / "jinban"
