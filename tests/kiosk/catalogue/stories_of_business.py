"""Businesses, publications, the driving licence and families: who comes, and what must come of it."""

from datetime import date

from kiosk.catalogue.service import Register
from tests.kiosk.catalogue.story import (
    AGED_15,
    AGED_71,
    COMPANY,
    CONTACT,
    FIRM,
    HAI,
    OUT_OF_DATE,
    PAY,
    PHONE,
    WANG,
    Story,
    firm,
    living,
    record,
)

FEBRUARY = date(2026, 2, 10)
SHOP = {
    **PHONE, "company_name": "海口市龙华区小明奶茶店", "organised": "single", "business_scope": "餐饮服务",
    "trade_group": "food", "delivery": "print",
}  # fmt: skip
PLACE = {"business_address": "海口市龙华区示例路五号"}
KITCHEN = {
    **PHONE, **PLACE, "company_name": "海口市龙华区小明奶茶店", "area": "30", "safety_officer": WANG.name,
    "delivery": "print",
}  # fmt: skip
STAFF = {"staff_with_cards": "3", "staff_total": "3"}
BOSS = {"business_licence": {"legal_representative": WANG.name, "uscc": COMPANY.uscc, "name": COMPANY.name}}
CHECK = {
    **FIRM, **PHONE, "licence_number": "新出发海零字第0001号", "licence_until": "2028-03-31", "staff": "4",
    "stock_titles": "8000", "sales": "350000", "penalties": "no",
}  # fmt: skip
ON_RECORD: dict[str, str | int | bool] = {
    "licence": "新出发海零字第0001号",
    "valid_to": "2028-03-31",
    "verified_year": 2025,
}
SHELVES = record(Register.PUBLICATION, **ON_RECORD)
WHEEL = {
    **PHONE, "licence_file": "460100123456", "licence_class": "C1", "licence_until": "2026-07-01",
    "exam_date": "2026-04-20", "card_delivery": "window",
}  # fmt: skip
SPOUSE = {"spouse_name": HAI.name, "spouse_number": HAI.id_number}
BABY = {"child_name": "王小宝", "child_birth": "2025-06-01", "child_order": "1"}
TODDLER = {**PHONE, **PAY, **BABY, "child_number": "460105202506010010", "district": "460105"}

STORIES = (
    Story(
        "HK-SJ-0225", "a tea shop in rented rooms", "shop",
        "company_name spare_name organised business_scope trade_group business_address phone delivery",
        "id_card application_form *rental_registration", says={"premises": "rented"}, form={**SHOP, **PLACE},
        refused=(("grown_up", {"who": AGED_15}),),
        compared=(("officer", living()), ("officer alive", {})),
    ),
    Story(
        "HK-SJ-0225", "a family at home", "home",
        "company_name spare_name organised business_scope trade_group business_address partner_name"
        " partner_number phone delivery residence",
        "id_card application_form partner_id_card title_deed neighbours_note", known={"premises": "own"},
        certificates={"title_deed": {}},
        form={**SHOP, **PLACE, **CONTACT, "organised": "family", "partner_name": HAI.name,
              "partner_number": HAI.id_number, "delivery": "post"},
        refused=(("other_partner", {"partner_number": WANG.id_number}),),
        compared=(
            ("officer", {**living(), **record(Register.TITLE, owner=True)}),
            ("officer premises_owned", {**living(), **record(Register.TITLE, owner=True, sealed=True)}),
        ),
    ),
    Story(
        "HK-SJ-0225", "online only", "online",
        "company_name spare_name organised business_scope trade_group online_address platform_name phone delivery",
        "id_card application_form *platform_proof",
        form={**SHOP, "online_address": "shop.example", "platform_name": "示例平台"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
    ),
    Story(
        "HK-SJ-0232", "a lost licence", "legal", "company_name uscc copies phone",
        "id_card business_licence loss_note application_form", says={"copy": "lost"}, certificates=BOSS,
        recognised=True, form={**FIRM, **PHONE, "copies": "both"},
        refused=(("own_company", {"company": COMPANY.model_copy(update={"uscc": "91110108551385082Q"})}),),
        compared=(
            ("granted", firm()),
            ("officer company_open", firm(status="revoked")),
            ("officer same_name", firm(name="另一家公司")),
        ),
    ),
    Story(
        "HK-SJ-0232", "an agent is looked up", "agent", "company_name uscc copies phone",
        "id_card company_authorisation business_licence application_form", says={"copy": "first"},
        form={**FIRM, **PHONE, "copies": "original"}, refused=(("card_in_date", {"who": OUT_OF_DATE}),),
        compared=(("officer acts_for_company", firm(applicant_acts=False)),),
    ),
    Story(
        "HK-SJ-0237", "a tea shop that asks for both licences together", "restaurant",
        "company_name business_address area seats online_sale safety_officer staff_with_cards staff_total phone"
        " delivery",
        "id_card application_form business_licence *floor_plan equipment_list safety_rules *health_card",
        says={"meals": "drinks", "licence": "together"},
        form={**KITCHEN, **STAFF, "seats": "12", "online_sale": "no"},
        refused=(
            ("health_cards", {"staff_with_cards": "2"}),
            ("licence_needed", {"situation": "packaged", "meals": None, "licence": None}),
        ),
        compared=(("officer", {}),),
    ),
    Story(
        "HK-SJ-0237", "raw fish needs a room of its own", "restaurant",
        "company_name uscc business_address area seats closed_room online_sale online_address safety_officer"
        " staff_with_cards staff_total phone delivery",
        "id_card application_form business_licence *floor_plan equipment_list safety_rules health_card *raw_room",
        says={"meals": "raw"}, known={"licence": "held"}, certificates={**BOSS, "health_card": {}},
        form={**KITCHEN, **STAFF, "uscc": COMPANY.uscc, "seats": "12", "closed_room": "yes", "online_sale": "yes",
              "online_address": "shop.example"},
        refused=(("room_for_raw", {"closed_room": "no"}),),
        compared=(("officer raw_checked", firm()), ("officer raw_checked business_open", firm(status="closed"))),
    ),
    Story(
        "HK-SJ-0237", "a canteen", "canteen",
        "company_name uscc business_address area diners safety_officer staff_with_cards staff_total phone delivery",
        "id_card application_form business_licence *floor_plan equipment_list safety_rules *health_card"
        " canteen_proof",
        company=COMPANY, known={"licence": "held"},
        form={**KITCHEN, **STAFF, "uscc": COMPANY.uscc, "diners": "300"},
        refused=(("health_cards", {"staff_total": "4"}),), compared=(("officer", firm()),),
    ),
    Story(
        "HK-SJ-0239", "vending machines", "machine",
        "company_name uscc business_address machines machine_places has_food_licence phone",
        "id_card application_form business_licence safety_note machine_list", says={"special": "no"},
        form={**FIRM, **PHONE, **PLACE, "machines": "3", "machine_places": "示例商场", "has_food_licence": "no"},
        refused=(("not_licensed", {"has_food_licence": "yes"}),),
        compared=(("granted", firm()), ("officer company_open", firm(status="closed"))),
    ),
    Story(
        "HK-SJ-0239", "infant formula is looked at", "online",
        "company_name uscc business_address online_address has_food_licence phone",
        "id_card application_form business_licence safety_note", says={"special": "yes"},
        form={**FIRM, **PHONE, **PLACE, "online_address": "shop.example", "has_food_licence": "no"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),), compared=(("officer ordinary_food", firm()),),
    ),
    Story(
        "HK-XW-0332", "a bookshop in February", "legal",
        "company_name uscc licence_number licence_until staff stock_titles sales penalties phone",
        "id_card application_form business_licence publication_licence self_report *site_photos",
        says={"online_shop": "no"}, certificates={**BOSS, "publication_licence": {}},
        recognised=True, form=CHECK, today=FEBRUARY,
        refused=(("in_window", {"today": date(2026, 4, 1)}), ("licence_in_date", {"licence_until": "2026-02-09"})),
        compared=(
            ("granted", {**firm(), **SHELVES}),
            ("officer same_licence", {**firm(), **record(Register.PUBLICATION, **{**ON_RECORD, "licence": "别号"})}),
            ("officer no_penalties", {**firm(), **record(Register.PUBLICATION, **ON_RECORD, penalties=1)}),
            ("officer licence_valid",
             {**firm(), **record(Register.PUBLICATION, **{**ON_RECORD, "valid_to": "2026-01-31"})}),
            ("refused not_yet_verified",
             {**firm(), **record(Register.PUBLICATION, **{**ON_RECORD, "verified_year": 2026})}),
        ),
    ),
    Story(
        "HK-XW-0332", "an agent with an online shop", "agent",
        "company_name uscc licence_number licence_until staff stock_titles sales penalties online_address"
        " platform_name phone",
        "id_card application_form business_licence publication_licence self_report *site_photos *online_pages"
        " online_filing legal_id_card company_authorisation",
        company=COMPANY, says={"online_shop": "yes"}, today=FEBRUARY,
        form={**CHECK, "online_address": "books.example", "platform_name": "示例平台"},
        refused=(("own_company", {"uscc": "91110108551385082Q"}),),
        compared=(("officer acts_for_company", {**firm(applicant_acts=False), **SHELVES}),),
    ),
    Story(
        "HK-XW-0333", "a shop of its own", "legal",
        "company_name uscc manager goods business_address area scope_has_books phone delivery",
        "id_card application_form business_licence title_deed *site_photos articles", says={"online_shop": "no"},
        known={"premises": "own"}, certificates={**BOSS, "title_deed": {}},
        recognised=True, form={**FIRM, **PHONE, **PLACE, "manager": WANG.name, "goods": "books", "area": "80",
              "scope_has_books": "yes", "delivery": "print"},
        refused=(("scope_named", {"scope_has_books": "no"}),),
        compared=(
            ("officer", {**firm(), **record(Register.TITLE, owner=True)}),
            ("officer not_licensed_yet", {**firm(), **record(Register.TITLE, owner=True), **SHELVES}),
            ("officer premises_owned", firm()),
        ),
    ),
    Story(
        "HK-XW-0333", "an own site without a shop", "agent",
        "company_name uscc manager goods online_address site_filing phone delivery",
        "id_card application_form business_licence manager_id_card company_authorisation online_note articles",
        who=HAI, says={"premises": "none", "web_platform": "own_site"},
        certificates={"business_licence": {"scope": "出版物零售"}},
        form={**FIRM, **PHONE, "manager": WANG.name, "goods": "both", "online_address": "books.example",
              "site_filing": "琼ICP备0000001号", "delivery": "window"},
        refused=(("own_company", {"company": COMPANY.model_copy(update={"uscc": "91110108551385082Q"})}),),
    ),
    Story(
        "HK-JG-0047", "at seventy-one with a paper report", "self",
        "licence_file licence_class licence_until exam_date exam_hospital phone card_delivery",
        "id_card application_form driving_licence *health_report photo yearly_check_note", who=AGED_71,
        says={"exam": "paper"}, form={**WHEEL, "exam_hospital": "示例医院"},
        refused=(
            ("not_too_early", {"licence_until": "2026-08-05"}),
            ("not_too_late", {"licence_until": "2025-05-05"}),
            ("exam_fresh", {"exam_date": "2025-11-01"}),
            ("exam_past", {"exam_date": "2026-05-07"}),
        ),
        compared=(("officer", living()), ("officer alive", living(alive=False))),
    ),
    Story(
        "HK-JG-0047", "a bus driver whose hospital has sent it", "delegate",
        "relation licence_file licence_class licence_until exam_date phone card_delivery residence",
        "id_card agent_id_card authorisation application_form driving_licence health_record photo bus_truck_note",
        agent=HAI, says={"exam": "sent"},
        form={**WHEEL, **CONTACT, "relation": "spouse", "licence_class": "A1", "card_delivery": "post"},
        refused=(("card_in_date", {"who": OUT_OF_DATE}),),
    ),
    Story(
        "HK-WJ-0276", "before the birth", "pregnant",
        "phone residence spouse_name spouse_number child_order due_date hospital",
        "id_card application_form spouse_id_card marriage_certificate household_register pregnancy_note",
        known={"marital": "married"}, certificates={"marriage_certificate": {"spouse": HAI.name}},
        form={**CONTACT, **SPOUSE, "child_order": "2", "due_date": "2026-10-01"},
        refused=(("due_ahead", {"due_date": "2027-05-01"}), ("spouse_other", {"spouse_number": WANG.id_number})),
        compared=(("granted", living()), ("officer registered", {})),
    ),
    Story(
        "HK-WJ-0276", "a mother by herself", "born", "phone residence child_order child_name child_birth hospital",
        "id_card application_form household_register birth_certificate", who=HAI, says={"marital": "single"},
        form={**CONTACT, **BABY}, refused=(("born_past", {"child_birth": "2026-05-07"}),),
        compared=(("granted", living()),),
    ),
    Story(
        "HK-WJ-0282", "a mother known by the birth certificate", "mother",
        "child_name child_number child_birth child_order district bank account phone",
        "id_card application_form birth_certificate household_register", who=HAI, known={"register": "born"},
        certificates={"birth_certificate": {"mother": HAI.name}}, recognised=True, form=TODDLER,
        refused=(
            ("under_three", {"child_birth": "2023-05-06"}),
            ("born_past", {"child_birth": "2026-06-01"}),
            ("child_other", {"child_number": HAI.id_number}),
        ),
        compared=(
            ("officer", living(district="460105")),
            ("officer local", living(district="460108")),
            ("officer registered", living(alive=False, district="460105")),
        ),
    ),
    Story(
        "HK-WJ-0282", "adopted", "father",
        "child_name child_number child_birth child_order district bank account phone",
        "id_card application_form household_register *adoption_certificate", says={"register": "adopted"},
        form=TODDLER, refused=(("under_three", {"child_birth": "2020-01-01"}),),
    ),
    Story(
        "HK-WJ-0282", "a grandfather", "guardian",
        "child_name child_number child_birth child_order district bank account phone",
        "id_card application_form birth_certificate household_register *guardian_proof", who=AGED_71,
        says={"guardian_kind": "relative"}, form=TODDLER, refused=(("card_in_date", {"who": OUT_OF_DATE}),),
    ),
)  # fmt: skip
