"""One thing that an operator has set, how it lies in its row, and what the audit log is told of it. Pure."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, assert_never

from pydantic import TypeAdapter, ValidationError

from kiosk.catalogue.words import Text
from kiosk.offer.hours import OpeningHours
from kiosk.offer.offer import Kind, Switch, Tone
from kiosk.offer.supply import Supply
from kiosk.staff.account import AccountName, Unattended
from kiosk.staff.audit_event import (
    Action,
    DeviceName,
    ItemCode,
    SettingKey,
    ThemeName,
    Word,
    device_name,
    item_code,
    setting_key,
    theme_name,
)


@dataclass(frozen=True, slots=True)
class Switched:
    """An item, a theme or a device, on or off."""

    kind: Kind
    name: str
    switch: Switch


@dataclass(frozen=True, slots=True)
class HoursSet:
    """The station's opening hours; empty is always."""

    hours: tuple[OpeningHours, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    text: Text
    tone: Tone = Tone.INFO
    starts: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementEnded:
    id: int


@dataclass(frozen=True, slots=True)
class HotSet:
    """The items that stand first on the home screen, in their order."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """Fresh paper or toner; ``used`` is what the old one had given."""

    supply: Supply
    used: int = 0


@dataclass(frozen=True, slots=True)
class Ticked:
    """A line of the day's checklist that no sensor sees."""

    check: str
    day: date
    done: bool = True


@dataclass(frozen=True, slots=True)
class SettingSet:
    """A setting of this station, changed here; None takes the change away."""

    key: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    id: int


Change = (
    Switched | HoursSet | Announced | AnnouncementEnded | HotSet | Replaced | Ticked | SettingSet | Undone
)


class RowKind(StrEnum):
    """What a row is about; with its subject it says which rows follow each other."""

    ITEM = "item"
    THEME = "theme"
    DEVICE = "device"
    HOURS = "hours"
    ANNOUNCEMENT = "announcement"
    HOT = "hot"
    SUPPLY = "supply"
    CHECK = "check"
    SETTING = "setting"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change as it was kept. ``undone_by`` is the number of the change that undid it."""

    id: int
    at: datetime
    by: AccountName | Unattended
    change: Change
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the audit log hears."""

    action: Action
    subject: DeviceName | ItemCode | ThemeName | SettingKey | None = None
    detail: Mapping[Word, int | StrEnum] = field(default_factory=dict)


_SHAPES: Mapping[RowKind, Any] = {
    RowKind.ITEM: Switched,
    RowKind.THEME: Switched,
    RowKind.DEVICE: Switched,
    RowKind.HOURS: HoursSet,
    RowKind.ANNOUNCEMENT: Announced | AnnouncementEnded,
    RowKind.HOT: HotSet,
    RowKind.SUPPLY: Replaced,
    RowKind.CHECK: Ticked,
    RowKind.SETTING: SettingSet,
    RowKind.UNDO: Undone,
}


@functools.cache
def _shape(kind: RowKind) -> TypeAdapter[Any]:
    return TypeAdapter(_SHAPES[kind])


def place_of(change: Change, number: int) -> tuple[RowKind, str]:
    """Kind and subject of the row; ``number`` is the change's own."""
    match change:
        case Switched(kind, name):
            return RowKind(kind), name
        case HoursSet():
            return RowKind.HOURS, "station"
        case Announced():
            return RowKind.ANNOUNCEMENT, str(number)
        case AnnouncementEnded(announcement):
            return RowKind.ANNOUNCEMENT, str(announcement)
        case HotSet():
            return RowKind.HOT, "home"
        case Replaced(supply):
            return RowKind.SUPPLY, supply
        case Ticked(check):
            return RowKind.CHECK, check
        case SettingSet(key):
            return RowKind.SETTING, key
        case Undone():
            return RowKind.UNDO, "change"
        case _ as never:
            assert_never(never)


def written(kind: RowKind, change: Change) -> str:
    """The row's body."""
    body: str = _shape(kind).dump_json(change).decode()
    return body


def read(kind: str, body: str) -> Change | None:
    """What a row's body says; None where it says nothing that we know."""
    try:
        change: Change = _shape(RowKind(kind)).validate_json(body)
    except (ValueError, ValidationError):
        return None
    return change


def told(change: Change, number: int) -> Told:
    """For the audit log: words of its catalogue only, never a message. Raises ValueError (a defect)."""
    mark: dict[Word, int | StrEnum] = {Word.CHANGE: number}
    match change:
        case Switched():
            return _told_switch(change, mark)
        case HoursSet(hours):
            return Told(Action.HOURS_SET, None, {**mark, Word.COUNT: len(hours)})
        case Announced(starts=starts, until=until):
            return Told(Action.ANNOUNCED, None, {**mark, **_times(starts, until)})
        case AnnouncementEnded(announcement):
            return Told(Action.ANNOUNCEMENT_ENDED, None, {**mark, Word.UNDONE: announcement})
        case HotSet(codes):
            return Told(Action.HOT_LIST_SET, None, {**mark, Word.COUNT: len(codes)})
        case Replaced(supply, used):
            return Told(Action.SUPPLY_REPLACED, device_name(supply), {**mark, Word.COUNT: used})
        case Ticked(check, _, done):
            return Told(Action.CHECK_TICKED, device_name(check), {**mark, Word.DONE: int(done)})
        case SettingSet(key):
            return Told(Action.SETTING_CHANGED, setting_key(key), mark)
        case Undone(undone):
            return Told(Action.CHANGE_UNDONE, None, {**mark, Word.UNDONE: undone})
        case _ as never:
            assert_never(never)


def _told_switch(change: Switched, mark: Mapping[Word, int | StrEnum]) -> Told:
    switch = change.switch
    verb = "scheduled" if switch.is_timed else "enabled" if switch.offered else "disabled"
    action = Action(f"{change.kind}_{verb}")
    detail = {**mark, **_times(switch.starts, switch.until)}
    match change.kind:
        case Kind.ITEM:
            return Told(action, item_code(change.name), detail)
        case Kind.THEME:
            return Told(action, theme_name(change.name), detail)
        case Kind.DEVICE:
            return Told(action, device_name(change.name), detail)
        case _ as never:
            assert_never(never)


def _times(starts: datetime | None, until: datetime | None) -> dict[Word, int | StrEnum]:
    times = {Word.FROM_S: starts, Word.UNTIL_S: until}
    return {word: int(at.timestamp()) for word, at in times.items() if at is not None}
