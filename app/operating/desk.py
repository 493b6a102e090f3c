"""Does what the operator's desk asks for: looks at the station, makes changes, keeps them.

Everything that takes time is done on the desk's own thread; the answers come as events. A change is durable, with its
entry in the audit log, before the desk says so.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import assert_never

from app.examination.parts import examine_parts
from app.live_status import LiveStatus
from app.operating.day import checklist_of
from app.operating.supplies import capacities
from app.station_context import StationContext
from config.faults import EnvironmentFault
from config.texts import texts
from devices.device import NotFitted
from kiosk.bench.finding import Finding, Saying, finding_of
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Text
from kiosk.desk import command as c
from kiosk.desk import state as d
from kiosk.desk.picture import ListedItem, Picture
from kiosk.offer.change import Announced, Change, HotSet, HoursSet, Replaced, Switched, Ticked
from kiosk.offer.counts import Counts
from kiosk.offer.offer import Switch, Tone, offer_at
from kiosk.offer.store import ChangedSince, NothingToUndo, OfferBook
from kiosk.offer.supply import Supply
from kiosk.staff.account import Actor
from kiosk.staff.audit_event import Action
from kiosk.staff.audit_event import Event as AuditEvent
from kiosk.staff.opening import open_records
from kiosk.staff.records import Records

LOOK_S = 1.0
PARTS_EVERY = 5
"""The parts that are no devices are looked at with every fifth look: they read the disk."""
COUNTED_DAYS = 7
_PRINTERS = {
    Supply.RECEIPT_ROLL: "receipt_printer",
    Supply.PAGES: "page_printer",
    Supply.TONER: "page_printer",
}
_WARNINGS = (d.Notice.UPGRADE, d.Notice.SLOW)

_log = logging.getLogger("desk")


class OperatorDesk:
    """`perform` is for the GUI thread and returns at once; ``post`` is called from other threads."""

    def __init__(
        self,
        station: StationContext,
        live: LiveStatus,
        items: Callable[[], Sequence[Item]],
        post: Callable[[d.Event], None],
    ) -> None:
        self._station = station
        self._live = live
        self._read_items = items
        self._post = post
        self._items: tuple[ListedItem, ...] | None = None
        self._records: Records | None = None
        self._parts: list[Finding] = []
        self._looks = 0
        self._told: Picture | None = None
        self._is_open = False
        self._closing = threading.Event()
        self._work = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._clock = threading.Thread(target=self._look_on, name="desk-looks", daemon=True)
        self._clock.start()

    def close(self) -> None:
        self._closing.set()
        self._work.shutdown(wait=True)
        self._clock.join(2.0)
        if self._records is not None:
            self._records.close()

    def perform(self, command: c.Command) -> None:
        match command:
            case c.StartLooking():
                self._is_open = True
                self._later(self._look_anew)
            case c.StopLooking():
                self._is_open = False
            case c.SignOut(by):
                signed_out = AuditEvent(Action.SIGNED_OUT, by, self._station.now())
                self._later(lambda: self._opened().record(signed_out))
            case c.Undo(number, by):
                self._later(lambda: self._undo(number, by))
            case c.EndAnnouncement(announcement, by):
                self._later(lambda: self._end(announcement, by))
            case _:
                change, by = self._change(command), command.by
                self._later(lambda: self._make(change, by))

    def _later(self, job: Callable[[], None]) -> None:
        if not self._closing.is_set():
            self._work.submit(job).add_done_callback(_log_failure)

    def _opened(self) -> Records:
        """On the desk's thread. Raises EnvironmentFault."""
        if self._records is None:
            self._records = open_records(self._station.data)
        return self._records

    def _change(
        self, command: c.TurnOff | c.TurnOn | c.Announce | c.SetHours | c.Tick | c.Replace | c.SetHot
    ) -> Change:
        now = self._station.now()
        match command:
            case c.TurnOff(kind, name, reason, lasting):
                told = _both(f"operator.reason_{reason}")
                return Switched(kind, name, Switch(False, until=end_of(lasting, now), message=told))
            case c.TurnOn(kind, name):
                return Switched(kind, name, Switch(True))
            case c.Announce(notice, lasting):
                tone = Tone.WARNING if notice in _WARNINGS else Tone.INFO
                return Announced(_both(f"operator.notice_{notice}"), tone, until=end_of(lasting, now))
            case c.SetHours(hours):
                return HoursSet(hours)
            case c.Tick(check, done):
                return Ticked(check, now.date(), done)
            case c.Replace(supply):
                return Replaced(supply)
            case c.SetHot(codes):
                return HotSet(codes)
            case _ as never:
                assert_never(never)

    def _make(self, change: Change, by: Actor) -> None:
        try:
            OfferBook(self._opened()).make(change, by, self._station.now())
        except EnvironmentFault as fault:
            self._post(d.Changed(Saying(f"fault.{fault.code}.staff"), well=False))
            return
        self._look()
        self._post(d.Changed(Saying("operator.done")))

    def _end(self, announcement: int, by: Actor) -> None:
        OfferBook(self._opened()).end_announcement(announcement, by, self._station.now())
        self._look()
        self._post(d.Changed(Saying("operator.done")))

    def _undo(self, change: int, by: Actor) -> None:
        done = OfferBook(self._opened()).undo(by, self._station.now(), change)
        self._look()
        match done:
            case NothingToUndo() | ChangedSince():
                self._post(d.Changed(Saying("operator.not_undone"), well=False))
            case _:
                self._post(d.Changed(Saying("operator.undone")))

    def _look_on(self) -> None:
        while not self._closing.wait(LOOK_S):
            if self._is_open:
                self._later(self._look)

    def _look_anew(self) -> None:
        self._told, self._looks = None, 0
        self._look()

    def _look(self) -> None:
        """On the desk's thread: a picture, if it differs from the last one."""
        if not self._is_open:
            return
        picture = self._picture()
        if picture != self._told:
            self._told = picture
            self._post(d.Looked(picture))

    def _picture(self) -> Picture:
        if self._looks % PARTS_EVERY == 0:
            self._parts = examine_parts(self._station, thoroughly=False)
        self._looks += 1
        if self._items is None:
            self._items = tuple(ListedItem(item.code, item.name, item.theme) for item in self._read_items())
        now = self._station.now()
        records = self._opened()
        book, counts = OfferBook(records), Counts(records)
        changes = book.changes()
        statuses = self._live.all()
        fitted = tuple(status.name for status in statuses if not isinstance(status.condition, NotFitted))
        findings = [*(finding_of(status, None) for status in statuses), *self._parts]
        first = now.date() - timedelta(days=COUNTED_DAYS - 1)
        return Picture(
            offer=offer_at(changes, now),
            items=self._items,
            devices=fitted,
            checks=checklist_of(self._station, book, findings),
            levels=tuple(
                level
                for level in book.levels(capacities(self._station.settings))
                if _PRINTERS[level.supply] in fitted
            ),
            announcements=tuple(each for each in changes.announcements if not each.is_over(now)),
            tallies=tuple(counts.totals(first, now.date())),
            missed=tuple(counts.missed_searches(first, now.date(), limit=10)),
            undoable=book.last_to_undo(),
        )


def end_of(lasting: d.Lasting, now: datetime) -> datetime | None:
    """The hall's midnight that it lasts until."""
    days = {d.Lasting.OPEN: None, d.Lasting.TODAY: 1, d.Lasting.TOMORROW: 2, d.Lasting.WEEK: 7}[lasting]
    if days is None:
        return None
    return datetime.combine(now.date() + timedelta(days=days), time(), now.tzinfo)


def _both(name: str) -> Text:
    return Text(zh=texts("zh").say(name), en=texts("en").say(name))


def _log_failure(done: Future[None]) -> None:
    """The desk is worth less than the kiosk: what fails on it is logged, and residents go on."""
    failure = done.exception()
    if isinstance(failure, EnvironmentFault):
        _log.error("desk %s", failure.code)
    elif failure is not None:
        _log.critical("defect", exc_info=failure)
