"""A visit that nobody touches is warned and ended; who needs more time gets it, as often as wanted (WCAG 2.2.1)."""

from dataclasses import replace
from typing import get_args

import pytest

from kiosk.catalogue.words import Language
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.advance import seconds_left
from kiosk.visit.effect import Wipe
from kiosk.visit.samples import VISITS
from tests.kiosk.visit.resident_at_the_kiosk import ELDER, Kiosk

STATES: tuple[type[s.State], ...] = get_args(s.State)
IMPATIENT = [state for state in STATES if delays.patience(VISITS[state][0].state) is not None]


def at_the_form(large: bool = False) -> Kiosk:
    kiosk = Kiosk()
    kiosk.happens(e.LargeModeChosen(large))
    kiosk.identify(ELDER)
    kiosk.happens(e.SituationChosen("self"))
    return kiosk


@pytest.mark.parametrize("state", IMPATIENT)
def test_the_warning_stands_at_least_twenty_seconds(state: type[s.State]) -> None:
    patience = delays.patience(VISITS[state][0].state)
    assert patience is not None
    assert patience.warning_s >= 20
    assert patience.idle_s >= 20


@pytest.mark.parametrize("state", IMPATIENT)
def test_every_such_screen_warns_and_then_ends(state: type[s.State]) -> None:
    kiosk = Kiosk()
    kiosk.visit = replace(VISITS[state][0], touched_at=kiosk.seconds, entered_at=kiosk.seconds)
    patience = delays.patience(kiosk.visit.state)
    assert patience is not None
    kiosk.wait(patience.idle_s - 0.5)
    assert not kiosk.warns()
    kiosk.wait(0.5)
    assert kiosk.warns()
    assert type(kiosk.visit.state) is state
    kiosk.wait(patience.warning_s)
    assert isinstance(kiosk.visit.state, s.Farewell | s.Wiping)
    assert kiosk.session.card is None


def test_nobody_at_the_first_screen_is_no_visit_that_ends() -> None:
    kiosk = Kiosk()
    kiosk.wait(600)
    kiosk.shows(s.Attract())
    assert kiosk.asked == []


def test_the_count_down_shows_the_seconds_that_are_left() -> None:
    kiosk = at_the_form()
    assert seconds_left(kiosk.visit, kiosk.now) == 0
    kiosk.wait(90)
    assert seconds_left(kiosk.visit, kiosk.now) == 30
    kiosk.wait(10.25)
    assert seconds_left(kiosk.visit, kiosk.now) == 20
    kiosk.wait(19.5)
    assert seconds_left(kiosk.visit, kiosk.now) == 1


def test_more_time_is_given_twelve_times_over() -> None:
    kiosk = at_the_form()
    for _ in range(12):
        kiosk.wait(100)
        assert kiosk.warns()
        kiosk.happens(e.MoreTimeAsked())
        assert not kiosk.warns()
    kiosk.shows(s.FillForm())
    assert kiosk.session.card is not None


def test_a_touch_does_not_answer_the_warning() -> None:
    """The finger may be on its way to "end the visit"."""
    kiosk = at_the_form()
    kiosk.wait(100)
    kiosk.happens(e.Touched())
    assert kiosk.warns()
    kiosk.wait(20)
    assert kiosk.at(s.Farewell).timed_out


def test_a_touch_before_the_warning_puts_it_off() -> None:
    kiosk = at_the_form()
    for _ in range(5):
        kiosk.wait(80)
        kiosk.happens(e.Touched())
    assert not kiosk.warns()


def test_what_the_station_notices_is_no_sign_of_life() -> None:
    kiosk = at_the_form()
    for _ in range(9):
        kiosk.wait(10)
        kiosk.happens(e.PlatformLost(), e.PlatformBack(), e.ReaderChanged(None), e.PrinterChanged(None))
    assert kiosk.warns()


def test_large_mode_doubles_every_wait() -> None:
    kiosk = at_the_form(large=True)
    kiosk.wait(179)
    assert not kiosk.warns()
    kiosk.wait(1)
    assert kiosk.warns()
    assert seconds_left(kiosk.visit, kiosk.now) == 60
    kiosk.wait(59)
    kiosk.shows(s.FillForm())
    kiosk.wait(1)
    assert kiosk.at(s.Farewell).timed_out


def test_one_may_end_the_visit_from_the_warning() -> None:
    kiosk = at_the_form()
    kiosk.wait(100)
    kiosk.happens(e.Touched(), e.Left())
    assert not kiosk.at(s.Farewell).timed_out
    assert not kiosk.warns()


@pytest.mark.parametrize(("card_used", "stays_s"), [(True, delays.TAKE_CARD_S), (False, delays.FAREWELL_S)])
def test_the_farewell_reminds_longer_of_a_card(card_used: bool, stays_s: float) -> None:
    kiosk = Kiosk()
    farewell = s.Farewell(card_used=card_used)
    kiosk.visit = replace(kiosk.visit, state=farewell, entered_at=kiosk.seconds)
    kiosk.wait(stays_s - 0.5)
    kiosk.shows(farewell)
    kiosk.wait(0.5)
    kiosk.shows(s.Wiping())
    assert kiosk.asked == [Wipe()]


def test_a_wipe_that_nobody_confirms_does_not_block_the_next_resident() -> None:
    kiosk = Kiosk()
    kiosk.happens(e.LanguageChosen(Language.EN), e.Left())
    kiosk.shows(s.Wiping())
    kiosk.wait(delays.WIPING_MAX_S)
    kiosk.shows(s.Attract())
    assert kiosk.session.language is Language.ZH
