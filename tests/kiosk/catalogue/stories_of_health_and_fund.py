"""Medical insurance and the provident fund: who comes, and what must come of it."""

from kiosk.catalogue.service import Register
from tests.kiosk.catalogue.story import (
    AGED_51,
    AGED_60,
    AGED_71,
    CHILD,
    CONTACT,
    HAI,
    MAINLANDER,
    NEWBORN,
    OUT_OF_DATE,
    PAY,
    PHONE,
    WANG,
    Story,
    at_work,
    living,
    record,
)

FUND = {**PHONE, **PAY}
SPOUSE = {"spouse_name": HAI.name, "spouse_number": HAI.id_number}
MARRIED = {"marriage_certificate": {"spouse": HAI.name}}
RENT = {"house_address": "海口市龙华区示例路五号", "paid_months": "24"}
NO_HOME = record(Register.TITLE)
OWNER = record(Register.TITLE, owner=True, mortgaged=True, homes=1)
HOME = {
    **FUND, "house_address": "海口市龙华区示例路五号", "bought_on": "2026-01-10", "total_price": "1200000",
    "paid_price": "400000", "sum": "80000",
}  # fmt: skip
HOME_ASKS = "bought_on total_price paid_price"
LOAN = {
    **FUND,
    "house_address": "海口市龙华区示例路五号",
    "loan_number": "L2020001",
    "repaid": "36000",
    "sum": "30000",
}
QUIT = {**FUND, "company_name": "海口示例酒店有限公司", "ended": "2025-08-01"}

STORIES = (
    Story(
        "HK-YB-0145", "a mother insures her newborn", "delegate", "relation phone residence district",
        "id_card agent_id_card authorisation household_register birth_certificate application_form",
        who=NEWBORN, agent=HAI, known={"group": "newborn"},
        form={**CONTACT, "relation": "relative", "district": "460105"},
        refused=(("newborn_age", {"who": AGED_51}),),
        compared=(
            ("granted", living()),
            ("officer registered", {}),
            ("refused not_employed", {**living(), **at_work(employed=True)}),
        ),
    ),
    Story(
        "HK-YB-0145", "a student from elsewhere", "self", "phone residence school",
        "id_card household_register student_record application_form", says={"group": "student"},
        form={**CONTACT, "school": "示例大学"}, refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("granted", living()),),
    ),
    Story(
        "HK-YB-0145", "registered elsewhere with a permit", "self", "phone residence",
        "id_card household_register residence_permit application_form", who=MAINLANDER,
        says={"group": "ordinary"}, certificates={"residence_permit": {}}, form=CONTACT,
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
    ),
    Story(
        "HK-YB-0152", "a son for a winter guest without a permit commits", "delegate",
        "relation phone destination destination_address start_date",
        "id_card agent_id_card authorisation medical_insurance_card stay_note application_form", who=AGED_71,
        agent=WANG, says={"stay": "long", "proof": "none"},
        form={**PHONE, **CHILD, "destination": "黑龙江省哈尔滨市", "destination_address": "示例街八号",
              "start_date": "2026-06-01"},
        refused=(("elsewhere", {"destination": "海南省海口市"}), ("start_near", {"start_date": "2027-01-01"})),
        compared=(("granted", living()), ("officer alive", living(alive=False))),
    ),
    Story(
        "HK-YB-0152", "with a permit nobody is asked for one", "self",
        "phone destination destination_address start_date",
        "id_card medical_insurance_card residence_permit application_form",
        who=AGED_71, says={"stay": "long"}, known={"proof": "permit"},
        certificates={"residence_permit": {"address": "示例街八号"}},
        form={**PHONE, "destination": "广东省广州市", "destination_address": "示例街八号",
              "start_date": "2026-05-06"},
        refused=(("start_near", {"start_date": "2026-03-01"}),),
    ),
    Story(
        "HK-YB-0161", "a husband named in the marriage certificate", "add",
        "member_name member_number member_insured phone",
        "id_card medical_insurance_card marriage_certificate application_form", says={"member": "spouse"},
        certificates=MARRIED,
        form={**PHONE, "member_name": HAI.name, "member_number": HAI.id_number, "member_insured": "haikou"},
        refused=(
            ("spouse_named", {"member_name": "别人"}),
            ("somebody_else", {"member_number": WANG.id_number}),
        ),
        compared=(("granted", at_work(insured_months=60)), ("officer own_account", at_work())),
    ),
    Story(
        "HK-YB-0161", "a parent is taken off", "remove", "member_name member_number phone",
        "id_card medical_insurance_card application_form",
        form={**PHONE, "member_name": AGED_71.name, "member_number": AGED_71.id_number},
        refused=(("somebody_else", {"member_number": WANG.id_number}),),
    ),
    Story(
        "HK-GJ-0166", "a loan in another city", "loan", "loan_city fund_account",
        "id_card provident_fund_proof print_form", form={"loan_city": "广州市"},
        refused=(("elsewhere", {"loan_city": "海口市"}),),
        compared=(("granted", at_work(insured_months=24)), ("officer known", {})),
    ),
    Story(
        "HK-GJ-0167", "a couple with a registered lease", "filed",
        "house_address monthly_rent lease_until spouse_name spouse_number fund_account paid_months bank account"
        " phone",
        "id_card application_form provident_fund_proof rental_registration no_home_proof marriage_certificate"
        " bank_card_copy",
        known={"marital": "married"},
        certificates={**MARRIED, "rental_registration": {}, "provident_fund_proof": {}},
        recognised=True, form={**FUND, **RENT, **SPOUSE, "monthly_rent": "2800", "lease_until": "2026-12-31"},
        refused=(
            ("three_months", {"paid_months": "2"}),
            ("lease_running", {"lease_until": "2026-05-05"}),
            ("spouse_other", {"spouse_number": WANG.id_number}),
        ),
        compared=(
            ("granted", {
                **NO_HOME, **living(marital="married"),
                **record(Register.RENTAL, filed=True, until="2026-12-31"),
            }),
            ("officer lease_filed", {**NO_HOME, **living(marital="married")}),
            ("officer marital_agrees", {
                **NO_HOME, **living(marital="single"), **record(Register.RENTAL, filed=True, until="2026-12-31"),
            }),
            ("refused no_home", {**OWNER, **living(marital="married")}),
        ),
    ),
    Story(
        "HK-GJ-0167", "single and not registered", "unfiled",
        "house_address fund_account paid_months bank account phone",
        "id_card application_form provident_fund_proof rent_note no_home_proof bank_card_copy",
        says={"marital": "single"}, form={**FUND, **RENT},
        refused=(("three_months", {"paid_months": "1"}),),
        compared=(("granted", {**NO_HOME, **living(marital="divorced")}), ("officer title_known marital_agrees", {})),
    ),
    Story(
        "HK-GJ-0168", "a new home", "new",
        f"house_address contract_number {HOME_ASKS} fund_account sum bank account phone",
        "id_card application_form provident_fund_proof *purchase_contract *invoice",
        says={"marital": "single"}, form={**HOME, "contract_number": "C20260001"},
        refused=(
            ("sum_within_paid", {"sum": "400001"}),
            ("paid_within_price", {"paid_price": "1200001"}),
            ("bought_past", {"bought_on": "2026-05-07"}),
        ),
        compared=(("officer", living(marital="single")), ("officer marital_agrees", living(marital="married"))),
    ),
    Story(
        "HK-GJ-0168", "a second-hand home needs no paper with certificates", "second",
        f"house_address deed_number {HOME_ASKS} spouse_name spouse_number fund_account sum bank account phone",
        "id_card application_form provident_fund_proof title_deed tax_payment_proof marriage_certificate",
        known={"marital": "married"}, certificates={**MARRIED, "title_deed": {}, "tax_payment_proof": {}},
        form={**HOME, **SPOUSE, "deed_number": "琼（2026）海口市不动产权第0000001号"},
        refused=(("spouse_other", {"spouse_number": WANG.id_number}),),
        compared=(
            ("officer", {**living(marital="married"), **OWNER}),
            ("officer owner", {**living(marital="married"), **record(Register.TITLE, owner=True, sealed=True)}),
        ),
    ),
    Story(
        "HK-GJ-0169", "a provident fund loan needs no paper", "fund",
        "house_address loan_number repaid last_withdrawal fund_account sum bank account phone",
        "id_card application_form provident_fund_proof loan_record title_deed",
        says={"borrower": "own", "how": "monthly"}, form={**LOAN, "last_withdrawal": "2025-05-06"},
        refused=(
            ("once_a_year", {"last_withdrawal": "2025-05-07"}),
            ("sum_within_repaid", {"sum": "36001"}),
        ),
        compared=(("officer", OWNER), ("officer mortgaged", NO_HOME)),
    ),
    Story(
        "HK-GJ-0169", "a bank loan of the spouse repaid early", "bank",
        "house_address loan_number lender repaid last_withdrawal spouse_name spouse_number fund_account sum bank"
        " account phone",
        "id_card application_form provident_fund_proof *loan_contract *repayment_statement *early_proof"
        " marriage_certificate title_deed",
        says={"borrower": "spouse", "how": "early"}, form={**LOAN, **SPOUSE, "lender": "示例银行"},
        refused=(("spouse_other", {"spouse_number": WANG.id_number}),),
    ),
    Story(
        "HK-GJ-0170", "the card shows the age", "self", "phone retired_on fund_account bank account",
        "id_card application_form provident_fund_proof bank_card_copy", who=AGED_71,
        known={"retired_by": "age"}, form={**FUND, "retired_on": "2015-02-03"},
        refused=(("retired_past", {"retired_on": "2026-06-01"}),),
        compared=(
            ("officer", {**living(), **at_work()}),
            ("officer no_employer", {**living(), **at_work(employed=True)}),
            ("officer alive", {**living(alive=False), **at_work()}),
        ),
    ),
    Story(
        "HK-GJ-0170", "a daughter for a man who retired early", "delegate",
        "relation phone retired_on fund_account bank account",
        "id_card agent_id_card authorisation application_form provident_fund_proof *early_approval"
        " bank_card_copy",
        who=AGED_60, agent=HAI, says={"retired_by": "early"},
        form={**FUND, **CHILD, "retired_on": "2026-02-03"},
        refused=(("retired_past", {"retired_on": "2026-06-01"}),),
    ),
    Story(
        "HK-GJ-0170", "approved at fifty-one", "self", "phone retired_on fund_account bank account",
        "id_card application_form provident_fund_proof retirement_approval bank_card_copy", who=AGED_51,
        says={"retired_by": "approved"}, form={**FUND, "retired_on": "2026-03-01"},
        refused=(("old_enough", {"who": WANG}),),
    ),
    Story(
        "HK-GJ-0171", "half a year without work", "no_job",
        "company_name ended fund_account bank account phone",
        "id_card application_form provident_fund_proof leaving_proof no_work_note",
        known={"registered_in": "hainan"}, form=QUIT,
        refused=(("half_a_year", {"ended": "2026-01-01"}),),
        compared=(
            ("officer", at_work(ended="2025-08-01")),
            ("officer no_employer", at_work(employed=True)),
            ("officer same_day", at_work(ended="2025-09-01")),
        ),
    ),
    Story(
        "HK-GJ-0171", "settled abroad at once", "abroad",
        "company_name ended country fund_account bank account phone",
        "id_card application_form provident_fund_proof leaving_proof *settling_proof",
        form={**QUIT, "ended": "2026-04-30", "country": "新加坡"},
        refused=(("ended_past", {"ended": "2026-05-07"}),),
    ),
    Story(
        "HK-GJ-0171", "who pays elsewhere transfers instead", "elsewhere",
        "company_name ended paying_elsewhere fund_account bank account phone",
        "id_card application_form provident_fund_proof leaving_proof no_work_note", who=MAINLANDER,
        form={**QUIT, "paying_elsewhere": "no"},
        refused=(("not_paying_elsewhere", {"paying_elsewhere": "yes"}),),
    ),
)  # fmt: skip
