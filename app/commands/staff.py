"""``jinban staff``: the accounts of operators and technicians."""

import argparse
import getpass
import json
import sys
import warnings
from typing import assert_never

from app.station_context import StationContext
from config.settings import SettingsRefused
from kiosk.staff.account import COMMAND_LINE, Account, AccountName, Role, account_name
from kiosk.staff.account_rows import DamagedAccount
from kiosk.staff.lock_out import boot_clock
from kiosk.staff.opening import open_records
from kiosk.staff.pin import WeakPin, weakness
from kiosk.staff.staff import ListedAccount, NameTaken, NoSuchAccount, Staff

_LONGEST_LINE = 64
"""Of standard input, in characters; no PIN is as long."""


def run(options: argparse.Namespace, station: StationContext) -> int:
    name = _checked(options)
    pin = _ask_pin(options, name) if options.action in ("add", "pin") else ""
    station.make_data_folder()
    records = open_records(station.data, now=station.now())
    try:
        return _do(options, station, Staff(records), name, pin)
    finally:
        records.close()


def _checked(options: argparse.Namespace) -> AccountName:
    """The name, once the words agree with each other. Raises SettingsRefused."""
    action = options.action
    if (options.name is None) != (action == "list"):
        raise SettingsRefused(f"staff {action}: expected {'no further word' if options.name else 'a NAME'}")
    if (options.role is None) == (action == "add"):
        expected = "--role operator or --role technician" if action == "add" else "no --role"
        raise SettingsRefused(f"staff {action}: expected {expected}")
    if options.pin_stdin and action not in ("add", "pin"):
        raise SettingsRefused(f"staff {action}: expected no --pin-stdin")
    name = account_name(options.name or "list")
    if name is None:
        raise SettingsRefused(
            f"staff {action}: a name is 3 to 16 of a-z, 0-9 and hyphen, without nine digits in a row"
        )
    return name


def _do(
    options: argparse.Namespace, station: StationContext, staff: Staff, name: AccountName, pin: str
) -> int:
    now = station.now()
    match options.action:
        case "list":
            return _list(options, staff)
        case "add":
            return _tell(options, name, staff.add(name, Role(options.role), pin, COMMAND_LINE, now))
        case "pin":
            return _tell(options, name, staff.change_pin(name, pin, COMMAND_LINE, now))
        case "lock":
            return _tell(options, name, staff.lock(name, COMMAND_LINE, now))
        case _:
            return _tell(options, name, staff.unlock(name, COMMAND_LINE, now))


def _tell(
    options: argparse.Namespace, name: AccountName, done: Account | NameTaken | NoSuchAccount | WeakPin
) -> int:
    match done:
        case Account():
            if options.json:
                sys.stdout.write(json.dumps(_shown(done)) + "\n")
            else:
                sys.stdout.write(f"{done.name}: {done.role}, {done.state}\n")
            return 0
        case NameTaken():
            return _complain(f"{name} is there already; another PIN: jinban staff pin {name}")
        case NoSuchAccount():
            return _complain(f"there is no account {name}; see them with: jinban staff list")
        case WeakPin():
            raise SettingsRefused(f"this PIN is not taken: {done.sentence}")
        case _ as never:
            assert_never(never)


def _list(options: argparse.Namespace, staff: Staff) -> int:
    listed = staff.listed(boot_clock())
    accounts = [each for each in listed if isinstance(each, ListedAccount)]
    damaged = [each for each in listed if isinstance(each, DamagedAccount)]
    if options.json:
        shown = [
            {**_shown(each.account), "wrong_pins": each.wrong_pins, "wait_s": round(each.wait_s)}
            for each in accounts
        ]
        sys.stdout.write(json.dumps({"accounts": shown, "damaged": len(damaged)}) + "\n")
    elif not listed:
        sys.stdout.write("no accounts yet; add one with: jinban staff add NAME --role technician\n")
    else:
        for each in accounts:
            wait = f", has to wait {round(each.wait_s)} s" if each.wait_s else ""
            sys.stdout.write(f"{each.account.name}  {each.account.role}  {each.account.state}{wait}\n")
    if damaged:
        return _complain(
            f"{len(damaged)} damaged account(s): add the missing names again with jinban staff add"
        )
    return 0


def _shown(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": str(account.role),
        "state": str(account.state),
        "added_at": account.added_at.isoformat(timespec="seconds"),
    }


def _ask_pin(options: argparse.Namespace, name: AccountName) -> str:
    """The PIN, from standard input or typed twice without echo. Raises SettingsRefused."""
    if options.pin_stdin:
        line = sys.stdin.buffer.readline(_LONGEST_LINE)
        return line.decode("ascii", "replace").rstrip("\r\n")
    with warnings.catch_warnings():
        # Where it cannot keep the PIN off the screen, getpass warns and asks all the same.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            pin = getpass.getpass(f"PIN for {name}: ")
            weak = weakness(pin, name)
            if weak is not None:
                raise SettingsRefused(f"this PIN is not taken: {weak.sentence}")
            if getpass.getpass("The same again: ") != pin:
                raise SettingsRefused("the two PINs differ; nothing was changed")
        except (getpass.GetPassWarning, EOFError):
            raise SettingsRefused(
                f"staff {options.action}: no terminal to ask for the PIN; give it with --pin-stdin"
            ) from None
    return pin


def _complain(sentence: str) -> int:
    sys.stderr.write(f"jinban: {sentence}\n")
    return 1
