"""The decision tree of a service: which question comes next, and which never has to be asked.

A question whose answer the card, a certificate or an earlier answer gives already is passed over. Pure; any thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.catalogue.service import Question, Situation, Situations
from kiosk.form import Problem, ProblemCode
from kiosk.rules import Facts, compile_rule, facts_to_cel


@dataclass(frozen=True, slots=True)
class Ask:
    """This question has to be asked; ``found`` are the further answers that are known by now."""

    question: Question
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing is left to ask; ``found`` are the answers to the further questions on the way, and no others."""

    found: Mapping[str, str]


def given_option(options: tuple[Situation, ...], facts: Facts) -> Situation | None:
    """The option that the facts give already; None where somebody has to be asked."""
    cel = facts_to_cel(facts)
    return next((one for one in options if one.given is not None and compile_rule(one.given)(cel)), None)


def follow(
    situations: Situations, chosen: Situation, answers: Mapping[str, str], facts: Facts
) -> Ask | Settled:
    """From the first answer down the tree, by ``answers`` and by what ``facts`` give already."""
    found: dict[str, str] = {}
    at = chosen
    while at.next is not None:
        question = situations.asked(at.next)
        if question is None or question.id in found:
            break  # the checker refuses both; a resident shall not stand in a circle
        option = given_option(question.options, facts) or next(
            (one for one in question.options if one.id == answers.get(question.id)), None
        )
        if option is None:
            return Ask(question, found)
        found[question.id] = option.id
        at = option
    return Settled(found)


def check_tree(situations: Situations, situation: str, answers: Mapping[str, str]) -> tuple[Problem, ...]:
    """Whether the answers follow the tree to its end; a question that is not on the way has no answer."""
    problems: list[Problem] = []
    seen: set[str] = set()
    at = next((one for one in situations.options if one.id == situation), None)
    while at is not None and at.next is not None and at.next not in seen:
        question = situations.asked(at.next)
        if question is None:
            break
        seen.add(question.id)
        answer = answers.get(question.id, "")
        at = next((one for one in question.options if one.id == answer), None)
        if at is None:
            code = ProblemCode.NOT_A_CHOICE if answer else ProblemCode.REQUIRED
            problems.append(Problem(code, f"form.{question.id}"))
    off = {question.id for question in situations.further} - seen
    problems += [Problem(ProblemCode.NOT_A_CHOICE, f"form.{name}") for name in sorted(off & set(answers))]
    return tuple(problems)
