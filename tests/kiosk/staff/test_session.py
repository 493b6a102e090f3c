"""A technician walks away: the session ends by itself."""

from kiosk.staff.account import Account, AccountState, Actor, Role
from kiosk.staff.session import session_of
from tests.kiosk.staff.staff_room import MORNING, TECHNICIAN

SESSION = session_of(Account(TECHNICIAN, Role.TECHNICIAN, AccountState.ACTIVE, MORNING), 1000)


def test_two_minutes_without_a_touch_end_it() -> None:
    assert [SESSION.is_over(1000 + passed) for passed in (0, 119.9, 120)] == [False, False, True]


def test_a_touch_gives_two_fresh_minutes() -> None:
    touched = SESSION.touched(1100)
    assert [touched.is_over(1100 + passed) for passed in (0, 119.9, 120)] == [False, False, True]


def test_fifteen_minutes_end_it_however_busy_the_hands_are() -> None:
    session = SESSION
    for passed in range(0, 900, 60):
        session = session.touched(1000 + passed)
    assert not session.is_over(1899.9)
    assert session.is_over(1900)


def test_a_touch_does_not_wake_a_session_that_is_over() -> None:
    assert SESSION.touched(1120).is_over(1121)


def test_the_session_knows_who_acts() -> None:
    assert SESSION.actor == Actor(TECHNICIAN, Role.TECHNICIAN)
