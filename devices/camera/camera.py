"""A camera as the kiosk uses it: on while somebody watches, off while nobody does, and never in anybody's way.

``watch`` switches it on and ``Watch.close`` off; in between ``latest`` answers with the newest picture or with what
stands in its way. Every method may be called from any thread, and none waits for the driver: one grabbing thread does
(``grabber.py``), which is left behind and replaced when it hangs. Nothing is stored; with the last watch the last
picture is dropped.
"""

import itertools
import threading
import time
from collections.abc import Callable
from datetime import datetime

from config.faults import FaultCode
from devices.camera.frame import Frame, Light
from devices.camera.grabber import Grabber, Limits
from devices.camera.opencv_source import Source
from devices.camera.status_card import StatusCard
from devices.device import DeviceStatus, SelfTest, TestFailed, TestPassed

LOOK_S = 4.0
"""Longest that ``check`` waits for a first picture."""

SETTLE_S = 1.5
"""Cameras find their exposure in the first second; until then too little or too much light is not believed."""

CLOSE_S = 0.5
MOST_HUNG = 3
"""So many grabbers may hang at a time; then the camera is left alone until the driver returns from one call."""

_TURN_S = 0.25


class Watch:
    """Somebody's need of the picture: from ``Camera.watch`` to ``close`` or the end of the ``with``."""

    def __init__(self, camera: "Camera") -> None:
        self._camera = camera

    @property
    def is_open(self) -> bool:
        return self._camera.is_watched_by(self)

    def latest(self, timeout_s: float, after: int = 0, *, give_up: bool = False) -> Frame | FaultCode:
        """The newest picture with a number above ``after``, at most a second old; waits so long for it, then answers
        why there is none. With ``give_up`` it answers as soon as something is known to be wrong. Once this watch or
        the camera is closed: CAMERA_SILENT, at once."""
        return self._camera.picture_for(self, timeout_s, after, give_up=give_up)

    def close(self) -> None:
        """Nobody looks through this watch any more. May be called twice, from any thread; waits for nothing."""
        self._camera.release(self)

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Camera:
    """One camera. ``now`` stamps the status; ``clock`` counts seconds and never jumps."""

    def __init__(
        self,
        source: Source,
        now: Callable[[], datetime],
        *,
        name: str,
        driver: str = "opencv",
        clock: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
    ) -> None:
        self._source = source
        self._clock = clock
        self._limits = limits or Limits()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._watches: set[Watch] = set()
        self._grabber: Grabber | None = None
        self._leaving: list[Grabber] = []
        self._card = StatusCard(name, driver, source.asked_px, now, clock)

    def watch(self) -> Watch:
        """Switches the camera on if it is off, without waiting until it is."""
        watch = Watch(self)
        with self._lock:
            self._watches.add(watch)
            if self._grabber is None:
                self._grabber = self._start_grabber()
        return watch

    def latest(self, timeout_s: float, after: int = 0) -> Frame | FaultCode:
        """As ``Watch.latest``. Where nobody watches, the camera is switched on for this one picture: a second or so."""
        with self.watch() as watch:
            return watch.latest(timeout_s, after)

    def status(self) -> DeviceStatus:
        """As the last picture or check left it; never blocks. ``detail`` tells the size, and the one asked for."""
        return self._card.status

    def check(self) -> DeviceStatus:
        """Asks the camera now; 7 s at most, and 9 s while it is frozen.

        Unwatched it takes one picture, and no second within a minute (``Limits.rest_s``): a camera whose lamp blinks
        every few seconds at whoever passes by is no way to treat them. In between it looks whether the camera is still
        plugged in.
        """
        with self._lock:
            is_unwatched = not self._watches
        if is_unwatched and not self._source.is_there():
            self._card.missed(FaultCode.CAMERA_UNPLUGGED, at_once=True)
        elif not (is_unwatched and self._card.is_well(self._limits.rest_s)):
            self._look(self._freeze_s if self._card.is_frozen() else 0.0)
        return self._card.status

    def self_test(self) -> SelfTest:
        """Watches long enough to see that the picture is no frozen one, too; 9 s at most."""
        outcome, a_second = self._look(self._freeze_s)
        if isinstance(outcome, FaultCode):
            return TestFailed(outcome, self._card.status.detail)
        detail = f"{self._card.size(outcome)}, {a_second:.0f} pictures a second"
        match outcome.light:
            case Light.TOO_DARK:
                return TestFailed(FaultCode.CAMERA_TOO_DARK, detail)
            case Light.TOO_BRIGHT:
                return TestFailed(FaultCode.CAMERA_TOO_BRIGHT, detail)
            case Light.FINE:
                return TestPassed(detail)

    def close(self) -> None:
        """Ends all watches and switches the camera off; waits half a second at most. A later watch opens it anew."""
        with self._lock:
            self._watches.clear()
            if self._grabber is not None:
                self._leaving.append(self._grabber)
                self._grabber = None
            leaving = list(self._leaving)
        for grabber in leaving:
            grabber.stop()
        until = self._clock() + CLOSE_S
        for grabber in leaving:
            grabber.stop(max(0.0, until - self._clock()))

    def is_watched_by(self, watch: Watch) -> bool:
        """For ``Watch``."""
        with self._lock:
            return watch in self._watches

    def release(self, watch: Watch) -> None:
        """For ``Watch``."""
        with self._lock:
            self._watches.discard(watch)
            if self._watches or self._grabber is None:
                return
            self._grabber.stop()
            self._leaving.append(self._grabber)
            self._grabber = None

    def picture_for(self, watch: Watch, timeout_s: float, after: int, *, give_up: bool) -> Frame | FaultCode:
        """For ``Watch``."""
        outcome = self._await(watch, timeout_s, after, give_up=give_up)
        match outcome:
            case Frame():
                self._card.saw(outcome)
                return outcome
            case FaultCode():
                self._card.missed(outcome)
                return outcome
            case None:
                return FaultCode.CAMERA_SILENT

    def _await(
        self, watch: Watch, timeout_s: float, after: int, *, give_up: bool = False
    ) -> Frame | FaultCode | None:
        """None: no picture yet, and nothing is known to be wrong."""
        until = self._clock() + timeout_s
        while (grabber := self._working_grabber(watch)) is not None:
            left_s = until - self._clock()
            frame = grabber.newer_than(after, max(0.0, min(left_s, _TURN_S)), give_up=give_up)
            if frame is not None:
                return frame
            fault = grabber.fault()
            if left_s <= 0 or (give_up and fault is not None):
                return fault
        return None

    def _look(self, for_s: float) -> tuple[Frame | FaultCode, float]:
        """Watches until a picture is well lit, and for that long; the last picture or what went wrong, and the pictures
        in a second."""
        taken = 0
        until = self._clock() + LOOK_S + max(for_s, SETTLE_S)
        with self.watch() as watch:
            outcome = self._await(watch, LOOK_S, 0, give_up=True)
            begun = self._clock()
            while isinstance(outcome, Frame):
                taken += 1
                passed_s = self._clock() - begun
                if passed_s >= max(for_s, 0.0 if outcome.light is Light.FINE else SETTLE_S):
                    self._card.saw(outcome, at_once=True)
                    return outcome, taken / max(passed_s, 0.001)
                outcome = self._await(watch, until - self._clock(), outcome.number, give_up=True)
        fault = outcome or FaultCode.CAMERA_SILENT
        self._card.missed(fault, at_once=True)
        return fault, 0.0

    @property
    def _freeze_s(self) -> float:
        """Long enough to see that a picture stands still; a camera that is meant to be still is not watched for it."""
        frozen_after_s = self._limits.frozen_after_s
        return frozen_after_s + 0.5 if frozen_after_s < LOOK_S else 0.0

    def _working_grabber(self, watch: Watch) -> Grabber | None:
        """The grabber, a new one in the place of one that hangs; None once the watch is closed."""
        with self._lock:
            if watch not in self._watches or self._grabber is None:
                return None
            if self._grabber.is_hung():
                self._grabber.stop()
                self._leaving.append(self._grabber)
                self._grabber = self._start_grabber(FaultCode.CAMERA_SILENT)
            return self._grabber

    def _start_grabber(self, fault: FaultCode | None = None) -> Grabber:
        self._leaving = [grabber for grabber in self._leaving if grabber.is_alive()]
        return Grabber(
            self._source,
            self._limits,
            self._clock,
            self._numbers,
            predecessor=self._leaving[-1] if self._leaving else None,
            is_patient=len(self._leaving) >= MOST_HUNG,
            fault=fault,
        )
