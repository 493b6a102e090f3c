"""The ways to the screens of a cart, of the paper that a grant gives, and of the rating."""

from datetime import UTC, datetime

from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.question import (
    DocumentTold,
    Silence,
)
from kiosk.rating import RatingAspect
from kiosk.visit import event as e
from kiosk.visit.effect import PrintDocument, SaveApplication
from kiosk.visit.sample_hall import STROKES
from tests.ui.screens.hall_screen import HallVisit
from tests.ui.screens.handing_journeys import fill_in
from tests.ui.screens.looking_journeys import asked, guide_of_a_cart
from tests.ui.screens.visit_journeys import Journey, person


def cart_question(hall: HallVisit) -> None:
    guide_of_a_cart(hall)
    hall.happen(e.Continued(), e.CardRead(person("grandmother"), b"portrait"), e.Continued())
    hall.happen(e.SituationChosen("self"))


def cart_form(hall: HallVisit) -> None:
    cart_question(hall)
    while hall.state in ("Certificates", "ChooseSituation"):
        hall.happen(e.Continued() if hall.state == "Certificates" else e.SituationChosen("first"))


def cart_materials(hall: HallVisit) -> None:
    cart_form(hall)
    fill_in(hall)


def cart_review(hall: HallVisit) -> None:
    cart_materials(hall)
    hall.happen(e.Continued())


def cart_commitment(hall: HallVisit) -> None:
    cart_review(hall)
    hall.happen(e.Continued())


def cart_saving(hall: HallVisit) -> None:
    cart_commitment(hall)
    hall.happen(e.Signed(STROKES), e.Continued())


def numbers(hall: HallVisit) -> tuple[str, ...]:
    """Under which the parts were saved."""
    save = next(effect for effect in reversed(hall.wanted) if isinstance(effect, SaveApplication))
    return tuple(part.application_id for part in save.parts)


def report(number: str, state: CaseState, *reasons: str, amount: str | None = None) -> CaseReport:
    return CaseReport(number, "46010020261123000001D", state, amount, amount is not None, reasons)


def cart_sending(hall: HallVisit) -> None:
    cart_saving(hall)
    hall.happen(e.PlatformBack(), e.ApplicationSaved(hall.model.visit.session.application_id))


def cart_saved_only(hall: HallVisit) -> None:
    cart_saving(hall)
    hall.happen(e.PlatformLost(), e.ApplicationSaved(hall.model.visit.session.application_id))


def cart_partly_refused(hall: HallVisit) -> None:
    cart_sending(hall)
    first, second = numbers(hall)
    hall.happen(e.CaseReported(report(first, CaseState.GRANTED, amount="205")))
    hall.happen(e.CaseReported(report(second, CaseState.REFUSED, "not_twice")), e.SlipPrinted())


def cart_granted(hall: HallVisit) -> None:
    cart_sending(hall)
    hall.happen(*(e.CaseReported(report(number, CaseState.GRANTED)) for number in numbers(hall)))


def result_fetching_its_document(hall: HallVisit) -> None:
    cart_granted(hall)
    hall.happen(e.SlipPrinted())


def document(number: str = "HKCS20261123000001") -> DocumentTold:
    return DocumentTold(
        number=number,
        title={"zh": "长寿补贴核准通知书", "en": "Approval of the longevity subsidy"},
        issuer={"zh": "海口市民政局", "en": "Haikou Civil Affairs Bureau"},
        lines=(("核准日期", "2026-11-23"),),
        issued_at=datetime(2026, 11, 23, 2, tzinfo=UTC),
        verification="https://example.invalid/v/1",
        demo=True,
    )


def result_printing_its_document(hall: HallVisit) -> None:
    result_fetching_its_document(hall)
    hall.happen(e.Told(asked(hall), document()))
    assert any(isinstance(effect, PrintDocument) for effect in hall.wanted)


def result_document_printed(hall: HallVisit) -> None:
    result_printing_its_document(hall)
    hall.happen(e.DocumentPrinted())


def result_document_not_printed(hall: HallVisit) -> None:
    result_printing_its_document(hall)
    hall.happen(e.DocumentFailed(FaultCode.PAGE_PRINTER_PAPER_OUT, on_paper=False))


def result_document_half_printed(hall: HallVisit) -> None:
    result_printing_its_document(hall)
    hall.happen(e.DocumentFailed(FaultCode.PAGE_PRINTER_PAPER_OUT, on_paper=True))


def result_document_not_told(hall: HallVisit) -> None:
    result_fetching_its_document(hall)
    hall.happen(e.Told(asked(hall), Silence.SLOW))


def rate_well(hall: HallVisit) -> None:
    cart_granted(hall)
    hall.happen(e.SlipPrinted(), e.Continued(), e.LevelChosen(5), e.AspectToggled(RatingAspect.EFFICIENCY))


def rate_badly(hall: HallVisit) -> None:
    cart_granted(hall)
    hall.happen(e.SlipPrinted(), e.Continued(), e.LevelChosen(1))
    hall.happen(*(e.AspectToggled(aspect) for aspect in RatingAspect))


CARTS: tuple[Journey, ...] = (
    cart_question,
    cart_form,
    cart_materials,
    cart_review,
    cart_commitment,
    cart_sending,
    cart_saved_only,
    cart_partly_refused,
    cart_granted,
    result_fetching_its_document,
    result_printing_its_document,
    result_document_printed,
    result_document_not_printed,
    result_document_half_printed,
    result_document_not_told,
    rate_well,
    rate_badly,
)
