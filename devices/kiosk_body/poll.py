"""How every device of the kiosk's body is asked: its card, the rest after misses, the technician's test."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from config.faults import EnvironmentFault
from devices.device import (
    MISSES_UNTIL_LOST,
    DeviceStatus,
    Faulty,
    NeedsAttention,
    Ready,
    SelfTest,
    TestFailed,
    TestPassed,
    Unknown,
)

REST_S = (0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Rest before the next poll, by misses so far: none until lost (three misses), then 1 s, 2 s ... 30 s."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a device said about itself; ``detail`` is for staff."""

    condition: Ready | NeedsAttention | Faulty
    detail: str = ""


class Poll:
    """Asks one device. ``ask`` raises EnvironmentFault when the device does not answer.

    ``now`` stamps the card (the hall's time), ``monotonic`` (seconds) measures the rest. Device's thread, but for
    ``status``.
    """

    def __init__(
        self,
        name: str,
        driver: str,
        ask: Callable[[], Told],
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._now = now
        self._monotonic = monotonic
        self._status = DeviceStatus(name, driver, Unknown())
        self._missed_at_s = 0.0

    @property
    def status(self) -> DeviceStatus:
        """As the last exchange left it. Any thread."""
        return self._status

    @property
    def is_resting(self) -> bool:
        rest_s = REST_S[min(self._status.misses, len(REST_S) - 1)]
        return self._monotonic() - self._missed_at_s < rest_s

    def check(self) -> DeviceStatus:
        """Asks once, unless it is resting."""
        if not self.is_resting:
            self._ask_once()
        return self._status

    def self_test(self) -> SelfTest:
        """Asks without rest until it answers or is lost: one miss is no verdict."""
        result = self._ask_once()
        for _ in range(MISSES_UNTIL_LOST - 1):
            if self._status.misses == 0:
                break
            result = self._ask_once()
        return result

    def missed(self, fault: EnvironmentFault) -> None:
        """Notes that the device did not answer something that was asked elsewhere."""
        self._missed_at_s = self._monotonic()
        self._status = self._status.missed(fault.code, self._now())

    def answered(self, told: Told) -> None:
        """Notes what the device told elsewhere."""
        self._status = self._status.answered(told.condition, self._now(), told.detail)

    def _ask_once(self) -> SelfTest:
        try:
            told = self._ask()
        except EnvironmentFault as fault:
            self.missed(fault)
            return TestFailed(fault.code, fault.detail)
        self.answered(told)
        if isinstance(told.condition, Faulty):
            return TestFailed(told.condition.fault, told.detail)
        return TestPassed(told.detail)
