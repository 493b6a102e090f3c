"""The flight recorder: takes what the taps keep, and writes it once a second on a thread of its own.

A flood costs its own device only: at most `LINES_A_SECOND` are written in all, shared fairly, after a burst of
`BURST_LINES`; of what is too much the oldest goes, and a ``dropped`` entry says how many. Ten minutes of that fit one
file (``segments.py``). When the disk does not take it the recorder says so once in the log, keeps quiet, and tries
again each minute; devices never notice.
"""

import errno
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from devices.flight_recorder.entry import Dropped, Entry, clamped
from devices.flight_recorder.line_format import DEVICES, VISIT, Line
from devices.flight_recorder.redaction.redaction import LengthsOnly, Redaction
from devices.flight_recorder.segments import SEGMENT_BYTES, Segments
from devices.flight_recorder.tap import DeviceTap, Tap

FLUSH_S = 1.0
LINES_A_SECOND = 128
BURST_LINES = 1024
RETRY_S = 60.0

_log = logging.getLogger("devices")


class FlightRecorder:
    """``folder`` is ``<data>/flight``. Making one touches no disk; `start` writes from then on, `close` ends it.

    `tap` and what taps are told may come from any thread, before `start` and after `close` too.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
        *,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        self._clock = clock
        self._segments = Segments(folder, clock, now, max_bytes=segment_bytes)
        self._lock = threading.Lock()
        self._kept: dict[str, deque[tuple[float, int, Entry]]] = {}
        self._dropped: dict[str, int] = {}
        self._taps: dict[str, DeviceTap] = {}
        self._count = itertools.count()
        self._writing = threading.Lock()
        self._allowance = float(BURST_LINES)
        self._flushed_at = clock()
        self._retry_at: float | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="flight-recorder", daemon=True)

    def tap(self, device: str, redaction: Redaction) -> Tap:
        """The tap of one device, by its name in the settings; one for each device. Raises ValueError for others."""
        if device not in DEVICES or device in self._taps:
            raise ValueError(f"{device}: no such device, or tapped already")
        self._kept[device] = deque(maxlen=BURST_LINES)
        made = DeviceTap(redaction, partial(self._keep, device), self._clock)
        with self._lock:
            self._taps[device] = made
        return made

    def visit_tap(self) -> Tap:
        """The tap of the visit; it takes `VisitEntered` (``conclusions.visit_entered``)."""
        return self.tap(VISIT, LengthsOnly())

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Writes what there is and ends; may be called twice."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self.flush()
        self._segments.close()

    def flush(self) -> None:
        """Writes now what was kept so far. Any thread but a device's: it waits for the disk."""
        with self._lock:
            taps = list(self._taps.values())
        for tap in taps:
            tap.settle_if_quiet()
        with self._writing:
            self._write(self._taken())

    def _run(self) -> None:
        while not self._stopping.wait(FLUSH_S):
            self.flush()

    def _keep(self, device: str, at: float, entries: Sequence[Entry]) -> None:
        with self._lock:
            kept = self._kept[device]
            for entry in entries:
                if len(kept) == kept.maxlen:
                    self._dropped[device] = self._dropped.get(device, 0) + 1
                kept.append((at, next(self._count), entry))

    def _taken(self) -> list[Line]:
        """What is to be written, in order: of each device the newest that its share allows."""
        now = self._clock()
        self._allowance = min(BURST_LINES, self._allowance + (now - self._flushed_at) * LINES_A_SECOND)
        self._flushed_at = now
        taken: list[tuple[float, int, str, Entry]] = []
        with self._lock:
            waiting = {device: kept for device, kept in self._kept.items() if kept}
            share = int(self._allowance) // max(len(waiting), 1)
            for device, kept in waiting.items():
                surplus = max(len(kept) - share, 0)
                dropped = self._dropped.pop(device, 0) + surplus
                for _ in range(surplus):
                    kept.popleft()
                if dropped:
                    at = kept[0][0] if kept else now
                    taken.append((at, -1, device, Dropped(clamped(dropped))))
                taken += [(at, number, device, entry) for at, number, entry in kept]
                kept.clear()
        self._allowance -= len(taken)
        taken.sort(key=lambda one: one[:2])
        return [Line(at * 1000, device, entry) for at, _, device, entry in taken]

    def _write(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        now = self._clock()
        if self._retry_at is not None and now < self._retry_at:
            self._forget(lines)
            return
        try:
            self._segments.append(lines)
        except OSError as error:
            self._forget(lines)
            if self._retry_at is None:
                _log.warning(
                    "flight recorder keeps quiet: %s", errno.errorcode.get(error.errno or 0, "error")
                )
            self._retry_at = now + RETRY_S
            return
        if self._retry_at is not None:
            self._retry_at = None
            _log.info("flight recorder writes again")

    def _forget(self, lines: Sequence[Line]) -> None:
        with self._lock:
            for line in lines:
                lost = line.entry.count if isinstance(line.entry, Dropped) else 1
                self._dropped[line.device] = self._dropped.get(line.device, 0) + lost
