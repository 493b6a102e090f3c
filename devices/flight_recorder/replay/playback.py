"""Plays one device's recording through our own adapter and holds its conclusions of then against those of now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, TypeGuard

from config.faults import FaultCode
from devices.flight_recorder.entry import (
    Conclusion,
    ConditionChanged,
    ConditionName,
    Dropped,
    Ended,
    Entry,
    Verb,
)
from devices.flight_recorder.recording import Recorded, Stretch
from devices.flight_recorder.redaction.redaction import LengthsOnly
from devices.flight_recorder.replay.escpos import ReplayedPrinter
from devices.flight_recorder.replay.far_side import ReplayClock
from devices.flight_recorder.replay.sam import ReplayedReader
from devices.flight_recorder.replay.script import ENDING, Diverged, Script, ScriptOver
from devices.flight_recorder.tap import DeviceTap, Tap

MOST_IDLE = 60
"""The longest rest of an adapter between two attempts is 30 s; each time it does nothing one second passes."""


class Replayed(Protocol):
    """An adapter of ours on a recorded line."""

    default: Verb

    def go_on(self, verb: Verb, *, repeated: bool) -> None:
        """Carries out one verb; ``repeated``: the one with the same id as the last."""
        ...

    def close(self) -> None: ...


class MakeReplayed(Protocol):
    def __call__(self, script: Script, clock: ReplayClock, tap: Tap) -> Replayed: ...


REPLAYED: Mapping[str, MakeReplayed] = MappingProxyType(
    {"id_card": ReplayedReader, "receipt_printer": ReplayedPrinter}
)
"""The devices whose line can be played back."""


@dataclass(frozen=True, slots=True)
class Playback:
    """What was concluded then and now, in order.

    ``then_at`` is when, by the wall clock of then. ``dropped`` entries were too many to be recorded. ``diverged`` says
    where the adapter did something else than then, if it did; there the replay of that stretch ends.
    """

    then: tuple[Conclusion, ...]
    then_at: tuple[datetime, ...]
    now: tuple[Conclusion, ...]
    dropped: int
    diverged: str | None

    @property
    def is_same(self) -> bool:
        """Whether the same faults came out in the same order."""
        return self.diverged is None and _faults(self.then) == _faults(self.now)


def play(device: str, stretches: Sequence[Stretch]) -> Playback:
    """One of `REPLAYED`. Takes about a millisecond an exchange; opens a pty or a TCP port of the loopback."""
    then: list[Conclusion] = []
    then_at: list[datetime] = []
    now: list[Conclusion] = []
    dropped = 0
    diverged: str | None = None
    for stretch in stretches:
        entries = stretch.of(device)
        concluded = [(one, one.entry) for one in entries if is_conclusion(one.entry)]
        then += [conclusion for _, conclusion in concluded]
        then_at += [stretch.moment_of(recorded) for recorded, _ in concluded]
        dropped += sum(one.entry.count for one in entries if isinstance(one.entry, Dropped))
        played = _Play(REPLAYED[device], entries)
        now += played.conclusions(len(concluded))
        diverged = diverged or played.diverged
    return Playback(tuple(then), tuple(then_at), tuple(now), dropped, diverged)


class _Play:
    """One stretch, played to its end when this is made."""

    def __init__(self, make: MakeReplayed, entries: Sequence[Recorded]) -> None:
        self._script = Script(entries)
        self._clock = ReplayClock()
        self._now: list[Conclusion] = []
        self._before_last_verb = 0
        self.diverged: str | None = None
        tap = DeviceTap(LengthsOnly(), self._keep, self._clock)
        for recorded in entries:
            if isinstance(recorded.entry, Conclusion) and recorded.entry.carried:
                tap.event(recorded.entry)
        replayed = make(self._script, self._clock, tap)
        try:
            self._go_on(replayed)
        except ScriptOver:
            pass
        except Diverged as otherwise:
            self.diverged = str(otherwise)
        finally:
            replayed.close()

    def conclusions(self, at_least: int) -> list[Conclusion]:
        """All but those of the last verb that are more than ``at_least``: the recording may end before they came."""
        return self._now[: max(at_least, self._before_last_verb)]

    def _keep(self, at: float, entries: Sequence[Entry]) -> None:  # noqa: ARG002  a tap tells the moment too
        self._now += filter(is_conclusion, entries)

    def _go_on(self, replayed: Replayed) -> None:
        idle = 0
        while self._script.has_more:
            before = self._script.position
            verb = self._script.next_verb() or replayed.default
            upcoming = self._script.peek()
            if upcoming is None:
                return
            self._clock.reach(upcoming.at_ms / 1000)
            self._script.running = verb if verb in ENDING else None
            self._before_last_verb = len(self._now)
            replayed.go_on(verb, repeated=isinstance(upcoming.entry, Ended))
            idle = idle + 1 if self._script.position == before else 0
            if idle > MOST_IDLE:
                raise Diverged(upcoming.place, "the device was asked", "it is not")
            self._clock.advance(float(idle > 0))


def is_conclusion(entry: Entry) -> TypeGuard[Conclusion]:
    """What counts as one: not what is from before the recording, and not that nothing is known yet."""
    if isinstance(entry, ConditionChanged) and entry.condition == ConditionName.UNKNOWN:
        return False
    return isinstance(entry, Conclusion) and not entry.carried


def _faults(conclusions: Sequence[Conclusion]) -> list[FaultCode]:
    return [conclusion.fault for conclusion in conclusions if conclusion.fault is not None]
