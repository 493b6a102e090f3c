"""One service of a visit. An ordinary visit has one, a cart or a bundle (一件事) several, which are filled in as one.

What means the same has the same id in every service, so it is asked for once; each part then takes what is its own.
Pure; any thread.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.catalogue.item import Item
from kiosk.catalogue.service import FormField, Question, Rule, Section, Service, Situation
from kiosk.check import failing
from kiosk.facts import Given, gather_facts
from kiosk.form import applicable_sections
from kiosk.papers import NeededPaper, needed_papers
from kiosk.rules import Facts, names_used
from kiosk.situation import Ask, Settled, follow

_OWN_SITUATION = "situation__"


@dataclass(frozen=True, slots=True)
class Part:
    """One service and the number that its application will have."""

    item: Item
    application_id: str

    @property
    def service(self) -> Service:
        """A part without one is a defect: only what can be finished here gets into a visit."""
        if self.item.service is None:
            raise ValueError("a guide cannot be applied for")
        return self.item.service

    @property
    def situation_key(self) -> str:
        """Under which answer this part's own first question stands, where it is not the first of the visit."""
        return _OWN_SITUATION + self.item.code.lower().replace("-", "_")

    def own_question(self, given: Given) -> Question:
        """This part's own first question; who came for themselves is offered nothing for somebody else, and back."""
        first = self.service.situations
        fitting = tuple(one for one in first.options if one.delegate == (given.agent is not None))
        return Question.model_construct(
            id=self.situation_key, question=first.question, options=fitting or first.options
        )

    def situation(self, of_visit: str, answers: Mapping[str, str]) -> Situation | None:
        """What was answered to this part's first question; None while it is open."""
        own = self.service.situation(answers.get(self.situation_key, ""))
        options = self.service.situations.options
        return own or self.service.situation(of_visit) or (options[0] if len(options) == 1 else None)

    def facts(self, given: Given, today: date) -> Facts:
        """What this part's rules see: its own situation, and what nobody had to be asked, as the platform will."""
        found = self.found(given, today)
        return self._facts(given, {**self._own_answers(given), **found}, today)

    def _facts(self, given: Given, answers: Mapping[str, str], today: date) -> Facts:
        chosen = self.situation(given.situation, given.answers)
        here = Given(
            chosen.id if chosen else "",
            given.applicant,
            given.agent,
            given.company,
            answers,
            given.attachments,
            given.certificates,
            given.grade,
        )
        return gather_facts(self.item, today, here)

    def asks(self, given: Given, today: date) -> Question | None:
        """The next question that has to be asked for this part; None when its situation is settled."""
        chosen = self.situation(given.situation, given.answers)
        if chosen is None:
            return self.own_question(given)
        answers = self._own_answers(given)
        found = follow(self.service.situations, chosen, answers, self._facts(given, answers, today))
        if not isinstance(found, Ask):
            return None
        question = found.question
        if given.answers.get(question.id):
            # Another part has a question of this name with other options: each is asked its own.
            return question.model_copy(update={"id": self._own_key(question.id)})
        return question

    def asked(self, question_id: str) -> Question | None:
        """The further question of this part that stands under this id in the visit."""
        question = self.service.situations.asked(question_id.removeprefix(self._own_key("")))
        return question.model_copy(update={"id": question_id}) if question is not None else None

    def _own_key(self, question_id: str) -> str:
        return f"{self.situation_key}__{question_id}"

    def _own_answers(self, given: Given) -> Mapping[str, str]:
        """The visit's answers as this part reads them."""
        prefix = self._own_key("")
        own = {
            name.removeprefix(prefix): one for name, one in given.answers.items() if name.startswith(prefix)
        }
        return {**given.answers, **own}

    def found(self, given: Given, today: date) -> Mapping[str, str]:
        """The answers to the further questions on this part's way, those that nobody was asked as well."""
        chosen = self.situation(given.situation, given.answers)
        if chosen is None:
            return {}
        answers = self._own_answers(given)
        found = follow(self.service.situations, chosen, answers, self._facts(given, answers, today))
        return found.found if isinstance(found, Settled) else {}

    def sections(self, given: Given, today: date) -> tuple[Section, ...]:
        return applicable_sections(self.service, self.facts(given, today))

    def papers(self, given: Given, today: date, promised: frozenset[str]) -> tuple[NeededPaper, ...]:
        """``promised``: certificates that the platform will take itself."""
        handed_over = promised.union(given.certificates)
        return needed_papers(self.service, self.facts(given, today), handed_over, given.grade)

    def refusals(self, given: Given, today: date, *, whole: bool) -> tuple[Rule, ...]:
        """The rules that say no. ``whole`` False: only those that speak of nothing that is still to be answered."""
        rules = self.service.eligibility
        if not whole:
            answered = {name for name, answer in given.answers.items() if answer}
            rules = tuple(rule for rule in rules if _is_askable(rule, answered))
        return failing(rules, self.facts(given, today))


def _is_askable(rule: Rule, answered: set[str]) -> bool:
    for name in names_used(rule.when):
        area, _, field = name.partition(".")
        if area in ("form", "days") and field not in answered:
            return False
        if area in ("attachments", "certificates"):
            return False
    return True


def shared_sections(parts: Iterable[tuple[Section, ...]]) -> tuple[Section, ...]:
    """The pages of all parts, each question once; pages of the same title become one."""
    pages: dict[str, list[FormField]] = {}
    titles: dict[str, Section] = {}
    asked: set[str] = set()
    for sections in parts:
        for section in sections:
            new = [field for field in section.fields if field.id not in asked]
            asked.update(field.id for field in new)
            if new:
                titles.setdefault(section.title.zh, section)
                pages.setdefault(section.title.zh, []).extend(new)
    return tuple(
        titles[title].model_copy(update={"fields": tuple(fields)}) for title, fields in pages.items()
    )


def shared_papers(parts: Iterable[tuple[NeededPaper, ...]]) -> tuple[NeededPaper, ...]:
    """The papers of all parts, each once; one that any part needs brought is to be brought."""
    found: dict[str, NeededPaper] = {}
    for papers in parts:
        for paper in papers:
            before = found.get(paper.material.id)
            if before is None or (paper.to_be_brought and not before.to_be_brought):
                found[paper.material.id] = paper
    return tuple(found.values())
