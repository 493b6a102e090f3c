"""The cases that come once a month: the rarer options, each with its own paper."""

from datetime import date

from tests.kiosk.catalogue.stories_of_business import CHECK, FEBRUARY, KITCHEN, PLACE, SHELVES, SHOP
from tests.kiosk.catalogue.stories_of_health_and_fund import FUND, HOME, HOME_ASKS, NO_HOME, QUIT, RENT
from tests.kiosk.catalogue.stories_of_insurance import INJURY, INJURY_ASKS, LEFT, WORKER
from tests.kiosk.catalogue.stories_of_jobs import STEADY, STEADY_ASKS, STEADY_RECORD
from tests.kiosk.catalogue.story import (
    AGED_51,
    AGED_71,
    AGED_91,
    CHILD,
    COMPANY,
    CONTACT,
    FIRM,
    HAI,
    MAINLANDER,
    NEWBORN,
    OUT_OF_DATE,
    PAY,
    PHONE,
    WANG,
    Story,
    at_work,
    firm,
    living,
)

EXPIRED = (("card_in_date", {"who": OUT_OF_DATE}),)
BOOKS = {
    **FIRM, **PHONE, **PLACE, "manager": WANG.name, "goods": "books", "area": "80", "scope_has_books": "yes",
    "delivery": "window",
}  # fmt: skip

STORIES = (
    Story(
        "HK-SB-0086", "all payments for a mother", "delegate", "relation purpose",
        "id_card agent_id_card authorisation social_security_card print_form", who=AGED_51, agent=WANG,
        says={"period": "all"}, form={**CHILD, "purpose": "other"}, refused=EXPIRED,
        compared=(("officer record_found has_paid", {}),),
    ),
    Story(
        "HK-SB-0089", "a severely disabled man with his daughter", "delegate",
        "relation phone residence district bank account",
        "id_card agent_id_card authorisation household_register disability_card registration_form", who=AGED_71,
        agent=HAI, known={"group": "disabled"}, certificates={"disability_card": {"degree": "1"}},
        form={**CONTACT, **PAY, **CHILD, "district": "460105"}, refused=EXPIRED,
    ),
    Story(
        "HK-SB-0097", "a grandson for a bedridden woman abroad", "delegate", "relation phone residence living",
        "id_card agent_id_card authorisation living_check household_register social_security_card face_photo"
        " change_note",
        who=AGED_91, agent=WANG, says={"benefit": "injury"},
        form={**CONTACT, "relation": "relative", "living": "abroad"}, refused=EXPIRED,
        compared=(("officer in_china", living()),),
    ),
    Story(
        "HK-SB-0102", "back at work before the scheme ended", "resigned",
        "phone residence company_name ended bank account",
        "id_card social_security_card leaving_note application_form", today=date(2022, 6, 10),
        form={**CONTACT, **PAY, **LEFT, "ended": "2022-05-01"}, refused=(("ended_past", {"ended": "2022-06-11"}),),
        compared=(("officer not_employed", at_work(employed=True, insured_months=20)),),
    ),
    Story(
        "HK-SB-0105", "hurt while saving others", "kin",
        f"worker_name worker_number kinship {INJURY_ASKS} account_of_it injured_part hospital witness phone"
        " residence",
        "id_card application_form worker_id_card labour_contract kin_note *medical_diagnosis *rescue_proof",
        who=HAI, says={"case": "more", "other_case": "rescue", "outcome": "living"},
        form={**INJURY, **WORKER, "kinship": "sibling"}, refused=(("not_the_kin", {"worker_number": HAI.id_number}),),
    ),
    Story(
        "HK-RS-0114", "another bank", "self", "phone residence card_number bank card_delivery",
        "id_card photo old_card application_form", says={"why": "changed"},
        form={**CONTACT, "bank": "hnnx", "card_delivery": "window"}, refused=EXPIRED,
        compared=(("officer record_alive", {**at_work(), **living(alive=False)}),),
    ),
    Story(
        "HK-RS-0121", "a closed shop", "closed_shop", "phone residence education wanted_job training",
        "id_card application_form household_register closing_note",
        form={**CONTACT, "education": "middle", "training": "yes"}, refused=EXPIRED,
        compared=(("granted", {**living(), **at_work()}),),
    ),
    Story(
        "HK-RS-0121", "a farmer without land", "other", "phone residence education wanted_job training",
        "id_card application_form household_register situation_note", says={"other_case": "landless"},
        form={**CONTACT, "education": "middle", "training": "yes"}, refused=EXPIRED,
        compared=(("granted", {**living(), **at_work()}),),
    ),
    Story(
        "HK-RS-0129", "a large company under another name", "agent",
        STEADY_ASKS.replace("uscc ", "uscc job_title "),
        "id_card application_form business_licence premium_record company_authorisation no_ban_note",
        says={"size": "large"}, form=STEADY, today=date(2025, 6, 10),
        refused=(("layoffs_larger", {"heads_now": "100"}),),
        compared=(
            ("officer company_open", firm(**{**STEADY_RECORD, "name": "另一家公司"})),
            ("officer company_open", firm(**{**STEADY_RECORD, "status": "closed"})),
        ),
    ),
    Story(
        "HK-YB-0145", "supported by the government", "self", "phone residence district",
        "id_card household_register support_proof application_form", known={"group": "helped"},
        certificates={"extreme_poverty_card": {}}, form={**CONTACT, "district": "460107"}, refused=EXPIRED,
        compared=(("granted", living()),),
    ),
    Story(
        "HK-YB-0145", "an ordinary resident says where", "self", "phone residence registered_in district",
        "id_card household_register application_form", says={"group": "ordinary"},
        form={**CONTACT, "registered_in": "haikou", "district": "460107"}, refused=EXPIRED,
    ),
    Story(
        "HK-YB-0152", "settled after retiring", "self", "phone destination destination_address start_date",
        "id_card medical_insurance_card household_register application_form", who=AGED_71,
        says={"stay": "settled"},
        form={**PHONE, "destination": "湖南省长沙市", "destination_address": "示例街八号", "start_date": "2026-05-06"},
        refused=EXPIRED, compared=(("granted", {}),),
    ),
    Story(
        "HK-YB-0152", "posted by the employer", "self", "phone destination destination_address start_date",
        "id_card medical_insurance_card posting_note application_form", says={"stay": "posted"},
        form={**PHONE, "destination": "湖南省长沙市", "destination_address": "示例街八号", "start_date": "2026-05-06"},
        refused=EXPIRED,
    ),
    Story(
        "HK-YB-0161", "a child", "add", "member_name member_number member_insured phone",
        "id_card medical_insurance_card birth_certificate application_form", says={"member": "child"}, who=HAI,
        form={**PHONE, "member_name": NEWBORN.name, "member_number": NEWBORN.id_number, "member_insured": "haikou"},
        refused=(("somebody_else", {"member_number": HAI.id_number}),),
    ),
    Story(
        "HK-YB-0161", "a parent insured in another province", "add", "member_name member_number member_insured phone",
        "id_card medical_insurance_card household_register application_form", says={"member": "parent"},
        form={**PHONE, "member_name": AGED_71.name, "member_number": AGED_71.id_number, "member_insured": "away"},
        refused=(("somebody_else", {"member_number": WANG.id_number}),),
        compared=(("officer same_province", at_work(insured_months=9)),),
    ),
    Story(
        "HK-GJ-0166", "for a visa", "other", "purpose fund_account", "id_card provident_fund_proof print_form",
        form={"purpose": "visa"}, refused=EXPIRED, compared=(("granted", at_work(insured_months=9)),),
    ),
    Story(
        "HK-GJ-0167", "public housing is known by its certificate", "public",
        "house_address monthly_rent lease_until fund_account paid_months bank account phone",
        "id_card application_form provident_fund_proof public_housing_proof no_home_proof bank_card_copy",
        says={"marital": "single"}, certificates={"public_housing_proof": {}},
        recognised=True, form={**FUND, **RENT, "monthly_rent": "400", "lease_until": "2027-12-31"},
        refused=(("lease_running", {"lease_until": "2026-01-31"}),),
        compared=(("granted", {**NO_HOME, **living(marital="single")}),),
    ),
    Story(
        "HK-GJ-0168", "a subsidised home", "anju",
        f"house_address contract_number {HOME_ASKS} fund_account sum bank account phone",
        "id_card application_form provident_fund_proof purchase_contract *invoice *allocation_notice",
        says={"marital": "single"}, certificates={"house_purchase_contract": {"number": "C20260001"}},
        form={**HOME, "contract_number": "C20260001"}, refused=(("sum_within_paid", {"sum": "900000"}),),
    ),
    Story(
        "HK-GJ-0171", "a mainlander is asked where he is registered", "no_job",
        "company_name ended fund_account bank account phone",
        "id_card application_form provident_fund_proof leaving_proof no_work_note", who=MAINLANDER,
        says={"registered_in": "away"}, form=QUIT, refused=(("half_a_year", {"ended": "2026-02-01"}),),
    ),
    Story(
        "HK-SJ-0225", "a stall lent by a friend", "shop",
        "company_name spare_name organised business_scope trade_group business_address phone delivery",
        "id_card application_form premises_note", says={"premises": "lent"}, form={**SHOP, **PLACE}, refused=EXPIRED,
    ),
    Story(
        "HK-SJ-0237", "loose food sent by post", "loose",
        "company_name business_address area online_sale safety_officer phone delivery residence",
        "id_card application_form business_licence *floor_plan equipment_list safety_rules",
        says={"licence": "together"}, form={**KITCHEN, **CONTACT, "online_sale": "no", "delivery": "post"},
        refused=EXPIRED,
    ),
    Story(
        "HK-SJ-0239", "somebody whom the company does not know", "store",
        "company_name uscc business_address has_food_licence phone",
        "id_card application_form business_licence safety_note",
        says={"special": "no"}, company=COMPANY,
        form={**FIRM, **PHONE, **PLACE, "has_food_licence": "no"}, refused=EXPIRED,
        compared=(("officer acts_for_company", firm(applicant_acts=False)),),
    ),
    Story(
        "HK-XW-0332", "closed in the meantime", "agent",
        "company_name uscc licence_number licence_until staff stock_titles sales penalties phone",
        "id_card application_form business_licence publication_licence self_report *site_photos legal_id_card"
        " company_authorisation",
        says={"online_shop": "no"}, form={**CHECK, "penalties": "yes"}, today=FEBRUARY,
        refused=(("in_window", {"today": date(2026, 12, 31)}),),
        compared=(("officer no_penalty_told company_open", {**firm(status="closed"), **SHELVES}),),
    ),
    Story(
        "HK-XW-0333", "rented rooms and a platform shop", "agent",
        "company_name uscc manager goods business_address area scope_has_books platform_name online_address"
        " phone delivery residence",
        "id_card application_form business_licence manager_id_card company_authorisation *rental_registration"
        " *site_photos online_note articles",
        says={"premises": "rented", "online_shop": "yes", "web_platform": "platform"},
        form={**BOOKS, **CONTACT, "delivery": "post", "platform_name": "示例平台", "online_address": "books.example"},
        refused=EXPIRED,
        compared=(("officer company_open acts_for_company", firm(status="revoked", applicant_acts=False)),),
    ),
)  # fmt: skip
