"""The decision tree of a service: what has to be asked, what is known already, and that nobody stands in a circle."""

from datetime import date

import pytest

from kiosk.catalogue.service import Question, Situation, Situations
from kiosk.catalogue.words import Text
from kiosk.facts import Given, gather_facts
from kiosk.form import Problem, ProblemCode
from kiosk.rules import Facts
from kiosk.situation import Ask, Settled, check_tree, follow, given_option
from kiosk.visit.sample_hall import CHILD, ELDER, ITEM

TODAY = date(2026, 5, 6)
WORDS = Text(zh="问", en="Ask")


def option(name: str, following: str | None = None, given: str | None = None) -> Situation:
    return Situation(id=name, label=WORDS, detail=WORDS, next=following, given=given)


def question(name: str, *options: Situation) -> Question:
    return Question(id=name, question=WORDS, options=options)


TREE = Situations(
    question=WORDS,
    options=(option("self", "age"), option("other", "why")),
    further=(
        question(
            "age",
            option("old", "home", given="applicant.age >= 80"),
            option("young", "why", given="applicant.age < 80"),
        ),
        question("home", option("own"), option("rented", "why")),
        question("why", option("lost"), option("broken")),
    ),
)


def facts(**answers: str) -> Facts:
    return gather_facts(ITEM, TODAY, Given(applicant=ELDER, answers=answers))


def test_what_the_card_says_is_not_asked() -> None:
    asked = follow(TREE, TREE.options[0], {}, facts())
    assert asked == Ask(TREE.further[1], {"age": "old"})


def test_an_answer_ends_the_way_and_only_answers_on_it_are_kept() -> None:
    answers = {"home": "own", "why": "lost"}
    assert follow(TREE, TREE.options[0], answers, facts()) == Settled({"age": "old", "home": "own"})


def test_another_answer_leads_on_to_another_question() -> None:
    assert follow(TREE, TREE.options[0], {"home": "rented"}, facts()) == Ask(
        TREE.further[2], {"age": "old", "home": "rented"}
    )
    assert follow(TREE, TREE.options[1], {"why": "broken"}, facts()) == Settled({"why": "broken"})


def test_the_card_counts_more_than_an_older_answer() -> None:
    found = follow(TREE, TREE.options[0], {"age": "young", "home": "own"}, facts())
    assert found == Settled({"age": "old", "home": "own"})


def test_somebody_elses_card_leads_elsewhere() -> None:
    theirs = gather_facts(ITEM, TODAY, Given(applicant=CHILD))
    assert given_option(TREE.further[0].options, theirs) == TREE.further[0].options[1]
    assert follow(TREE, TREE.options[0], {}, theirs) == Ask(TREE.further[2], {"age": "young"})


def test_an_answer_that_is_none_of_the_options_is_asked_for_again() -> None:
    assert isinstance(follow(TREE, TREE.options[0], {"home": "ghost"}, facts()), Ask)


@pytest.mark.parametrize("following", ["first", "second", "ghost"])
def test_a_tree_that_turns_in_a_circle_ends(following: str) -> None:
    circle = Situations(
        question=WORDS,
        options=(option("self", "first"),),
        further=(
            question("first", option("on", "second"), option("off")),
            question("second", option("back", following), option("end")),
        ),
    )
    answers = {"first": "on", "second": "back"}
    assert follow(circle, circle.options[0], answers, facts()) == Settled(answers)
    assert check_tree(circle, "self", answers) == ()


class TestWhatThePlatformChecks:
    def test_a_whole_way_is_in_order(self) -> None:
        assert check_tree(TREE, "self", {"age": "old", "home": "rented", "why": "lost"}) == ()

    def test_a_question_left_out_is_required(self) -> None:
        assert check_tree(TREE, "self", {"age": "old"}) == (Problem(ProblemCode.REQUIRED, "form.home"),)

    def test_an_unknown_answer_is_no_choice(self) -> None:
        problems = check_tree(TREE, "self", {"age": "old", "home": "castle"})
        assert problems == (Problem(ProblemCode.NOT_A_CHOICE, "form.home"),)

    def test_an_answer_off_the_way_is_no_choice(self) -> None:
        problems = check_tree(TREE, "other", {"why": "lost", "home": "own"})
        assert problems == (Problem(ProblemCode.NOT_A_CHOICE, "form.home"),)
