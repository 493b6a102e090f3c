"""Who walks away leaves nothing behind: the screen is covered at once, and the visit ends soon."""

from dataclasses import replace

import pytest

from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.advance import seconds_left
from kiosk.visit.effect import Wipe
from kiosk.visit.samples import VISITS
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk
from tests.kiosk.visit.test_time_out import IMPATIENT

GONE, THERE = e.PresenceChanged(False), e.PresenceChanged(True)


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.happens(THERE)
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    return kiosk


@pytest.mark.parametrize("state", IMPATIENT)
def test_every_such_screen_is_covered_at_once_and_ends_after_twenty_seconds(state: type[s.State]) -> None:
    kiosk = Kiosk()
    kiosk.visit = replace(VISITS[state][0], touched_at=kiosk.seconds, entered_at=kiosk.seconds)
    kiosk.happens(THERE, GONE)
    kiosk.wait(0.25)
    assert kiosk.warns()
    assert kiosk.visit.left_at is not None
    assert delays.AWAY_S >= 20
    kiosk.wait(delays.AWAY_S - 0.5)
    assert type(kiosk.visit.state) is state
    kiosk.wait(0.5)
    assert isinstance(kiosk.visit.state, s.Farewell | s.Wiping)
    assert kiosk.session.card is None


def test_the_count_down_is_that_of_who_left(kiosk: Kiosk) -> None:
    kiosk.happens(GONE)
    kiosk.wait(5)
    assert seconds_left(kiosk.visit, kiosk.now) == 15


def test_who_comes_back_and_says_so_goes_on_where_they_were(kiosk: Kiosk) -> None:
    kiosk.answer(phone="13876543211")
    kiosk.happens(GONE)
    kiosk.wait(10)
    kiosk.happens(THERE, e.Touched(), e.MoreTimeAsked())
    assert not kiosk.warns()
    kiosk.wait(delays.AWAY_S)
    kiosk.at(s.FillForm)
    assert kiosk.session.answers["phone"] == "13876543211"


def test_who_only_steps_up_sees_nothing_of_it_and_it_ends_all_the_same(kiosk: Kiosk) -> None:
    kiosk.happens(GONE)
    kiosk.wait(1)
    kiosk.happens(THERE, e.Touched())
    assert kiosk.warns()
    assert kiosk.visit.left_at is not None
    kiosk.wait(delays.AWAY_S)
    kiosk.at(s.Farewell)


def test_large_type_has_twice_the_time(kiosk: Kiosk) -> None:
    kiosk.happens(e.LargeModeChosen(True), GONE)
    kiosk.wait(delays.AWAY_S + 5)
    kiosk.at(s.FillForm)
    kiosk.wait(delays.AWAY_S)
    kiosk.at(s.Farewell)


def test_a_sensor_that_is_lost_or_mistaken_sends_nobody_away(kiosk: Kiosk) -> None:
    kiosk.happens(e.PresenceChanged(None), GONE)
    kiosk.wait(30)
    assert not kiosk.warns(), "nobody was seen to leave"
    kiosk.happens(THERE, GONE, e.Touched())
    kiosk.wait(30)
    assert not kiosk.warns()
    kiosk.at(s.FillForm)


def test_while_it_is_saved_nobody_is_sent_away_and_the_result_is_covered(kiosk: Kiosk) -> None:
    kiosk.visit = VISITS[s.Saving][0]
    kiosk.happens(THERE, GONE)
    kiosk.wait(30)
    assert isinstance(kiosk.visit.state, s.Saving)
    assert Wipe() not in kiosk.asked


def test_at_the_first_screen_it_ends_nothing() -> None:
    kiosk = Kiosk()
    kiosk.happens(THERE, GONE)
    kiosk.wait(60)
    kiosk.shows(s.Attract())
    kiosk.happens(THERE, e.Touched())
    kiosk.wait(30)
    kiosk.shows(s.Home())
    assert not kiosk.warns()
