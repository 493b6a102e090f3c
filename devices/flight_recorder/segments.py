"""The two files of a recording: the current one, and the one before it. Together they hold ten minutes and more.

``current.jsonl`` is appended to, each write in one piece and without fsync: what was written survives the death of the
process, though not of the machine. After ten minutes it becomes ``previous.jsonl``, and what was that is gone. A new
process appends to the current file, so that a kiosk that restarts again and again keeps what went before.

Belongs to one thread. The folder is locked while it is written; it is 0700, the files are 0600.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from devices.flight_recorder.entry import Conclusion, ConditionChanged, Ended
from devices.flight_recorder.line_format import Head, Line, write_head, write_line

CURRENT = "current.jsonl"
PREVIOUS = "previous.jsonl"
SEGMENT_S = 600.0
SEGMENT_BYTES = 16 * 1024 * 1024


class Segments:
    """``clock`` counts seconds and never jumps; ``now`` is the wall clock. Nothing is opened before the first write."""

    def __init__(
        self, folder: Path, clock: Callable[[], float], now: Callable[[], datetime], *, max_bytes: int
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._now = now
        self._max_bytes = max_bytes
        self._lock = -1
        self._file = -1
        self._size = 0
        self._opened_at = 0.0
        self._begun_at: float | None = None
        self._concluded: dict[tuple[str, type[Conclusion]], Conclusion] = {}

    def append(self, lines: Sequence[Line]) -> None:
        """Writes these; their moments are those of ``clock``, in milliseconds, in order. Raises OSError.

        After an error the file is let go; the next call opens it anew, with a head of its own.
        """
        try:
            self._append(lines)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Lets files and folder go; may be called twice."""
        for descriptor in (self._file, self._lock):
            if descriptor >= 0:
                os.close(descriptor)
        self._file = self._lock = -1

    def _append(self, lines: Sequence[Line]) -> None:
        if self._lock < 0:
            self._lock_folder()
        if self._file >= 0 and self._is_full():
            os.close(self._file)
            self._file = -1
            with contextlib.suppress(FileNotFoundError):  # somebody tidied up; a new one follows
                (self._folder / CURRENT).replace(self._folder / PREVIOUS)
        text = b""
        if self._file < 0:
            text = self._open(lines[0].at_ms / 1000)
        for line in lines:
            text += self._written(line)
            if isinstance(line.entry, ConditionChanged | Ended):
                self._concluded[line.device, type(line.entry)] = line.entry
        while text:
            written = os.write(self._file, text)
            self._size += written
            text = text[written:]

    def _lock_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        self._lock = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_full(self) -> bool:
        return self._clock() - self._opened_at >= SEGMENT_S or self._size >= self._max_bytes

    def _open(self, first_at: float) -> bytes:
        """Opens the current file; gives the head, and each device's last conclusions."""
        path = self._folder / CURRENT
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        os.fchmod(self._file, 0o600)
        self._size = os.fstat(self._file).st_size
        self._opened_at = self._clock()
        before, self._begun_at = self._begun_at, first_at
        head = Head(
            self._now() - timedelta(seconds=self._opened_at - first_at),
            before is not None,
            (first_at - before) * 1000 if before is not None else 0.0,
        )
        # A line that a crash or a full disk cut short stays alone on its line.
        is_torn = self._size > 0 and os.pread(self._file, 1, self._size - 1) != b"\n"
        carried = [
            Line(first_at * 1000, device, replace(last, carried=True))
            for (device, _), last in self._concluded.items()
        ]
        return b"\n" * is_torn + write_head(head) + b"".join(map(self._written, carried))

    def _written(self, line: Line) -> bytes:
        return write_line(Line(line.at_ms - (self._begun_at or 0.0) * 1000, line.device, line.entry))
