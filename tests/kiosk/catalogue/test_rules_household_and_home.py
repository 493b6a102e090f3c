"""Household, home, tax, elderly, disability: the rules that many items share, and the doubts that reach an officer."""

from dataclasses import replace

import pytest

from kiosk.check import failing
from kiosk.person import DocumentKind, IdentifiedBy
from tests.kiosk.catalogue.residents_of_haikou import (
    AGED_66,
    AGED_91,
    CHILD,
    COMPANY,
    LOCAL,
    OUTSIDE_ELDER,
    OUTSIDER,
    OWN_DEED,
    WIFE,
    Held,
    Records,
    Story,
    expired,
    on_record,
    without_card,
)
from tests.kiosk.catalogue.test_decisions_household_and_home import outcome
from tests.kiosk.catalogue.test_services_household_and_home import WAYS

ORDINARY = {story.code: story for story, *_ in reversed(WAYS)}
"""The first way of each item."""

ABOUT_THE_CARD_ITSELF = {"HK-GA-0002", "HK-GA-0003", "HK-GA-0005", "HK-GA-0006"}
NO_CARD_IN_HAND = ABOUT_THE_CARD_ITSELF - {"HK-GA-0002"}
GROWN_UP = {"HK-BD-0180", "HK-BD-0181", "HK-BD-0182", "HK-BD-0186", "HK-BD-0191", "HK-CL-0268", "HK-CL-0272",
            "HK-GY-0320", "HK-GY-0322", "HK-GY-0324", "HK-SW-0215", "HK-ZJ-0197", "HK-ZJ-0198", "HK-ZJ-0199",
            "HK-ZJ-0200", "HK-ZJ-0202", "HK-ZJ-0203"}  # fmt: skip


def by_hand(story: Story, applicant: IdentifiedBy, agent: IdentifiedBy) -> Story:
    """The same application by a delegate, each of both recognised in this way."""
    helper = WIFE.model_copy(update={"identified_by": agent})
    person = story.applicant.model_copy(update={"identified_by": applicant})
    return replace(story, situation="delegate", applicant=person, agent=helper, company=None)


def refusals(story: Story) -> set[str]:
    return {problem.detail for problem in story.problems()}


def doubts(story: Story) -> set[str]:
    return set(outcome(story.decided({})).split()[1:])


@pytest.mark.parametrize("code", sorted(set(ORDINARY) - ABOUT_THE_CARD_ITSELF))
def test_an_expired_card_asks_to_renew_it_first(code: str) -> None:
    story = ORDINARY[code]
    assert "card_in_date" in refusals(replace(story, applicant=expired(story.applicant)))


@pytest.mark.parametrize("code", sorted(ABOUT_THE_CARD_ITSELF))
def test_an_expired_card_does_not_stand_in_the_way_of_a_new_one(code: str) -> None:
    story = ORDINARY[code]
    assert refusals(replace(story, applicant=expired(story.applicant))) == set()


@pytest.mark.parametrize("code", sorted(GROWN_UP))
def test_a_child_alone_is_asked_to_come_with_a_guardian(code: str) -> None:
    story = ORDINARY[code].answering(
        **({"standing": "local"} if "standing" in ORDINARY[code].answers else {})
    )
    assert {"adult", "guardian", "adult_buyer"} & refusals(replace(story, applicant=CHILD))
    with_guardian = replace(story, situation="delegate", applicant=CHILD, agent=LOCAL)
    assert not {"adult", "guardian", "adult_buyer"} & refusals(with_guardian)


@pytest.mark.parametrize("code", sorted(ORDINARY))
def test_whose_chip_was_not_read_is_looked_at_by_an_officer(code: str) -> None:
    typed, chip = IdentifiedBy.DECLARED, IdentifiedBy.CHIP
    rule = "recognised" if code in NO_CARD_IN_HAND else "read_from_chip"
    story = ORDINARY[code]
    if code in ABOUT_THE_CARD_ITSELF - {"HK-GA-0006"}:
        story = replace(story, applicant=CHILD).answering(renewal_reason="damaged")
    assert {rule, "agent_read_from_chip"} & doubts(by_hand(story, typed, typed)) == {
        rule,
        "agent_read_from_chip",
    }
    assert not {rule, "agent_read_from_chip"} & doubts(by_hand(story, chip, chip))


@pytest.mark.parametrize("code", sorted(ORDINARY))
def test_nobody_is_turned_away_for_a_question_that_was_not_asked_yet(code: str) -> None:
    """The kiosk looks at the rules as soon as the situation is chosen, with the form still empty."""
    for story, *_ in (way for way in WAYS if way[0].code == code):
        way = story.way()
        for answers in ({}, dict(way.found)):
            assert failing(story.service.eligibility, story.facts(answers)) == ()


ALIVE: Held = {"alive": True, "district": "460105"}
HERE_SINCE: Held = {"alive": True, "resident_since": "2023-12-01"}
OWNER: Held = {"owner": True, "homes": 1, "certificate": OWN_DEED}
STRANGER: Held = {"owner": False, "certificate": OWN_DEED}
LEASE_RUNS: Held = {"filed": True, "until": "2026-12-31"}
SINGLE = {"household_kind": "single"}
FAMILY = {"household_kind": "family", "married": "yes"}
MYSELF = LOCAL.id_number
GUARDED = without_card(WIFE)
PERMIT_HOLDER = LOCAL.model_copy(update={"kind": DocumentKind.HMT_RESIDENCE})
AGED_91_ELSEWHERE = OUTSIDE_ELDER.model_copy(update={"birth": AGED_91.birth})

# The story and the rule that holds it up before it is filed.
HELD_UP: list[tuple[Story, str]] = [
    (Story("HK-GA-0003", "delegate", GUARDED, LOCAL, answers={"loss": "lost"}), "minor"),
    (Story("HK-GA-0005", "delegate", GUARDED, LOCAL, answers={"pending": "first"}), "minor"),
    (Story("HK-GA-0006", applicant=GUARDED, answers={"loss": "lost", "lost_on": "2026-05-08"}), "past_day"),
    (Story("HK-GA-0003", applicant=PERMIT_HOLDER, answers={"loss": "lost"}), "resident_card"),
    (Story("HK-GA-0006", applicant=PERMIT_HOLDER, answers={"loss": "lost"}), "resident_card"),
    (Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "own", "living_since": "2026-07-01"}),
     "past_day"),
    (Story("HK-GA-0025", applicant=LOCAL, answers={"ground": "school"}), "from_elsewhere"),
    (Story("HK-GA-0026", applicant=LOCAL, answers={"ground": "school"}), "from_elsewhere"),
    (Story("HK-BD-0186", "company", answers={"discharge": "paid"}), "signed_in"),
    (Story("HK-BD-0191", answers={**FAMILY, "spouse_id_number": MYSELF}), "spouse_differs"),
    (Story("HK-SW-0215", answers={"deal_role": "buyer", "other_id_number": MYSELF}), "two_people"),
    (Story("HK-ZJ-0196", "lessor", answers={"lease_kind": "whole", "other_id_number": MYSELF}), "two_people"),
    (
        Story(
            "HK-ZJ-0196",
            "lessor",
            answers={"lease_kind": "whole", "lease_start": "2024-01-01", "lease_end": "2026-05-05"},
        ),
        "still_running",
    ),
    (Story("HK-ZJ-0200", answers={"deal_role": "buyer", "other_id_number": MYSELF}), "two_people"),
    (Story("HK-ZJ-0197", answers={**FAMILY, "spouse_id_number": MYSELF}), "spouse_differs"),
    (Story("HK-ZJ-0197", answers={**SINGLE, "policy_home": "had"}), "no_policy_home"),
    (Story("HK-ZJ-0197", answers=SINGLE, holds={"public_housing_proof": {}}), "no_second_home"),
    (Story("HK-ZJ-0198", answers={**FAMILY, "spouse_id_number": MYSELF}), "spouse_differs"),
    (Story("HK-ZJ-0198", answers={**FAMILY, "persons": "1"}), "family_size"),
    (Story("HK-ZJ-0198", answers={**SINGLE, "policy_home": "had"}), "no_policy_home"),
    (Story("HK-ZJ-0199", answers={**FAMILY, "spouse_id_number": MYSELF}), "spouse_differs"),
    (Story("HK-ZJ-0199", answers={**FAMILY, "persons": "1"}), "family_size"),
    (Story("HK-ZJ-0199", answers={**SINGLE, "policy_home": "had"}), "once_only"),
    (Story("HK-ZJ-0202", answers={**FAMILY, "spouse_id_number": MYSELF}), "spouse_differs"),
    (
        Story(
            "HK-CL-0272",
            answers={"subsidy_kind": "living"},
            holds={"disability_card": {"degree": "三级", "valid_to": "2026-01-01"}},
        ),
        "card_valid",
    ),
    (Story("HK-GY-0322", answers={"transfer_reason": "deal", "water_account": "12"}), "account_digits"),
    (Story("HK-GY-0324", answers={"transfer_reason": "deal", "gas_account": "三楼"}), "account_digits"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "rule"), HELD_UP, ids=[f"{s.code}-{rule}" for s, rule in HELD_UP])
def test_what_is_amiss_is_said_before_filing(story: Story, rule: str) -> None:
    assert refusals(story) == {rule}


# The story, what the registers hold, and the one doubt that is left to an officer.
DOUBTS: list[tuple[Story, Records, str]] = [
    (Story("HK-BD-0180", answers={"exchange_reason": "format"}), on_record(title=STRANGER), "owns_home"),
    (Story("HK-BD-0181", answers={"deed_loss": "lost", "ownership": "joint"}), on_record(title=OWNER),
     "one_owner"),
    (Story("HK-BD-0181", answers={"deed_loss": "lost"}), on_record(title=STRANGER), "owns_home"),
    (Story("HK-BD-0181", answers={"deed_loss": "lost"}), on_record(title={**OWNER, "sealed": True}),
     "not_sealed"),
    (Story("HK-BD-0182", answers={"deal_role": "buyer"}), {}, "contract_filed"),
    (Story("HK-BD-0182", answers={"deal_role": "seller", "contract_number": "1"}), on_record(title=STRANGER),
     "seller_owns"),
    (Story("HK-BD-0186", answers={"discharge": "paid"}), on_record(title={**STRANGER, "mortgaged": True}),
     "owns_home"),
    (
        Story("HK-BD-0186", answers={"discharge": "paid"}),
        on_record(title={**OWNER, "mortgaged": True, "certificate": "另一号"}),
        "same_deed",
    ),
    (
        Story("HK-BD-0186", "company", company=COMPANY, answers={"discharge": "paid"}),
        on_record(title={**OWNER, "mortgaged": True}),
        "not_company",
    ),
    (Story("HK-CL-0268", answers={"disability_matter": "condition"}), {}, "no_assessment"),
    (
        Story("HK-CL-0272", answers={"subsidy_kind": "living", "degree": "four"}),
        on_record(population={**ALIVE, "district": "460106"}),
        "same_district",
    ),
    (
        Story("HK-CL-0272", answers={"subsidy_kind": "living", "degree": "four"}),
        on_record(population={**ALIVE, "alive": False}),
        "alive",
    ),
    (Story("HK-GA-0002", answers={"renewal_reason": "changed"}), {}, "data_unchanged"),
    (Story("HK-GA-0003", applicant=LOCAL, answers={"loss": "lost"}), {}, "not_in_hand"),
    (Story("HK-GA-0022", answers={"proof_kind": "moved"}), {}, "registered_here"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "school"}), on_record(population=ALIVE),
     "registered_as_long"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "school"}), on_record(population=ALIVE),
     "lives_here"),
    (
        Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "home", "home_kind": "own"}),
        on_record(population=HERE_SINCE, title=STRANGER),
        "owns_home",
    ),
    (Story("HK-GY-0320", answers={"transfer_reason": "deal"}), on_record(title=STRANGER), "owns_home"),
    (Story("HK-GY-0320", answers={"transfer_reason": "deal"}), on_record(title={"owner": True}), "same_deed"),
    (Story("HK-GY-0324", answers={"transfer_reason": "deal"}), on_record(title=STRANGER), "owns_home"),
    (Story("HK-GY-0324", answers={"transfer_reason": "deal"}), on_record(title={"owner": True}), "same_deed"),
    (
        Story("HK-MZ-0261", applicant=AGED_91_ELSEWHERE, answers={"district": "460105"}),
        on_record(population=ALIVE),
        "local_number",
    ),
    (Story("HK-MZ-0263", applicant=AGED_66, answers={"card_matter": "first"}), {}, "alive"),
    (Story("HK-SW-0215", answers={"deal_role": "buyer"}), {}, "contract_filed"),
    (Story("HK-ZJ-0197", answers=SINGLE), {}, "known_here"),
    (Story("HK-ZJ-0198", answers=SINGLE), on_record(population=ALIVE), "lease_runs"),
    (Story("HK-ZJ-0198", answers=SINGLE), on_record(rental=LEASE_RUNS), "known_here"),
    (Story("HK-ZJ-0198", answers=SINGLE), on_record(population=ALIVE, rental=LEASE_RUNS, title=OWNER), "no_home"),
    (Story("HK-ZJ-0199", answers=SINGLE), {}, "known_here"),
    (Story("HK-ZJ-0199", answers=FAMILY), on_record(population=ALIVE), "marriage"),
    (Story("HK-ZJ-0199", answers=SINGLE), on_record(population=ALIVE, title=OWNER), "no_home_on_record"),
    (
        Story("HK-ZJ-0199", applicant=OUTSIDER, answers={**SINGLE, "standing": "outside"}),
        on_record(population=ALIVE),
        "insured_here",
    ),
    (Story("HK-ZJ-0200", answers={"deal_role": "seller"}), on_record(title=STRANGER), "seller_owns"),
    (Story("HK-ZJ-0202", answers=SINGLE), on_record(title={"homes": 0}), "known_here"),
    (Story("HK-ZJ-0202", answers=FAMILY), on_record(population=ALIVE, title={"homes": 0}), "marriage"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "records", "doubt"), DOUBTS, ids=[f"{s.code}-{d}" for s, _, d in DOUBTS])
def test_a_doubt_is_left_to_an_officer(story: Story, records: Records, doubt: str) -> None:
    assert story.problems() == ()
    assert outcome(story.decided(records)) == f"officer {doubt}"


def test_a_home_under_seal_cannot_be_sold() -> None:
    story = Story("HK-ZJ-0200", answers={"deal_role": "seller"})
    assert outcome(story.decided(on_record(title={**OWNER, "sealed": True}))) == "refused not_sealed"
