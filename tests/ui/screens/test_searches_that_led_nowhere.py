"""Which searches operators hear of: those that found nothing, or nothing that fitted and was chosen; text only."""

import pytest

from kiosk.visit import event as e
from kiosk.visit.found import Search
from kiosk.visit.sample_hall import LISTED
from tests.ui.screens.hall_screen import HallVisit
from tests.ui.screens.visit_journeys import NUMBER, SERVICE, home


@pytest.fixture
def missed(unseen: HallVisit) -> list[str]:
    texts: list[str] = []
    unseen.model.search_missed.connect(texts.append)
    home(unseen)
    return texts


def choose(hall: HallVisit) -> None:
    hall.happen(e.ItemChosen(hall.items_offered[SERVICE], NUMBER))


def test_one_that_found_nothing_is_told_once_when_it_is_left(unseen: HallVisit, missed: list[str]) -> None:
    unseen.happen(e.Searched(Search("老人")), e.Searched(Search(" 老人车票 ")))
    assert missed == []
    unseen.happen(e.WentBack())
    assert missed == ["老人车票"]


def test_one_that_fits_is_not_told_whatever_is_done_next(unseen: HallVisit, missed: list[str]) -> None:
    unseen.happen(e.Searched(Search("补贴", (LISTED,))), e.WentBack())
    assert missed == []


def test_one_that_is_doubtful_is_told_unless_something_of_it_is_chosen(
    unseen: HallVisit, missed: list[str]
) -> None:
    doubtful = Search("买火车票", (LISTED,), sure=False)
    unseen.happen(e.Searched(doubtful))
    choose(unseen)
    assert missed == []
    unseen.happen(e.WentBack(), e.Searched(doubtful), e.WentBack())
    assert missed == ["买火车票"]


def test_a_single_letter_is_not_yet_a_search(unseen: HallVisit, missed: list[str]) -> None:
    unseen.happen(e.Searched(Search("s", (LISTED,), sure=False)), e.WentBack())
    assert missed == []
