"""Large type is offered from the birth date on the card: with one touch, once, and never by itself."""

import pytest
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from tests.ui.screens.hall_screen import HallScreen, HallVisit
from tests.ui.screens.test_every_screen import _cut_off_words, _out_of_place
from tests.ui.screens.visit_journeys import NUMBER, SERVICE, home, person


def consent(hall: HallVisit, card: str) -> None:
    home(hall)
    hall.happen(
        e.ItemChosen(hall.items_offered[SERVICE], NUMBER), e.Continued(), e.CardRead(person(card), b"")
    )


def offer(hall: HallScreen) -> QQuickItem:
    found = hall.shell.window.findChild(QQuickItem, "largeOffer")
    assert found is not None
    return found


def _is_large(hall: HallVisit) -> bool:
    return hall.model.visit.session.large


@pytest.mark.parametrize("language", list(Language))
def test_to_the_old_in_one_touch(hall: HallScreen, language: Language) -> None:
    consent(hall, "grandmother")
    hall.happen(e.LanguageChosen(language))
    hall.settle()
    hall.picture()
    assert offer(hall).isVisible()
    assert not _is_large(hall)
    assert _cut_off_words(hall) == []
    assert _out_of_place(hall) == []
    hall.finger.tap({Language.ZH: "换大字", Language.EN: "Larger type"}[language])
    assert _is_large(hall)
    assert not offer(hall).isVisible()
    hall.happen(e.LargeModeChosen(large=False))
    assert not offer(hall).isVisible(), "who has chosen is not asked again"


def test_not_to_the_young(hall: HallScreen) -> None:
    consent(hall, "son")
    assert not offer(hall).isVisible()


def test_not_over_a_form_and_not_to_the_next_resident(hall: HallScreen) -> None:
    consent(hall, "grandmother")
    hall.happen(e.Continued())
    assert not offer(hall).isVisible()
    home(hall)
    assert not offer(hall).isVisible()
    consent(hall, "grandmother")
    assert offer(hall).isVisible()
