"""``jinban replay FILE``: plays a flight recording through our adapters: what they concluded then, and what now.

Status 0 when the same faults come out in the same order, 1 when not, 2 when the file is no recording.
"""

import argparse
import difflib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from app.station_context import StationContext
from config.settings import SettingsRefused
from devices.flight_recorder.line_format import Plain, plain
from devices.flight_recorder.recording import NotARecording, Stretch, read_recording
from devices.flight_recorder.replay.playback import REPLAYED, Playback, play

Document = dict[str, object]


def run(options: argparse.Namespace, station: StationContext) -> int:  # noqa: ARG001  every command has this shape
    try:
        stretches = read_recording(Path(options.file))
    except NotARecording as refused:
        raise SettingsRefused(f"replay: {refused}") from None
    devices = _chosen(options, stretches)
    played = {device: play(device, stretches) for device in devices if device in REPLAYED}
    is_same = all(playback.is_same for playback in played.values())
    if options.json:
        told = [_document(device, stretches, played.get(device)) for device in devices]
        document = {"file": options.file, "same": is_same, "devices": told}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        for device in devices:
            sys.stdout.writelines(f"{line}\n" for line in _told(device, stretches, played.get(device)))
    return 0 if is_same else 1


def _chosen(options: argparse.Namespace, stretches: Sequence[Stretch]) -> list[str]:
    recorded = sorted({one.device for stretch in stretches for one in stretch.entries})
    if options.device is None:
        return recorded
    if options.device not in recorded:
        there = ", ".join(recorded) or "nothing"
        raise SettingsRefused(f"replay: {options.file}: no entries of {options.device}; it holds: {there}")
    return [options.device]


def _document(device: str, stretches: Sequence[Stretch], playback: Playback | None) -> Document:
    if playback is None:
        timeline = [{"at": at.isoformat(), **entry} for at, entry in _timeline(device, stretches)]
        return {"device": device, "replayed": False, "timeline": timeline}
    return {
        "device": device,
        "replayed": True,
        "same": playback.is_same,
        "then": [
            {"at": at.isoformat(), **plain(one)}
            for at, one in zip(playback.then_at, playback.then, strict=True)
        ],
        "now": [plain(one) for one in playback.now],
        "diverged": playback.diverged,
        "dropped": playback.dropped,
    }


def _told(device: str, stretches: Sequence[Stretch], playback: Playback | None) -> Iterator[str]:
    if playback is None:
        yield f"{device}: cannot be played back; what was recorded:"
        for at, entry in _timeline(device, stretches):
            yield f"  {_clock(at)} {_words(entry)}"
        return
    verdict = "the same faults in the same order" if playback.is_same else "DIFFERENT"
    yield f"{device}: {verdict}"
    if playback.dropped:
        yield f"  {playback.dropped} entries were too many to be kept"
    yield from _side_by_side(playback)
    if playback.diverged:
        yield f"  the replay ends at {playback.diverged}"


def _side_by_side(playback: Playback) -> Iterator[str]:
    then, now = playback.then, playback.now
    compared = difflib.SequenceMatcher(None, then, now, autojunk=False)
    for sort, then_from, then_to, now_from, now_to in compared.get_opcodes():
        who = "then and now" if sort == "equal" else "then only   "
        for at, one in zip(playback.then_at[then_from:then_to], then[then_from:then_to], strict=True):
            yield f"  {_clock(at)} {who} {_words(plain(one))}"
        if sort != "equal":
            yield from (f"  {'':12} now only     {_words(plain(one))}" for one in now[now_from:now_to])


def _timeline(device: str, stretches: Sequence[Stretch]) -> Iterator[tuple[datetime, dict[str, Plain]]]:
    for stretch in stretches:
        for recorded in stretch.of(device):
            yield stretch.moment_of(recorded), plain(recorded.entry)


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M:%S.%f")[:-3]


def _words(entry: dict[str, Plain]) -> str:
    kind, *rest = entry.items()
    return " ".join([str(kind[1]), *(f"{name}={value}" for name, value in rest)])
