"""One channel of an input/output board: which unit on the line, which input or first output."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from config.faults import EnvironmentFault, FaultCode
from devices.device import Faulty
from devices.kiosk_body.io_line import IoLine
from devices.kiosk_body.poll import Told

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class BoardChannel:
    """Where a device hangs; the methods raise EnvironmentFault as `IoLine` does."""

    line: IoLine
    unit: int
    channel: int

    def input(self) -> bool:
        """Whether the input is on."""
        return self.line.inputs(self.unit, self.channel)[0]

    def coils(self, count: int) -> tuple[bool, ...]:
        """``count`` outputs from this channel on."""
        return self.line.coils(self.unit, self.channel, count)

    def switch(self, place: int, *, on: bool) -> None:
        """The output ``place`` after this channel."""
        self.line.switch(self.unit, self.channel + place, on=on)


def told_or_refused(ask: Callable[[], Told]) -> Told:
    """A board that refuses has answered: it is there, and its settings or its inside are wrong."""
    try:
        return ask()
    except EnvironmentFault as fault:
        if fault.code is FaultCode.IO_BOARD_REFUSED:
            return Told(Faulty(fault.code), fault.detail)
        raise
