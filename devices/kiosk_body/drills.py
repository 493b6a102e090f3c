"""The faults of one simulated device of the kiosk's body: which are due, and whether until cleared or once."""

import threading
from collections.abc import Mapping

from devices.simulation import UnknownVerb


class Drills:
    """``faults`` tells each fault's name and what it does. May be called from any thread."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = faults
        self._lock = threading.Lock()
        self._once: dict[str, bool] = {}

    def start(self, words: list[str]) -> str:
        """``NAME`` or ``NAME once``; answers the name. Raises UnknownVerb."""
        match words:
            case [name] if name in self.faults:
                once = False
            case [name, "once"] if name in self.faults:
                once = True
            case _:
                raise UnknownVerb(f"fault NAME [once]; there are: {', '.join(self.faults)}")
        with self._lock:
            self._once[name] = once
        return name

    def clear(self) -> None:
        """Ends all."""
        with self._lock:
            self._once.clear()

    def strikes(self, name: str) -> bool:
        """Whether this fault happens now; one that was asked for once is then over."""
        with self._lock:
            once = self._once.get(name)
            if once:
                del self._once[name]
            return once is not None

    def pending(self) -> str:
        """What is still due, for people."""
        with self._lock:
            return " ".join(f"{name} once" if once else name for name, once in sorted(self._once.items()))
