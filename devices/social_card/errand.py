"""Runs what may block on a thread of its own, and goes on without it when it takes too long.

No call of the PC/SC library has a time limit: a reader's driver that hangs holds whoever called it. Nobody can end such
a thread; it is left to itself until its call comes back, and nothing new is asked before.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


class TimedOut(Exception):
    """It was not done in time, or what was asked before is still not done."""


class Errands:
    """One thread that does one thing at a time. `do` is called from one thread only."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._due: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._is_done: Callable[[], bool] = lambda: True
        self._is_started = False

    def do(self, work: Callable[[], Result], limit_s: float) -> Result:
        """What ``work`` returns or raises, or TimedOut after the limit."""
        if not self._is_done():
            raise TimedOut
        outcome: Future[Result] = Future()
        self._is_done = outcome.done
        if not self._is_started:
            self._is_started = True
            threading.Thread(target=self._run, name=self._name, daemon=True).start()
        self._due.put(lambda: _settle(outcome, work))
        try:
            return outcome.result(limit_s)
        except TimeoutError:
            if outcome.done():
                raise
            raise TimedOut from None

    def close(self, farewell: Callable[[], None], limit_s: float) -> None:
        """Ends the thread after a last errand, waiting for that no longer than the limit; a later `do` starts another
        thread."""
        if not self._is_started:
            return
        self._is_started = False
        outcome: Future[None] = Future()
        self._is_done = outcome.done
        self._due.put(lambda: _settle(outcome, farewell))
        self._due.put(None)
        with contextlib.suppress(TimeoutError):
            outcome.result(limit_s)

    def _run(self) -> None:
        while (errand := self._due.get()) is not None:
            errand()


def _settle(outcome: Future[Result], work: Callable[[], Result]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:  # noqa: BLE001  raised again where it was asked for
        outcome.set_exception(error)
