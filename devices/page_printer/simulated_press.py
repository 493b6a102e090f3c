"""The simulated printer's paper path: pages come out one by one, stop for what is wrong, go on when it is put right.

ippeveprinter keeps the jobs and speaks IPP; for each job it runs the print command, which connects here. What the
printer says of itself (ippeveprinter(1), ``STATE:`` and ``ATTR:``) can only be changed through a running job, so while
nothing prints, a change is carried by a job without pages, which the owner sends (``carry``).

A job waiting for paper inside ippeveprinter itself could not be cancelled, so while idle an empty tray is called
``media-needed``, and ``media-empty`` as well only while one of our jobs waits. Documents are kept in memory only.
"""

import contextlib
import json
import re
import socket
import threading
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

CARRIER = "jinban-simulator"
"""Name of the jobs without pages."""

_KEPT = 200
_CANCEL_LOOK_S = 0.05


class Drill(StrEnum):
    """What can go wrong with paper, covers and toner."""

    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    TONER_LOW = "toner_low"
    TONER_EMPTY = "toner_empty"
    OUTPUT_FULL = "output_full"
    STOPS_MID_JOB = "stops_mid_job"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """One job's paper: ``pages_out`` of ``pages`` sheets lie in the tray."""

    job: str
    pages: int
    pages_out: int
    pdf: bytes = field(repr=False)


class SimulatedPress:
    """Listens on ``path`` for print commands. All methods may be called from any thread.

    ``carry`` sends a job without pages; ``is_cancelled(number)`` asks ippeveprinter, which tells a running command
    nothing. ``page_s`` is the time for a page, ``slow_page_s`` under the fault ``slow``.
    """

    def __init__(
        self,
        path: Path,
        carry: Callable[[], None],
        is_cancelled: Callable[[int], bool],
        page_s: float,
        slow_page_s: float,
    ) -> None:
        self._carry = carry
        self._is_cancelled = is_cancelled
        self._page_s = page_s
        self._slow_page_s = slow_page_s
        self._present: set[Drill] = set()
        self._next: set[Drill] = set()
        self._documents: deque[PrintedDocument] = deque(maxlen=_KEPT)
        self._changed = threading.Condition()
        self._powered = True
        self._under_way: int | None = None
        self._pages = 0
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, name="simulated-press", daemon=True)
        self._thread.start()

    def drill(self, drill: Drill) -> None:
        """Goes wrong from now on."""
        self._change(lambda: self._present.add(drill))

    def drill_once(self, drill: Drill) -> None:
        """Goes wrong in the next job: after its first page, or before its only one; then stays until put right."""
        with self._changed:
            self._next.add(drill)

    def put_right(self, *drills: Drill) -> None:
        """These, or everything."""
        self._change(lambda: self._put_right(frozenset(drills or Drill)))

    def switch(self, *, on: bool) -> None:
        """Without power the job under way is lost, with the pages that are not out."""
        with self._changed:
            self._powered = on
            self._changed.notify_all()

    def announce(self) -> None:
        """After power came back: tells ippeveprinter anew what is wrong."""
        self._change(lambda: None)

    def documents(self) -> list[PrintedDocument]:
        """All that came onto paper, also in part, oldest first (the last 200)."""
        with self._changed:
            return list(self._documents)

    @property
    def pages(self) -> int:
        """Sheets that came out since the start."""
        with self._changed:
            return self._pages

    @property
    def under_way(self) -> int | None:
        """ippeveprinter's number of the job whose pages are coming out."""
        with self._changed:
            return self._under_way

    def faults(self) -> tuple[frozenset[Drill], frozenset[Drill]]:
        """Present ones, and those to come once."""
        with self._changed:
            return frozenset(self._present), frozenset(self._next)

    def close(self) -> None:
        self.switch(on=False)
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _change(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()
            has_job = self._under_way is not None or not self._powered
        if not has_job:
            self._carry()

    def _put_right(self, drills: frozenset[Drill]) -> None:
        self._present -= drills
        self._next -= drills

    def _serve(self) -> None:
        while True:
            try:
                command, _ = self._listener.accept()
            except OSError:
                return
            with command, contextlib.suppress(OSError, ValueError):
                self._run(command)

    def _run(self, command: socket.socket) -> None:
        with command.makefile("rb") as words:
            job = json.loads(words.readline())
            pdf = words.read(int(job["size"]))
        if job["name"] == CARRIER:
            with self._changed:
                command.sendall(f"{self._state(in_job=False)}END 0\n".encode())
            return
        with self._changed:
            self._under_way = int(job["number"])
        try:
            self._print(command, str(job["name"]), int(job["number"]), pdf)
        finally:
            with self._changed:
                self._under_way = None

    def _print(self, command: socket.socket, name: str, number: int, pdf: bytes) -> None:
        pages, out = page_count(pdf), 0
        with self._changed:
            command.sendall(f"ATTR: job-impressions={pages}\n{self._state(in_job=True)}".encode())
            while out < pages and self._may_go_on(number):
                if self._next and out == min(1, pages - 1):
                    self._present |= self._next
                    self._next.clear()
                    command.sendall(self._state(in_job=True).encode())
                if self._is_stopped(out, pages):
                    before = set(self._present)
                    self._changed.wait(_CANCEL_LOOK_S)
                    if self._present != before:
                        command.sendall(self._state(in_job=True).encode())
                    continue
                self._changed.wait_for(
                    lambda: not self._powered or self._is_stopped(out, pages),  # noqa: B023 - called at once
                    self._slow_page_s if Drill.SLOW in self._present else self._page_s,
                )
                if self._powered and not self._is_stopped(out, pages):
                    out += 1
                    self._pages += 1
                    command.sendall(f"ATTR: job-impressions-completed={out}\n".encode())
            if out:
                self._documents.append(PrintedDocument(name, pages, out, pdf))
            # Under the lock up to its last word: a change from here on is carried by a job of its own.
            self._under_way = None
            end = 0 if out == pages else 1
            command.sendall(f"{self._state(in_job=False)}END {end}\n".encode())

    def _is_stopped(self, out: int, pages: int) -> bool:
        stops = self._present & _STOPS
        return bool(stops - {Drill.STOPS_MID_JOB}) or (bool(stops) and out == min(1, pages - 1))

    def _may_go_on(self, number: int) -> bool:
        if not self._powered:
            return False
        self._changed.release()
        try:
            return not self._is_cancelled(number)
        finally:
            self._changed.acquire()

    def _state(self, *, in_job: bool) -> str:
        keywords = [word for drill, words in _KEYWORDS.items() if drill in self._present for word in words]
        if in_job and Drill.PAPER_OUT in self._present:
            keywords.append("media-empty")
        toner = 0 if Drill.TONER_EMPTY in self._present else 4 if Drill.TONER_LOW in self._present else 75
        alert = "outputMediaTrayFull" if Drill.OUTPUT_FULL in self._present else "unknown"
        attributes = (
            f"marker-names=black marker-types=toner marker-levels={toner} marker-low-levels=10"
            f' printer-alert="code={alert};severity=critical"'
        )
        return f"STATE: {','.join(keywords) or 'none'}\nATTR: {attributes}\n"


def page_count(pdf: bytes) -> int:
    """Pages in a PDF (ISO 32000-1, 7.7.3.3), also where they are in compressed object streams; at least one."""
    parts = [pdf]
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompressobj().decompress(stream[1], _LARGEST_STREAM))
    return max(1, sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts))


_LARGEST_STREAM = 16 * 1024 * 1024
_STOPS = frozenset(
    {
        Drill.PAPER_OUT,
        Drill.JAM,
        Drill.COVER_OPEN,
        Drill.TONER_EMPTY,
        Drill.OUTPUT_FULL,
        Drill.STOPS_MID_JOB,
    }
)
_KEYWORDS = {
    Drill.PAPER_OUT: ("media-needed",),
    Drill.PAPER_LOW: ("media-low",),
    Drill.JAM: ("media-jam",),
    Drill.COVER_OPEN: ("cover-open",),
    Drill.TONER_LOW: ("toner-low",),
    Drill.TONER_EMPTY: ("toner-empty",),
    Drill.OUTPUT_FULL: ("other",),
}
