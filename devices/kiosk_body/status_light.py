"""The light on top of the kiosk: green, yellow and red lamps on three outputs of the board, one after the other."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, Faulty, Ready, SelfTest
from devices.kiosk_body.board_channel import BoardChannel, told_or_refused
from devices.kiosk_body.poll import Poll, Told


class Colour(Enum):
    """By the lamps that shine: green on the set channel, yellow on the next, red on the one after that."""

    OFF = (False, False, False)
    GREEN = (True, False, False)
    YELLOW = (False, True, False)
    RED = (False, False, True)


LAMPS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """The outputs stand as wanted, read back from the board."""

    colour: Colour


@dataclass(frozen=True, slots=True)
class NotShown:
    """Shown by the next ``check`` that finds the board well."""

    fault: FaultCode


class StatusLight:
    """The light of this station; used by its own thread, but for ``status``."""

    def __init__(
        self,
        channel: BoardChannel,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        driver: str = "modbus",
    ) -> None:
        self._channel = channel
        self._wanted: Colour | None = None
        self._poll = Poll("status_light", driver, self._ask, now, monotonic)

    def status(self) -> DeviceStatus:
        """As the last exchange left it. Any thread."""
        return self._poll.status

    def show(self, colour: Colour) -> Shown | NotShown:
        """Shows this colour and no other; 7.5 s at the very most. Asked again for the same, it switches nothing."""
        self._wanted = colour
        try:
            told = self._ask()
        except EnvironmentFault as fault:
            self._poll.missed(fault)
            return NotShown(fault.code)
        self._poll.answered(told)
        return NotShown(told.condition.fault) if isinstance(told.condition, Faulty) else Shown(colour)

    def check(self) -> DeviceStatus:
        """Asks the board (7.5 s at the very most), and puts right what a power cut of the board has put out."""
        return self._poll.check()

    def self_test(self) -> SelfTest:
        """Asks up to three times; the lamps stay as they are wanted."""
        return self._poll.self_test()

    def close(self) -> None:
        """Lets the line go; the lamps stay as they are."""
        self._channel.line.close()

    def _ask(self) -> Told:
        return told_or_refused(self._told)

    def _told(self) -> Told:
        lamps = self._channel.coils(LAMPS)
        if self._wanted is not None and lamps != self._wanted.value:
            # Off first: two colours at once would mean nothing.
            for place, on in sorted(enumerate(self._wanted.value), key=lambda lamp: lamp[1]):
                if lamps[place] != on:
                    self._channel.switch(place, on=on)
            lamps = self._channel.coils(LAMPS)
            if lamps != self._wanted.value:
                raise EnvironmentFault(FaultCode.IO_BOARD_GARBLED, "the outputs do not follow")
        names = [colour.name.lower() for colour in Colour if colour.value == lamps]
        return Told(Ready(), names[0] if names else "mixed")
