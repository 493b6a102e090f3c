"""Where benchmarks are run: a prepared data folder on the station's own disk, and processes of our own beside it."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.follow_parent import VARIABLE
from app.station_context import StationContext

ROOT = Path(__file__).parent.parent
PATIENCE_S = 180.0


class ProcessFailed(Exception):
    """A process of the benchmark ended or stayed silent; the text names it and its last words."""


@contextmanager
def prepared_station(station: StationContext, name: str = "") -> Iterator[StationContext]:
    """The same station on a new folder below its own data folder: catalogue built, store made; gone afterwards."""
    station.make_data_folder()
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}", dir=station.data) as folder:
        prepared = replace(station, data=Path(folder))
        prepared.open_catalogue().close()
        prepared.open_outbox().database.close()
        yield prepared


class Process:
    """One process of ours whose lines are read as they come. It ends with us, and at the end of the ``with``."""

    def __init__(self, module: str, *words: str) -> None:
        self.begun = time.monotonic()
        self._name = module
        self._said: dict[str, str] = {}
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed by __exit__
        self._process = subprocess.Popen(
            command(module, *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=surroundings() | {VARIABLE: "1"},
        )
        self._late = threading.Timer(PATIENCE_S, self._process.kill)
        self._late.daemon = True
        self._late.start()

    def line(self, first: str) -> str:
        """What follows the word ``first`` on the line that begins with it, said or to come. Raises ProcessFailed."""
        if self._process.stdout is None:
            raise ValueError("the process has no output")
        while first not in self._said and (line := self._process.stdout.readline()):
            word, _, rest = line.decode().strip().partition(" ")
            self._said[word] = rest
        if first in self._said:
            return self._said[first]
        self._errors.seek(0)
        raise ProcessFailed(
            f"{self._name}: no line {first}; {self._errors.read()[-400:].decode('utf-8', 'replace')}"
        )

    def seconds_to(self, first: str) -> float:
        """From our start of the process to the moment that its line ``first`` names (the monotonic clock's)."""
        return float(self.line(first)) - self.begun

    def kill(self) -> None:
        """As a power cut would, at once."""
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self._late.cancel()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()


def command(module: str, *words: str) -> list[str]:
    """The words that run a module of ours with our own Python."""
    return [sys.executable, "-m", module, *words]


def run_to_end(words: Sequence[str], feed: bytes = b"") -> float:
    """Seconds from start to end of a process that must succeed. Raises ProcessFailed."""
    begun = time.monotonic()
    ended = subprocess.run(
        words, input=feed, capture_output=True, env=surroundings(), timeout=PATIENCE_S, check=False
    )
    seconds = time.monotonic() - begun
    if ended.returncode != 0:
        raise ProcessFailed(
            f"{words[0]}: status {ended.returncode}; {ended.stderr[-400:].decode('utf-8', 'replace')}"
        )
    return seconds


def surroundings() -> dict[str, str]:
    """The environment of every process: our own modules, a screen in memory, the software renderer."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }
