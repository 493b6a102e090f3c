"""What a station uses up, and how much of it is left by count. Pure; any thread.

| supply | counted in | a fresh one gives (``[supplies]`` of the settings) |
|---|---|---|
| receipt_roll | slips | 300 |
| pages | sheets of A4 | 250 |
| toner | printed sheets | 1500 |
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LOW_SHARE = 0.15
"""Below this share somebody should bring a fresh one."""


class Supply(StrEnum):
    RECEIPT_ROLL = "receipt_roll"
    PAGES = "pages"
    TONER = "toner"


@dataclass(frozen=True, slots=True)
class Level:
    """``used`` since ``replaced_at`` (None: never told); a count cannot see a half roll that somebody put in."""

    supply: Supply
    used: int
    capacity: int
    replaced_at: datetime | None = None

    @property
    def left(self) -> int:
        return max(0, self.capacity - self.used)

    @property
    def share(self) -> float:
        return self.left / self.capacity

    @property
    def is_low(self) -> bool:
        return self.share <= LOW_SHARE
