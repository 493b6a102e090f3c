"""How long one document may take, what the resident has been told meanwhile, and which fault explains the wait best."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from config.faults import FaultCode
from devices.page_printer.judgement import GENERIC
from devices.page_printer.outcome import Progress, Waiting


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds.

    ``answer_s`` for a question, ``upload_s`` for the document; ``waiting_s`` without a page or a change, ``total_s`` in
    all; ``settle_s`` to clear up a lost answer or a cancelled job; after ``stall_s`` a mere notice explains why no page
    comes; ``queue_lag_s``: so long a CUPS queue may still repeat what it heard during the job before; ``poll_s``
    between two looks, growing to ``busy_s`` while somebody else's job prints.
    """

    answer_s: float = 3.0
    upload_s: float = 30.0
    waiting_s: float = 120.0
    total_s: float = 300.0
    settle_s: float = 10.0
    stall_s: float = 5.0
    queue_lag_s: float = 2.0
    poll_s: float = 0.5
    busy_s: float = 5.0


class Patience:
    """For one document, in one thread; ``abandon`` may be set from any."""

    def __init__(
        self,
        limits: Limits,
        progress: Callable[[Progress], None],
        abandon: threading.Event,
        clock: Callable[[], float],
    ) -> None:
        self.limits = limits
        self._progress = progress
        self._abandon = abandon
        self._clock = clock
        self._until = clock() + limits.total_s
        self._moved_at = clock()
        self._told: Progress | None = None
        self._fault: FaultCode | None = None

    @property
    def is_over(self) -> bool:
        now = self._clock()
        return self._abandon.is_set() or now > self._until or now - self._moved_at > self.limits.waiting_s

    @property
    def is_stalled(self) -> bool:
        """Long enough without a page for a mere notice to be the reason."""
        return self._clock() - self._moved_at > self.limits.stall_s

    @property
    def fault(self) -> FaultCode | None:
        """The most telling of what it waited for since the last page."""
        return self._fault

    def why(self) -> FaultCode:
        """For a job that ended without saying why: what it waited for, or who gave up."""
        if self._fault is not None:
            return self._fault
        is_called_off = self._abandon.is_set()
        return FaultCode.PAGE_PRINTER_CANCELLED if is_called_off else FaultCode.PAGE_PRINTER_FAILED

    def moved(self, *, by_a_page: bool = False) -> None:
        """A sign of life; a page ends whatever it waited for."""
        self._moved_at = self._clock()
        if by_a_page:
            self._fault = None

    def tell(self, progress: Progress) -> None:
        """Says it on, if it is new. The end of a wait is a sign of life: somebody is at the printer."""
        if isinstance(progress, Waiting) and (self._fault is None or progress.fault not in GENERIC):
            self._fault = progress.fault
        if progress == self._told:
            return
        if isinstance(self._told, Waiting) and self._told.fault is not FaultCode.PAGE_PRINTER_BUSY:
            self.moved()
        self._told = progress
        self._progress(progress)

    def pause(self, seconds: float | None = None) -> None:
        """Until the next look; shorter once abandoned."""
        self._abandon.wait(self.limits.poll_s if seconds is None else seconds)
