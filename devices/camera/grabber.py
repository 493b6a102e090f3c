"""The one thread that reads a camera while somebody watches, and keeps nothing but the latest picture.

Reading may block for ever in the driver; callers wait on a condition instead, never on the camera. A grabber that
hangs is left behind by ``Camera`` and lets go of the camera when, some day, its call returns.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.faults import EnvironmentFault, FaultCode
from devices.camera.frame import Frame, Picture, light_of, sampled
from devices.camera.opencv_source import Capture, Source
from devices.camera.stillness import Stillness

BAD_READS = 3
"""One bad picture is no fault of the camera; three in a row end the reading, and it is opened anew."""

_LOOK_ROUND_S = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """Times of one camera, in seconds."""

    frozen_after_s: float = 3.0
    """See ``stillness.py``; ``math.inf`` for a source that is meant to be still."""

    stale_after_s: float = 1.0
    """An older picture is not shown as the latest."""

    silent_after_s: float = 4.0
    """Slow USB cameras need two seconds for their first picture."""

    hung_after_s: float = 5.0
    """Over FFmpeg's and Video4Linux's own limits of two seconds; a call that is still away then does not return."""

    retry_s: tuple[float, ...] = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
    """Rest before the camera is opened again, by failures in a row. Somebody stands there and waits."""

    rest_s: float = 60.0
    """How long a check believes the last picture, and looks only whether the camera is still plugged in."""


class Grabber:
    """Reads from its construction until ``stop``. All methods may be called from any thread; none blocks on the camera.

    ``predecessor`` still holds the camera: it is waited for, for ``hung_after_s``, or without end if ``is_patient``.
    ``fault`` is what is known from it.
    """

    def __init__(
        self,
        source: Source,
        limits: Limits,
        clock: Callable[[], float],
        numbers: Iterator[int],
        *,
        predecessor: "Grabber | None" = None,
        is_patient: bool = False,
        fault: FaultCode | None = None,
    ) -> None:
        self._source = source
        self._limits = limits
        self._clock = clock
        self._numbers = numbers
        self._predecessor = predecessor
        self._is_patient = is_patient
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._fault = fault
        self._stopped = False
        self._in_call_since: float | None = None
        self._silent_since = clock()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def newer_than(self, number: int, timeout_s: float, *, give_up: bool = False) -> Frame | None:
        """The latest picture, once it is newer than that number. None after the timeout or ``stop``, or if it gives up,
        as soon as there is a fault."""

        def is_over() -> bool:
            return self._stopped or self._has(number) or (give_up and self._fault is not None)

        with self._changed:
            self._changed.wait_for(is_over, timeout_s)
            return self._frame if self._has(number) else None

    def fault(self) -> FaultCode | None:
        """What is wrong; None while all is well or the camera may still be warming up."""
        with self._changed:
            if self._fault is None and self._clock() - self._silent_since > self._limits.silent_after_s:
                return FaultCode.CAMERA_SILENT
            return self._fault

    def is_hung(self) -> bool:
        """Whether the driver has not returned from a call in time."""
        with self._changed:
            since = self._in_call_since
            return since is not None and self._clock() - since > self._limits.hung_after_s

    def is_alive(self) -> bool:
        """Whether it may still hold the camera."""
        return self._thread.is_alive()

    def stop(self, wait_s: float = 0.0) -> None:
        """Drops the picture now; lets the camera go as soon as the driver returns, which is waited for so long."""
        with self._changed:
            self._stopped = True
            self._frame = None
            self._changed.notify_all()
        self._thread.join(wait_s)

    def _has(self, number: int) -> bool:
        frame = self._frame
        return (
            frame is not None
            and frame.number > number
            and self._clock() - frame.taken_at <= self._limits.stale_after_s
        )

    def _run(self) -> None:
        self._await_predecessor()
        stillness = Stillness(self._limits.frozen_after_s)
        failures = 0
        while not self._stopped:
            self._set_in_call(True)
            try:
                capture = self._source.open()
            except EnvironmentFault as fault:
                self._set_fault(fault.code)
                failures += 1
            else:
                try:
                    failures = 0 if self._read(capture, stillness) else failures + 1
                finally:
                    self._set_in_call(True)
                    capture.close()
            self._set_in_call(False)
            self._rest(failures)

    def _read(self, capture: Capture, stillness: Stillness) -> bool:
        """Reads until it is stopped, the pictures end, or the camera is to be opened anew. Whether any picture came."""
        opened_at = self._clock()
        any_came = False
        bad = 0
        while not self._stopped:
            self._set_in_call(True)
            picture = capture.read()
            self._set_in_call(False)
            if picture is not None:
                any_came, bad = True, 0
                if self._take(picture, stillness) and self._clock() - opened_at > self._limits.frozen_after_s:
                    return True
            elif (bad := bad + 1) >= BAD_READS:
                self._set_fault(None if any_came else FaultCode.CAMERA_SILENT)
                return any_came
        return any_came

    def _take(self, picture: Picture, stillness: Stillness) -> bool:
        """Keeps the picture in place of the one before. True when it is frozen, and then none is kept."""
        at = self._clock()
        sample = sampled(picture)
        light = light_of(sample)
        if stillness.is_frozen(sample, light, at):
            self._set_fault(FaultCode.CAMERA_FROZEN)
            return True
        with self._changed:
            if not self._stopped:
                self._frame = Frame(next(self._numbers), at, light, picture)
                self._fault = None
                self._silent_since = at
                self._changed.notify_all()
        return False

    def _set_fault(self, fault: FaultCode | None) -> None:
        with self._changed:
            self._frame = None
            self._fault = fault
            self._changed.notify_all()

    def _set_in_call(self, is_in_call: bool) -> None:
        with self._changed:
            self._in_call_since = self._clock() if is_in_call else None

    def _rest(self, failures: int) -> None:
        rests = self._limits.retry_s
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, rests[min(failures, len(rests) - 1)])

    def _await_predecessor(self) -> None:
        predecessor, self._predecessor = self._predecessor, None
        until = time.monotonic() + self._limits.hung_after_s
        while predecessor is not None and predecessor.is_alive() and not self._stopped:
            if time.monotonic() > until and not self._is_patient:
                break
            predecessor.stop(_LOOK_ROUND_S)
