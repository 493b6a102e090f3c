"""The ways to the screens of cases, and of what is due to somebody."""

from datetime import date, timedelta

from config.faults import FaultCode
from kiosk.application import Attachment
from kiosk.application_id import application_id
from kiosk.case import CaseState, CaseStep, CaseView
from kiosk.question import (
    AskCertificates,
    AskProgressByNumber,
    AskProgressByPerson,
    CertificatesTold,
    CodeRefusal,
    CodeRefused,
    HandInPaper,
    NothingFound,
    PaperTakenIn,
    ProgressTold,
    Silence,
)
from kiosk.visit import event as e
from kiosk.visit.effect import SendPaper
from tests.ui.screens.hall_screen import MORNING, HallVisit
from tests.ui.screens.handing_journeys import DISABILITY
from tests.ui.screens.looking_journeys import CODE, NONCE, SENIOR_CARD, asked
from tests.ui.screens.visit_journeys import (
    NUMBER,
    SERVICE,
    Journey,
    home,
    home_with_card,
    person,
)

PAPER = Attachment(material="disability_card", name="card.pdf", media_type="application/pdf", content=b"%PDF")


def progress(hall: HallVisit) -> None:
    home(hall)
    hall.model.ask_progress()


def progress_with_the_card_known(hall: HallVisit) -> None:
    home_with_card(hall)
    hall.model.ask_progress()


def progress_being_asked(hall: HallVisit) -> None:
    progress(hall)
    hall.happen(e.CardRead(person("grandmother")))


def progress_typing(hall: HallVisit) -> None:
    progress(hall)
    hall.happen(e.NumberChosen())


def progress_mistyped(hall: HallVisit) -> None:
    progress_typing(hall)
    hall.happen(e.Continued())


def progress_nothing_found(hall: HallVisit) -> None:
    progress_being_asked(hall)
    hall.happen(e.Told(asked(hall), NothingFound()))


def progress_nobody_answers(hall: HallVisit) -> None:
    progress_being_asked(hall)
    hall.happen(e.Told(asked(hall), Silence.SLOW))


def progress_refused_code(hall: HallVisit) -> None:
    progress(hall)
    hall.happen(e.CodeScanned(CODE, NONCE))
    hall.happen(e.Told(asked(hall), CodeRefused(reason=CodeRefusal.EXPIRED)))


def progress_no_code(hall: HallVisit) -> None:
    progress(hall)
    hall.happen(e.NoCodeScanned())


def progress_still_kept_here(hall: HallVisit) -> None:
    progress(hall)
    hall.happen(e.CodeScanned(NUMBER, NONCE))
    hall.happen(e.Told(AskProgressByNumber(number=NUMBER), Silence.UNSENT))


def view(state: CaseState, item: str = SERVICE, **more: object) -> CaseView:
    """A case of this hall, with the steps on its way."""
    steps = tuple(
        CaseStep(state=one, at=MORNING + timedelta(hours=hour))
        for hour, one in enumerate(dict.fromkeys((CaseState.RECEIVED, CaseState.ACCEPTED, state)))
    )
    told: dict[str, object] = {
        "application_id": NUMBER,
        "acceptance_number": "46010020261123000001D",
        "item": item,
        "state": state,
        "steps": steps,
        **more,
    }
    return CaseView.model_validate(told)


def cases(hall: HallVisit) -> None:
    progress_being_asked(hall)
    items = (hall.items_offered[SERVICE], hall.items_offered[SENIOR_CARD])
    told = (
        view(CaseState.GRANTED, applicant="符*兰", has_document=True),
        view(CaseState.ACCEPTED, SENIOR_CARD, application_id=other_number(), promised_by=date(2026, 11, 30)),
        view(CaseState.RETURNED, "HK-OTHER-1", application_id=other_number(2)),
    )
    hall.happen(
        e.Told(AskProgressByPerson(holder=person("grandmother").id_number), ProgressTold(cases=told), items)
    )


def one_case_with_a_document(hall: HallVisit) -> None:
    cases(hall)
    hall.happen(e.CaseChosen(NUMBER))


def one_case_document_not_told(hall: HallVisit) -> None:
    one_case_with_a_document(hall)
    hall.happen(e.DocumentAsked(NUMBER))
    hall.happen(e.Told(asked(hall), Silence.SLOW))
    hall.happen(e.SlipAsked(), e.SlipPrinted())


def one_case_refused(hall: HallVisit) -> None:
    progress_being_asked(hall)
    told = view(CaseState.REFUSED, reasons=("age",), applicant="符*兰")
    hall.happen(e.Told(asked(hall), ProgressTold(cases=(told,)), (hall.items_offered[SERVICE],)))


def one_case_to_confirm(hall: HallVisit) -> None:
    progress_being_asked(hall)
    told = view(
        CaseState.ACCEPTED,
        applicant="符*兰",
        confirms=True,
        promised_by=date(2026, 11, 30),
    )
    hall.happen(e.Told(asked(hall), ProgressTold(cases=(told,)), (hall.items_offered[SERVICE],)))


def one_case_nobody_takes_the_word(hall: HallVisit) -> None:
    one_case_to_confirm(hall)
    hall.happen(e.Confirmed(NUMBER, agrees=True))
    hall.happen(e.Told(asked(hall), Silence.OFFLINE))


def one_case_with_a_paper_to_follow(hall: HallVisit) -> None:
    progress_being_asked(hall)
    told = view(
        CaseState.ACCEPTED,
        DISABILITY,
        applicant="符*兰",
        reasons=("papers_follow",),
        later=(PAPER.material,),
        later_by=date(2026, 12, 7),
    )
    hall.happen(e.Told(asked(hall), ProgressTold(cases=(told,)), (hall.items_offered[DISABILITY],)))


def one_case_where_no_camera_is(hall: HallVisit) -> None:
    one_case_with_a_paper_to_follow(hall)
    hall.happen(e.DeviceChanged("document_camera", FaultCode.CAMERA_NOT_FITTED))


def hand_in(hall: HallVisit) -> None:
    one_case_with_a_paper_to_follow(hall)
    hall.happen(e.ScanAsked(PAPER.material))


def hand_in_being_taken(hall: HallVisit) -> None:
    hand_in(hall)
    hall.happen(e.Continued())


def hand_in_with_nothing_there(hall: HallVisit) -> None:
    hand_in_being_taken(hall)
    hall.happen(e.PaperNotTaken(NUMBER, FaultCode.DOCUMENT_NONE))


def hand_in_being_sent(hall: HallVisit) -> None:
    hand_in_being_taken(hall)
    hall.happen(e.PaperTaken(NUMBER, PAPER))


def hand_in_not_sent(hall: HallVisit) -> None:
    hand_in_being_sent(hall)
    hall.happen(e.Told(brought(hall), Silence.SLOW))


def hand_in_refused(hall: HallVisit) -> None:
    hand_in_being_sent(hall)
    hall.happen(e.Told(brought(hall), NothingFound()))


def one_case_whose_paper_came(hall: HallVisit) -> None:
    hand_in_being_sent(hall)
    hall.happen(e.Told(brought(hall), PaperTakenIn(application_id=NUMBER)))


def brought(hall: HallVisit) -> HandInPaper:
    """The question that went with the paper."""
    effect = hall.wanted[-1]
    assert isinstance(effect, SendPaper)
    return effect.question


def one_case_by_its_receipt(hall: HallVisit) -> None:
    """Nobody's card was read: no name, no paper."""
    progress(hall)
    hall.happen(e.CodeScanned(NUMBER, NONCE))
    told = view(CaseState.GRANTED, has_document=True)
    hall.happen(e.Told(asked(hall), ProgressTold(cases=(told,)), (hall.items_offered[SERVICE],)))


def due_consent(hall: HallVisit) -> None:
    home(hall)
    hall.model.ask_due()


def due_identify(hall: HallVisit) -> None:
    due_consent(hall)
    hall.happen(e.Continued())


def due_asking(hall: HallVisit, card: str = "grandmother") -> None:
    due_identify(hall)
    hall.happen(e.CardRead(person(card)))


def due(hall: HallVisit) -> None:
    due_asking(hall)
    question = asked(hall)
    assert isinstance(question, AskCertificates)
    hall.happen(e.Told(question, CertificatesTold(certificates=())))


def due_nothing(hall: HallVisit) -> None:
    home_with_card(hall)
    hall.happen(e.DueAsked(()), e.Continued())


def other_number(which: int = 1) -> str:
    """Another receipt's number."""
    return application_id(bytes([which] * 10))


FOLLOWING: tuple[Journey, ...] = (
    progress,
    progress_with_the_card_known,
    progress_being_asked,
    progress_typing,
    progress_mistyped,
    progress_nothing_found,
    progress_nobody_answers,
    progress_refused_code,
    progress_no_code,
    progress_still_kept_here,
    cases,
    one_case_with_a_document,
    one_case_document_not_told,
    one_case_refused,
    one_case_with_a_paper_to_follow,
    one_case_where_no_camera_is,
    hand_in,
    hand_in_being_taken,
    hand_in_with_nothing_there,
    hand_in_being_sent,
    hand_in_not_sent,
    hand_in_refused,
    one_case_whose_paper_came,
    one_case_to_confirm,
    one_case_nobody_takes_the_word,
    one_case_by_its_receipt,
    due_consent,
    due_identify,
    due_asking,
    due,
    due_nothing,
)
