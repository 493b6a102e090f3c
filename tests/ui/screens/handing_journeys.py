"""The ways to the screens of companies, question trees, certificates and papers."""

from datetime import date

from config.faults import FaultCode
from kiosk.application import Attachment, Company
from kiosk.credit import Grade
from kiosk.question import (
    AppealTaken,
    AskCompany,
    AskStanding,
    CertificatesTold,
    CompanyTold,
    HeldCertificate,
    Silence,
    StandingTold,
)
from kiosk.visit import event as e
from kiosk.visit.arriving import COMPANY_CODE
from tests.ui.screens.hall_screen import HallVisit
from tests.ui.screens.looking_journeys import PUBLICATIONS, asked
from tests.ui.screens.visit_journeys import ACCOUNT, NUMBER, PHONE, Journey, home, person

DISABILITY = "HK-CL-0272"
SKILLS = "HK-RS-0130"
USCC = "91440300708461136T"
"""A published example with a right check character; no company of this city."""
ANSWERS = {
    "phone": PHONE,
    "district": "460108",
    "living_district": "460108",
    "bank": "boc",
    "account": ACCOUNT,
    "card_delivery": "window",
}


def consent_to(hall: HallVisit, code: str, card: str = "grandmother") -> None:
    home(hall)
    hall.happen(e.ItemChosen(hall.items_offered[code], NUMBER), e.Continued())
    hall.happen(e.CardRead(person(card), b"portrait"), e.Continued())


def fill_in(hall: HallVisit) -> None:
    """Page after page, until the form is done; what other certificates there are is not handed over."""
    while hall.state == "Certificates":
        hall.happen(e.Continued())
    while hall.state == "FillForm":
        hall.happen(*(e.FieldAnswered(name, answer) for name, answer in ANSWERS.items()), e.Continued())


def company(hall: HallVisit) -> None:
    consent_to(hall, PUBLICATIONS)


def company_wrong_code(hall: HallVisit) -> None:
    company(hall)
    hall.happen(e.FieldAnswered(COMPANY_CODE, USCC[:-1] + "A"), e.Continued())


def company_being_asked(hall: HallVisit) -> None:
    company(hall)
    hall.happen(e.PlatformBack(), e.FieldAnswered(COMPANY_CODE, USCC), e.Continued())


def company_of_somebody_else(hall: HallVisit) -> None:
    company_being_asked(hall)
    told = CompanyTold(company=Company(uscc=USCC, name="海口示例书店有限公司"), acts=False)
    hall.happen(e.Told(AskCompany(uscc=USCC, holder=person("grandmother").id_number), told))


def further_question(hall: HallVisit) -> None:
    consent_to(hall, DISABILITY)
    hall.happen(e.SituationChosen("self"))


def certificates(hall: HallVisit) -> None:
    """Before the question that the certificate would answer."""
    further_question(hall)
    hall.happen(e.SituationChosen("both"))


def last_question(hall: HallVisit) -> None:
    certificates(hall)
    hall.happen(e.Continued())


def ineligible_by_an_answer(hall: HallVisit) -> None:
    last_question(hall)
    hall.happen(e.SituationChosen("four"))


def closed_to_a_black_grade(hall: HallVisit) -> None:
    consent_to(hall, SKILLS)
    told = StandingTold(
        grade=Grade.BLACK, recorded=True, as_of=date(2026, 9, 30), reasons=("列入失信被执行人名单",)
    )
    hall.happen(e.Told(AskStanding(holder=person("grandmother").id_number), told))
    hall.happen(e.SituationChosen("employed"))


def appeal_being_sent(hall: HallVisit) -> None:
    closed_to_a_black_grade(hall)
    hall.happen(e.PlatformBack(), e.Appealed())


def appeal_not_sent(hall: HallVisit) -> None:
    appeal_being_sent(hall)
    hall.happen(e.Told(asked(hall), Silence.SLOW))


def appeal_taken(hall: HallVisit) -> None:
    appeal_being_sent(hall)
    hall.happen(e.Told(asked(hall), AppealTaken(number=NUMBER, answer_by=date(2026, 12, 4))))


def appeal_on_paper(hall: HallVisit) -> None:
    appeal_taken(hall)
    hall.happen(e.SlipPrinted())


def certificates_all_ticked(hall: HallVisit) -> None:
    certificates(hall)
    hall.happen(e.CertificateToggled(""))


def certificates_offline(hall: HallVisit) -> None:
    certificates_all_ticked(hall)
    hall.happen(e.PlatformLost())


def certificates_being_fetched(hall: HallVisit) -> None:
    certificates_all_ticked(hall)
    hall.happen(e.PlatformBack(), e.Continued())


def materials_from_certificates(hall: HallVisit) -> None:
    certificates_being_fetched(hall)
    held = HeldCertificate(
        key="disability_card",
        identifier="",
        name="残疾人证",
        issuer="示例残联",
        fields={"degree": "二级", "valid_to": "2030-01-01"},
    )
    hall.happen(e.Told(asked(hall), CertificatesTold(certificates=(held,))))
    fill_in(hall)


def materials_to_scan(hall: HallVisit) -> None:
    last_question(hall)
    hall.happen(e.SituationChosen("two"))
    fill_in(hall)


def materials_reminded(hall: HallVisit) -> None:
    materials_to_scan(hall)
    hall.happen(e.Continued())


def materials_promised(hall: HallVisit) -> None:
    certificates_offline(hall)
    hall.happen(e.Continued(), e.SituationChosen("two"))
    fill_in(hall)


def scan(hall: HallVisit) -> None:
    materials_to_scan(hall)
    hall.happen(e.ScanAsked("disability_card"))


def scan_being_taken(hall: HallVisit) -> None:
    scan(hall)
    hall.happen(e.Continued())


def scan_with_nothing_there(hall: HallVisit) -> None:
    scan_being_taken(hall)
    hall.happen(e.PaperNotTaken(NUMBER, FaultCode.DOCUMENT_NONE))


def materials_scanned(hall: HallVisit) -> None:
    scan_being_taken(hall)
    paper = Attachment(
        material="disability_card", name="card.pdf", media_type="application/pdf", content=b"%PDF"
    )
    hall.happen(e.PaperTaken(NUMBER, paper))


def review_of_the_fast_lane(hall: HallVisit) -> None:
    materials_scanned(hall)
    holder = person("grandmother").id_number
    hall.happen(e.Told(AskStanding(holder=holder), StandingTold(grade=Grade.RED, recorded=True)))
    hall.happen(e.Continued())


HANDING: tuple[Journey, ...] = (
    company,
    company_wrong_code,
    company_being_asked,
    company_of_somebody_else,
    further_question,
    last_question,
    ineligible_by_an_answer,
    closed_to_a_black_grade,
    appeal_being_sent,
    appeal_not_sent,
    appeal_taken,
    appeal_on_paper,
    certificates,
    certificates_all_ticked,
    certificates_offline,
    certificates_being_fetched,
    materials_from_certificates,
    materials_to_scan,
    materials_reminded,
    materials_promised,
    scan,
    scan_being_taken,
    scan_with_nothing_there,
    materials_scanned,
    review_of_the_fast_lane,
)
