"""A made-up hall to try the visit in: one small service and made-up residents.

For the diagram in the architecture guide and for the tests; the station itself knows none of it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from devices.signature.strokes import Pad, Point, Strokes
from kiosk.application import Attachment
from kiosk.case import CaseReport, CaseState, CaseStep, CaseView
from kiosk.catalogue.item import Audience, Handling, Item, Kind
from kiosk.catalogue.listing import Facet, Listed, Listing
from kiosk.catalogue.reference import PlaceKind, ServicePlace
from kiosk.catalogue.service import (
    FieldKind,
    FormField,
    Material,
    MaterialSource,
    Rule,
    Section,
    Service,
    Situation,
    Situations,
)
from kiosk.catalogue.words import Text
from kiosk.credit import Grade
from kiosk.nearby import Nearby
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.question import (
    AppealTaken,
    AskAppeal,
    AskCertificates,
    AskProgressByPerson,
    ExchangeCode,
    HandInPaper,
    HeldCertificate,
    StandingTold,
)
from kiosk.visit import state as s
from kiosk.visit.part import Part
from kiosk.visit.session import Errand, HeldCard, Now, Session

NOW = Now(1000.0, datetime(2026, 5, 6, 2, 30, tzinfo=UTC))
NUMBER = "7K3M-9Q2X-AB4D-EFGH-5"
PAD = Pad(880, 460)
STROKES = Strokes(PAD, ((Point(800, 1200, 0, 500), Point(2600, 1500, 180, 600)),))


def _both(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


SERVICE = Service(
    situations=Situations(
        question=_both("为谁申请？", "For whom?"),
        options=(
            Situation(id="self", label=_both("本人", "Myself"), detail=_both("本人", "Myself")),
            Situation(
                id="delegate", label=_both("代办", "Another"), detail=_both("代办", "Another"), delegate=True
            ),
        ),
    ),
    form=(
        Section(
            title=_both("联系方式", "Contact"),
            fields=(FormField(id="phone", label=_both("手机", "Mobile"), kind=FieldKind.PHONE),),
        ),
        Section(
            title=_both("住址", "Address"),
            fields=(
                FormField(
                    id="address",
                    label=_both("住址", "Address"),
                    kind=FieldKind.TEXT,
                    prefill="applicant.address",
                ),
                FormField(
                    id="relation",
                    label=_both("关系", "Relation"),
                    kind=FieldKind.TEXT,
                    required=False,
                    when='situation == "delegate"',
                ),
            ),
        ),
    ),
    materials=(),
    eligibility=(
        Rule(id="age", when="applicant.age >= 80", otherwise=_both("须年满80周岁。", "Must be 80 or older.")),
        Rule(
            id="in_date",
            when='applicant.valid_to == "" || applicant.valid_to >= today',
            otherwise=_both("身份证已过期。", "The card has expired."),
        ),
    ),
    approval=(),
    commitment=(_both("所填内容真实。", "What I entered is true."),),
)
ITEM = Item(
    code="HK-DEMO-1",
    name=_both("示例补贴", "Sample subsidy"),
    summary=_both("示例", "Sample"),
    department=_both("示例局", "Sample bureau"),
    theme="sample",
    kind=Kind.APPLICATION,
    handling=Handling.PROMISED,
    depth=4,
    place=_both("本机可办", "Here"),
    service=SERVICE,
)
PAPERS = ITEM.model_copy(
    update={
        "service": SERVICE.model_copy(
            update={
                "materials": (
                    Material(
                        id="register",
                        name=_both("户口簿", "Register"),
                        source=MaterialSource.CERTIFICATE,
                        certificate="household_register",
                        note=_both("电子证照", "Electronic"),
                    ),
                    Material(
                        id="proof",
                        name=_both("证明", "Proof"),
                        source=MaterialSource.SCAN,
                        note=_both("请扫描", "Scan it"),
                        essential=False,
                    ),
                )
            }
        )
    }
)
GUIDE_ONLY = ITEM.model_copy(update={"code": "HK-DEMO-2", "service": None})

ELDER = Person(
    name="符玉莲",
    sex=Sex.FEMALE,
    birth=date(1935, 1, 1),
    id_number="460108193501010027",
    address="海口市美兰区示例路9号",
    valid_to=date(2035, 1, 1),
    identified_by=IdentifiedBy.CHIP,
)
CHILD = Person(
    name="王小明",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003071239",
    address="海口市秀英区示例街1号",
    identified_by=IdentifiedBy.CHIP,
)
NEIGHBOUR = Person(
    name="吴小海",
    sex=Sex.MALE,
    birth=date(1990, 3, 7),
    id_number="460105199003070017",
    identified_by=IdentifiedBy.CHIP,
)
ANSWERS = {"phone": "13876543210", "address": "海口市美兰区示例路9号"}

ELDERS_CARD = HeldCard(ELDER, b"portrait")
CHILDS_CARD = HeldCard(CHILD, b"portrait")

CHOSEN = Session(item=ITEM, application_id=NUMBER, parts=(Part(ITEM, NUMBER),))
LISTED = Listed(
    "HK-DEMO-1", ITEM.name, ITEM.summary, ITEM.department, "document", instant=True, finishes=True
)
LISTING = Listing(Facet.THEME, "sample", ITEM.name, rows=(LISTED,))
PLACE = Nearby(
    ServicePlace(
        id="P001",
        name=_both("示例大厅", "Sample hall"),
        kind=PlaceKind.HALL,
        address=_both("示例路1号", "1 Sample Road"),
        district="460108",
        lat=20.03,
        lon=110.33,
        around_the_clock=True,
        devices=("id_card",),
    ),
    1.2,
    open_now=True,
)
CASE = CaseView(
    application_id=NUMBER,
    acceptance_number="46010020260506000001A",
    item=ITEM.code,
    state=CaseState.GRANTED,
    steps=(CaseStep(state=CaseState.GRANTED, at=NOW.wall),),
)
WAITING = s.Cases(
    (CASE.model_copy(update={"state": CaseState.ACCEPTED, "later": ("proof",)}),), {ITEM.code: ITEM}, NUMBER
)
CERTIFICATE = HeldCertificate(
    key="household_register", identifier="", name="居民户口簿", issuer="示例公安局", fields={"number": "1"}
)
SCANNED = Attachment(material="proof", name="proof.pdf", media_type="application/pdf", content=b"%PDF")
OWN = replace(CHOSEN, card=ELDERS_CARD)
FILLED = replace(OWN, situation="self", answers=ANSWERS)
SIGNED = FILLED.with_signature(STROKES, NOW.wall)
FOR_PARENT = replace(CHOSEN, card=CHILDS_CARD, situation="delegate")
TYPED = replace(FOR_PARENT, principal_typed=True)
GRANTED = CaseReport(NUMBER, "460100-26-000001", CaseState.GRANTED, amount="105")
RESULT = s.Result(None, None)

WITH_PAPERS = replace(
    FILLED, item=PAPERS, parts=(Part(PAPERS, NUMBER),), standing=StandingTold(grade=Grade.RED, recorded=True)
)
BY_PERSON = AskProgressByPerson(holder=ELDER.id_number)
ASKED = AskCertificates(
    holder=ELDER.id_number, holder_name=ELDER.name, keys=("household_register",), item="", purpose=""
)
HANDED_IN = HandInPaper(
    application_id=NUMBER, holder=ELDER.id_number, material="proof", media_type="application/pdf"
)
APPEAL = AskAppeal(holder=ELDER.id_number, item=ITEM.code)
APPEAL_TAKEN = AppealTaken(number=NUMBER, answer_by=date(2026, 5, 13))
WAITS = Session(errand=Errand.PROGRESS, card=ELDERS_CARD)
EXCHANGE = ExchangeCode(code="a-code-of-a-phone", purpose="sign_in", nonce="0123456789abcdef")
COMPANYS = ITEM.model_copy(update={"audience": (Audience.COMPANY,)})
