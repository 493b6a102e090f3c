"""What can come of an attempt to sign in."""

from dataclasses import dataclass

from kiosk.staff.account import Account


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account


@dataclass(frozen=True, slots=True)
class WrongPin:
    """The name or the PIN is wrong; which of them is not told.

    ``tries_left`` until the first wait; ``wait_s`` is what this try costs (see ``lock_out``).
    """

    tries_left: int
    wait_s: float


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Too many wrong PINs: the PIN was not even looked at. Again in ``wait_s`` seconds."""

    wait_s: float


@dataclass(frozen=True, slots=True)
class AccountLocked:
    """The right PIN, but a technician has locked the account."""


@dataclass(frozen=True, slots=True)
class NoAccounts:
    """This station has no staff yet, or its records were set aside: ``jinban staff add`` on the command line."""


SignIn = SignedIn | WrongPin | LockedOut | AccountLocked | NoAccounts
