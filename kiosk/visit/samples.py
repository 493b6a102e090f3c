"""A made-up hall to try the visit in: one small service, made-up residents, and visits in every state.

For the diagram in the architecture guide and for the tests; the station itself knows none of it. The first visit of a
state and the first event of a kind are the ordinary ones; the others take another branch.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from config.faults import FaultCode
from devices.signature.strokes import Pad, Point, Strokes
from kiosk.case import CaseReport, CaseState
from kiosk.catalogue.item import Handling, Item, Kind
from kiosk.catalogue.service import (
    APPLICANT_NAME,
    APPLICANT_NUMBER,
    FieldKind,
    FormField,
    Rule,
    Section,
    Service,
    Situation,
    Situations,
)
from kiosk.catalogue.words import Language, Text
from kiosk.person import IdentifiedBy, Person, Sex
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.session import HeldCard, Now, Session, Surroundings

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

CHOSEN = Session(item=ITEM, application_id=NUMBER)
OWN = replace(CHOSEN, card=ELDERS_CARD)
FILLED = replace(OWN, situation="self", answers=ANSWERS)
SIGNED = FILLED.with_signature(STROKES, NOW.wall)
FOR_PARENT = replace(CHOSEN, card=CHILDS_CARD, situation="delegate")
TYPED = replace(FOR_PARENT, principal_typed=True)
GRANTED = CaseReport(NUMBER, "460100-26-000001", CaseState.GRANTED, amount="105")
RESULT = s.Result(None, None)


def at(state: s.State, session: Session, online: bool = True) -> s.Visit:
    """A visit that has just come to this state, with all devices well."""
    around = Surroundings(platform_online=online)
    return s.Visit(state, session, around, touched_at=NOW.seconds, entered_at=NOW.seconds)


VISITS: dict[type[s.State], tuple[s.Visit, ...]] = {
    s.Attract: (at(s.Attract(), Session()),),
    s.Home: (at(s.Home(), Session()), at(s.Home(), Session(card=ELDERS_CARD))),
    s.Guide: (
        at(s.Guide(), CHOSEN),
        at(s.Guide(), OWN),
        at(s.Guide(), replace(CHOSEN, item=GUIDE_ONLY)),
    ),
    s.Identify: (at(s.Identify(), CHOSEN), at(s.Identify(s.Whose.PRINCIPAL), FOR_PARENT)),
    s.Consent: (at(s.Consent(), OWN),),
    s.ChooseSituation: (
        at(s.ChooseSituation(), OWN),
        at(s.ChooseSituation(), replace(CHOSEN, card=CHILDS_CARD)),
    ),
    s.Ineligible: (
        at(s.Ineligible(SERVICE.eligibility[:1]), replace(CHOSEN, card=CHILDS_CARD, situation="self")),
    ),
    s.FillForm: (
        at(s.FillForm(0), FILLED),
        at(s.FillForm(1), FILLED),
        at(s.FillForm(0), replace(FILLED, answers={})),
        at(
            s.FillForm(0),
            replace(TYPED, answers={APPLICANT_NAME: NEIGHBOUR.name, APPLICANT_NUMBER: NEIGHBOUR.id_number}),
        ),
    ),
    s.Materials: (at(s.Materials(), FILLED),),
    s.Review: (at(s.Review(), FILLED),),
    s.Commitment: (
        at(s.Commitment(), SIGNED),
        at(s.Commitment(), FILLED),
        at(s.Commitment(), replace(SIGNED, answers={})),
        at(s.Commitment(), replace(SIGNED, card=CHILDS_CARD)),
    ),
    s.Saving: (at(s.Saving(), SIGNED), at(s.Saving(), SIGNED, online=False)),
    s.SaveTrouble: (at(s.SaveTrouble(FaultCode.STORE_FAILED), SIGNED),),
    s.Sending: (at(s.Sending(), SIGNED),),
    s.Result: (at(RESULT, SIGNED),),
    s.Rate: (at(s.Rate(RESULT), SIGNED),),
    s.Farewell: (at(s.Farewell(filed=True, card_used=True), Session()),),
    s.Wiping: (at(s.Wiping(), Session()),),
}
"""Visits in every state."""

EVENTS: dict[type[e.Event], tuple[e.Event, ...]] = {
    e.Touched: (e.Touched(),),
    e.TimePassed: (e.TimePassed(),),
    e.MoreTimeAsked: (e.MoreTimeAsked(),),
    e.LanguageChosen: (e.LanguageChosen(Language.EN),),
    e.LargeModeChosen: (e.LargeModeChosen(True),),
    e.Left: (e.Left(),),
    e.WentBack: (e.WentBack(),),
    e.Continued: (e.Continued(),),
    e.ItemChosen: (e.ItemChosen(ITEM, NUMBER),),
    e.CardRead: (e.CardRead(ELDER, b"portrait"), e.CardRead(CHILD, b"portrait"), e.CardRead(NEIGHBOUR)),
    e.CardReadFailed: (e.CardReadFailed(FaultCode.CARD_LIFTED),),
    e.CardRemoved: (e.CardRemoved(),),
    e.CardNotAtHand: (e.CardNotAtHand(),),
    e.SituationChosen: (e.SituationChosen("self"), e.SituationChosen("delegate")),
    e.FieldAnswered: (e.FieldAnswered("phone", "13876543211"),),
    e.EditAsked: (e.EditAsked(0),),
    e.Signed: (e.Signed(Strokes(PAD, ())),),
    e.SignatureCleared: (e.SignatureCleared(),),
    e.ApplicationSaved: (e.ApplicationSaved(NUMBER),),
    e.SavingFailed: (e.SavingFailed(FaultCode.STORE_FAILED),),
    e.CaseReported: (e.CaseReported(GRANTED),),
    e.SlipAsked: (e.SlipAsked(),),
    e.SlipPrinted: (e.SlipPrinted(),),
    e.SlipFailed: (e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=True),),
    e.Rated: (e.Rated(5),),
    e.ReaderChanged: (e.ReaderChanged(FaultCode.READER_UNPLUGGED),),
    e.PrinterChanged: (e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT),),
    e.PlatformLost: (e.PlatformLost(),),
    e.PlatformBack: (e.PlatformBack(),),
    e.Wiped: (e.Wiped(),),
}
"""Events of every kind."""
