"""Household, home, tax, elderly, disability: who is told at the kiosk why not, and what the platform decides."""

from dataclasses import replace

import pytest

from kiosk.catalogue.words import Language
from kiosk.decision import Decision, ForReview, Granted, Refused, decide
from kiosk.form import ProblemCode
from kiosk.person import DocumentKind
from tests.kiosk.catalogue.residents_of_haikou import (
    AGED_66,
    AGED_91,
    ANSWERS,
    CHILD,
    LOCAL,
    OUTSIDE_ELDER,
    OUTSIDER,
    OWN_DEED,
    WIFE,
    Held,
    Records,
    Story,
    expired,
    items,
    on_record,
    without_card,
)
from tests.kiosk.catalogue.test_services_household_and_home import WAYS

CARDLESS = without_card(LOCAL)
TAIWAN_PERMIT = LOCAL.model_copy(update={"kind": DocumentKind.HMT_RESIDENCE})
LONG_TERM = LOCAL.model_copy(update={"valid_to": None})

# The story, and the rule whose sentence the resident reads before filing.
NOT_ELIGIBLE: list[tuple[Story, str]] = [
    (Story("HK-GA-0002", applicant=TAIWAN_PERMIT, answers={"renewal_reason": "damaged"}), "resident_card"),
    (Story("HK-GA-0002", "delegate", WIFE, LOCAL, answers={"renewal_reason": "damaged"}), "minor"),
    (Story("HK-GA-0002", applicant=LONG_TERM, answers={"renewal_reason": "expired"}), "not_long_term"),
    (Story("HK-GA-0003", applicant=CARDLESS, answers={"loss": "lost", "lost_on": "2026-05-07"}), "past_day"),
    (Story("HK-GA-0005", applicant=LOCAL, answers={"pending": "renewal"}), "card_is_over"),
    (Story("HK-GA-0005", applicant=CARDLESS, answers={"pending": "first", "pending_number": "没带"}),
     "receipt_number"),
    (Story("HK-GA-0006", applicant=CARDLESS, answers={"loss": "destroyed"}), "nothing_to_report"),
    (Story("HK-GA-0022", answers={"proof_kind": "kin", "kin_id_number": LOCAL.id_number}), "another_person"),
    (Story("HK-GA-0023", "delegate", WIFE, LOCAL, answers={"record_use": "other", "relation": "community"}),
     "own_record"),
    (Story("HK-GA-0024", applicant=LOCAL, answers={"living_at": "own"}), "from_elsewhere"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "school", "living_since": "2025-12-01"}),
     "half_a_year"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "school", "signed_until": "2026-09-01"}),
     "not_too_early"),
    (Story("HK-BD-0180", "company", answers={"exchange_reason": "format"}), "signed_in"),
    (Story("HK-BD-0181", answers={"deed_loss": "lost", "lost_on": "2026-06-01"}), "past_day"),
    (Story("HK-BD-0182", answers={"deal_role": "buyer", "other_id_number": LOCAL.id_number}), "two_people"),
    (Story("HK-BD-0186", answers={"discharge": "none"}), "mortgaged"),
    (Story("HK-BD-0191", applicant=CHILD, answers={"household_kind": "single"}), "adult"),
    (Story("HK-ZJ-0196", "lessor", answers={"lease_kind": "whole", "lease_end": "2026-05-20"}),
     "end_after_start"),
    (Story("HK-ZJ-0196", "lessor", answers={"lease_kind": "room", "lease_end": "2047-01-01"}),
     "twenty_years"),
    (Story("HK-ZJ-0196", "tenant", answers={"lease_kind": "whole", "signed_on": "2026-05-09"}), "signed"),
    (Story("HK-ZJ-0197", answers={"household_kind": "family", "persons": "1"}), "family_size"),
    (
        Story("HK-ZJ-0198", answers={"household_kind": "single"}, holds={"public_housing_proof": {}}),
        "not_both",
    ),
    (Story("HK-ZJ-0199", answers={"household_kind": "single", "own_home": "had"}), "no_home"),
    (Story("HK-ZJ-0200", "new_home", answers={"presale_number": "无"}), "presale"),
    (Story("HK-ZJ-0202", applicant=CHILD, answers={"household_kind": "single"}), "adult_buyer"),
    (
        Story("HK-ZJ-0203", answers={"fund_matter": "transfer", "other_name": "王小明"}),
        "another_person",
    ),
    (Story("HK-SW-0215", answers={"deal_role": "seller", "held_since": "2026-06-06"}), "bought_before"),
    (Story("HK-MZ-0261", applicant=AGED_66), "age"),
    (Story("HK-MZ-0263", applicant=LOCAL, answers={"card_matter": "first"}), "age"),
    (
        Story(
            "HK-MZ-0263",
            applicant=OUTSIDE_ELDER,
            answers={"card_matter": "first", "elder_standing": "resident", "living_since": "2025-12-01"},
        ),
        "a_year_here",
    ),
    (
        Story(
            "HK-CL-0268",
            answers={"disability_matter": "expired"},
            holds={"disability_card": {"valid_to": "2030-01-01"}},
        ),
        "once_decided",
    ),
    (Story("HK-CL-0272", answers={"subsidy_kind": "care", "degree": "three"}), "severe"),
    (Story("HK-GY-0320", answers={"transfer_reason": "deal", "power_account": "一栋"}), "account_digits"),
    (Story("HK-GY-0322", applicant=CHILD, answers={"transfer_reason": "inherit"}), "adult"),
    (Story("HK-GY-0324", applicant=expired(LOCAL), answers={"transfer_reason": "rename"}), "card_in_date"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "rule"), NOT_ELIGIBLE, ids=[f"{story.code}-{rule}" for story, rule in NOT_ELIGIBLE]
)
def test_who_is_not_eligible_is_told_before_filing_what_to_do(story: Story, rule: str) -> None:
    assert [(problem.code, problem.detail) for problem in story.problems()] == [
        (ProblemCode.NOT_ELIGIBLE, rule)
    ]
    told = next(one.otherwise for one in story.service.eligibility if one.id == rule)
    assert told[Language.ZH].endswith("。")


def test_each_item_has_somebody_it_takes_and_somebody_it_does_not() -> None:
    assert {story.code for story, _ in NOT_ELIGIBLE} == {story.code for story, *_ in WAYS}
    assert len({story.code for story, _ in NOT_ELIGIBLE}) == 29


ALIVE: Held = {"alive": True, "district": "460105"}
HERE_SINCE: Held = {"alive": True, "resident_since": "2023-12-01"}
OWNER: Held = {"owner": True, "homes": 1, "certificate": OWN_DEED}
LETTING = Story("HK-ZJ-0196", "lessor", answers={"lease_kind": "whole"})
EXCHANGE = Story("HK-BD-0180", answers={"exchange_reason": "format"})
PAID_BACK = Story("HK-BD-0186", answers={"discharge": "paid"})
SUBSIDY = Story("HK-MZ-0261", applicant=AGED_91, answers={"district": "460108"})
SENIOR = Story("HK-MZ-0263", applicant=AGED_66, answers={"card_matter": "first"})
ENDORSE = Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "home", "home_kind": "rented"})
MAY_BUY = Story("HK-ZJ-0202", answers={"household_kind": "single"})
RENTAL_HOME = Story("HK-ZJ-0197", answers={"household_kind": "family", "married": "yes"})
LEASE_RUNS: Held = {"filed": True, "until": "2026-12-31"}
SAME_LEASE: Held = {"filed": True, "until": "2026-12-31", "address": ANSWERS["house_address"]}

# The story, what the registers hold, and what comes of it: the rules named are those that do not hold.
DECISIONS: list[tuple[Story, Records, str]] = [
    (SUBSIDY, on_record(population={**ALIVE, "district": "460108"}), "granted"),
    (SUBSIDY, on_record(population=ALIVE), "officer same_district"),
    (SUBSIDY, {}, "officer alive same_district"),
    (
        SUBSIDY,
        on_record(population={**ALIVE, "district": "460108"}, elderly={"receives": True}),
        "refused not_yet_receiving",
    ),
    (SENIOR, on_record(population=ALIVE), "granted"),
    (SENIOR, on_record(population=ALIVE, elderly={"senior_card": True}), "refused not_twice"),
    (SENIOR.answering(card_matter="again"), on_record(population=ALIVE), "officer had_one"),
    (
        replace(SENIOR, applicant=OUTSIDE_ELDER).answering(elder_standing="resident"),
        on_record(population=HERE_SINCE),
        "granted",
    ),
    (
        replace(SENIOR, applicant=OUTSIDE_ELDER).answering(elder_standing="resident"),
        on_record(population=ALIVE),
        "officer lives_here",
    ),
    (LETTING, on_record(title=OWNER), "granted"),
    (LETTING, on_record(title={**OWNER, "sealed": True}), "officer not_sealed"),
    (LETTING, on_record(title=OWNER, rental=SAME_LEASE), "officer not_filed"),
    (LETTING.answering(lease_kind="room"), on_record(title=OWNER, rental=SAME_LEASE), "granted"),
    (LETTING.answering(lease_kind="sublet"), on_record(title=OWNER), "officer whole_or_room"),
    (replace(LETTING, situation="tenant"), {}, "officer owner_applies owns_home same_deed"),
    (EXCHANGE, on_record(title=OWNER), "granted"),
    (EXCHANGE, on_record(title={**OWNER, "certificate": "另一号"}), "officer same_deed"),
    (EXCHANGE, on_record(title={**OWNER, "sealed": True}), "refused not_sealed"),
    (EXCHANGE.answering(ownership="joint"), on_record(title=OWNER), "officer one_owner"),
    (EXCHANGE.answering(exchange_reason="changed"), on_record(title=OWNER), "officer data_unchanged"),
    (PAID_BACK, on_record(title={**OWNER, "mortgaged": True}), "granted"),
    (PAID_BACK, on_record(title=OWNER), "refused is_mortgaged"),
    (
        PAID_BACK.answering(discharge="waived"),
        on_record(title={**OWNER, "mortgaged": True}),
        "officer paid_back",
    ),
    (Story("HK-BD-0191", answers={"household_kind": "single"}), on_record(title={"homes": 0}), "granted"),
    (Story("HK-BD-0191", answers={"household_kind": "single"}), {}, "officer in_register"),
    (
        Story("HK-BD-0191", answers={"household_kind": "family", "married": "yes"}),
        on_record(title=OWNER),
        "officer only_own",
    ),
    (ENDORSE, on_record(population=HERE_SINCE, rental=LEASE_RUNS), "granted"),
    (
        ENDORSE,
        on_record(population=HERE_SINCE, rental={**LEASE_RUNS, "until": "2026-05-05"}),
        "officer lease_runs",
    ),
    (ENDORSE.answering(home_kind="own"), on_record(population=HERE_SINCE, title=OWNER), "granted"),
    (ENDORSE.answering(signed_until="2025-01-01"), on_record(population=HERE_SINCE, rental=LEASE_RUNS),
     "officer not_long_over"),
    (
        Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "job", "job_kind": "employee"}),
        on_record(population=HERE_SINCE, employment={"employed": False}),
        "officer has_work",
    ),
    (
        Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "relative"}),
        {},
        "granted",
    ),
    (
        Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "relative"}),
        on_record(population=HERE_SINCE),
        "officer not_twice",
    ),
    (Story("HK-GA-0022", answers={"proof_kind": "moved"}), on_record(population=ALIVE), "granted"),
    (Story("HK-GA-0022", answers={"proof_kind": "kin"}), on_record(population=ALIVE), "officer in_the_book"),
    (Story("HK-GA-0006", applicant=LOCAL, answers={"loss": "lost"}), {}, "officer not_in_hand"),
    (Story("HK-GA-0006", applicant=CARDLESS, answers={"loss": "lost"}), {}, "officer recognised"),
    (MAY_BUY, on_record(population=ALIVE, title={"homes": 0}), "granted"),
    (MAY_BUY, on_record(population=ALIVE, title={"homes": 2}), "officer homes"),
    (
        replace(MAY_BUY, applicant=OUTSIDER).answering(standing="outside"),
        on_record(population=ALIVE, title={"homes": 0}),
        "officer not_outside",
    ),
    (Story("HK-ZJ-0203", answers={"fund_matter": "query"}), on_record(title=OWNER), "granted"),
    (Story("HK-ZJ-0203", answers={"fund_matter": "transfer"}), {}, "officer owns_home"),
    (Story("HK-GY-0320", answers={"transfer_reason": "inherit"}), on_record(title=OWNER), "granted"),
    (Story("HK-GY-0322", answers={"transfer_reason": "deal"}), {}, "officer owns_home same_deed"),
    (Story("HK-GY-0324", answers={"transfer_reason": "rename"}), on_record(title=OWNER), "granted"),
    # Not decided at once: an officer looks, even where nothing is in doubt.
    (Story("HK-GA-0002", applicant=LOCAL, answers={"renewal_reason": "damaged"}), {}, "officer"),
    (
        Story("HK-BD-0182", answers={"deal_role": "seller", "contract_number": "HK2026001"}),
        on_record(title=OWNER),
        "officer",
    ),
    (
        Story("HK-BD-0182", answers={"deal_role": "seller"}),
        on_record(title={**OWNER, "sealed": True}),
        "refused not_sealed",
    ),
    (RENTAL_HOME, on_record(population={**ALIVE, "marital": "married"}), "officer"),
    (
        RENTAL_HOME,
        on_record(population={**ALIVE, "marital": "single"}, title={"homes": 1}),
        "officer marriage no_home",
    ),
]  # fmt: skip


def outcome(decision: Decision) -> str:
    match decision:
        case Granted():
            return "granted"
        case ForReview(reasons):
            return " ".join(("officer", *(rule.id for rule in reasons)))
        case Refused(reasons):
            return " ".join(("refused", *(rule.id for rule in reasons)))


@pytest.mark.parametrize(
    ("story", "records", "expected"),
    DECISIONS,
    ids=[
        f"{story.code}-{expected.replace(' ', '-')}-{n}" for n, (story, _, expected) in enumerate(DECISIONS)
    ],
)
def test_the_platform_decides_by_comparing(story: Story, records: Records, expected: str) -> None:
    assert story.problems() == ()
    assert outcome(story.decided(records)) == expected


def test_each_automatic_item_is_granted_without_a_human_where_the_registers_agree() -> None:
    granted = {story.code for story, _, expected in DECISIONS if expected == "granted"}
    modelled = {story.code for story, *_ in WAYS}
    assert {item.code for item in items().values() if item.automatic and item.code in modelled} <= granted


def test_a_lost_card_is_reported_at_once_by_whom_the_phones_code_identifies() -> None:
    story = Story("HK-GA-0006", applicant=CARDLESS, answers={"loss": "stolen"})
    facts = story.facts(story.filled_in())
    person = facts["applicant"]
    assert isinstance(person, dict)
    by_code = {**facts, "applicant": {**person, "identified_by": "code"}}
    assert isinstance(decide(story.service, by_code, story.item.instant, compared=True), Granted)


@pytest.mark.parametrize(
    ("answers", "monthly"),
    [
        ({"subsidy_kind": "living", "degree": "four"}, "living"),
        ({"subsidy_kind": "care", "degree": "one"}, "care_one"),
        ({"subsidy_kind": "both", "degree": "two"}, "both_two"),
    ],
)
def test_the_disability_subsidy_goes_by_kind_and_degree(answers: dict[str, str], monthly: str) -> None:
    story = Story("HK-CL-0272", answers=answers)
    decision = decide(story.service, story.facts(story.filled_in()), instant=True)
    assert isinstance(decision, Granted)
    assert decision.amount is not None
    assert (decision.amount.id, decision.amount.demo) == (monthly, True)
