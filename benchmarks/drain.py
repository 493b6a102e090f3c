"""`drain`: a queue of applications goes to the reference platform, against as many plain requests and disk waits."""

import http.client
import secrets
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.station_context import StationContext
from benchmarks.bench_hall import Process, ProcessFailed, prepared_station
from benchmarks.desk import Desk
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread
from benchmarks.raw_store import Prepared, sync
from kiosk.envelope import SealedApplication
from sync.contract import MAX_BATCH
from sync.process import run_sync

TARGET = Target(Held.RATIO, 10.0)
QUEUED = 200
KIOSK_COMMITS = 3
"""An application is claimed, receipted and purged: each must be on the disk before the next step."""


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """On the loopback, the far side a process of its own; the queue is full before the clock runs."""
    count = 3 if quick else QUEUED
    with prepared_station(station) as prepared:
        folder = prepared.data / "plain"
        folder.mkdir(mode=0o700)
        far = ("app", "platform", "--port", "0", "--data", str(prepared.data / "far"))
        with Process(*far) as platform, Process("benchmarks.plain_platform", str(folder)) as plain:
            url = platform.line("platform").split()[-1]
            desk = Desk(prepared)
            floor = _Floor(prepared.data / "floor", int(plain.line("listening")))
            synced, floored = interleaved(
                1 if quick else 3,
                lambda: _drain(replace(prepared, platform_url=url), desk, count),
                lambda: floor.drain([desk.seal() for _ in range(count)]),
            )
            desk.close()
            floor.close()
    return Figure(
        "drain",
        median(synced) / count * 1000,
        "ms an application",
        median(floored) / count * 1000,
        TARGET,
        f"{count} applications with one attachment each in {spread(synced)} s, floor {spread(floored)} s",
    )


def _drain(station: StationContext, desk: Desk, count: int) -> float:
    for _ in range(count):
        desk.file()
    begun = time.monotonic()
    report = run_sync(station.data, station.sync_settings(), once=True)
    seconds = time.monotonic() - begun
    if report.receipted != count:
        raise ProcessFailed(f"drain: {report.receipted} of {count} receipted, the line is {report.line}")
    return seconds


class _Floor:
    """One connection, one database; what a station does at the very least for each application."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(mode=0o700)
        self._folder = folder
        self._line = http.client.HTTPConnection("127.0.0.1", port)
        self._database = sqlite3.connect(folder / "floor.db", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = wal")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE step (name TEXT, step INTEGER)")

    def drain(self, applications: list[SealedApplication]) -> float:
        queue = [Prepared(application) for application in applications]
        for one in queue:
            (self._folder / one.name).write_bytes(one.content)
        begun = time.monotonic()
        for start in range(0, len(queue), MAX_BATCH):
            batch = queue[start : start + MAX_BATCH]
            for one in batch:
                self._step(one.name, 0)
                for _, content in one.attachments:
                    self._ask("PUT", f"/{secrets.token_hex(16)}", content)
            self._ask("POST", f"/rows/{len(batch)}", b"".join(one.content for one in batch))
            for one in batch:
                for step in range(1, KIOSK_COMMITS):
                    self._step(one.name, step)
                (self._folder / one.name).unlink()
                for _ in (one.content, *one.attachments):
                    sync(self._folder)
        return time.monotonic() - begun

    def close(self) -> None:
        self._line.close()
        self._database.close()

    def _step(self, name: str, step: int) -> None:
        self._database.execute("INSERT INTO step VALUES (?, ?)", (name, step))

    def _ask(self, method: str, path: str, body: bytes) -> None:
        self._line.request(method, path, body)
        with closing(self._line.getresponse()) as answer:
            answer.read()
            if answer.status != 200:
                raise ProcessFailed(f"drain: the plain platform answered {answer.status}")
