"""Household, home, tax, elderly, disability: the rarer situations, people who act for others, and what is known."""

from dataclasses import replace

import pytest

from kiosk.situation import Ask
from tests.kiosk.catalogue.residents_of_haikou import (
    AGED_66,
    AGED_91,
    CHILD,
    COMPANY,
    LOCAL,
    OUTSIDER,
    WIFE,
    Story,
)
from tests.kiosk.catalogue.test_services_household_and_home import (
    CARDLESS,
    DEAL,
    FAMILY,
    HOUSE,
    LEASE,
    LETTING,
    OWN,
    SINGLE_OUTSIDER,
    SPOUSE,
    TALENT,
    WAYS,
)

# The story; what its form asks, in order; the papers, those to be brought with a star.
RARER_WAYS: list[tuple[Story, str, str]] = [
    (Story("HK-GA-0003", "delegate", CHILD, LOCAL, answers={"loss": "lost", "card_delivery": "post"}),
     "guardian_relation phone lost_on card_delivery post_address",
     "identity agent_id_card authorisation household_register photo* loss_statement"),
    (Story("HK-GA-0005", "delegate", CHILD, LOCAL, answers={"pending": "first"}),
     "guardian_relation phone pending_number needed_for",
     "identity agent_id_card authorisation household_register pending_receipt photo"),
    (Story("HK-GA-0006", "delegate", CARDLESS, WIFE, answers={"loss": "stolen"}),
     "relation phone lost_on lost_place",
     "identity agent_id_card authorisation loss_statement"),
    (Story("HK-GA-0022", "delegate", AGED_91, LOCAL, answers={"proof_kind": "cancelled"}),
     "relation kin_name kin_id_number purpose",
     "id_card agent_id_card authorisation household_register"),
    (Story("HK-GA-0023", answers={"record_use": "other"}), "phone record_reason", "id_card query_form"),
    (Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "own"}),
     "phone residence living_district living_since reason_here",
     "id_card title_deed"),
    (Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "dormitory"}),
     "phone residence living_district living_since reason_here company_name",
     "id_card dormitory_letter"),
    (Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "relative"}),
     "phone residence living_district living_since reason_here host_name",
     "id_card host_consent"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"card_delivery": "post"}, holds=LEASE),
     "phone residence living_district living_since card_delivery post_address",
     "id_card photo rental_registration"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "home", "home_kind": "dormitory"}),
     "phone residence living_district living_since company_name card_delivery",
     "id_card photo dormitory_letter*"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "job"}, holds={"business_licence": {}}),
     "phone residence living_district living_since company_name card_delivery",
     "id_card photo business_licence"),
    (Story("HK-GA-0026", applicant=OUTSIDER, holds=OWN),
     "phone residence living_district signed_until",
     "id_card residence_permit* title_deed"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "home", "home_kind": "dormitory"}),
     "phone residence living_district signed_until company_name",
     "id_card residence_permit* dormitory_letter"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "job", "job_kind": "employee"}),
     "phone residence living_district signed_until company_name",
     "id_card residence_permit* insurance_proof"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "job"}, holds={"business_licence": {}}),
     "phone residence living_district signed_until company_name",
     "id_card residence_permit* business_licence"),
    (Story("HK-BD-0180", answers={"exchange_reason": "changed", "ownership": "joint"}),
     f"{HOUSE} ownership coowner_name change_note",
     "id_card application_form title_deed change_proof"),
    (Story("HK-BD-0181", answers={"deed_loss": "destroyed", "card_delivery": "post"}),
     f"{HOUSE} ownership lost_on card_delivery post_address",
     "id_card application_form loss_notice title_record"),
    (Story("HK-BD-0182", answers={"deal_role": "buyer", "card_delivery": "post"}),
     f"{DEAL} contract_number payment other_name other_id_number ownership card_delivery post_address",
     "id_card application_form title_deed* purchase_contract* tax_payment_proof"),
    (Story("HK-BD-0186", answers={"discharge": "realised"}),
     f"{HOUSE} mortgage_number creditor",
     "id_card application_form title_proof* judgment*"),
    (Story("HK-BD-0186", "company", company=COMPANY, answers={"discharge": "waived"}),
     f"{HOUSE} mortgage_number creditor uscc company_name",
     "id_card application_form title_proof* waiver* business_licence"),
    (Story("HK-ZJ-0196", "lessor", company=COMPANY, answers={"lease_kind": "room"}),
     f"{LETTING} tenants other_name other_id_number",
     "id_card lease_contract* title_deed other_id_card business_licence application_form"),
    (Story("HK-ZJ-0198", answers=FAMILY, holds=LEASE),
     f"phone persons {SPOUSE} annual_income policy_home house_address rent bank account",
     "id_card household_register marriage_certificate income_declaration check_consent rental_registration"
     " bank_card_copy"),
    (Story("HK-ZJ-0198", applicant=OUTSIDER, answers={"household_kind": "single"}, holds=TALENT),
     "phone annual_income policy_home house_address rent bank account",
     "id_card household_register income_declaration check_consent talent_card rental_registration"
     " bank_card_copy"),
    (Story("HK-ZJ-0198", applicant=OUTSIDER, answers=SINGLE_OUTSIDER),
     "phone annual_income policy_home house_address rent bank account",
     "id_card household_register income_declaration check_consent insurance_proof rental_registration"
     " bank_card_copy"),
    (Story("HK-ZJ-0199", answers={"household_kind": "family"}),
     "phone district residence persons married own_home policy_home",
     "id_card household_register housing_declaration check_consent"),
    (Story("HK-ZJ-0199", applicant=OUTSIDER, answers={"household_kind": "single"}, holds=TALENT),
     "phone residence own_home policy_home company_name",
     "id_card household_register housing_declaration check_consent talent_card"),
    (Story("HK-ZJ-0199", applicant=OUTSIDER, answers=SINGLE_OUTSIDER),
     "phone residence own_home policy_home company_name",
     "id_card household_register housing_declaration check_consent insurance_proof"),
    (Story("HK-ZJ-0202", applicant=OUTSIDER, answers={"household_kind": "single"}, holds=TALENT),
     "phone company_name",
     "id_card household_register talent_card purchase_declaration"),
    (Story("HK-ZJ-0203", answers={"fund_matter": "pay"}),
     "phone house_address house_area",
     "id_card purchase_contract*"),
    (Story("HK-MZ-0261", applicant=AGED_91),
     "phone residence district bank account",
     "id_card household_register bank_card_copy"),
    (Story("HK-MZ-0263", applicant=AGED_66, answers={"card_matter": "again", "card_delivery": "post"}),
     "phone residence living_district card_delivery post_address",
     "id_card household_register photo application_form"),
    (Story("HK-CL-0268", answers={"disability_matter": "damaged", "card_delivery": "post"}),
     "phone residence district card_delivery post_address",
     "id_card household_register disability_card* photo"),
    (Story("HK-CL-0272", answers={"subsidy_kind": "care", "degree": "one"}),
     "phone residence district bank account",
     "id_card household_register disability_card* bank_card_copy"),
    (Story("HK-GY-0320", answers={"transfer_reason": "inherit"}, holds=OWN),
     f"{HOUSE} power_account",
     "id_card title_deed supply_contract"),
    (Story("HK-GY-0320", answers={"transfer_reason": "rename"}),
     f"{HOUSE} power_account",
     "id_card title_deed name_record supply_contract"),
    (Story("HK-GY-0322", answers={"transfer_reason": "deal"}),
     f"{HOUSE} water_account",
     "id_card purchase_contract* supply_contract"),
    (Story("HK-GY-0322", answers={"transfer_reason": "inherit"}),
     f"{HOUSE} water_account",
     "id_card title_deed supply_contract"),
    (Story("HK-GY-0324", answers={"transfer_reason": "deal"}),
     f"{HOUSE} gas_account",
     "id_card purchase_contract* supply_contract"),
    (Story("HK-GY-0324", answers={"transfer_reason": "rename"}),
     f"{HOUSE} gas_account",
     "id_card title_deed name_record supply_contract"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "asked", "papers"), RARER_WAYS, ids=[f"{row[0].code}-{n}" for n, row in enumerate(RARER_WAYS)]
)
def test_a_rarer_situation_has_its_own_questions_and_papers(story: Story, asked: str, papers: str) -> None:
    form = story.filled_in()
    assert " ".join(question.id for question in story.fields(form)) == asked
    needed = story.papers(form)
    assert " ".join(paper.material.id + "*" * paper.to_be_brought for paper in needed) == papers
    assert story.problems() == ()


WITHOUT_RELATION = {
    "HK-BD-0180", "HK-BD-0181", "HK-BD-0182", "HK-BD-0186", "HK-BD-0191", "HK-GY-0320", "HK-GY-0322",
    "HK-GY-0324", "HK-SW-0215", "HK-ZJ-0196", "HK-ZJ-0200", "HK-ZJ-0202", "HK-ZJ-0203",
}  # fmt: skip
"""Of a home, anybody may act who is authorised: a relative, an estate agent, a lawyer."""


@pytest.mark.parametrize("code", sorted({story.code for story, *_ in WAYS}))
def test_who_acts_for_another_shows_their_card_and_the_authorisation(code: str) -> None:
    first = next(story for story, *_ in WAYS if story.code == code)
    story = replace(first, situation="delegate", agent=WIFE, company=None)
    form = story.filled_in()
    papers = {paper.material.id for paper in story.papers(form)}
    asked = {question.id for question in story.fields(form)}
    assert {"agent_id_card", "authorisation"} <= papers
    assert bool({"relation", "guardian_relation"} & asked) == (code not in WITHOUT_RELATION)
    alone = replace(first, situation="self") if code != "HK-ZJ-0196" else first
    form = replace(alone, agent=None, company=None).filled_in()
    assert not {"relation", "guardian_relation"} & {question.id for question in alone.fields(form)}


# Whose certificate says it already, which question, and what it says.
SAID_ALREADY: list[tuple[Story, str, dict[str, str], str, str]] = [
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "home"}),
     "rental_registration", {}, "home_kind", "rented"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "job"}),
     "business_licence", {}, "job_kind", "business"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "home"}),
     "title_deed", {}, "home_kind", "own"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "job"}),
     "business_licence", {}, "job_kind", "business"),
    (Story("HK-ZJ-0198", applicant=OUTSIDER, answers={"household_kind": "single"}),
     "talent_card", {}, "standing", "talent"),
    (Story("HK-ZJ-0199", applicant=OUTSIDER, answers={"household_kind": "single"}),
     "talent_card", {}, "standing", "talent"),
    (Story("HK-ZJ-0202", applicant=OUTSIDER, answers={"household_kind": "single"}),
     "talent_card", {}, "standing", "talent"),
    (Story("HK-CL-0268"), "disability_card", {"valid_to": "2026-05-05"}, "disability_matter", "expired"),
    (Story("HK-CL-0272", answers={"subsidy_kind": "both"}),
     "disability_card", {"degree": "一级"}, "degree", "one"),
    (Story("HK-CL-0272", answers={"subsidy_kind": "both"}),
     "disability_card", {"degree": "三级"}, "degree", "three"),
    (Story("HK-CL-0272", answers={"subsidy_kind": "both"}),
     "disability_card", {"degree": "四级"}, "degree", "four"),
    (Story("HK-GY-0322"), "house_purchase_contract", {}, "transfer_reason", "deal"),
    (Story("HK-GY-0324"), "house_purchase_contract", {}, "transfer_reason", "deal"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "key", "data", "question", "said"),
    SAID_ALREADY,
    ids=[f"{story.code}-{question}-{said}" for story, _, _, question, said in SAID_ALREADY],
)
def test_what_a_certificate_says_is_not_asked(
    story: Story, key: str, data: dict[str, str], question: str, said: str
) -> None:
    assert isinstance(story.way(), Ask)
    assert replace(story, holds={key: data}).way().found[question] == said
