"""The staff room of a station: made-up colleagues, a hash that costs nothing, and guessers as processes of their own.

Run as a script, it is somebody at the screen who guesses PINs and says what came of each guess.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from argon2 import Parameters, Type

from kiosk.staff.account import COMMAND_LINE, AccountName, Role, account_name
from kiosk.staff.lock_out import BootClock
from kiosk.staff.opening import open_records
from kiosk.staff.pin import PinHasher
from kiosk.staff.records import Records
from kiosk.staff.sign_in import LockedOut, SignedIn, SignIn, WrongPin
from kiosk.staff.staff import Staff

ROOT = Path(__file__).parents[3]
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHEAP = Parameters(
    type=Type.ID, version=19, salt_len=16, hash_len=32, time_cost=1, memory_cost=8, parallelism=1
)
THIRTY_MS = replace(CHEAP, memory_cost=65536)
"""About so long, that guessers get in each other's way."""
PIN = "739164"
WRONG = "850275"
TECHNICIAN = AccountName("t-204")
OPERATOR = AccountName("lin-fang")


def named(text: str) -> AccountName:
    name = account_name(text)
    assert name is not None
    return name


def at(seconds: float, boot: str = "monday") -> BootClock:
    return BootClock(boot, seconds)


def staff_of(records: Records) -> Staff:
    return Staff(records, PinHasher(CHEAP))


def staffed(data: Path, parameters: Parameters = CHEAP) -> Staff:
    """A station with a technician and an operator."""
    staff = Staff(open_records(data, now=MORNING), PinHasher(parameters))
    staff.add(TECHNICIAN, Role.TECHNICIAN, PIN, COMMAND_LINE, MORNING)
    staff.add(OPERATOR, Role.OPERATOR, "402958", COMMAND_LINE, MORNING)
    return staff


def overwrite(data: Path, sql: str, *values: str | int | None) -> None:
    """Changes ``staff.db`` behind the records' back."""
    with closing(sqlite3.connect(data / "staff.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(sql, values)


def asked(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "staff.db")) as connection:
        return connection.execute(sql).fetchall()


def guesser(data: Path, guesses: int, *, step_s: float = 0) -> subprocess.Popen[str]:
    """Somebody who guesses the technician's PIN so often, so many seconds of the boot clock apart.

    With no seconds in between it is a process that dies after its last answer, and all such share one boot clock that
    stands still; else the machine was started anew for it.
    """
    return subprocess.Popen(
        [sys.executable, __file__, str(data), str(guesses), str(step_s)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(guesser: subprocess.Popen[str]) -> None:
    """Lets one begin that has said ``ready``."""
    assert guesser.stdin is not None
    guesser.stdin.write("go\n")
    guesser.stdin.flush()


def _word(answer: SignIn) -> str:
    match answer:
        case WrongPin():
            return "wrong"
        case LockedOut():
            return "locked_out"
        case SignedIn():
            return "signed_in"
        case _:
            return "other"


def _guess(data: Path, guesses: int, step_s: float) -> None:
    records = open_records(data, busy_timeout_s=20, now=MORNING)
    staff = staff_of(records)
    os.write(1, b"ready\n")
    sys.stdin.readline()
    boot = str(os.getpid()) if step_s else "monday"
    for number in range(guesses):
        answer = staff.sign_in(TECHNICIAN, WRONG, MORNING, at(100_000 + number * step_s, boot))
        os.write(1, f"{_word(answer)}\n".encode())
    if not step_s:
        os.kill(os.getpid(), signal.SIGKILL)
    records.close()


if __name__ == "__main__":
    _guess(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
