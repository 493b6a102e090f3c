"""Nothing of one resident is ever on the screen of the next, not for a frame, not hidden, not in the keyboard."""

import pytest

from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from kiosk.visit.effect import Wipe
from tests.ui.screens.cart_journeys import cart_review
from tests.ui.screens.filed_journeys import farewell, result_granted
from tests.ui.screens.following_journeys import cases, one_case_to_confirm
from tests.ui.screens.hall_screen import HallScreen
from tests.ui.screens.visit_journeys import (
    ACCOUNT,
    NUMBER,
    PHONE,
    Journey,
    form,
    form_account,
    form_typed_elder_wrong,
    home_with_card,
    person,
    review,
    review_of_a_delegate,
)

ADDRESS = "和平南路23号"
CARDS = [person(card) for card in ("grandmother", "grandfather", "son", "aunt")]
OLD = [
    PHONE,
    ACCOUNT,
    ADDRESS,
    NUMBER,
    "138****1234",
    "6222***********0128",
    *(p.name for p in CARDS),
    *(p.masked_name for p in CARDS),
    *(p.id_number for p in CARDS),
    *(p.masked_number for p in CARDS),
]
VISITS = [
    home_with_card,
    form,
    form_typed_elder_wrong,
    review,
    review_of_a_delegate,
    result_granted,
    cart_review,
    cases,
    one_case_to_confirm,
]


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.__name__)
@pytest.mark.parametrize("ends", ["leaves", "walks away"])
def test_after_a_visit_nothing_on_the_screen_holds_it(hall: HallScreen, visit: Journey, ends: str) -> None:
    visit(hall)
    hall.settle()
    assert _traces(hall) != [], "the visit left no trace while it lasted: this test would see nothing"
    if ends == "leaves":
        hall.happen(e.Left())
    else:
        hall.pass_time(95)
        hall.pass_time(200)
    hall.settle()
    assert _traces(hall) == [], "at the farewell"
    hall.happen(e.CardRemoved())
    hall.pass_time(20)
    assert any(isinstance(effect, Wipe) for effect in hall.wanted)
    hall.happen(e.Wiped())
    assert hall.state == "Attract"
    hall.settle()
    assert _traces(hall) == []


def test_no_frame_of_the_next_visit_shows_the_last(hall: HallScreen) -> None:
    traces: list[list[str]] = []
    hall.model.screen_changed.connect(lambda: traces.append(_traces(hall)))
    hall.model.view_changed.connect(lambda: traces.append(_traces(hall)))
    farewell(hall)
    assert any(traces)
    hall.happen(e.CardRemoved(), e.Wiped())
    traces.clear()
    review(hall, "hong_kong")
    hall.happen(e.WentBack(), e.WentBack(), e.WentBack(), e.WentBack())
    seen = {trace for frame in traces for trace in frame}
    assert seen <= {PHONE, ACCOUNT, "138****1234", "6222***********0128", NUMBER}, (
        "what both typed is no trace"
    )
    assert len(traces) >= 5


def test_the_next_resident_finds_chinese_and_the_normal_size(hall: HallScreen) -> None:
    review(hall)
    hall.look(Language.EN, large=True)
    hall.go_home()
    assert hall.model.visit.session.language is Language.ZH
    hall.settle()
    assert "政务服务，就近办理" in hall.words()
    assert hall.model.property("chrome")["large"] is False


def test_what_was_half_typed_is_not_offered_to_the_next(hall: HallScreen) -> None:
    form_account(hall)
    hall.happen(e.WentBack(), e.WentBack())
    hall.settle()
    hall.finger.tap("现在的住址")
    hall.until(lambda: bool(hall.named("KeyboardPanel")))
    for key in "heping":
        hall.finger.tap_named(f"key_{key}")
    keyboard = hall.named("KeyboardPanel")[0].property("engine")
    assert keyboard.property("composition") == "heping"
    hall.go_home()
    assert keyboard.property("composition") == ""
    assert keyboard.property("candidates") == []
    assert not hall.named("KeyboardPanel")


def _traces(hall: HallScreen) -> list[str]:
    said = "\n".join(_texts_of(hall))
    return [secret for secret in OLD if secret in said]


def _texts_of(hall: HallScreen) -> list[str]:
    """Every string that any object of the screen holds, be it hidden or not, and what lists and maps of it say."""
    return [str(item.property(name) or "") for item in hall.every_object() for name in TEXTS]


TEXTS = (
    "text",
    "title",
    "label",
    "value",
    "message",
    "detail",
    "displayText",
    "maskedText",
    "code",
    "source",
)
