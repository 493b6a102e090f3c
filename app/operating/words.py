"""The words that operators' commands share: times of the hall, messages for residents, and who it was.

Raises SettingsRefused with one line on what was expected.
"""

import difflib
import re
from collections.abc import Collection
from datetime import datetime, time

from config.settings import SettingsRefused
from kiosk.catalogue.words import Text
from kiosk.offer.hours import OpeningHours, opening_hours
from kiosk.staff.account import COMMAND_LINE, Actor
from kiosk.staff.lock_out import boot_clock
from kiosk.staff.records import Records
from kiosk.staff.staff import ListedAccount, Staff

LONGEST_ZH, LONGEST_EN = 60, 160
"""Characters of a message: three lines on the screen."""

_PERSONS_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx]|(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_ODD = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def hall_time(text: str | None, now: datetime, option: str) -> datetime | None:
    """``2026-12-01``, ``2026-12-01T08:30``, or ``08:30`` of today, in the hall's time; ``now`` is in that."""
    if text is None:
        return None
    try:
        told = text.strip().replace(" ", "T")
        if re.fullmatch(r"\d{1,2}:\d{2}", told):
            return datetime.combine(now.date(), time.fromisoformat(told.zfill(5)), now.tzinfo)
        at = datetime.fromisoformat(told)
    except ValueError:
        raise SettingsRefused(
            f"{option} {text}: expected a time, as 2026-12-01, 2026-12-01T08:30 or 08:30"
        ) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=now.tzinfo)


def times(starts: str | None, until: str | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From and until, in their order and not over already."""
    first, last = hall_time(starts, now, "--from"), hall_time(until, now, "--until")
    if first is not None and last is not None and first >= last:
        raise SettingsRefused(f"--until {until}: ends before it begins; --from is {starts}")
    if last is not None and last <= now:
        raise SettingsRefused(f"--until {until}: is over already; it is {now:%Y-%m-%d %H:%M}")
    return first, last


def hours(written: list[str]) -> tuple[OpeningHours, ...]:
    """Each as ``mon-fri 08:30-17:30``."""
    read = []
    for text in written:
        try:
            read.append(opening_hours(text))
        except ValueError as wrong:
            raise SettingsRefused(f"{text}: {wrong}") from None
    return tuple(read)


def message(zh: str | None, en: str | None, options: tuple[str, str]) -> Text | None:
    """A sentence for residents in both languages; None when neither is given."""
    if zh is None and en is None:
        return None
    for text, option, longest in ((zh, options[0], LONGEST_ZH), (en, options[1], LONGEST_EN)):
        if text is None or not text.strip():
            raise SettingsRefused(f"{option}: is missing; residents read Chinese or English")
        if len(text) > longest:
            raise SettingsRefused(f"{option}: {len(text)} characters; expected {longest} at most")
        if _ODD.search(text):
            raise SettingsRefused(f"{option}: has a character that a sentence cannot have")
        if _PERSONS_NUMBER.search(text):
            raise SettingsRefused(f"{option}: holds a person's number; leave it out")
    return Text(zh=(zh or "").strip(), en=(en or "").strip())


def actor(by: str | None, records: Records) -> Actor:
    """Who it was: an account of this station, or the command line."""
    if by is None:
        return COMMAND_LINE
    listed = Staff(records).listed(boot_clock())
    accounts = {each.account.name: each.account for each in listed if isinstance(each, ListedAccount)}
    found = next((account for name, account in accounts.items() if name == by.strip().lower()), None)
    if found is None:
        raise SettingsRefused(f"--by {by}: no such account{nearest(by, list(accounts))}")
    return found.actor


def known(word: str, choices: Collection[str], what: str) -> str:
    """The word, if it is one of these."""
    if word not in choices:
        raise SettingsRefused(f"{what} {word}: there is none{nearest(word, choices)}")
    return word


def nearest(word: str, choices: Collection[str]) -> str:
    """Names the known word that is most like it."""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.4)
    return f"; did you mean {folded[close[0]]}?" if close else ""
