"""The contact of the service door: while it is open staff are at work in the kiosk, or somebody is who should not be.

The input is on while the door is shut, so that a cut wire shows as an open door.
"""

import time
from collections.abc import Callable
from datetime import datetime

from config.faults import FaultCode
from devices.device import DeviceStatus, NeedsAttention, Ready, SelfTest
from devices.kiosk_body.board_channel import BoardChannel, told_or_refused
from devices.kiosk_body.poll import Poll, Told


class DoorContact:
    """The service door of this station; used by its own thread, but for ``status`` and ``is_open``."""

    def __init__(
        self,
        channel: BoardChannel,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        driver: str = "modbus",
    ) -> None:
        self._channel = channel
        self._is_open: bool | None = None
        self._poll = Poll("door", driver, self._ask, now, monotonic)

    def status(self) -> DeviceStatus:
        """NeedsAttention(DOOR_OPEN) while it stands open. Any thread."""
        return self._poll.status

    def is_open(self) -> bool | None:
        """As last seen; None before the first look. Any thread."""
        return self._is_open

    def check(self) -> DeviceStatus:
        """Asks the contact; 1.5 s at most."""
        return self._poll.check()

    def self_test(self) -> SelfTest:
        """Asks up to three times; 4.5 s at most. An open door is no failure: who tests it has opened it."""
        return self._poll.self_test()

    def close(self) -> None:
        self._channel.line.close()

    def _ask(self) -> Told:
        return told_or_refused(self._told)

    def _told(self) -> Told:
        self._is_open = not self._channel.input()
        if self._is_open:
            return Told(NeedsAttention(FaultCode.DOOR_OPEN), "open")
        return Told(Ready(), "shut")
