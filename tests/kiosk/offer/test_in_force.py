"""A visit keeps the offer that it began with."""

from kiosk.offer.in_force import InForce
from kiosk.offer.offer import Offer

MORNING, NOON = Offer(version=1), Offer(version=2)


def test_with_nobody_there_a_change_holds_at_once() -> None:
    assert InForce(MORNING).heard(NOON, is_idle=True) == InForce(NOON)


def test_in_the_midst_of_a_visit_it_waits_until_the_visit_is_over() -> None:
    waiting = InForce(MORNING).heard(NOON, is_idle=False)
    assert waiting.now == MORNING
    assert waiting.moved(is_idle=False).now == MORNING
    assert waiting.moved(is_idle=True) == InForce(NOON)


def test_of_two_changes_the_later_one_holds() -> None:
    waiting = InForce(MORNING).heard(NOON, is_idle=False).heard(Offer(version=3), is_idle=False)
    assert waiting.moved(is_idle=True).now.version == 3
    assert InForce(MORNING).heard(NOON, is_idle=False).heard(MORNING, is_idle=True) == InForce(MORNING)
