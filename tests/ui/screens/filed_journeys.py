"""The ways to the screens from the signature on; with those before, they stand on every state of a visit."""

from config.faults import FaultCode
from kiosk.case import CaseReport, CaseState
from kiosk.visit import event as e
from kiosk.visit.sample_hall import STROKES
from tests.ui.screens.cart_journeys import CARTS
from tests.ui.screens.following_journeys import FOLLOWING
from tests.ui.screens.hall_screen import HallVisit
from tests.ui.screens.handing_journeys import HANDING
from tests.ui.screens.looking_journeys import LOOKING
from tests.ui.screens.visit_journeys import (
    BEFORE_FILING,
    NUMBER,
    Journey,
    commitment,
    review,
)


def case(state: CaseState, reasons: tuple[str, ...] = (), amount: str | None = None) -> CaseReport:
    return CaseReport(NUMBER, "46010020261123000001D", state, amount, amount is not None, reasons)


def saving(hall: HallVisit, card: str = "grandmother") -> None:
    commitment(hall, card)
    hall.happen(e.Signed(STROKES), e.Continued())


def saving_slowly(hall: HallVisit) -> None:
    saving(hall)
    hall.pass_time(6)


def save_trouble(hall: HallVisit) -> None:
    saving(hall)
    hall.happen(e.SavingFailed(FaultCode.DISK_FULL))


def sending(hall: HallVisit, card: str = "grandmother") -> None:
    saving(hall, card)
    hall.happen(e.ApplicationSaved(NUMBER))


def result_saved(hall: HallVisit) -> None:
    saving(hall)
    hall.happen(e.PlatformLost(), e.ApplicationSaved(NUMBER))


def result_saved_and_not_printed(hall: HallVisit) -> None:
    result_saved(hall)
    hall.happen(e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=False))


def result_half_printed(hall: HallVisit) -> None:
    result_saved(hall)
    hall.happen(e.SlipFailed(FaultCode.PRINTER_UNPLUGGED, on_paper=True))


def result_received(hall: HallVisit) -> None:
    sending(hall)
    hall.happen(e.CaseReported(case(CaseState.RECEIVED)), e.SlipPrinted())


def result_accepted(hall: HallVisit) -> None:
    sending(hall)
    hall.happen(
        e.CaseReported(case(CaseState.ACCEPTED, ("local_number", "already_granted"))), e.SlipPrinted()
    )


def result_granted(hall: HallVisit, card: str = "grandmother") -> None:
    sending(hall, card)
    hall.happen(e.CaseReported(case(CaseState.GRANTED, amount="205")), e.SlipPrinted())


def result_refused(hall: HallVisit) -> None:
    sending(hall)
    hall.happen(e.CaseReported(case(CaseState.REFUSED, ("age",))), e.SlipPrinted())


def result_returned(hall: HallVisit) -> None:
    sending(hall)
    hall.happen(e.CaseReported(case(CaseState.RETURNED, ("card_in_date",))), e.SlipPrinted())


def result_newer_than_the_paper(hall: HallVisit) -> None:
    result_saved(hall)
    hall.happen(e.SlipPrinted(), e.PlatformBack(), e.CaseReported(case(CaseState.GRANTED, amount="205")))


def rate(hall: HallVisit, card: str = "grandmother") -> None:
    result_granted(hall, card)
    hall.happen(e.Continued())


def farewell(hall: HallVisit, card: str = "grandmother") -> None:
    rate(hall, card)
    hall.happen(e.Rated(5))


def farewell_after_a_time_out(hall: HallVisit) -> None:
    review(hall)
    hall.pass_time(90 + 30)


def wiping(hall: HallVisit) -> None:
    farewell(hall)
    hall.happen(e.CardRemoved())


JOURNEYS: tuple[Journey, ...] = (
    *BEFORE_FILING,
    *LOOKING,
    *FOLLOWING,
    *HANDING,
    *CARTS,
    saving,
    saving_slowly,
    save_trouble,
    sending,
    result_saved,
    result_saved_and_not_printed,
    result_half_printed,
    result_received,
    result_accepted,
    result_granted,
    result_refused,
    result_returned,
    result_newer_than_the_paper,
    rate,
    farewell,
    farewell_after_a_time_out,
    wiping,
)
"""From an empty hall to one screen each."""
