"""What staff see of a camera: its condition as the latest pictures left it, and how they differ from what was asked."""

import threading
from collections.abc import Callable
from datetime import datetime

from config.faults import FaultCode
from devices.camera.frame import Frame, Light
from devices.device import Condition, DeviceStatus, Faulty, NeedsAttention, Ready, Unknown

NOTE_EVERY_S = 1.0
"""The card follows a watched camera's pictures, and counts their absence, no oftener than this."""


class StatusCard:
    """One camera's card. All methods may be called from any thread; none blocks."""

    def __init__(
        self,
        name: str,
        driver: str,
        asked_px: tuple[int, int],
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._asked_px = asked_px
        self._now = now
        self._clock = clock
        self._lock = threading.Lock()
        self._seen_at = self._missed_at = -float("inf")
        self.status = DeviceStatus(name, driver, Unknown())

    def is_well(self, within_s: float) -> bool:
        """Whether a picture came so lately, and nothing went wrong since."""
        with self._lock:
            return (
                isinstance(self.status.condition, Ready | NeedsAttention)
                and self.status.misses == 0
                and self._clock() - self._seen_at < within_s
            )

    def is_frozen(self) -> bool:
        return self.status.condition == Faulty(FaultCode.CAMERA_FROZEN)

    def saw(self, frame: Frame, *, at_once: bool = False) -> None:
        """A picture came."""
        with self._lock:
            is_news = self.status.misses > 0 or not isinstance(self.status.condition, Ready | NeedsAttention)
            if at_once or is_news or self._clock() - self._seen_at >= NOTE_EVERY_S:
                self._seen_at = self._clock()
                self.status = self.status.answered(_condition(frame.light), self._now(), self.size(frame))

    def missed(self, fault: FaultCode, *, at_once: bool = False) -> None:
        """None came, and this is why. A frozen camera answers; its answer is of no use."""
        with self._lock:
            if not at_once and self._clock() - self._missed_at < NOTE_EVERY_S:
                return
            self._missed_at = self._clock()
            if fault is FaultCode.CAMERA_FROZEN:
                self.status = self.status.answered(Faulty(fault), self._now(), self.status.detail)
            else:
                self.status = self.status.missed(fault, self._now())

    def size(self, frame: Frame) -> str:
        """``640x480 instead of 1280x720``."""
        size = f"{frame.width_px}x{frame.height_px}"
        width_px, height_px = self._asked_px
        is_as_asked = (frame.width_px, frame.height_px) == (width_px, height_px)
        return size if is_as_asked else f"{size} instead of {width_px}x{height_px}"


def _condition(light: Light) -> Condition:
    match light:
        case Light.TOO_DARK:
            return NeedsAttention(FaultCode.CAMERA_TOO_DARK)
        case Light.FINE:
            return Ready()
        case Light.TOO_BRIGHT:
            return NeedsAttention(FaultCode.CAMERA_TOO_BRIGHT)
