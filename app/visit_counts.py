"""Counts what becomes of visits, on a thread of its own: no resident waits for a count, and none is worth a fault."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from pathlib import Path

from config.faults import EnvironmentFault
from kiosk.offer.counts import Counts
from kiosk.offer.store import OfferBook
from kiosk.offer.supply import Supply
from kiosk.offer.visit_counts import Counted, counted
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records
from kiosk.visit import event as e
from kiosk.visit.state import Visit

_log = logging.getLogger("offer")


class VisitCounts:
    """Everything returns at once; `close` when the kiosk ends."""

    def __init__(self, data: Path, now: Callable[[], datetime], first: Visit) -> None:
        self._data = data
        self._now = now
        self._before = first
        self._records: Records | None = None
        self._work = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counts")

    def saw(self, visit: Visit) -> None:
        """After each step of the visit; the visit's thread."""
        before, self._before = self._before, visit
        for each in counted(before, visit):
            self._work.submit(self._do, partial(_count, each, self._now().date()))

    def happened(self, event: e.Event) -> None:
        """Any thread: what comes from the station's devices."""
        if isinstance(event, e.SlipPrinted) and not event.on_page:
            self.used(Supply.RECEIPT_ROLL)

    def used(self, supply: Supply, amount: int = 1) -> None:
        """Any thread: something came out of a printer."""
        self._work.submit(self._do, lambda records: OfferBook(records).use(supply, amount))

    def search_missed(self, text: str) -> None:
        """Any thread: a search that found nothing; its text only."""
        day = self._now().date()
        self._work.submit(self._do, lambda records: Counts(records).search_missed(text, day))

    def close(self) -> None:
        self._work.shutdown(wait=True)
        if self._records is not None:
            self._records.close()

    def _do(self, job: Callable[[Records], None]) -> None:
        try:
            self._records = self._records or open_records(self._data)
            job(self._records)
        except EnvironmentFault as fault:
            _log.error("counts %s", fault.code)


def _count(each: Counted, day: date, records: Records) -> None:
    Counts(records).count(each.code, each.outcome, day, each.screen)
