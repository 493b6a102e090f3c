"""What every device is: its condition as one of a few named states, and the card that staff see of it.

Available (fitted and answering), enabled (switched on by the operator), ready (can be used now) and the last fault are
kept apart, so that "unplugged an hour ago, back since" is not mistaken for "broken".
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Protocol

from config.faults import FaultCode

MISSES_UNTIL_LOST = 3
"""Missing once is not disconnected (a busy bus, a slow poll); three misses in a row are."""


@dataclass(frozen=True, slots=True)
class NotFitted:
    """The station has no such device; services that need it are not offered."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not asked yet since start."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Can be used now."""


@dataclass(frozen=True, slots=True)
class NeedsAttention:
    """Can be used now, but staff should come soon (paper near end)."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class Faulty:
    """Answers, but cannot be used until somebody acts."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class Lost:
    """Does not answer: three polls in a row failed."""

    fault: FaultCode


Condition = NotFitted | Unknown | Ready | NeedsAttention | Faulty | Lost


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """One device at one moment, as doctor, the diagnostics screen and the visit see it."""

    name: str
    driver: str
    condition: Condition
    enabled: bool = True
    misses: int = 0
    last_fault: FaultCode | None = None
    detail: str = ""
    checked_at: datetime | None = None

    @property
    def available(self) -> bool:
        return isinstance(self.condition, Ready | NeedsAttention | Faulty)

    @property
    def ready(self) -> bool:
        return self.enabled and isinstance(self.condition, Ready | NeedsAttention)

    def answered(self, condition: Condition, at: datetime, detail: str = "") -> "DeviceStatus":
        """The device answered: the count of misses starts anew; the last fault stays on record."""
        fault = condition.fault if isinstance(condition, NeedsAttention | Faulty) else self.last_fault
        return replace(self, condition=condition, misses=0, last_fault=fault, detail=detail, checked_at=at)

    def missed(self, fault: FaultCode, at: datetime) -> "DeviceStatus":
        """The device did not answer this poll. The third miss in a row makes it lost."""
        misses = self.misses + 1
        condition = self.condition
        if misses >= MISSES_UNTIL_LOST and not isinstance(condition, Lost):
            condition = Lost(fault)
        return replace(self, condition=condition, misses=misses, last_fault=fault, checked_at=at)


@dataclass(frozen=True, slots=True)
class TestPassed:
    """The device is well; ``detail`` names it for staff (a module's number, a model), never a resident."""

    __test__: ClassVar = False
    """To pytest: no test of ours, whatever the name begins with."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TestFailed:
    """The device cannot be used, or not fully; ``detail`` is for staff."""

    __test__: ClassVar = False
    fault: FaultCode
    detail: str = ""


SelfTest = TestPassed | TestFailed


class Device(Protocol):
    """One fitted device. Its methods are called from the device's own thread only; `status` from any thread.

    None raises for what the environment does: an unplugged cable is in what they return. Nothing is opened before
    the first use; after any error the handle is dropped, and the next use opens it again.
    """

    def status(self) -> DeviceStatus:
        """As the last exchange left it; never blocks."""
        ...

    def check(self) -> DeviceStatus:
        """Asks the device now how it is; a few seconds at the very most."""
        ...

    def self_test(self) -> SelfTest:
        """The technician's test: more than `check` where the device can do more, and without waiting for a back-off.

        Moves nothing and prints nothing by itself.
        """
        ...

    def close(self) -> None:
        """Lets the line go; a later use opens it anew. May be called twice."""
        ...
