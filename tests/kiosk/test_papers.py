"""Which papers somebody must bring, what their credit grade changes, and how many need not be brought."""

from datetime import date
from decimal import Decimal

import pytest

from kiosk.catalogue.service import Material, MaterialSource, Service
from kiosk.catalogue.words import Text
from kiosk.credit import Grade, Lane, grade_of, lane, limit_days, may_commit, may_follow_later
from kiosk.facts import Given, gather_facts
from kiosk.papers import NeededPaper, missing_papers, needed_papers, spared
from kiosk.visit.sample_hall import CHILD, ELDER, ITEM, SERVICE

TODAY = date(2026, 5, 6)
WORDS = Text(zh="纸", en="Paper")


def material(name: str, source: MaterialSource, **more: object) -> Material:
    return Material.model_validate({"id": name, "name": WORDS, "source": source, "note": WORDS, **more})


PAPERS: Service = SERVICE.model_copy(
    update={
        "materials": (
            material("id_card", MaterialSource.CHIP),
            material("register", MaterialSource.CERTIFICATE, certificate="household_register"),
            material("tax", MaterialSource.CERTIFICATE, certificate="tax_proof", instead="comparison"),
            material("note", MaterialSource.COMMITMENT),
            material("photo", MaterialSource.SCAN, essential=False),
            material("agents", MaterialSource.SCAN, when="agent.present"),
        )
    }
)


def needed(
    grade: Grade = Grade.BLUE, certificates: frozenset[str] = frozenset(), given: Given | None = None
) -> dict[str, NeededPaper]:
    facts = gather_facts(ITEM, TODAY, given or Given(applicant=ELDER))
    return {paper.material.id: paper for paper in needed_papers(PAPERS, facts, certificates, grade)}


def brought(papers: dict[str, NeededPaper]) -> set[str]:
    return {name for name, paper in papers.items() if paper.to_be_brought}


def test_without_certificates_paper_is_brought_where_nothing_else_stands_in() -> None:
    papers = needed()
    assert brought(papers) == {"register", "photo"}
    assert papers["tax"].source is MaterialSource.COMPARISON
    assert (len(papers), spared(tuple(papers.values()))) == (5, 3)


def test_a_certificate_spares_its_paper() -> None:
    papers = needed(certificates=frozenset({"household_register"}))
    assert brought(papers) == {"photo"}
    assert spared(tuple(papers.values())) == 4


def test_a_delegates_papers_are_asked_for_only_from_a_delegate() -> None:
    with_agent = needed(given=Given(applicant=ELDER, agent=CHILD))
    assert "agents" in with_agent
    assert "agents" not in needed()


@pytest.mark.parametrize(
    ("grade", "also_brought", "follows"),
    [
        (Grade.RED, set(), True),
        (Grade.ORANGE, set(), True),
        (Grade.BLUE, set(), False),
        (Grade.BLACK, {"note"}, False),
    ],
)
def test_the_grade_decides_about_commitments_and_what_may_follow(
    grade: Grade, also_brought: set[str], follows: bool
) -> None:
    papers = needed(grade)
    assert brought(papers) == {"register", "photo"} | also_brought
    assert papers["photo"].may_follow is follows
    assert not papers["register"].may_follow, "essential"


def test_what_lies_here_or_may_follow_is_not_missing() -> None:
    papers = tuple(needed(Grade.RED).values())
    assert {paper.material.id for paper in missing_papers(papers, set(), set())} == {"register", "photo"}
    assert missing_papers(papers, {"register"}, {"photo"}) == ()
    assert [paper.material.id for paper in missing_papers(papers, set(), {"register", "photo"})] == [
        "register"
    ]


def test_a_promise_to_bring_it_later_is_nothing_without_the_grade() -> None:
    papers = tuple(needed(Grade.BLUE).values())
    assert "photo" in {paper.material.id for paper in missing_papers(papers, set(), {"photo"})}


@pytest.mark.parametrize(
    ("grade", "in_lane", "follow", "commit"),
    [
        (Grade.RED, Lane.FAST, True, True),
        (Grade.ORANGE, Lane.ORDINARY, True, True),
        (Grade.BLUE, Lane.ORDINARY, False, True),
        (Grade.BLACK, Lane.STRICT, False, False),
    ],
)
def test_the_table_of_grades(grade: Grade, in_lane: Lane, follow: bool, commit: bool) -> None:
    assert (lane(grade), may_follow_later(grade), may_commit(grade)) == (in_lane, follow, commit)


@pytest.mark.parametrize(
    ("promised", "red"), [("20", "14"), ("5", "3"), ("3", "2"), ("2", "1"), ("1", "1"), ("0.5", "0.5")]
)
def test_the_fast_lane_takes_a_third_off_but_never_adds(promised: str, red: str) -> None:
    assert limit_days(Decimal(promised), Grade.RED) == Decimal(red)
    for grade in (Grade.ORANGE, Grade.BLUE, Grade.BLACK):
        assert limit_days(Decimal(promised), grade) == Decimal(promised)


@pytest.mark.parametrize(
    ("recorded", "birth", "grade"),
    [
        (None, date(1990, 3, 7), Grade.BLUE),
        (Grade.BLACK, date(1990, 3, 7), Grade.BLACK),
        (Grade.BLACK, date(2008, 5, 7), Grade.BLUE),
        (Grade.BLACK, date(2008, 5, 6), Grade.BLACK),
        (Grade.RED, date(2015, 1, 1), Grade.RED),
        (Grade.BLACK, None, Grade.BLACK),
    ],
)
def test_nobody_is_black_before_their_eighteenth_birthday(
    recorded: Grade | None, birth: date | None, grade: Grade
) -> None:
    assert grade_of(recorded, birth, TODAY) is grade
