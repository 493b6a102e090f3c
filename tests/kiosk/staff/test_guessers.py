"""Guessing faster than one person can: many processes at once, and pulling the plug between tries."""

from contextlib import ExitStack
from pathlib import Path

from kiosk.staff.opening import open_records
from kiosk.staff.sign_in import LockedOut, WrongPin
from tests.kiosk.staff.staff_room import (
    MORNING,
    TECHNICIAN,
    THIRTY_MS,
    WRONG,
    asked,
    at,
    go,
    guesser,
    staff_of,
    staffed,
)


def test_four_guessers_at_once_have_five_free_tries_together(data: Path) -> None:
    staffed(data, THIRTY_MS)._records.close()
    with ExitStack() as stack:
        guessers = [stack.enter_context(guesser(data, 6)) for _ in range(4)]
        for each in guessers:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in guessers:
            go(each)
        said = [each.communicate(timeout=60)[0] for each in guessers]
    answers = "".join(said).split()
    assert (answers.count("wrong"), answers.count("locked_out"), len(answers)) == (5, 19, 24)


def test_a_plug_pulled_after_each_answer_gives_no_free_try(data: Path) -> None:
    """The guesser is killed at whatever moment it has said so much; hours lie between its tries."""
    staffed(data)._records.close()
    told = 0
    for kill in range(4):
        with guesser(data, 10_000, step_s=7200) as station:
            assert station.stdout is not None
            station.stdout.readline()
            go(station)
            heard = "".join(station.stdout.readline() for _ in range(1 + kill))
            station.kill()
            heard += station.stdout.read()
        told += heard.count("wrong\n")
        ((kept,),) = asked(data, "SELECT failures FROM tries")
        assert isinstance(kept, int)
        assert told <= kept <= told + 1, "one more may have been counted and not told"
        told = kept
    assert told >= 10
    records = open_records(data, now=MORNING)
    assert records.verify().is_whole
    staff = staff_of(records)
    assert isinstance(staff.sign_in(TECHNICIAN, WRONG, MORNING, at(0, "tuesday")), LockedOut)
    assert isinstance(staff.sign_in(TECHNICIAN, WRONG, MORNING, at(3600, "tuesday")), WrongPin)
    records.close()
