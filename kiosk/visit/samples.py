"""Visits in every state and events of every kind, in the made-up hall; for the diagram and the tests.

The first visit of a state and the first event of a kind are the ordinary ones; the others take another branch.
"""

from dataclasses import replace

from config.faults import FaultCode
from devices.signature.strokes import Strokes
from kiosk.catalogue.service import (
    APPLICANT_NAME,
    APPLICANT_NUMBER,
)
from kiosk.catalogue.words import Language
from kiosk.credit import Grade
from kiosk.question import (
    AskStanding,
    CertificatesTold,
    CodeAccepted,
    CodeRefusal,
    CodeRefused,
    PaperTakenIn,
    ProgressTold,
    Silence,
    StandingTold,
)
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.arriving import COMPANY_CODE
from kiosk.visit.found import Search
from kiosk.visit.part import Part
from kiosk.visit.sample_hall import (
    APPEAL,
    APPEAL_TAKEN,
    ASKED,
    BY_PERSON,
    CASE,
    CERTIFICATE,
    CHILD,
    CHILDS_CARD,
    CHOSEN,
    COMPANYS,
    ELDER,
    ELDERS_CARD,
    EXCHANGE,
    FILLED,
    FOR_PARENT,
    GRANTED,
    GUIDE_ONLY,
    HANDED_IN,
    ITEM,
    LISTED,
    LISTING,
    NEIGHBOUR,
    NOW,
    NUMBER,
    OWN,
    PAD,
    PAPERS,
    PLACE,
    RESULT,
    SCANNED,
    SERVICE,
    SIGNED,
    TYPED,
    WAITING,
    WAITS,
    WITH_PAPERS,
)
from kiosk.visit.session import Errand, Session
from kiosk.visit.surroundings import Surroundings


def at(state: s.State, session: Session, online: bool = True) -> s.Visit:
    """A visit that has just come to this state, with all devices well."""
    around = Surroundings(platform_online=online)
    return s.Visit(state, session, around, touched_at=NOW.seconds, entered_at=NOW.seconds)


VISITS: dict[type[s.State], tuple[s.Visit, ...]] = {
    s.Attract: (at(s.Attract(), Session()),),
    s.Home: (
        at(s.Home(), Session()),
        at(s.Home(), Session(card=ELDERS_CARD, basket=(ITEM,))),
        at(s.Home(exchanging=EXCHANGE), Session()),
    ),
    s.Browse: (at(s.Browse(LISTING), Session()),),
    s.Searching: (at(s.Searching(), Session()),),
    s.Basket: (at(s.Basket(), Session(basket=(ITEM,))), at(s.Basket(), Session(basket=(ITEM, PAPERS)))),
    s.Proofs: (at(s.Proofs(), Session()),),
    s.Guide: (
        at(s.Guide(), CHOSEN),
        at(s.Guide(), OWN),
        at(s.Guide(), replace(OWN, looked_at=LISTING)),
        at(s.Guide(), replace(CHOSEN, item=GUIDE_ONLY, parts=())),
    ),
    s.Elsewhere: (at(s.Elsewhere((PLACE,)), CHOSEN),),
    s.Identify: (
        at(s.Identify(), CHOSEN),
        at(s.Identify(s.Whose.PRINCIPAL), FOR_PARENT),
        at(s.Identify(exchanging=EXCHANGE), CHOSEN),
        at(s.Identify(), Session(errand=Errand.DUE)),
    ),
    s.Consent: (
        at(s.Consent(), OWN),
        at(s.Consent(), replace(OWN, item=COMPANYS, parts=(Part(COMPANYS, NUMBER),))),
    ),
    s.CompanySignIn: (
        at(s.CompanySignIn(), replace(OWN, answers={COMPANY_CODE: "91440300708461136T"}), online=False),
        at(s.CompanySignIn(), OWN),
    ),
    s.ChooseSituation: (
        at(s.ChooseSituation(), OWN),
        at(s.ChooseSituation(), replace(CHOSEN, card=CHILDS_CARD)),
        at(s.ChooseSituation(), replace(WITH_PAPERS, situation="")),
    ),
    s.Ineligible: (
        at(s.Ineligible(SERVICE.eligibility[:1]), replace(CHOSEN, card=CHILDS_CARD, situation="self")),
        at(s.Ineligible((), closed=True), OWN),
        at(s.Ineligible((), closed=True, asking=APPEAL), OWN),
        at(s.Ineligible((), closed=True, appeal=APPEAL_TAKEN, paper=s.Paper.PRINTING), OWN),
    ),
    s.Certificates: (
        at(s.Certificates(("household_register",)), WITH_PAPERS, online=False),
        at(s.Certificates(("household_register",), asking=ASKED), WITH_PAPERS),
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
    s.Materials: (at(s.Materials(), FILLED), at(s.Materials(), WITH_PAPERS)),
    s.ScanPaper: (
        at(s.ScanPaper("proof"), WITH_PAPERS),
        at(s.ScanPaper("proof", taking=True), WITH_PAPERS),
    ),
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
    s.Rate: (at(s.Rate(RESULT), SIGNED), at(s.Rate(RESULT, level=2), SIGNED)),
    s.Progress: (
        at(s.Progress(), Session(errand=Errand.PROGRESS)),
        at(s.Progress(asking=BY_PERSON), Session(errand=Errand.PROGRESS, card=ELDERS_CARD)),
        at(s.Progress(typing=True), Session(errand=Errand.PROGRESS)),
    ),
    s.Cases: (
        at(s.Cases((CASE,), {ITEM.code: ITEM}, NUMBER), Session(errand=Errand.PROGRESS, card=ELDERS_CARD)),
        at(s.Cases((CASE, CASE)), Session(errand=Errand.PROGRESS, card=ELDERS_CARD)),
        at(WAITING, WAITS),
    ),
    s.HandIn: (
        at(s.HandIn(WAITING, "proof"), WAITS),
        at(s.HandIn(WAITING, "proof", taking=True), WAITS),
        at(s.HandIn(WAITING, "proof", asking=HANDED_IN), WAITS),
    ),
    s.DueConsent: (
        at(s.DueConsent((ITEM,)), Session(errand=Errand.DUE)),
        at(s.DueConsent((ITEM,)), Session(errand=Errand.DUE, card=ELDERS_CARD)),
    ),
    s.Due: (at(s.Due(((ITEM, SERVICE.eligibility[0]),)), Session(errand=Errand.DUE, card=ELDERS_CARD)),),
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
    e.HomeAsked: (e.HomeAsked(),),
    e.Browsed: (e.Browsed(LISTING),),
    e.Searched: (e.Searched(Search("补贴", (LISTED,))),),
    e.ItemChosen: (e.ItemChosen(ITEM, NUMBER),),
    e.AddedToBasket: (e.AddedToBasket(),),
    e.BasketOpened: (e.BasketOpened(),),
    e.TakenFromBasket: (e.TakenFromBasket(ITEM.code),),
    e.PlacesAsked: (e.PlacesAsked((PLACE,)),),
    e.ProofsAsked: (e.ProofsAsked(),),
    e.ProgressAsked: (e.ProgressAsked(),),
    e.DueAsked: (e.DueAsked((ITEM,)),),
    e.NumberChosen: (e.NumberChosen(),),
    e.CodeScanned: (
        e.CodeScanned("a-code-of-a-phone", "0123456789abcdef"),
        e.CodeScanned(NUMBER, "0123456789abcdef"),
    ),
    e.NoCodeScanned: (e.NoCodeScanned(),),
    e.Told: (
        e.Told(BY_PERSON, ProgressTold(cases=(CASE,)), (ITEM,)),
        e.Told(BY_PERSON, Silence.OFFLINE),
        e.Told(ASKED, CertificatesTold(certificates=(CERTIFICATE,))),
        e.Told(EXCHANGE, CodeAccepted(person=ELDER)),
        e.Told(EXCHANGE, CodeRefused(reason=CodeRefusal.EXPIRED)),
        e.Told(HANDED_IN, PaperTakenIn(application_id=NUMBER)),
        e.Told(HANDED_IN, Silence.SLOW),
        e.Told(APPEAL, APPEAL_TAKEN),
        e.Told(APPEAL, Silence.SLOW),
        e.Told(AskStanding(holder=ELDER.id_number), StandingTold(grade=Grade.RED, recorded=True)),
    ),
    e.CardRead: (e.CardRead(ELDER, b"portrait"), e.CardRead(CHILD, b"portrait"), e.CardRead(NEIGHBOUR)),
    e.CardReadFailed: (e.CardReadFailed(FaultCode.CARD_LIFTED),),
    e.CardRemoved: (e.CardRemoved(),),
    e.CardNotAtHand: (e.CardNotAtHand(),),
    e.SituationChosen: (e.SituationChosen("self"), e.SituationChosen("delegate")),
    e.FieldAnswered: (e.FieldAnswered("phone", "13876543211"),),
    e.CertificateToggled: (e.CertificateToggled("household_register"),),
    e.ScanAsked: (e.ScanAsked("proof"),),
    e.PaperTaken: (e.PaperTaken(NUMBER, SCANNED),),
    e.PaperNotTaken: (e.PaperNotTaken(NUMBER, FaultCode.DOCUMENT_NONE),),
    e.LaterToggled: (e.LaterToggled("proof"),),
    e.EditAsked: (e.EditAsked(0),),
    e.Signed: (e.Signed(Strokes(PAD, ())),),
    e.SignatureCleared: (e.SignatureCleared(),),
    e.ApplicationSaved: (e.ApplicationSaved(NUMBER),),
    e.SavingFailed: (e.SavingFailed(FaultCode.STORE_FAILED),),
    e.CaseReported: (e.CaseReported(GRANTED),),
    e.SlipAsked: (e.SlipAsked(),),
    e.SlipPrinted: (e.SlipPrinted(),),
    e.SlipFailed: (e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=True),),
    e.LevelChosen: (e.LevelChosen(5),),
    e.AspectToggled: (e.AspectToggled("efficiency"),),
    e.Rated: (e.Rated(5),),
    e.CaseChosen: (e.CaseChosen(NUMBER), e.CaseChosen("")),
    e.DocumentAsked: (e.DocumentAsked(NUMBER),),
    e.DocumentPrinted: (e.DocumentPrinted(),),
    e.DocumentFailed: (e.DocumentFailed(FaultCode.PAGE_PRINTER_PAPER_OUT, on_paper=False),),
    e.Appealed: (e.Appealed(),),
    e.Confirmed: (e.Confirmed(NUMBER, agrees=True),),
    e.PresenceChanged: (e.PresenceChanged(False), e.PresenceChanged(True)),
    e.ReaderChanged: (e.ReaderChanged(FaultCode.READER_UNPLUGGED),),
    e.PrinterChanged: (e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT),),
    e.DeviceChanged: (e.DeviceChanged("page_printer", FaultCode.PAGE_PRINTER_PAPER_OUT),),
    e.DepartmentsChanged: (e.DepartmentsChanged(frozenset({"示例局"})),),
    e.PlatformLost: (e.PlatformLost(),),
    e.PlatformBack: (e.PlatformBack(),),
    e.Wiped: (e.Wiped(),),
}
"""Events of every kind."""
