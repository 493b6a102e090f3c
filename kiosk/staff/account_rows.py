"""Accounts and wrong tries as they lie in ``staff.db``; inside somebody's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from kiosk.staff.account import Account, AccountName, AccountState, Role, Unattended
from kiosk.staff.lock_out import BootClock, Tries
from kiosk.staff.tables import account, tries
from kiosk.store.row import is_intact, milliseconds, moment, signed


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account with the hash of its PIN, which leaves this package never."""

    account: Account
    pin_hash: str

    def __repr__(self) -> str:
        return f"KeptAccount({self.account.name})"


@dataclass(frozen=True, slots=True)
class DamagedAccount:
    """A row whose hash is wrong; ``name`` as it stands there."""

    name: str


def every_account(connection: Connection) -> Iterator[KeptAccount | DamagedAccount]:
    """By name."""
    for row in connection.execute(select(account).order_by(account.c.name)).mappings():
        if not is_intact(dict(row)):
            yield DamagedAccount(str(row["name"]))
            continue
        name, role, state = AccountName(str(row["name"])), Role(row["role"]), AccountState(row["state"])
        yield KeptAccount(Account(name, role, state, moment(int(row["added_at"]))), str(row["pin_hash"]))


def sound_accounts(connection: Connection) -> dict[AccountName, KeptAccount]:
    """Those that somebody can sign in with; a station has a handful."""
    return {kept.account.name: kept for kept in every_account(connection) if isinstance(kept, KeptAccount)}


def keep(connection: Connection, kept: KeptAccount) -> None:
    """As a new row, or in place of the one of that name."""
    columns = signed(
        {
            "name": kept.account.name,
            "role": str(kept.account.role),
            "state": str(kept.account.state),
            "pin_hash": kept.pin_hash,
            "added_at": milliseconds(kept.account.added_at),
        }
    )
    connection.execute(insert(account).on_conflict_do_update(["name"], set_=columns), columns)


def tries_of(connection: Connection, name: AccountName | Unattended) -> Tries:
    """The wrong PINs in a row; those for names that nobody has are counted together under ``_nobody``."""
    row = connection.execute(select(tries).where(tries.c.name == str(name))).mappings().first()
    if row is None:
        return Tries()
    return Tries(int(row["failures"]), BootClock(str(row["boot"]), int(row["boot_ms"]) / 1000))


def keep_tries(connection: Connection, name: AccountName | Unattended, made: Tries) -> None:
    if made.last is None:
        connection.execute(delete(tries).where(tries.c.name == str(name)))
        return
    columns = {
        "name": str(name),
        "failures": made.failures,
        "boot": made.last.boot,
        "boot_ms": round(made.last.seconds * 1000),
    }
    connection.execute(insert(tries).on_conflict_do_update(["name"], set_=columns), columns)
