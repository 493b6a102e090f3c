"""What the audit log tells of: the catalogue of its events, and the only words that an event can hold.

There is no free text. A subject is an account, a device, an item, a theme, a supply, a check or a setting; a detail
is a small number or a word of a catalogue. So no resident's name or number can get in, and what somebody typed as a
name or PIN cannot either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from kiosk.staff.account import AccountName, Actor

DeviceName = NewType("DeviceName", str)
"""A device as the settings name it, from `device_name`."""

ItemCode = NewType("ItemCode", str)
"""A service item's code, from `item_code`."""

ThemeName = NewType("ThemeName", str)
"""A theme of the catalogue, from `theme_name`."""

SettingKey = NewType("SettingKey", str)
"""A setting's dotted name, from `setting_key`."""

_DEVICE = re.compile(r"[a-z][a-z_]{1,31}")
_ITEM = re.compile(r"[A-Z0-9][A-Z0-9-]{2,49}")
_THEME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SETTING = re.compile(r"[a-z][a-z_]{1,30}\.[a-z][a-z_.]{1,30}")
_SUBJECT = re.compile(r"[A-Za-z0-9_.-]{2,50}")
_PERSONS_NUMBER = re.compile(r"[0-9]{17}[0-9X]|1[3-9][0-9]{9}")
_TOO_LARGE = 10**10
"""Moments in seconds have ten digits; mobile numbers have eleven, identity numbers eighteen."""


class Action(StrEnum):
    """Every event of the audit log."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED_OUT = "locked_out"
    """A wrong PIN too, and one that costs a wait."""
    SIGN_IN_REFUSED = "sign_in_refused"
    """The right PIN of an account that is locked."""
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_LOCKED = "account_locked"
    ACCOUNT_UNLOCKED = "account_unlocked"
    PIN_CHANGED = "pin_changed"
    DEVICE_TESTED = "device_tested"
    ITEM_ENABLED = "item_enabled"
    ITEM_DISABLED = "item_disabled"
    ITEM_SCHEDULED = "item_scheduled"
    THEME_ENABLED = "theme_enabled"
    THEME_DISABLED = "theme_disabled"
    THEME_SCHEDULED = "theme_scheduled"
    DEVICE_ENABLED = "device_enabled"
    DEVICE_DISABLED = "device_disabled"
    DEVICE_SCHEDULED = "device_scheduled"
    HOURS_SET = "hours_set"
    ANNOUNCED = "announced"
    ANNOUNCEMENT_ENDED = "announcement_ended"
    HOT_LIST_SET = "hot_list_set"
    SUPPLY_REPLACED = "supply_replaced"
    CHECK_TICKED = "check_ticked"
    SETTING_CHANGED = "setting_changed"
    CHANGE_UNDONE = "change_undone"
    RELEASE_INSTALLED = "release_installed"
    RELEASE_REFUSED = "release_refused"
    RECORDS_SET_ASIDE = "records_set_aside"
    """``staff.db`` was damaged or gone; a fresh one began here."""
    LOG_FOUND_CUT = "log_found_cut"
    """The log did not end where its anchor says; written before anything else, so that it cannot be covered up."""


class Word(StrEnum):
    """What a detail is about."""

    ROLE = "role"
    WRONG_PINS = "wrong_pins"
    WAIT_S = "wait_s"
    OUTCOME = "outcome"
    FAULT = "fault"
    REASON = "reason"
    FIRST_LOST = "first_lost"
    LAST_LOST = "last_lost"
    FROM_S = "from_s"
    """Seconds since 1970 (UTC)."""
    UNTIL_S = "until_s"
    CHANGE = "change"
    """The number of the change among those of the operators."""
    UNDONE = "undone"
    """The number of the change that was undone."""
    COUNT = "count"
    DONE = "done"
    """1 ticked, 0 not any more."""
    VERSION = "version"
    """Of a release."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. Raises ValueError (a defect) for a number or subject that could be a person's."""

    action: Action
    actor: Actor
    at: datetime
    subject: AccountName | DeviceName | ItemCode | ThemeName | SettingKey | None = None
    detail: Mapping[Word, int | StrEnum] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a time needs its zone")
        if self.subject is not None and not _is_harmless(self.subject):
            raise ValueError("a subject is an account, a device, an item, a theme or a setting")
        for value in self.detail.values():
            if isinstance(value, int) and abs(value) >= _TOO_LARGE:
                raise ValueError("a detail is a small number")


def device_name(text: str) -> DeviceName:
    """Raises ValueError (a defect) for what no settings can name."""
    if not _DEVICE.fullmatch(text):
        raise ValueError("a device is named as in the settings")
    return DeviceName(text)


def item_code(text: str) -> ItemCode:
    """Raises ValueError for what is no item's code."""
    if not _ITEM.fullmatch(text) or not _is_harmless(text):
        raise ValueError("an item is named by its code")
    return ItemCode(text)


def theme_name(text: str) -> ThemeName:
    """Raises ValueError for what no catalogue can name."""
    if not _THEME.fullmatch(text):
        raise ValueError("a theme is named as in the catalogue")
    return ThemeName(text)


def setting_key(text: str) -> SettingKey:
    """Raises ValueError for what is no setting's name."""
    if not _SETTING.fullmatch(text):
        raise ValueError("a setting is named as in the settings")
    return SettingKey(text)


def _is_harmless(subject: str) -> bool:
    return bool(_SUBJECT.fullmatch(subject)) and not _PERSONS_NUMBER.fullmatch(subject)
