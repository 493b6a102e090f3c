"""Notices within half a second that the station's offer is another one: an operator changed it, or a time came.

A change is looked for by one counter of the database; what changes by the clock alone is worked out anew each time,
from what is in memory.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from config.faults import EnvironmentFault
from kiosk.offer.offer import OfferChanged, OfferChanges, offer_at
from kiosk.offer.store import OfferBook
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records

LOOK_S = 0.5

_log = logging.getLogger("offer")


class OfferWatcher:
    """``post`` is called on the watcher's own thread: with the offer at the start, then with each that differs."""

    def __init__(self, data: Path, now: Callable[[], datetime], post: Callable[[OfferChanged], None]) -> None:
        self._data = data
        self._now = now
        self._post = post
        self._stopping = threading.Event()
        self._told: EnvironmentFault | None = None
        self._thread = threading.Thread(target=self._watch, name="offer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(2.0)

    def _watch(self) -> None:
        records: Records | None = None
        changes, version, told = OfferChanges(), -1, None
        while True:
            try:
                records = records or open_records(self._data)
                book = OfferBook(records)
                newest = book.version()
                if newest != version:
                    changes, version = book.changes(), newest
                self._told = None
            except EnvironmentFault as fault:
                self._complain(fault)
                _let_go(records)
                records = None
            offer = offer_at(changes, self._now())
            if offer != told:
                told = offer
                self._post(OfferChanged(offer))
            if self._stopping.wait(LOOK_S):
                break
        _let_go(records)

    def _complain(self, fault: EnvironmentFault) -> None:
        """Once for each fault; the offer stays as it was."""
        if self._told is None or self._told.code is not fault.code:
            _log.error("offer %s", fault.code)
        self._told = fault


def _let_go(records: Records | None) -> None:
    if records is not None:
        records.close()
