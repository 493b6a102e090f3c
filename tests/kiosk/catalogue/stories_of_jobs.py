"""The social security card, registration, employers and skills: who comes, and what must come of it."""

from datetime import date

from tests.kiosk.catalogue.story import (
    AGED_15,
    AGED_60,
    AGED_71,
    CHILD,
    COMPANY,
    CONTACT,
    FIRM,
    HAI,
    OUT_OF_DATE,
    PAY,
    PHONE,
    TODAY,
    WANG,
    Story,
    at_work,
    firm,
    living,
)

TEST_DAY_2025 = date(2025, 6, 10)
LEFT = {"company_name": "海口示例酒店有限公司", "ended": "2026-04-01"}
OUT_OF_WORK = at_work(insured_months=40, ended="2026-04-01")
STEADY = {
    **FIRM, **PHONE, "heads_before": "200", "heads_now": "189", "paid_months": "12", "premium": "96000",
    "company_bank": "工商银行海口示例支行", "company_account": "2201020000000012345",
}  # fmt: skip
STEADY_ASKS = (
    "company_name uscc heads_before heads_now paid_months premium company_bank company_account phone"
)
STEADY_RECORD: dict[str, str | int | bool] = {
    "heads_before": 200,
    "heads_now": 189,
    "premium_paid": 96000,
    "insured_months": 12,
}


STORIES = (
    Story(
        "HK-RS-0114", "a lost card", "self", "phone residence card_number bank card_delivery",
        "id_card photo loss_note application_form", says={"why": "lost"},
        form={**CONTACT, "bank": "boc", "card_delivery": "post"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("officer", at_work()), ("officer record_found", {})),
    ),
    Story(
        "HK-RS-0114", "a daughter changes her father's broken card", "delegate",
        "relation phone residence card_number bank card_delivery",
        "id_card agent_id_card authorisation photo old_card application_form", who=AGED_71, agent=HAI,
        says={"why": "damaged"}, form={**CONTACT, **CHILD, "bank": "boc", "card_delivery": "window"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
    ),
    Story(
        "HK-RS-0121", "left an employer", "left",
        "phone residence company_name ended education wanted_job training",
        "id_card application_form household_register leaving_proof", says={"reason": "closed"},
        form={**CONTACT, **LEFT, "education": "college", "training": "no"},
        refused=(("ended_past", {"ended": "2026-06-01"}), ("below_retirement", {"who": AGED_71})),
        compared=(
            ("granted", {**living(), **OUT_OF_WORK}),
            ("officer same_day", {**living(), **at_work(ended="2026-04-30")}),
            ("officer not_employed", {**living(), **at_work(employed=True, ended="2026-04-01")}),
            ("officer alive not_employed same_day", {}),
        ),
    ),
    Story(
        "HK-RS-0121", "a graduate", "graduate", "phone residence education graduated wanted_job training",
        "id_card application_form household_register graduation_certificate",
        form={**CONTACT, "education": "degree", "graduated": "2025-06-30", "training": "yes"},
        refused=(("graduated_past", {"graduated": "2026-06-30"}), ("working_age", {"who": AGED_15})),
        compared=(("granted", {**living(), **at_work()}),),
    ),
    Story(
        "HK-RS-0121", "a veteran is known by the card", "other", "phone residence education wanted_job training",
        "id_card application_form household_register veteran_card", certificates={"veteran_card": {}},
        known={"other_case": "veteran"}, form={**CONTACT, "education": "high", "training": "yes"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("officer alive", {**living(alive=False), **at_work()}),),
    ),
    Story(
        "HK-RS-0129", "a small company that kept its staff", "legal", STEADY_ASKS,
        "id_card application_form business_licence premium_record no_ban_note", company=COMPANY,
        says={"size": "small"}, recognised=True, form=STEADY, today=TEST_DAY_2025,
        certificates={"business_licence": {"legal_representative": WANG.name}},
        refused=(
            ("layoffs_larger", {"heads_now": "188"}),
            ("layoffs", {"heads_before": "30", "heads_now": "23"}),
            ("paid_full_year", {"paid_months": "11"}),
            ("not_active", {"today": TODAY}),
        ),
        compared=(
            ("officer", firm(**STEADY_RECORD)),
            ("officer same_heads", firm(**{**STEADY_RECORD, "heads_now": 150})),
            ("officer same_premium", firm(**{**STEADY_RECORD, "premium_paid": 95000})),
            ("officer acts_for_company", firm(**STEADY_RECORD, applicant_acts=False)),
        ),
    ),
    Story(
        "HK-RS-0129", "a dispatch company of thirty may lose six", "agent",
        STEADY_ASKS.replace("uscc ", "uscc job_title "),
        "id_card application_form business_licence premium_record company_authorisation *dispatch_agreement"
        " *dispatch_table no_ban_note",
        says={"size": "dispatch", "dispatch_size": "large"}, today=TEST_DAY_2025,
        form={**STEADY, "heads_before": "30", "heads_now": "24"},
        refused=(("layoffs", {"heads_now": "23"}),),
    ),
    Story(
        "HK-RS-0130", "a new certificate", "employed",
        "phone certificate_number issued_on trade bank account",
        "id_card *skill_certificate premium_record once_note application_form", who=AGED_60,
        says={"level": "senior"},
        form={**PHONE, **PAY, "certificate_number": "S000012345", "issued_on": "2025-09-01", "trade": "电工"},
        refused=(
            ("within_a_year", {"issued_on": "2025-05-05"}),
            ("issued_past", {"issued_on": "2026-05-07"}),
        ),
        compared=(
            ("officer", at_work(employed=True, insured_months=36)),
            ("officer paid_long_enough", at_work(employed=True, insured_months=35)),
            ("officer still_insured", at_work(insured_months=36)),
        ),
    ),
    Story(
        "HK-RS-0130", "twelve months were enough until the end of 2025", "benefit",
        "phone certificate_number issued_on trade bank account",
        "id_card skill_certificate premium_record benefit_record once_note application_form",
        says={"level": "junior"}, today=TEST_DAY_2025, certificates={"skill_certificate": {}},
        form={**PHONE, **PAY, "certificate_number": "S000012345", "issued_on": "2025-03-01", "trade": "厨师"},
        refused=(("card_in_date", {"who": WANG.model_copy(update={"valid_to": date(2025, 1, 1)})}),),
        compared=(("officer", at_work(insured_months=12)), ("officer paid_long_enough", at_work(insured_months=11))),
    ),
)  # fmt: skip
