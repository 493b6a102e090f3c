"""What a device's adapter tells the flight recorder: bytes, which are redacted at once, and events.

A tap never blocks and never fails the device's thread: what it keeps goes to memory, and a thread of the recorder's own
takes it from there. `Untapped` is for stations without a recorder.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from devices.device import DeviceStatus
from devices.flight_recorder.conclusions import condition_changed
from devices.flight_recorder.entry import ConditionChanged, Ended, Entry, Event, Outcome
from devices.flight_recorder.redaction.redaction import Redaction

QUIET_S = 2.0
"""So long without a byte: what was begun will not go on."""

_REPEATING = frozenset({Outcome.NOTHING_THERE, Outcome.STILL_THERE, Outcome.DEVICE_FAILED})
"""Outcomes of a look that are told again and again while nothing happens; kept when they are new."""


class Tap(Protocol):
    """One device's. Any thread; bytes and events of one device should come from its own thread, in order."""

    def sent(self, data: bytes) -> None:
        """The kiosk handed these bytes to the line."""
        ...

    def received(self, data: bytes) -> None:
        """These bytes came from the device."""
        ...

    def event(self, event: Event) -> None:
        """Something happened beside the bytes. A conclusion that is the same as the last one is not kept again."""
        ...

    def status(self, status: DeviceStatus) -> None:
        """The device's status is this; kept when its condition changed, its words never."""
        ...


class Untapped:
    """Keeps nothing."""

    def sent(self, data: bytes) -> None: ...

    def received(self, data: bytes) -> None: ...

    def event(self, event: Event) -> None: ...

    def status(self, status: DeviceStatus) -> None: ...


class DeviceTap:
    """Redacts and hands on. ``keep`` takes the moment (seconds of ``clock``) and the entries, and returns at once."""

    def __init__(
        self, redaction: Redaction, keep: Callable[[float, Sequence[Entry]], None], clock: Callable[[], float]
    ) -> None:
        self._redaction = redaction
        self._keep = keep
        self._clock = clock
        self._lock = threading.Lock()
        self._heard_at = 0.0
        self._condition: ConditionChanged | None = None
        self._ended: Ended | None = None

    def sent(self, data: bytes) -> None:
        with self._lock:
            self._heard_at = self._clock()
            self._hand_on(self._redaction.sent(data))

    def received(self, data: bytes) -> None:
        with self._lock:
            self._heard_at = self._clock()
            self._hand_on(self._redaction.received(data))

    def event(self, event: Event) -> None:
        with self._lock:
            self._hand_on(self._redaction.settle())
            if self._is_news(event):
                self._hand_on((event,))

    def status(self, status: DeviceStatus) -> None:
        self.event(condition_changed(status))

    def settle_if_quiet(self) -> None:
        """Called now and then by the recorder's thread."""
        with self._lock:
            if self._clock() - self._heard_at >= QUIET_S:
                self._hand_on(self._redaction.settle())

    def _hand_on(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._keep(self._clock(), entries)

    def _is_news(self, event: Event) -> bool:
        match event:
            case ConditionChanged():
                before, self._condition = self._condition, replace(event, carried=False)
                return before != self._condition
            case Ended():
                ended, self._ended = self._ended, replace(event, carried=False)
                return ended != self._ended or event.outcome not in _REPEATING
            case _:
                return True
