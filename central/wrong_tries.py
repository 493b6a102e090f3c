"""Guessing the last four characters of an ID number is stopped: five tries, then a quarter of an hour's wait.

| wrong tries in a row | the next one is answered |
|---|---|
| 0 to 4 | at once |
| 5 and more | 15 minutes after the last |

In memory, for one process; any thread.
"""

import threading
from datetime import datetime, timedelta

FREE_TRIES = 5
WAIT = timedelta(minutes=15)
_MOST = 10_000


class WrongTries:
    """Wrong tries by case."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def must_wait(self, application_id: str, now: datetime) -> bool:
        """Whether nobody is told anything about this case now."""
        with self._turn:
            count, last = self._wrong.get(application_id, (0, now))
            return count >= FREE_TRIES and now < last + WAIT

    def wrong(self, application_id: str, now: datetime) -> None:
        with self._turn:
            if len(self._wrong) >= _MOST:
                self._wrong = {case: (n, at) for case, (n, at) in self._wrong.items() if now < at + WAIT}
            count, last = self._wrong.get(application_id, (0, now))
            self._wrong[application_id] = (1 if now >= last + WAIT else count + 1, now)

    def right(self, application_id: str) -> None:
        with self._turn:
            self._wrong.pop(application_id, None)
