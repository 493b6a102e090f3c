"""The signature pad of a station whose touchscreen is the pad: there as long as the screen itself is."""

from collections.abc import Callable
from datetime import datetime

from devices.device import DeviceStatus, Ready, SelfTest, TestPassed, Unknown


class SignaturePad:
    """Its strokes come through the screen (`strokes_from_pad`), not through here; any thread."""

    def __init__(self, now: Callable[[], datetime], *, driver: str = "touchscreen") -> None:
        self._now = now
        self._status = DeviceStatus("signature", driver, Unknown())

    def status(self) -> DeviceStatus:
        return self._status

    def check(self) -> DeviceStatus:
        """Ready: whoever could ask sits before a screen that works."""
        self._status = self._status.answered(Ready(), self._now())
        return self._status

    def self_test(self) -> SelfTest:
        """Passes; whether a finger leaves a line only a person can see."""
        self.check()
        return TestPassed()

    def close(self) -> None:
        """Nothing is held."""
