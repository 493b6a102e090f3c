"""Nobody touches the screen: a warning, more time for one touch, and an end that clears everything."""

import pytest

from kiosk.visit import event as e
from tests.ui.screens.filed_journeys import JOURNEYS
from tests.ui.screens.hall_screen import HallScreen, HallVisit
from tests.ui.screens.visit_journeys import PHONE, Journey, form, home, review


def test_the_warning_counts_down_and_one_touch_gives_more_time(hall: HallScreen) -> None:
    review(hall)
    assert "您还在办理吗？" not in hall.words()
    hall.pass_time(91)
    sheet_is_up(hall)
    assert "29" in hall.words()
    hall.pass_time(9)
    assert "20" in hall.words()
    hall.finger.tap("我还需要时间")
    sheet_is_down(hall)
    assert hall.state == "Review"
    hall.pass_time(80)
    assert "您还在办理吗？" not in hall.words()


def test_more_time_can_be_had_as_often_as_wanted(hall: HallScreen) -> None:
    form(hall)
    hall.happen(e.FieldAnswered("phone", PHONE))
    for _ in range(12):
        hall.pass_time(110)
        hall.model.more_time()
    assert hall.state == "FillForm"
    assert hall.model.visit.session.answers["phone"] == PHONE


def test_the_visit_can_be_ended_from_the_warning(hall: HallScreen) -> None:
    review(hall)
    hall.pass_time(100)
    sheet_is_up(hall)
    hall.finger.tap("退出办理")
    assert hall.state == "Farewell"
    sheet_is_down(hall)
    assert "请取走您的身份证" in hall.words()


def test_a_touch_beside_the_buttons_neither_goes_on_nor_ends(hall: HallScreen) -> None:
    review(hall)
    hall.pass_time(100)
    sheet_is_up(hall)
    hall.finger.touch_anywhere()
    assert hall.state == "Review"
    assert hall.model.visit.warned


def test_without_an_answer_the_visit_ends_and_says_so(hall: HallScreen) -> None:
    review(hall)
    hall.pass_time(95)
    hall.pass_time(30)
    hall.settle()
    assert hall.state == "Farewell"
    assert "办理已结束" in hall.words()


def test_large_letters_double_the_patience(hall: HallScreen) -> None:
    review(hall)
    hall.happen(e.LargeModeChosen(True))
    hall.pass_time(170)
    assert not hall.model.visit.warned
    hall.pass_time(20)
    assert hall.model.visit.warned


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_wherever_somebody_walks_away_the_hall_is_empty_in_the_end(
    unseen: HallVisit, journey: Journey
) -> None:
    journey(unseen)
    saving = unseen.state == "Saving"
    for _ in range(12):
        unseen.pass_time(65)
        unseen.happen(e.Wiped())
    assert unseen.state == ("Saving" if saving else "Attract"), "saving alone is never called off"


def test_home_without_a_card_ends_without_a_farewell(hall: HallScreen) -> None:
    home(hall)
    hall.happen(e.Left())
    assert hall.state == "Wiping"


def sheet_is_up(hall: HallScreen) -> None:
    hall.until(lambda: any(sheet.opacity() == 1 for sheet in hall.named("Sheet")))


def sheet_is_down(hall: HallScreen) -> None:
    hall.until(lambda: not hall.named("Sheet"))


def test_who_walks_away_leaves_nothing_to_see(hall: HallScreen) -> None:
    review(hall)
    hall.happen(e.PresenceChanged(True), e.PresenceChanged(False))
    hall.pass_time(1)
    sheet_is_up(hall)
    picture = hall.picture()
    around = {picture.pixelColor(x, y).name() for x in range(0, 1080, 40) for y in (*range(0, 480, 40), 1600)}
    assert len(around) == 1, "the page shows through"
    hall.finger.tap("我还需要时间")
    sheet_is_down(hall)
    assert hall.state == "Review"
