"""Household, home, tax, elderly, disability: each situation leads to exactly its questions and its papers."""

from collections.abc import Mapping

import pytest

from kiosk.papers import spared
from kiosk.situation import Ask, Settled
from tests.kiosk.catalogue.residents_of_haikou import (
    AGED_66,
    AGED_91,
    CHILD,
    COMPANY,
    LOCAL,
    OUTSIDE_ELDER,
    OUTSIDER,
    Story,
    expired,
    items,
    without_card,
)

CARDLESS = without_card(LOCAL)
OWN = {"title_deed": {"deed_number": "琼"}}
LEASE: Mapping[str, Mapping[str, str]] = {"rental_registration": {}}
BOUGHT: Mapping[str, Mapping[str, str]] = {"house_purchase_contract": {}}
TALENT: Mapping[str, Mapping[str, str]] = {"talent_card": {}}
FAMILY = {"household_kind": "family", "married": "yes"}
SINGLE_OUTSIDER = {"household_kind": "single", "standing": "outside"}
HOUSE = "phone deed_number house_address"
DEAL = f"{HOUSE} house_area deal_price"
LETTING = f"{HOUSE} house_area house_use signed_on lease_start lease_end rent"
SPOUSE = "married spouse_name spouse_id_number"

# The story; what its form asks, in order; the papers, those to be brought with a star.
WAYS: list[tuple[Story, str, str]] = [
    (Story("HK-GA-0002", applicant=expired(LOCAL)),
     "phone card_delivery",
     "id_card household_register photo*"),
    (Story("HK-GA-0002", answers={"renewal_reason": "changed", "card_delivery": "post"}),
     "phone changed_item card_delivery post_address",
     "id_card household_register photo* change_proof"),
    (Story("HK-GA-0002", "delegate", CHILD, LOCAL, answers={"renewal_reason": "damaged"}),
     "guardian_relation phone card_delivery",
     "id_card agent_id_card authorisation household_register photo*"),
    (Story("HK-GA-0003", applicant=CARDLESS, answers={"loss": "stolen"}),
     "phone lost_on card_delivery",
     "identity household_register photo* loss_statement"),
    (Story("HK-GA-0003", applicant=CARDLESS, answers={"loss": "destroyed"}),
     "phone lost_on card_delivery",
     "identity household_register photo*"),
    (Story("HK-GA-0005", applicant=CARDLESS, answers={"pending": "replacement"}),
     "phone pending_number needed_for",
     "identity household_register pending_receipt photo"),
    (Story("HK-GA-0006", applicant=CARDLESS, answers={"loss": "lost"}),
     "phone lost_on lost_place",
     "identity loss_statement"),
    (Story("HK-GA-0022", answers={"proof_kind": "former"}),
     "changed_item purpose",
     "id_card household_register"),
    (Story("HK-GA-0022", answers={"proof_kind": "kin"}),
     "kin_name kin_id_number purpose",
     "id_card household_register"),
    (Story("HK-GA-0023", answers={"record_use": "abroad"}),
     "phone visa_country",
     "id_card query_form"),
    (Story("HK-GA-0023", applicant=OUTSIDER, answers={"record_use": "work", "record_place": "resident"}),
     "phone company_name",
     "id_card residence_permit query_form"),
    (Story("HK-GA-0024", applicant=OUTSIDER, holds=LEASE),
     "phone residence living_district living_since reason_here",
     "id_card rental_registration"),
    (Story("HK-GA-0024", applicant=OUTSIDER, answers={"living_at": "rented"}),
     "phone residence living_district living_since reason_here",
     "id_card rental_registration*"),
    (Story("HK-GA-0025", applicant=OUTSIDER, holds=OWN),
     "phone residence living_district living_since card_delivery",
     "id_card photo title_deed"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "job", "job_kind": "employee"}),
     "phone residence living_district living_since company_name card_delivery",
     "id_card photo insurance_proof"),
    (Story("HK-GA-0025", applicant=OUTSIDER, answers={"ground": "school"}),
     "phone residence living_district living_since school_name card_delivery",
     "id_card photo school_proof*"),
    (Story("HK-GA-0026", applicant=OUTSIDER, answers={"ground": "school"}),
     "phone residence living_district signed_until school_name",
     "id_card residence_permit* school_proof"),
    (Story("HK-GA-0026", applicant=OUTSIDER, holds={**LEASE, "residence_permit": {}}),
     "phone residence living_district signed_until",
     "id_card residence_permit rental_registration"),
    (Story("HK-BD-0180", answers={"exchange_reason": "format"}),
     f"{HOUSE} ownership",
     "id_card application_form title_deed"),
    (Story("HK-BD-0180", "company", company=COMPANY, answers={"exchange_reason": "damaged"}),
     f"{HOUSE} ownership uscc company_name",
     "id_card application_form title_deed old_deed* business_licence"),
    (Story("HK-BD-0181", answers={"deed_loss": "lost", "ownership": "joint"}),
     f"{HOUSE} ownership coowner_name lost_on card_delivery",
     "id_card application_form loss_notice title_record"),
    (Story("HK-BD-0182", answers={"deal_role": "buyer", "ownership": "joint", "payment": "loan"}),
     f"{DEAL} contract_number payment other_name other_id_number ownership coowner_name card_delivery",
     "id_card application_form title_deed* purchase_contract* tax_payment_proof marriage_certificate"
     " loan_contract*"),
    (Story("HK-BD-0182", answers={"deal_role": "seller"}, holds={**OWN, **BOUGHT}),
     f"{DEAL} contract_number payment other_name other_id_number",
     "id_card application_form title_deed purchase_contract tax_payment_proof"),
    (Story("HK-BD-0186", answers={"discharge": "paid"}, holds={"title_proof": {}}),
     f"{HOUSE} mortgage_number creditor",
     "id_card application_form title_proof loan_settled"),
    (Story("HK-BD-0186", answers={"discharge": "waived"}),
     f"{HOUSE} mortgage_number creditor",
     "id_card application_form title_proof* waiver*"),
    (Story("HK-BD-0191", answers={"household_kind": "single"}), "purpose", "id_card"),
    (Story("HK-BD-0191", answers=FAMILY),
     f"purpose {SPOUSE}",
     "id_card spouse_consent marriage_certificate"),
    (Story("HK-ZJ-0196", "lessor", answers={"lease_kind": "whole"}),
     f"{LETTING} tenants other_name other_id_number",
     "id_card lease_contract* title_deed other_id_card application_form"),
    (Story("HK-ZJ-0196", "tenant", answers={"lease_kind": "sublet", "house_use": "business"}),
     f"{LETTING} other_name other_id_number",
     "id_card lease_contract* title_deed other_id_card sublet_consent* application_form"),
    (Story("HK-ZJ-0197", answers=FAMILY),
     f"phone district residence persons {SPOUSE} annual_income housing_area policy_home",
     "id_card household_register marriage_certificate income_declaration check_consent"),
    (Story("HK-ZJ-0197", applicant=OUTSIDER, answers=SINGLE_OUTSIDER),
     "phone residence annual_income housing_area policy_home company_name",
     "id_card household_register income_declaration check_consent insurance_proof work_contract*"),
    (Story("HK-ZJ-0197", applicant=OUTSIDER, answers={"household_kind": "single"}, holds=TALENT),
     "phone residence annual_income housing_area policy_home company_name",
     "id_card household_register income_declaration check_consent talent_card"),
    (Story("HK-ZJ-0198", answers={"household_kind": "single"}),
     "phone annual_income policy_home house_address rent bank account",
     "id_card household_register income_declaration check_consent rental_registration bank_card_copy"),
    (Story("HK-ZJ-0199", answers=FAMILY),
     f"phone district residence persons {SPOUSE} own_home policy_home",
     "id_card household_register marriage_certificate housing_declaration check_consent"),
    (Story("HK-ZJ-0200", answers={"deal_role": "seller"}),
     f"{DEAL} payment other_name other_id_number",
     "id_card title_deed* purchase_draft"),
    (Story("HK-ZJ-0200", "new_home", answers={"presale_number": "海房预字第1号"}),
     "phone house_address house_area deal_price payment developer presale_number",
     "id_card purchase_draft reservation* qualification"),
    (Story("HK-ZJ-0202", answers=FAMILY),
     f"phone {SPOUSE}",
     "id_card household_register marriage_certificate purchase_declaration"),
    (Story("HK-ZJ-0202", applicant=OUTSIDER, answers=SINGLE_OUTSIDER),
     "phone company_name",
     "id_card household_register insurance_proof purchase_declaration"),
    (Story("HK-ZJ-0203", holds=BOUGHT), f"{HOUSE} other_name", "id_card purchase_contract"),
    (Story("HK-ZJ-0203", answers={"fund_matter": "query"}), HOUSE, "id_card title_deed"),
    (Story("HK-SW-0215", answers={"deal_role": "buyer"}),
     f"{DEAL} contract_number other_name other_id_number home_order",
     "id_card tax_form purchase_contract* title_deed household_homes"),
    (Story("HK-SW-0215", answers={"deal_role": "seller"}),
     f"{DEAL} contract_number other_name other_id_number only_home held_since",
     "id_card tax_form purchase_contract* title_deed household_homes earlier_tax*"),
    (Story("HK-MZ-0261", "delegate", AGED_91, LOCAL),
     "relation phone residence district bank account",
     "id_card agent_id_card household_register bank_card_copy authorisation"),
    (Story("HK-MZ-0263", applicant=AGED_66, answers={"card_matter": "first"}),
     "phone residence living_district card_delivery",
     "id_card household_register photo application_form"),
    (Story("HK-MZ-0263", applicant=OUTSIDE_ELDER, answers={"elder_standing": "resident"}, holds={"senior_card": {}}),
     "phone residence living_district card_delivery living_since",
     "id_card household_register photo residence_permit application_form"),
    (Story("HK-CL-0268", answers={"disability_matter": "condition"}),
     "phone residence district assessment_hospital card_delivery",
     "id_card household_register disability_card* photo assessment"),
    (Story("HK-CL-0268", holds={"disability_card": {"valid_to": "2026-01-01"}}),
     "phone residence district card_delivery",
     "id_card household_register disability_card photo"),
    (Story("HK-CL-0272", answers={"subsidy_kind": "living"}, holds={"disability_card": {"degree": "三级"}}),
     "phone residence district bank account",
     "id_card household_register disability_card minimum_living_card bank_card_copy"),
    (Story("HK-GY-0320", holds=BOUGHT), f"{HOUSE} power_account", "id_card purchase_contract supply_contract"),
    (Story("HK-GY-0322", answers={"transfer_reason": "rename"}),
     f"{HOUSE} water_account",
     "id_card title_deed name_record supply_contract"),
    (Story("HK-GY-0324", answers={"transfer_reason": "inherit"}),
     f"{HOUSE} gas_account",
     "id_card title_deed supply_contract"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "asked", "papers"), WAYS, ids=[f"{row[0].code}-{n}" for n, row in enumerate(WAYS)]
)
def test_the_situation_leads_to_exactly_its_questions_and_papers(
    story: Story, asked: str, papers: str
) -> None:
    form = story.filled_in()
    needed = story.papers(form)
    assert " ".join(question.id for question in story.fields(form)) == asked
    assert " ".join(paper.material.id + "*" * paper.to_be_brought for paper in needed) == papers
    assert spared(needed) == len(needed) - papers.count("*")
    assert story.problems() == ()


# What the resident would otherwise be asked, and what makes the question needless.
NEVER_ASKED: list[tuple[Story, str, str, str]] = [
    (Story("HK-GA-0002", applicant=LOCAL), "renewal_reason", "applicant", "expired"),
    (Story("HK-GA-0024", applicant=OUTSIDER), "living_at", "rental_registration", "rented"),
    (Story("HK-GA-0025", applicant=OUTSIDER), "ground", "title_deed", "home"),
    (Story("HK-MZ-0263", applicant=AGED_66), "card_matter", "senior_card", "again"),
    (Story("HK-ZJ-0203"), "fund_matter", "house_purchase_contract", "transfer"),
    (Story("HK-GY-0320"), "transfer_reason", "house_purchase_contract", "deal"),
    (
        Story("HK-CL-0272", answers={"subsidy_kind": "care"}, holds={"disability_card": {}}),
        "degree",
        "disability_card",
        "two",
    ),
    (
        Story("HK-ZJ-0197", applicant=OUTSIDER, answers={"household_kind": "single"}),
        "standing",
        "talent_card",
        "talent",
    ),
]


@pytest.mark.parametrize(
    ("story", "question", "told_by", "answer"), NEVER_ASKED, ids=[row[0].code for row in NEVER_ASKED]
)
def test_a_question_is_asked_only_of_those_whose_card_and_certificates_do_not_answer_it(
    story: Story, question: str, told_by: str, answer: str
) -> None:
    way = story.way()
    assert isinstance(way, Ask)
    assert way.question.id == question
    told = story.telling(told_by)
    then = told.way()
    assert then.found[question] == answer


SECOND_HAND_HOME = "HK-YJS-0001"


def test_ten_items_of_a_second_hand_home_ask_each_question_once() -> None:
    once: dict[str, str] = {}
    each = 0
    codes = items()[SECOND_HAND_HOME].bundle
    for code in codes:
        decided = {
            "household_kind": "single",
            "deal_role": "buyer",
            "discharge": "paid",
        }
        tree = {question.id for question in Story(code).service.situations.further}
        story = Story(
            code, answers={name: said for name, said in decided.items() if name in tree}, holds=BOUGHT
        )
        assert isinstance(story.way(), Settled), f"{code} asks more than the three questions of the bundle"
        fields = [question.id for question in story.fields(story.filled_in())]
        each += len(fields)
        once.update(dict.fromkeys(fields, code))
    assert len(codes) == 10
    assert (each, len(once)) == (51, 18)
    assert {"phone", "deed_number", "house_address", "deal_price", "other_id_number"} < set(once)


@pytest.mark.parametrize("code", ["HK-YJS-0001", "HK-YJS-0002"])
def test_everything_in_a_bundle_is_modelled_and_can_be_begun_by_the_same_first_answer(code: str) -> None:
    for member in items()[code].bundle:
        service = Story(member).service
        assert service.situation("self") is not None
        assert service.situation("delegate") is not None
