"""The staff of a station: adding and locking accounts, and signing in with a PIN.

Every change, and every attempt that is not turned away for waiting, is in the audit log, in one transaction with what
it changed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.staff.account import (
    NOBODY,
    Account,
    AccountName,
    AccountState,
    Actor,
    Role,
    Unattended,
    account_name,
)
from kiosk.staff.account_rows import (
    DamagedAccount,
    KeptAccount,
    every_account,
    keep,
    keep_tries,
    sound_accounts,
    tries_of,
)
from kiosk.staff.audit_event import Action, Event, Word
from kiosk.staff.lock_out import BootClock, Tries
from kiosk.staff.pin import PinHasher, WeakPin, weakness
from kiosk.staff.records import Records, Writing
from kiosk.staff.sign_in import AccountLocked, LockedOut, NoAccounts, SignedIn, SignIn, WrongPin


@dataclass(frozen=True, slots=True)
class NameTaken:
    """There is an account of that name."""


@dataclass(frozen=True, slots=True)
class NoSuchAccount:
    """There is no account of that name, or its row is damaged."""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """``wait_s`` as of now, after wrong PINs."""

    account: Account
    wrong_pins: int
    wait_s: float


class Staff:
    """Any thread but the screen's: a PIN takes its time. All raise EnvironmentFault when disk or memory fail.

    A fault is no answer: no PIN was told right or wrong, and what it kept from becoming durable has not happened.
    """

    def __init__(self, records: Records, pins: PinHasher | None = None) -> None:
        self._records = records
        self._pins = pins or PinHasher()

    def listed(self, clock: BootClock) -> list[ListedAccount | DamagedAccount]:
        """Every account by name."""
        with self._records.reading() as connection:
            return [
                kept
                if isinstance(kept, DamagedAccount)
                else _listed(kept, tries_of(connection, kept.account.name), clock)
                for kept in every_account(connection)
            ]

    def add(
        self, name: AccountName, role: Role, pin: str, by: Actor, now: datetime
    ) -> Account | NameTaken | WeakPin:
        """A new account, or one in place of a damaged row of that name."""
        weak = weakness(pin, name)
        if weak is not None:
            return weak
        kept = KeptAccount(Account(name, role, AccountState.ACTIVE, now), self._pins.hash(pin))
        with self._records.writing() as writing:
            if name in sound_accounts(writing.connection):
                return NameTaken()
            keep(writing.connection, kept)
            keep_tries(writing.connection, name, Tries())
            writing.tell(Event(Action.ACCOUNT_ADDED, by, now, name, {Word.ROLE: role}))
        return kept.account

    def change_pin(
        self, name: AccountName, pin: str, by: Actor, now: datetime
    ) -> Account | NoSuchAccount | WeakPin:
        """Another PIN, for one that was forgotten. Waits and a locked account stay as they are."""
        weak = weakness(pin, name)
        if weak is not None:
            return weak
        pin_hash = self._pins.hash(pin)
        with self._records.writing() as writing:
            kept = sound_accounts(writing.connection).get(name)
            if kept is None:
                return NoSuchAccount()
            keep(writing.connection, replace(kept, pin_hash=pin_hash))
            writing.tell(Event(Action.PIN_CHANGED, by, now, name))
        return kept.account

    def lock(self, name: AccountName, by: Actor, now: datetime) -> Account | NoSuchAccount:
        """Nobody can sign in with it until it is unlocked; twice is as good as once."""
        return self._put(name, AccountState.LOCKED, Action.ACCOUNT_LOCKED, by, now)

    def unlock(self, name: AccountName, by: Actor, now: datetime) -> Account | NoSuchAccount:
        """Ends a lock, and the wait after wrong PINs as well."""
        return self._put(name, AccountState.ACTIVE, Action.ACCOUNT_UNLOCKED, by, now)

    def sign_in(self, name: str, pin: str, now: datetime, clock: BootClock) -> SignIn:
        """One attempt, for a name as typed or chosen; up to a few 100 ms, and as long for a name that nobody has.

        Attempts of all threads and processes go one after the other, hash included, and the count of a wrong one is
        durable before this returns: neither racing nor pulling the plug gives a free try. Waits: see ``lock_out``.
        """
        with self._records.writing() as writing:
            accounts = sound_accounts(writing.connection)
            if not accounts:
                return NoAccounts()
            chosen = account_name(name)
            kept = accounts.get(chosen) if chosen else None
            counted = kept.account.name if kept else Unattended.NOBODY
            made = tries_of(writing.connection, counted)
            wait_s = made.wait_s(clock)
            if wait_s > 0:
                return LockedOut(wait_s)
            is_right = self._pins.matches(kept.pin_hash if kept else None, pin)
            if kept is None or not is_right:
                return _wrong(writing, kept, made.failed(clock), now, clock)
            if kept.account.state is AccountState.LOCKED:
                writing.tell(Event(Action.SIGN_IN_REFUSED, NOBODY, now, kept.account.name))
                return AccountLocked()
            if self._pins.is_outdated(kept.pin_hash):
                keep(writing.connection, replace(kept, pin_hash=self._pins.hash(pin)))
            keep_tries(writing.connection, counted, Tries())
            writing.tell(Event(Action.SIGNED_IN, kept.account.actor, now))
            return SignedIn(kept.account)

    def _put(
        self, name: AccountName, state: AccountState, action: Action, by: Actor, now: datetime
    ) -> Account | NoSuchAccount:
        with self._records.writing() as writing:
            kept = sound_accounts(writing.connection).get(name)
            if kept is None:
                return NoSuchAccount()
            changed = replace(kept.account, state=state)
            keep(writing.connection, replace(kept, account=changed))
            if state is AccountState.ACTIVE:
                keep_tries(writing.connection, name, Tries())
            writing.tell(Event(action, by, now, name))
            return changed


def _wrong(
    writing: Writing, kept: KeptAccount | None, made: Tries, now: datetime, clock: BootClock
) -> WrongPin:
    keep_tries(writing.connection, kept.account.name if kept else Unattended.NOBODY, made)
    wait_s = made.wait_s(clock)
    detail: dict[Word, int] = {Word.WRONG_PINS: made.failures}
    if wait_s:
        detail[Word.WAIT_S] = round(wait_s)
    action = Action.LOCKED_OUT if wait_s else Action.SIGN_IN_FAILED
    # What was typed for a name that nobody has is not kept: it may be a PIN, or a resident's number.
    writing.tell(Event(action, NOBODY, now, kept.account.name if kept else None, detail))
    return WrongPin(made.left, wait_s)


def _listed(kept: KeptAccount, made: Tries, clock: BootClock) -> ListedAccount:
    return ListedAccount(kept.account, made.failures, made.wait_s(clock))
