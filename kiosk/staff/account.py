"""Who works at a station: operators decide what it offers, technicians keep its devices working."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

AccountName = NewType("AccountName", str)
"""A short staff number or name key, as `account_name` let it pass."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{2,15}")
_LONG_NUMBER = re.compile(r"[0-9]{9,}")


class Role(StrEnum):
    OPERATOR = "operator"
    TECHNICIAN = "technician"


class AccountState(StrEnum):
    ACTIVE = "active"
    LOCKED = "locked"


class Unattended(StrEnum):
    """Who acts when nobody is signed in. The underscore keeps them apart from every account's name."""

    STATION = "_station"
    COMMAND_LINE = "_command_line"
    NOBODY = "_nobody"
    """At the screen, before signing in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something, for the audit log."""

    name: AccountName | Unattended
    role: Role | None = None


STATION = Actor(Unattended.STATION)
COMMAND_LINE = Actor(Unattended.COMMAND_LINE)
NOBODY = Actor(Unattended.NOBODY)


@dataclass(frozen=True, slots=True)
class Account:
    """One account as screens and lists show it: without the PIN, hashed or not."""

    name: AccountName
    role: Role
    state: AccountState
    added_at: datetime

    @property
    def actor(self) -> Actor:
        return Actor(self.name, self.role)


def account_name(text: str) -> AccountName | None:
    """The name, in small letters; None unless it is 3 to 16 of a-z, 0-9 and hyphen.

    Nine digits in a row are refused too: that is a telephone or identity number, and names stand in the audit log.
    """
    name = text.strip().lower()
    if not _NAME.fullmatch(name) or _LONG_NUMBER.search(name):
        return None
    return AccountName(name)


def told_by(stored: str) -> AccountName | Unattended:
    """The name of an actor as it lies in a row."""
    return Unattended(stored) if stored.startswith("_") else AccountName(stored)
