"""The questions of a service, asked one after the other: forth, back, and never what the card tells already."""

import pytest

from kiosk.visit import event as e
from kiosk.visit import state as s
from tests.kiosk.visit.counters import GIVEN, TREE, begin, fill_in, submit
from tests.kiosk.visit.resident_at_the_kiosk import Kiosk


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    begin(kiosk, TREE)
    kiosk.happens(e.SituationChosen("self"))
    return kiosk


def choose(kiosk: Kiosk, *options: str) -> None:
    kiosk.happens(*(e.SituationChosen(option) for option in options))


def test_each_answer_leads_to_the_next_question_and_then_to_the_form(kiosk: Kiosk) -> None:
    kiosk.shows(s.ChooseSituation("home"))
    choose(kiosk, "rented")
    kiosk.shows(s.ChooseSituation("landlord"))
    choose(kiosk, "company")
    kiosk.shows(s.ChooseSituation("why"))
    choose(kiosk, "lost")
    kiosk.shows(s.FillForm())


def test_the_other_answer_is_a_shorter_way(kiosk: Kiosk) -> None:
    choose(kiosk, "own", "broken")
    kiosk.shows(s.FillForm())
    assert kiosk.session.trail == ("home", "why")


def test_back_is_the_way_one_came_question_by_question(kiosk: Kiosk) -> None:
    choose(kiosk, "rented", "person", "lost")
    way: list[s.State] = []
    for _ in range(5):
        kiosk.happens(e.WentBack())
        way.append(kiosk.visit.state)
    assert way == [
        s.ChooseSituation("why"),
        s.ChooseSituation("landlord"),
        s.ChooseSituation("home"),
        s.ChooseSituation(),
        s.Consent(),
    ]


def test_going_back_shows_what_was_answered_and_the_same_answer_changes_nothing(kiosk: Kiosk) -> None:
    choose(kiosk, "rented", "person", "lost")
    kiosk.happens(e.WentBack(), e.WentBack())
    assert kiosk.session.answers["landlord"] == "person"
    choose(kiosk, "person")
    kiosk.shows(s.FillForm())
    assert kiosk.session.trail == ("home", "landlord", "why")


def test_another_answer_asks_anew_what_came_after_it(kiosk: Kiosk) -> None:
    choose(kiosk, "rented", "person", "lost")
    kiosk.happens(e.WentBack(), e.WentBack(), e.WentBack())
    choose(kiosk, "own")
    kiosk.shows(s.ChooseSituation("why"))
    choose(kiosk, "broken")
    assert kiosk.session.trail == ("home", "why")
    fill_in(kiosk)
    kiosk.happens(e.Continued())
    submit(kiosk)
    (save,) = kiosk.saves()
    form = save.parts[0].draft.form
    assert (form["home"], form["why"]) == ("own", "broken")
    assert "landlord" not in form


def test_back_and_forth_leaves_no_question_twice_on_the_way(kiosk: Kiosk) -> None:
    choose(kiosk, "own", "lost")
    for _ in range(3):
        kiosk.happens(e.WentBack(), e.SituationChosen("broken"), e.WentBack(), e.SituationChosen("lost"))
    kiosk.shows(s.FillForm())
    assert kiosk.session.trail == ("home", "why")


def test_an_option_that_nobody_offers_changes_nothing(kiosk: Kiosk) -> None:
    choose(kiosk, "ghost", "lost")
    kiosk.shows(s.ChooseSituation("home"))


def test_what_the_card_tells_is_not_asked_and_is_filed_all_the_same() -> None:
    kiosk = Kiosk()
    begin(kiosk, GIVEN)
    kiosk.happens(e.SituationChosen("self"))
    kiosk.shows(s.ChooseSituation("why"))
    choose(kiosk, "lost")
    kiosk.happens(e.WentBack())
    kiosk.shows(s.ChooseSituation("why"))
    choose(kiosk, "lost")
    fill_in(kiosk)
    kiosk.happens(e.Continued())
    submit(kiosk)
    assert "age" not in kiosk.session.answers
    assert kiosk.saves()[0].parts[0].draft.form["age"] == "old"


def test_who_is_refused_for_an_answer_can_give_another(kiosk: Kiosk) -> None:
    refused = TREE.model_copy(
        update={
            "service": kiosk.session.service.model_copy(
                update={
                    "eligibility": (
                        kiosk.session.service.eligibility[0].model_copy(
                            update={"id": "owner", "when": 'form.home == "own"'}
                        ),
                    )
                }
            )
        }
    )
    kiosk = Kiosk()
    begin(kiosk, refused)
    choose(kiosk, "self", "rented")
    assert [rule.id for rule in kiosk.at(s.Ineligible).reasons] == ["owner"]
    kiosk.happens(e.WentBack())
    kiosk.shows(s.ChooseSituation("home"))
    choose(kiosk, "own")
    kiosk.shows(s.ChooseSituation("why"))
