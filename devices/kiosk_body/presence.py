"""Whether somebody stands before the kiosk, from a sensor on the input/output board (input on: somebody is there)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from devices.device import DeviceStatus, Lost, Ready, SelfTest
from devices.kiosk_body.board_channel import BoardChannel, told_or_refused
from devices.kiosk_body.poll import Poll, Told

COMES_AFTER_S = 0.3
"""Who only walks past is not greeted."""

LEAVES_AFTER_S = 3.0
"""Who bends down to a bag has not left."""

LOOK_EVERY_S = 0.2


class Presence(Enum):
    """UNKNOWN until the sensor has said one thing for long enough, and when it is lost."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Sight:
    """What the sensor says, and what we believe of it."""

    believed: Presence = Presence.UNKNOWN
    says: bool | None = None
    since_s: float = 0.0

    def after(self, says: bool, at_s: float) -> "Sight":
        """Once more looked at; ``at_s`` on a clock that never goes back."""
        since_s = self.since_s if says == self.says else at_s
        believed = self.believed
        if at_s - since_s >= (COMES_AFTER_S if says else LEAVES_AFTER_S):
            believed = Presence.PRESENT if says else Presence.ABSENT
        return Sight(believed, says, since_s)


class PresenceSensor:
    """The sensor of this station; used by its own thread, but for ``status`` and ``presence``."""

    def __init__(
        self,
        channel: BoardChannel,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        driver: str = "modbus",
    ) -> None:
        self._channel = channel
        self._monotonic = monotonic
        self._sight = Sight()
        self._poll = Poll("presence", driver, self._ask, now, monotonic)

    def status(self) -> DeviceStatus:
        """As the last look left it. Any thread."""
        return self._poll.status

    def presence(self) -> Presence:
        """What was believed after the last look. Any thread."""
        return self._sight.believed

    def look(self) -> Presence:
        """Asks the sensor (1.5 s at most), best every 0.2 s.

        Somebody is there once the sensor has said so for 0.3 s, and gone once it has said so for 3 s; UNKNOWN when it
        is lost.
        """
        self.check()
        return self._sight.believed

    def check(self) -> DeviceStatus:
        """Asks the sensor; 1.5 s at most."""
        status = self._poll.check()
        if isinstance(status.condition, Lost):
            self._sight = Sight()
        return status

    def self_test(self) -> SelfTest:
        """Asks up to three times; 4.5 s at most. The detail tells what the sensor says at this moment."""
        return self._poll.self_test()

    def close(self) -> None:
        self._channel.line.close()

    def _ask(self) -> Told:
        return told_or_refused(self._told)

    def _told(self) -> Told:
        says = self._channel.input()
        self._sight = self._sight.after(says, self._monotonic())
        return Told(Ready(), "input on" if says else "input off")
