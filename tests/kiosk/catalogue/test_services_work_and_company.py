"""Insurance, work, the provident fund, business and family: each story ends as the clerk at the window would end it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue.service import MaterialSource
from kiosk.check import check_draft, failing
from kiosk.credit import Grade
from kiosk.decision import ForReview, Granted, Refused, decide
from kiosk.facts import facts_of, gather_facts
from kiosk.form import Problem, ProblemCode, applicable_sections
from kiosk.papers import needed_papers
from kiosk.rules import compile_rule, facts_to_cel
from kiosk.situation import Ask, Settled, follow, given_option
from tests.kiosk.catalogue import (
    stories_of_business,
    stories_of_health_and_fund,
    stories_of_insurance,
    stories_of_jobs,
    stories_of_rarer_cases,
)
from tests.kiosk.catalogue.story import Records, Story, changed, item_of, without_answers

STORIES = (
    *stories_of_insurance.STORIES,
    *stories_of_jobs.STORIES,
    *stories_of_health_and_fund.STORIES,
    *stories_of_business.STORIES,
    *stories_of_rarer_cases.STORIES,
)
CODES = sorted({story.code for story in STORIES})
BUNDLES = {"HK-YJS-0101": ("HK-SJ-0225", "HK-SJ-0237"), "HK-YJS-0102": ("HK-RS-0121", "HK-SB-0101")}
AUTOMATIC = {"HK-SB-0097", "HK-RS-0121", "HK-GJ-0167", "HK-XW-0332"}
CLOSED = {"HK-RS-0129", "HK-XW-0333", "HK-SJ-0237", "HK-RS-0130", "HK-SJ-0239", "HK-SB-0102"}
MOST_CHARACTERS = 30
MOST_WORDS = 20
every_story = pytest.mark.parametrize("story", STORIES, ids=str)


@every_story
def test_only_what_nobody_knows_is_asked_on_the_way(story: Story) -> None:
    tree = story.service.situations
    facts = gather_facts(story.item, story.today, without_answers(story.given()))
    chosen = story.service.situation(story.situation)
    assert chosen is not None
    assert given_option(tree.options, facts) == (chosen if story.recognised else None)
    way = follow(tree, chosen, story.says, facts)
    assert way == Settled({**story.known, **story.says})
    for question in story.says:
        silent = {name: answer for name, answer in story.says.items() if name != question}
        stops = follow(tree, chosen, silent, facts)
        assert isinstance(stops, Ask)
        assert stops.question.id == question


@every_story
def test_exactly_these_fields_and_papers_apply(story: Story) -> None:
    draft = story.draft()
    facts = facts_of(draft, story.item, story.today)
    fields = [field.id for section in applicable_sections(story.service, facts) for field in section.fields]
    assert " ".join(fields) == story.asks
    papers = needed_papers(story.service, facts, set(story.certificates), Grade.BLUE)
    assert " ".join("*" * p.to_be_brought + p.material.id for p in papers) == story.papers


@every_story
def test_the_application_is_in_order(story: Story) -> None:
    assert check_draft(story.draft(), story.item, story.today) == ()


@every_story
def test_nobody_is_turned_away_for_what_they_have_not_been_asked_yet(story: Story) -> None:
    on_the_way = {**story.known, **story.says}
    facts = gather_facts(story.item, story.today, replace(story.given(), answers=on_the_way, attachments=()))
    assert failing(story.service.eligibility, facts) == ()


@pytest.mark.parametrize(
    ("story", "rule", "changes"),
    [(story, rule, changes) for story in STORIES for rule, changes in story.refused],
    ids=str,
)
def test_it_is_stopped_before_filing_with_a_sentence(
    story: Story, rule: str, changes: Mapping[str, object]
) -> None:
    draft = changed(story.draft(), changes)
    today = changes.get("today", story.today)
    assert isinstance(today, date)
    expected = Problem(ProblemCode.NOT_ELIGIBLE, f"eligibility.{rule}", rule)
    if rule == "not_active":
        expected = Problem(ProblemCode.NOT_ACTIVE, "item")
    assert check_draft(draft, story.item, today) == (expected,)


@pytest.mark.parametrize(
    ("story", "outcome", "records"),
    [(story, outcome, records) for story in STORIES for outcome, records in story.compared],
    ids=str,
)
def test_the_registers_decide(story: Story, outcome: str, records: Records) -> None:
    facts = facts_of(story.draft(), story.item, story.today, records=records)
    decision = decide(story.service, facts, story.item.instant, compared=True)
    match decision:
        case Granted():
            told = "granted"
        case ForReview(reasons):
            told = " ".join(["officer", *(rule.id for rule in reasons)])
        case Refused(reasons):
            told = " ".join(["refused", *(rule.id for rule in reasons)])
    assert told == outcome


@every_story
def test_whom_no_register_knows_is_looked_at_by_an_officer_and_never_refused(story: Story) -> None:
    facts = facts_of(story.draft(), story.item, story.today)
    decision = decide(story.service, facts, story.item.instant, compared=True)
    assert not isinstance(decision, Refused)
    assert not (story.item.automatic and isinstance(decision, Granted))


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_an_item_has_turned_somebody_away_or_to_an_officer(code: str) -> None:
    told = [story for story in STORIES if story.code == code]
    service = told[0].service
    refused = {rule for story in told for rule, _ in story.refused}
    compared = {rule for story in told for outcome, _ in story.compared for rule in outcome.split()[1:]}
    assert {rule.id for rule in service.eligibility} - refused - {"card_in_date"} == set()
    assert {rule.id for rule in service.comparison} - compared == set()


@pytest.mark.parametrize("code", CODES)
def test_every_question_and_every_paper_is_somebodys(code: str) -> None:
    told = [story for story in STORIES if story.code == code]
    papers = {paper.lstrip("*") for story in told for paper in story.papers.split()}
    assert {material.id for material in told[0].service.materials} - papers == set()
    asked = {field for story in told for field in story.asks.split()}
    assert {field.id for field in told[0].service.fields()} - asked == set()


def test_all_thirty_are_told_and_marked_as_the_city_has_them() -> None:
    assert len(CODES) == 30
    items = [item_of(code) for code in CODES]
    assert {item.code for item in items if item.automatic} == AUTOMATIC
    assert {item.code for item in items if item.closed_to_defaulters} == CLOSED


@pytest.mark.parametrize(
    ("told", "answers", "amount"),
    [
        ("couple with a registered lease", {"monthly_rent": "2800"}, "2500"),
        ("couple with a registered lease", {"monthly_rent": "1600"}, None),
        ("single and not registered", {}, "900"),
        ("single and not registered", {"marital": "married"}, "1800"),
        ("small company", {}, "60"),
        ("dispatch company", {}, "30"),
        ("a new certificate", {}, "2000"),
        ("adopted", {}, "3600"),
    ],
)
def test_the_figure_is_that_of_the_case(told: str, answers: Mapping[str, str], amount: str | None) -> None:
    story = next(story for story in STORIES if told in story.told)
    facts = facts_of(changed(story.draft(), answers), story.item, story.today)
    cel = facts_to_cel(facts)
    found = next((one for one in story.service.amounts if compile_rule(one.when)(cel)), None)
    assert (str(found.value) if found else None) == amount


def test_a_defaulter_is_told_that_the_item_is_closed() -> None:
    story = next(story for story in STORIES if story.code == "HK-XW-0333")
    problems = check_draft(story.draft(), story.item, story.today, Grade.BLACK)
    assert Problem(ProblemCode.CLOSED_TO_DEFAULTERS, "item") in problems


@pytest.mark.parametrize(("bundle", "parts"), BUNDLES.items())
def test_a_bundle_asks_once_what_its_items_share(bundle: str, parts: tuple[str, str]) -> None:
    assert item_of(bundle).bundle == parts
    first, second = (item_of(code).service for code in parts)
    assert first is not None
    assert second is not None
    shared = {field.id: field for field in first.fields()}
    both = [(shared[field.id], field) for field in second.fields() if field.id in shared]
    assert both
    for one, other in both:
        assert (one.kind, one.choices, one.masked) == (other.kind, other.choices, other.masked)


def test_the_food_licence_takes_the_business_licence_from_the_item_before() -> None:
    food = item_of("HK-SJ-0237").service
    assert food is not None
    licence = next(material for material in food.materials if material.id == "business_licence")
    assert licence.instead is MaterialSource.COMPARISON


@pytest.mark.parametrize(
    ("code", "certificate", "fields", "due"),
    [
        ("HK-JG-0047", "driving_licence", {"valid_to": "2026-12-01"}, True),
        ("HK-JG-0047", "driving_licence", {"valid_to": "2025-12-01"}, True),
        ("HK-JG-0047", "driving_licence", {"valid_to": "2027-01-02"}, False),
        ("HK-RS-0130", "skill_certificate", {"issued": "2026-03-01"}, True),
        ("HK-RS-0130", "skill_certificate", {"issued": "2024-03-01"}, False),
        ("HK-WJ-0282", "birth_certificate", {"born": "2024-01-01"}, True),
        ("HK-WJ-0282", "birth_certificate", {"born": "2022-12-31"}, False),
    ],
)
def test_what_is_due_stands_in_the_certificate(
    code: str, certificate: str, fields: Mapping[str, str], due: bool
) -> None:
    story = next(story for story in STORIES if story.code == code)
    given = without_answers(story.given())
    for held, expected in ((True, due), (False, False)):
        certificates = {certificate: fields} if held else {}
        facts = gather_facts(story.item, story.today, replace(given, certificates=certificates))
        assert any(compile_rule(one.when)(facts_to_cel(facts)) for one in story.item.due) is expected


def test_residents_read_short_sentences() -> None:
    sentences = [text for code in (*CODES, *BUNDLES) for text in _sentences(item_of(code).model_dump())]
    assert [text for text in sentences if len(text["zh"].replace(" ", "")) > MOST_CHARACTERS] == []
    assert [text for text in sentences if len(text["en"].split()) > MOST_WORDS] == []


def _sentences(part: object) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        if part.keys() == {"zh", "en"}:
            yield part
        else:
            for inner in part.values():
                yield from _sentences(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from _sentences(inner)
