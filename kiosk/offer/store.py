"""The operators' book: what they have set, each change in one transaction with its entry in the audit log.

Any thread. Everything raises EnvironmentFault when the disk or the database fails; then nothing has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from kiosk.offer import change_rows
from kiosk.offer.change import (
    Announced,
    AnnouncementEnded,
    Change,
    HotSet,
    HoursSet,
    KeptChange,
    Replaced,
    RowKind,
    SettingSet,
    Switched,
    Ticked,
    Undone,
    told,
)
from kiosk.offer.hours import OpeningHours
from kiosk.offer.offer import Announcement, Kind, Offer, OfferChanges, Switch, offer_at
from kiosk.offer.supply import Level, Supply
from kiosk.staff.account import Actor
from kiosk.staff.audit_event import Event
from kiosk.staff.records import Records, Writing
from kiosk.staff.tables import supply as supply_table

_OFFER_ROWS = (
    RowKind.ITEM,
    RowKind.THEME,
    RowKind.DEVICE,
    RowKind.HOURS,
    RowKind.ANNOUNCEMENT,
    RowKind.HOT,
)


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """No change stands, there is none of that number, or it was undone already."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A later change of the same thing stands; that one is to be undone first."""

    by: int


class OfferBook:
    """What operators of this station have set."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def offer(self, now: datetime) -> Offer:
        """``now`` in the hall's time."""
        return offer_at(self.changes(), now)

    def changes(self) -> OfferChanges:
        """All that stands; a few milliseconds."""
        with self._records.reading() as connection:
            return _changes(connection)

    def version(self) -> int:
        """Another number whenever anybody has changed anything: cheap, for polling. See `OfferChanges.version`."""
        return self._records.data_version()

    def switch(self, kind: Kind, name: str, switch: Switch, by: Actor, now: datetime) -> KeptChange:
        return self.make(Switched(kind, name, switch), by, now)

    def set_hours(self, hours: tuple[OpeningHours, ...], by: Actor, now: datetime) -> KeptChange:
        return self.make(HoursSet(hours), by, now)

    def announce(self, announced: Announced, by: Actor, now: datetime) -> KeptChange:
        return self.make(announced, by, now)

    def end_announcement(self, number: int, by: Actor, now: datetime) -> KeptChange | None:
        """None where no such announcement stands."""
        with self._records.writing() as writing:
            if number not in {each.id for each in _changes(writing.connection).announcements}:
                return None
            return _make(writing, AnnouncementEnded(number), by, now)

    def make(self, change: Change, by: Actor, now: datetime) -> KeptChange:
        """Any change; durable on return. Raises ValueError (a defect) for a name that is none."""
        with self._records.writing() as writing:
            return _make(writing, change, by, now)

    def make_all(self, changes: Iterable[Change], by: Actor, now: datetime) -> list[KeptChange]:
        """All of them or none."""
        with self._records.writing() as writing:
            return [_make(writing, change, by, now) for change in changes]

    def undo(
        self, by: Actor, now: datetime, number: int | None = None
    ) -> KeptChange | NothingToUndo | ChangedSince:
        """Takes back the latest change that stands, or the one of that number; gives what was undone."""
        with self._records.writing() as writing:
            connection = writing.connection
            kept = (
                change_rows.last_to_undo(connection)
                if number is None
                else change_rows.one(connection, number)
            )
            if kept is None or kept.undone_by is not None or isinstance(kept.change, Undone):
                return NothingToUndo()
            later = change_rows.follower(connection, kept)
            if later is not None:
                return ChangedSince(later)
            undo = _make(writing, Undone(kept.id), by, now)
            change_rows.mark_undone(connection, kept.id, undo.id)
            if isinstance(kept.change, Replaced):
                _add_use(connection, kept.change.supply, kept.change.used)
            return kept

    def history(self, limit: int = 100) -> list[KeptChange]:
        """The latest first."""
        with self._records.reading() as connection:
            return list(change_rows.newest(connection, limit))

    def last_to_undo(self) -> KeptChange | None:
        with self._records.reading() as connection:
            return change_rows.last_to_undo(connection)

    def use(self, supply: Supply, amount: int = 1) -> None:
        """So much was used up."""
        with self._records.writing() as writing:
            _add_use(writing.connection, supply, amount)

    def levels(self, capacities: Mapping[Supply, int]) -> tuple[Level, ...]:
        """How much is left of each."""
        with self._records.reading() as connection:
            used = _uses(connection)
            replaced = {
                kept.change.supply: kept.at
                for kept in change_rows.standing(connection, [RowKind.SUPPLY])
                if isinstance(kept.change, Replaced)
            }
        return tuple(
            Level(supply, used.get(supply, 0), capacity, replaced.get(supply))
            for supply, capacity in capacities.items()
        )

    def ticks(self, day: date) -> dict[str, KeptChange]:
        """What was ticked by hand on this day, by the name of the check."""
        with self._records.reading() as connection:
            return {
                kept.change.check: kept
                for kept in change_rows.standing(connection, [RowKind.CHECK])
                if isinstance(kept.change, Ticked) and kept.change.day == day and kept.change.done
            }

    def settings(self) -> dict[str, str]:
        """Settings changed here, by key."""
        with self._records.reading() as connection:
            return {
                kept.change.key: kept.change.value
                for kept in change_rows.standing(connection, [RowKind.SETTING])
                if isinstance(kept.change, SettingSet) and kept.change.value is not None
            }


def _make(writing: Writing, change: Change, by: Actor, now: datetime) -> KeptChange:
    if isinstance(change, Replaced):
        # What the old one gave, so that undoing can put it back.
        used = _uses(writing.connection).get(change.supply, 0)
        change = Replaced(change.supply, used)
        _add_use(writing.connection, change.supply, -used)
    kept = change_rows.keep(writing.connection, change, by, now)
    heard = told(change, kept.id)
    writing.tell(Event(heard.action, by, now, heard.subject, heard.detail))
    return kept


def _changes(connection: Connection) -> OfferChanges:
    switches: dict[tuple[Kind, str], Switch] = {}
    hours: tuple[OpeningHours, ...] = ()
    announcements: list[Announcement] = []
    hot: tuple[str, ...] = ()
    for kept in change_rows.standing(connection, _OFFER_ROWS):
        match kept.change:
            case Switched(kind, name, switch):
                switches[kind, name] = switch
            case HoursSet(set_hours):
                hours = set_hours
            case Announced(text, tone, starts, until):
                announcements.append(Announcement(kept.id, text, tone, starts, until))
            case HotSet(codes):
                hot = codes
            case _:
                pass
    return OfferChanges(change_rows.latest_number(connection), switches, hours, tuple(announcements), hot)


def _uses(connection: Connection) -> dict[Supply, int]:
    known = {str(supply): supply for supply in Supply}
    rows = connection.execute(select(supply_table.c.name, supply_table.c.used))
    return {known[name]: int(used) for name, used in rows if name in known}


def _add_use(connection: Connection, supply: Supply, amount: int) -> None:
    more = max(0, _uses(connection).get(supply, 0) + amount)
    row = {"name": str(supply), "used": more}
    connection.execute(insert(supply_table).on_conflict_do_update(["name"], set_=row), row)
