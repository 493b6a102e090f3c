"""Reads a recording: one file, or the folder with both. A last line that a crash cut short is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from devices.flight_recorder.entry import Entry
from devices.flight_recorder.line_format import Head, Line, NotALine, read_line
from devices.flight_recorder.segments import CURRENT, PREVIOUS


class NotARecording(Exception):
    """``place`` is the file and, where there is one, the line; ``expected`` is what a recording has there."""

    def __init__(self, place: str, expected: str) -> None:
        super().__init__(f"{place}: {expected}")
        self.place = place
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry; ``at_ms`` counts from the start of its stretch, ``place`` is its file and line."""

    at_ms: float
    device: str
    entry: Entry
    place: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one process recorded without a gap. ``began`` is the wall clock at its moment 0."""

    began: datetime
    entries: tuple[Recorded, ...]

    def moment_of(self, recorded: Recorded) -> datetime:
        """When that was, by the wall clock of then."""
        return self.began + timedelta(milliseconds=recorded.at_ms)

    def of(self, device: str) -> tuple[Recorded, ...]:
        return tuple(recorded for recorded in self.entries if recorded.device == device)


def read_recording(path: Path) -> tuple[Stretch, ...]:
    """The stretches in order; those that one process wrote into both files are one. Raises NotARecording."""
    files = [file for file in (path / PREVIOUS, path / CURRENT) if file.exists()] if path.is_dir() else [path]
    if not files:
        raise NotARecording(str(path), f"expected {CURRENT} or {PREVIOUS} in it")
    stretches: list[tuple[datetime, list[Recorded]]] = []
    offset_ms = 0.0
    for place, line in (line for file in files for line in _lines(file)):
        if isinstance(line, Head):
            if line.continues and stretches:
                offset_ms += line.after_ms
            else:
                stretches.append((line.began, []))
                offset_ms = 0.0
        else:
            stretches[-1][1].append(Recorded(offset_ms + line.at_ms, line.device, line.entry, place))
    return tuple(Stretch(began, tuple(entries)) for began, entries in stretches)


def _lines(file: Path) -> Iterator[tuple[str, Head | Line]]:
    """Each line with its place, a head before all others. Raises NotARecording."""
    try:
        texts = file.read_bytes().split(b"\n")
    except OSError as error:
        raise NotARecording(str(file), error.strerror or "cannot be read") from None
    if not texts[-1]:
        texts.pop()
    if not texts:
        raise NotARecording(f"{file}:1", "expected a head, the file is empty")
    headed = False
    for number, text in enumerate(texts, 1):
        place = f"{file}:{number}"
        try:
            line = read_line(text)
        except NotALine as wrong:
            if _is_cut_short(texts, number, headed):
                continue
            raise NotARecording(place, str(wrong)) from None
        headed = headed or isinstance(line, Head)
        if not headed:
            raise NotARecording(place, 'expected a head: {"jinban_flight": 1, ...}')
        yield place, line


def _is_cut_short(texts: Sequence[bytes], number: int, headed: bool) -> bool:
    """Whether this line was the last that its process wrote: at the end, or before another's head."""
    if number == len(texts):
        return headed
    return texts[number].startswith(b'{"jinban_flight"')
