"""What a resident reads first: the operator's words before all else, then what is out of order."""

from dataclasses import replace

import pytest

from config.faults import FaultCode
from kiosk.catalogue.words import Language, Text
from kiosk.offer.offer import Announcement, Tone
from kiosk.question import CodeRefusal
from kiosk.visit import state as s
from kiosk.visit.sample_hall import ELDERS_CARD, ITEM, LISTED, NOW
from kiosk.visit.session import Session
from kiosk.visit.surroundings import Surroundings
from tests.ui.screens.hall_screen import PLACES
from ui.presentation.browsing import home
from ui.presentation.chrome import Scene, View
from ui.services import Shelf

WELL = Surroundings(platform_online=True)
AT_HOME, NOBODY = s.Home(), Session()
SHELF = Shelf((LISTED,), (), 360)
CLOSING = Announcement(
    1, Text(zh="明天停电，大厅关闭。", en="No power tomorrow; the hall is closed."), Tone.WARNING
)
TEA = Announcement(2, Text(zh="三楼有热水。", en="Hot water on the third floor."))


def shown(
    shelf: Shelf = SHELF, state: s.Home = AT_HOME, around: Surroundings = WELL, session: Session = NOBODY
) -> dict[str, View]:
    visit = s.Visit(state, session, around, touched_at=NOW.seconds, entered_at=NOW.seconds)
    return home(Scene(visit, NOW, *PLACES), shelf, state)


def notices(view: dict[str, View]) -> list[tuple[str, str]]:
    told = view["notices"]
    assert isinstance(told, list)
    return [(str(one["tone"]), str(one["text"])) for one in told if isinstance(one, dict)]


@pytest.mark.parametrize("language", Language)
def test_the_operators_words_stand_before_what_is_out_of_order(language: Language) -> None:
    around = Surroundings(reader=FaultCode.READER_UNPLUGGED)
    view = shown(
        replace(SHELF, announcements=(CLOSING, TEA)), around=around, session=Session(language=language)
    )
    told = notices(view)
    assert told[:2] == [("warning", CLOSING.text[language]), ("info", TEA.text[language])]
    assert [tone for tone, _ in told[2:]] == ["danger", "warning"], "the reader, then the line"


def test_outside_opening_hours_that_is_said_first() -> None:
    told = notices(shown(replace(SHELF, closed=True, announcements=(TEA,))))
    assert [tone for tone, _ in told] == ["warning", "info"]


def test_when_all_is_well_nothing_is_announced() -> None:
    view = shown()
    assert (notices(view), view["basket"], view["code"], view["places"]) == ([], "", "", "")


def test_the_greeting_shows_no_name_that_others_could_read() -> None:
    view = shown(session=Session(card=ELDERS_CARD, basket=(ITEM,)))
    assert "符*莲" in str(view["sentence"])
    assert ELDERS_CARD.person.name not in str(view)
    assert "1" in str(view["basket"])


@pytest.mark.parametrize("reason", CodeRefusal)
def test_each_reason_for_not_taking_a_code_is_another_sentence(reason: CodeRefusal) -> None:
    others = {str(shown(state=s.Home(refused=other))["code"]) for other in CodeRefusal if other is not reason}
    assert str(shown(state=s.Home(refused=reason))["code"]) not in others | {""}
