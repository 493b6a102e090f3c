"""The faults that the simulated reader can drill."""

import threading
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Drill(StrEnum):
    """One fault, by the name that ``fault NAME`` takes."""

    MUTE = "mute"
    PULLED_MID_READ = "pulled_mid_read"
    GARBAGE = "garbage"
    UNREADABLE = "unreadable"
    WRONG_APPLICATION = "wrong_application"
    INVALID_DATA = "invalid_data"
    SLOW = "slow"
    HANGING = "hanging"
    SERVICE_STOPPED = "service_stopped"


HELP: Mapping[Drill, str] = MappingProxyType(
    {
        Drill.MUTE: "the next card inserted does not answer to power, as one turned the wrong way",
        Drill.PULLED_MID_READ: "the card leaves while it is read",
        Drill.GARBAGE: "a reading answers bytes without sense",
        Drill.UNREADABLE: "a reading answers 6F00",
        Drill.WRONG_APPLICATION: "no social-security environment on the card: 6A82",
        Drill.INVALID_DATA: "the last character of the card's number is wrong",
        Drill.SLOW: "every answer comes 0.05 s late",
        Drill.HANGING: "no answer comes until the card is removed or the fault cleared",
        Drill.SERVICE_STOPPED: "pcscd dies while the card is read",
    }
)


class Drills:
    """Which faults are due. May be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[Drill, int | None] = {}
        self._clearings = 0

    @property
    def clearings(self) -> int:
        """How often all drills were ended."""
        with self._lock:
            return self._clearings

    def start(self, drill: Drill, times: int | None) -> None:
        """The next ``times`` occasions; None: all until ``clear``."""
        with self._lock:
            self._left[drill] = times

    def clear(self) -> None:
        """Ends every drill."""
        with self._lock:
            self._left.clear()
            self._clearings += 1

    def strikes(self, drill: Drill) -> bool:
        """Whether this fault happens now; counts it."""
        with self._lock:
            if drill not in self._left:
                return False
            left = self._left[drill]
            if left is not None:
                self._left[drill] = left - 1
                if left <= 1:
                    del self._left[drill]
            return True

    def pending(self) -> list[str]:
        """What is still due: the names, with the count where there is one."""
        with self._lock:
            return [name if left is None else f"{name} x{left}" for name, left in self._left.items()]
