"""Social insurance, unemployment benefit and work injury: who comes, and what must come of it."""

from datetime import date

from tests.kiosk.catalogue.story import (
    AGED_15,
    AGED_51,
    AGED_71,
    AGED_91,
    CHILD,
    COMPANY,
    CONTACT,
    FIRM,
    HAI,
    OUT_OF_DATE,
    PAY,
    TODAY,
    WANG,
    Story,
    at_work,
    firm,
    living,
)

LEFT = {"company_name": "海口示例酒店有限公司", "ended": "2026-04-01"}
OUT_OF_WORK = at_work(insured_months=40, ended="2026-04-01")
INJURY = {
    **CONTACT,
    "occupation": "厨师",
    "company_name": "海口示例酒店有限公司",
    "accident_date": "2026-04-20",
    "accident_place": "后厨",
    "account_of_it": "搬货时摔倒",
    "injured_part": "左手",
    "hospital": "示例医院",
}
WORKER = {"worker_name": WANG.name, "worker_number": WANG.id_number}
INJURY_ASKS = "occupation company_name company_phone accident_date accident_time accident_place"

STORIES = (
    Story(
        "HK-SB-0085", "a son prints his mother's record", "delegate", "relation purpose year",
        "id_card agent_id_card authorisation social_security_card print_form",
        who=AGED_51, agent=WANG, says={"record": "yearly"}, form={**CHILD, "purpose": "other", "year": "2025"},
        refused=(("year_closed", {"year": "2026"}),),
        compared=(("granted", at_work()), ("officer record_found", {})),
    ),
    Story(
        "HK-SB-0085", "a certificate has no year", "self", "purpose",
        "id_card social_security_card print_form", says={"record": "certificate"}, form={"purpose": "visa"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("granted", at_work(employed=True)),),
    ),
    Story(
        "HK-SB-0086", "some months only", "self", "purpose start_date end_date",
        "id_card social_security_card print_form", says={"period": "range"},
        form={"purpose": "home", "start_date": "2024-01-01", "end_date": "2025-12-31"},
        refused=(("range_in_order", {"start_date": "2026-01-01"}), ("range_past", {"end_date": "2026-05-07"})),
        compared=(("granted", at_work(insured_months=24)), ("officer has_paid", at_work())),
    ),
    Story(
        "HK-SB-0089", "a poor man is not asked what he pays", "self", "phone residence district bank account",
        "id_card household_register poverty_proof registration_form", known={"group": "poor"},
        certificates={"minimum_living_card": {}}, form={**CONTACT, **PAY, "district": "460105"},
        refused=(("age", {"who": AGED_15}),),
        compared=(
            ("granted", {**at_work(), **living(district="460105")}),
            ("officer not_employed", {**at_work(employed=True), **living(district="460105")}),
            ("officer local_register", {**at_work(), **living(district="460108")}),
        ),
    ),
    Story(
        "HK-SB-0089", "everybody else chooses a premium", "self",
        "phone residence district pension_premium bank account", "id_card household_register registration_form",
        says={"group": "ordinary"}, form={**CONTACT, **PAY, "district": "460105", "pension_premium": "1000"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("officer not_employed local_register", {}),),
    ),
    Story(
        "HK-SB-0097", "a pensioner confirms", "self", "phone residence living",
        "id_card living_check household_register social_security_card face_photo", who=AGED_91,
        says={"benefit": "pension"}, form={**CONTACT, "living": "haikou"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(
            ("granted", {**living(), **at_work()}),
            ("officer alive", {}),
            ("officer not_working_again", {**living(), **at_work(employed=True)}),
        ),
    ),
    Story(
        "HK-SB-0097", "a widow has not married again", "self", "phone residence living",
        "id_card living_check household_register social_security_card face_photo change_note", who=AGED_51,
        says={"benefit": "survivor", "remarried": "no"}, form={**CONTACT, "living": "haikou"},
        refused=(("not_remarried", {"remarried": "yes"}),),
        compared=(("granted", {**living(), **at_work(employed=True)}),),
    ),
    Story(
        "HK-SB-0098", "a courier joins by himself", "platform",
        "phone residence premium_level start_date bank account",
        "id_card work_note household_register registration_form",
        form={**CONTACT, **PAY, "premium_level": "60", "start_date": "2026-06-01"},
        refused=(
            ("below_retirement", {"who": AGED_71}),
            ("start_near", {"start_date": "2026-09-01"}),
            ("age", {"who": AGED_15}),
        ),
        compared=(("granted", at_work()), ("officer not_employed", at_work(employed=True))),
    ),
    Story(
        "HK-SB-0098", "a shopkeeper shows the licence", "trade",
        "phone residence premium_level start_date uscc bank account",
        "id_card business_licence household_register registration_form",
        certificates={"business_licence": {"uscc": COMPANY.uscc}},
        recognised=True,
        form={**CONTACT, **PAY, "premium_level": "100", "start_date": "2026-05-01", "uscc": COMPANY.uscc},
        refused=(("start_near", {"start_date": "2026-03-01"}),),
        compared=(("officer record_alive", {**at_work(), **living(alive=False)}),),
    ),
    Story(
        "HK-SB-0101", "dismissed after three years", "together",
        "phone residence company_name ended bank account",
        "id_card social_security_card leaving_proof job_wish application_form", says={"reason": "dismissed"},
        form={**CONTACT, **PAY, **LEFT},
        refused=(("not_own_wish", {"reason": "resigned"}), ("ended_past", {"ended": "2026-05-07"})),
        compared=(
            ("officer", OUT_OF_WORK),
            ("officer not_employed", at_work(employed=True, insured_months=40)),
            ("officer same_day", at_work(insured_months=40, ended="2026-03-01")),
            ("officer months_left", at_work(insured_months=240, benefit_months=24)),
            ("refused paid_a_year", at_work(insured_months=11)),
        ),
    ),
    Story(
        "HK-SB-0101", "already registered", "registered", "phone residence company_name ended bank account",
        "id_card social_security_card leaving_proof unemployment_registration job_wish application_form",
        says={"reason": "expired"}, form={**CONTACT, **PAY, **LEFT},
        refused=(("working_age", {"who": AGED_15}),),
    ),
    Story(
        "HK-SB-0102", "while the scheme ran", "short", "phone residence company_name ended bank account",
        "id_card social_security_card leaving_note application_form", today=date(2022, 6, 10),
        form={**CONTACT, **PAY, "company_name": "海口示例酒店有限公司", "ended": "2022-05-01"},
        refused=(("ended_since", {"ended": "2018-05-01"}), ("not_active", {"today": TODAY})),
        compared=(("officer", at_work(insured_months=8)), ("refused has_paid", at_work())),
    ),
    Story(
        "HK-SB-0105", "hurt at work", "worker", f"{INJURY_ASKS} account_of_it injured_part hospital witness"
        " phone residence", "id_card application_form labour_contract *medical_diagnosis",
        says={"case": "workplace"}, known={"outcome": "living"}, form=INJURY,
        refused=(
            ("within_a_year", {"accident_date": "2025-05-05"}),
            ("accident_past", {"accident_date": "2026-05-07"}),
        ),
        compared=(
            ("officer", at_work(employer=INJURY["company_name"])),
            ("officer worker_insured", at_work(employer="另一家公司")),
        ),
    ),
    Story(
        "HK-SB-0105", "a traffic accident on the way to work", "worker",
        f"{INJURY_ASKS} liability account_of_it injured_part hospital witness witness_phone phone residence",
        "id_card application_form labour_contract *medical_diagnosis *traffic_finding *route_sketch"
        " *witness_note",
        says={"case": "commute"}, known={"outcome": "living"},
        form={**INJURY, "liability": "equal", "witness": "陈海燕"},
        refused=(("not_mainly_liable", {"liability": "main"}),),
        compared=(("officer worker_insured", {}),),
    ),
    Story(
        "HK-SB-0105", "the employer reports an occupational disease", "employer",
        "worker_name worker_number occupation company_name uscc company_phone accident_date hazard"
        " account_of_it hospital phone residence",
        "id_card application_form worker_id_card labour_contract business_licence *disease_diagnosis",
        who=HAI, company=COMPANY, says={"case": "more", "other_case": "disease"},
        form={**INJURY, **WORKER, **FIRM, "hazard": "粉尘"},
        refused=(("not_the_kin", {"worker_number": HAI.id_number}),),
        compared=(("officer", firm()), ("officer employer_acts", firm(applicant_acts=False))),
    ),
    Story(
        "HK-SB-0105", "an employer is late unless it was extended", "employer",
        f"worker_name worker_number {INJURY_ASKS.replace('company_phone', 'uscc company_phone')} account_of_it"
        " injured_part hospital extended witness phone residence",
        "id_card application_form worker_id_card labour_contract business_licence *medical_diagnosis"
        " *business_trip",
        who=HAI, says={"case": "away", "away_outcome": "living"},
        form={**INJURY, **WORKER, **FIRM, "accident_date": "2026-04-05", "extended": "yes"},
        refused=(("employer_in_time", {"extended": "no"}), ("within_a_year", {"accident_date": "2025-01-05"})),
    ),
    Story(
        "HK-SB-0105", "a widow after a sudden death at work", "kin",
        f"worker_name worker_number kinship {INJURY_ASKS} account_of_it hospital phone residence",
        "id_card application_form worker_id_card labour_contract kin_note *rescue_record *death_certificate",
        who=HAI, says={"case": "more", "other_case": "sudden"}, form={**INJURY, **WORKER, "kinship": "spouse"},
        refused=(("within_a_year", {"accident_date": "2024-05-05"}),),
    ),
    Story(
        "HK-SB-0105", "the union for a man attacked on duty", "union",
        f"worker_name worker_number {INJURY_ASKS} account_of_it hospital witness phone residence",
        "id_card application_form worker_id_card labour_contract *union_letter death_certificate *police_proof",
        who=HAI, certificates={"death_certificate": {}},
        says={"case": "more", "other_case": "violence", "outcome": "died"}, form={**INJURY, **WORKER},
        refused=(("card_in_date", {"who": HAI.model_copy(update={"valid_to": date(2026, 1, 1)})}),),
    ),
    Story(
        "HK-SB-0105", "missing while away on business", "kin",
        f"worker_name worker_number kinship {INJURY_ASKS} account_of_it witness phone residence",
        "id_card application_form worker_id_card labour_contract kin_note *business_trip *missing_ruling",
        who=HAI, says={"case": "away", "away_outcome": "missing"},
        form={**INJURY, **WORKER, "kinship": "spouse"},
        refused=(("not_the_kin", {"worker_number": HAI.id_number}),),
    ),
)  # fmt: skip
