"""Which faults of a simulated device are due: once, a few times, or until they are ended."""

import threading
from enum import StrEnum
from typing import Generic, TypeVar

DrillT = TypeVar("DrillT", bound=StrEnum)


class Drills(Generic[DrillT]):
    """May be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[DrillT, int | None] = {}
        self._clearings = 0

    @property
    def clearings(self) -> int:
        """How often all drills were ended."""
        with self._lock:
            return self._clearings

    def start(self, drill: DrillT, times: int | None) -> None:
        """The next ``times`` occasions that the fault concerns; None: all until ``clear``."""
        with self._lock:
            self._left[drill] = times

    def clear(self) -> None:
        """Ends every drill."""
        with self._lock:
            self._left.clear()
            self._clearings += 1

    def strikes(self, drill: DrillT) -> bool:
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
            return [str(name) if left is None else f"{name} x{left}" for name, left in self._left.items()]
