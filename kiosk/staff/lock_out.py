"""How long somebody has to wait after wrong PINs: five tries are free, then each costs twice the wait of the last.

| wrong PINs in a row | wait before the next try |
|---|---|
| 1 to 4 | none |
| 5 | 15 s |
| 6 | 30 s |
| 7 | 1 min |
| 8 | 2 min |
| 9 | 4 min |
| 10 | 8 min |
| 11 | 16 min |
| 12 | 32 min |
| 13 and more | 1 h |

At the cap that is 24 guesses a day: half of the six-digit PINs take 57 years.

The wait is measured by the machine's boot clock and never by the wall clock, which people and time servers set.
What counts is the time since the last wrong PIN, if the machine has not been restarted since; after a restart, the
time since it started, because that much has passed for certain:

| last wrong PIN (wait 8 min) | now | still to wait |
|---|---|---|
| 1 min ago, same start | the wall clock says next year, or 1970 | 7 min |
| before a restart | 20 s after the start | 7 min 40 s |
| before a restart, off for a week | 20 s after the start | 7 min 40 s |
| 9 min ago | | none |

So a restart or a changed clock never shortens a wait, and none ever grows beyond the table's.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from config.faults import EnvironmentFault, FaultCode

FREE_TRIES = 5
FIRST_WAIT_S = 15.0
LONGEST_WAIT_S = 3600.0

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class BootClock:
    """``seconds`` since the machine's start ``boot``, time asleep included."""

    boot: str
    seconds: float


def boot_clock() -> BootClock:
    """Now. Raises EnvironmentFault(STORE_FAILED) where the system hides which start this is (ProcSubset=pid)."""
    try:
        boot = _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError as error:
        raise EnvironmentFault(FaultCode.STORE_FAILED, f"{_BOOT_ID} cannot be read") from error
    return BootClock(boot, time.clock_gettime(time.CLOCK_BOOTTIME))


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong PINs in a row for one account, and when the last one was given."""

    failures: int = 0
    last: BootClock | None = None

    @property
    def left(self) -> int:
        """Tries before the first wait."""
        return max(0, FREE_TRIES - self.failures)

    def failed(self, clock: BootClock) -> "Tries":
        return Tries(self.failures + 1, clock)

    def wait_s(self, clock: BootClock) -> float:
        """Seconds until the next try; 0 when it may be made now."""
        wait = wait_after(self.failures)
        if self.last is None:
            return wait
        passed = clock.seconds - self.last.seconds if clock.boot == self.last.boot else clock.seconds
        return min(wait, max(0.0, wait - passed))


def wait_after(failures: int) -> float:
    """The table above. Seconds."""
    if failures < FREE_TRIES:
        return 0.0
    # 2**9 is beyond the cap already; without the bound a damaged count would be a very large number.
    return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures - FREE_TRIES, 9))
