"""The processes beside the touchscreen: started, watched, started again when they die, ended with us.

In production the service manager does this; in development `jinban run` does.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from app.follow_parent import VARIABLE
from app.station_context import StationContext

RESTART_S = (0.5, 1.0, 2.0, 5.0)
"""Between a death and the next start, for the first, second ... death in a row."""
_STEADY_S = 30.0
_SIMULATORS_UP_S = 10.0
_LOOK_S = 0.05


class Child:
    """One process and its successors. ``words`` are the command's; asked anew for each start."""

    def __init__(self, station: StationContext, words: Callable[[], Sequence[str]]) -> None:
        self._station = station
        self._words = words
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """Of the process that runs now."""
        return self._process.pid if self._process is not None else None

    def stop(self) -> None:
        """Asks it to end and waits for it, at most 5 s."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._thread.join(5.0)

    def _keep(self) -> None:
        deaths = 0
        while not self._stopping.is_set():
            begun = time.monotonic()
            command = [sys.executable, "-m", "app", *self._words(), "--data", str(self._station.data)]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={**os.environ, VARIABLE: "1"},
            )
            if self._stopping.is_set():
                self._process.terminate()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
            deaths = deaths_in_a_row(deaths, time.monotonic() - begun)
            self._stopping.wait(restart_pause_s(deaths))


def deaths_in_a_row(before: int, lived_s: float) -> int:
    """After one more death: a process that lived steadily starts the count anew."""
    return 1 if lived_s > _STEADY_S else before + 1


def restart_pause_s(deaths: int) -> float:
    """Seconds until the next start after so many deaths in a row, from 1."""
    return RESTART_S[min(deaths, len(RESTART_S)) - 1]


def cable_url(station: StationContext) -> str:
    """The platform's address through the simulated cable; waits for the simulators, at most 10 s."""
    deadline = time.monotonic() + _SIMULATORS_UP_S
    while time.monotonic() < deadline:
        cable = station.simulators().get("network")
        if cable is not None:
            return f"http://{cable['host']}:{cable['port']}"
        time.sleep(_LOOK_S)
    return station.platform_url
