"""The ways to the screens before anything is filed, each as the events that lead there from an empty hall."""

from collections.abc import Callable

from config.faults import FaultCode
from devices.id_card.drawer import DRAWER
from kiosk.application_id import application_id
from kiosk.catalogue.item import Item
from kiosk.catalogue.service import APPLICANT_NAME, APPLICANT_NUMBER
from kiosk.person import Person, person_from_card
from kiosk.visit import event as e
from kiosk.visit.sample_hall import STROKES
from tests.ui.screens.hall_screen import HallVisit

SERVICE = "HK-MZ-0261"
NUMBER = application_id(bytes(range(10)))
PHONE = "13876001234"
ACCOUNT = "6222021234567890128"


def person(card: str) -> Person:
    return person_from_card(DRAWER[card].card, DRAWER[card].newest_address)


def service(hall: HallVisit) -> Item:
    return hall.items_offered[SERVICE]


def attract(hall: HallVisit) -> None:
    hall.go_home()


def attract_with_everything_down(hall: HallVisit) -> None:
    hall.go_home()
    hall.happen(
        e.ReaderChanged(FaultCode.READER_OUT_OF_SERVICE),
        e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT),
        e.PlatformLost(),
    )


def home(hall: HallVisit) -> None:
    hall.go_home()
    hall.happen(e.Touched())


def home_with_everything_down(hall: HallVisit) -> None:
    attract_with_everything_down(hall)
    hall.happen(e.Touched())


def home_with_card(hall: HallVisit, card: str = "grandmother") -> None:
    hall.go_home()
    hall.happen(e.CardRead(person(card)))


def guide(hall: HallVisit) -> None:
    home(hall)
    hall.happen(e.ItemChosen(service(hall), NUMBER))


def guide_with_everything_down(hall: HallVisit) -> None:
    home_with_everything_down(hall)
    hall.happen(e.ItemChosen(service(hall), NUMBER))


def guide_to_the_window(hall: HallVisit) -> None:
    home(hall)
    hall.happen(e.ItemChosen(next(i for i in hall.items_offered.values() if i.service is None), NUMBER))


def identify(hall: HallVisit) -> None:
    guide(hall)
    hall.happen(e.Continued())


def identify_after_two_bad_reads(hall: HallVisit) -> None:
    identify(hall)
    hall.happen(*[e.CardReadFailed(FaultCode.CARD_LIFTED)] * 2)


def identify_with_reader_unplugged(hall: HallVisit) -> None:
    identify(hall)
    hall.happen(e.ReaderChanged(FaultCode.READER_UNPLUGGED))


def consent(hall: HallVisit, card: str = "grandmother") -> None:
    identify(hall)
    hall.happen(e.CardRead(person(card), b"portrait"))


def consent_offline(hall: HallVisit) -> None:
    consent(hall)
    hall.happen(e.PlatformLost())


def situation(hall: HallVisit, card: str = "grandmother") -> None:
    consent(hall, card)
    hall.happen(e.Continued())


def ineligible(hall: HallVisit) -> None:
    situation(hall, "expired")
    hall.happen(e.SituationChosen("self"))


def identify_the_elder(hall: HallVisit) -> None:
    situation(hall, "son")
    hall.happen(e.SituationChosen("delegate"))


def identify_the_same_card(hall: HallVisit) -> None:
    identify_the_elder(hall)
    hall.happen(e.CardRead(person("son")))


def form(hall: HallVisit, card: str = "grandmother") -> None:
    situation(hall, card)
    hall.happen(e.SituationChosen("self"))


def form_nothing_filled_in(hall: HallVisit) -> None:
    form(hall)
    hall.happen(e.FieldAnswered("residence", ""), e.Continued())


def form_wrong_phone(hall: HallVisit) -> None:
    """As typed before: an entry takes its answer from the visit when its page is built."""
    form(hall)
    hall.happen(e.FieldAnswered("phone", "12345"), e.WentBack(), e.SituationChosen("self"), e.Continued())


def form_district(hall: HallVisit, card: str = "grandmother") -> None:
    form(hall, card)
    hall.happen(e.FieldAnswered("phone", PHONE), e.Continued())


def form_district_missing(hall: HallVisit) -> None:
    form_district(hall)
    hall.happen(e.Continued())


def form_account(hall: HallVisit, card: str = "grandmother") -> None:
    form_district(hall, card)
    hall.happen(e.FieldAnswered("district", "460108"), e.Continued())


def form_account_wrong(hall: HallVisit) -> None:
    form_account(hall)
    hall.happen(e.FieldAnswered("account", ACCOUNT[:-1] + "9"), e.WentBack(), e.Continued(), e.Continued())


def form_relation(hall: HallVisit) -> None:
    identify_the_elder(hall)
    hall.happen(e.CardRead(person("grandfather"), b"portrait"))


def form_typed_elder(hall: HallVisit) -> None:
    identify_the_elder(hall)
    hall.happen(e.CardNotAtHand())


def form_typed_elder_wrong(hall: HallVisit) -> None:
    form_typed_elder(hall)
    hall.happen(
        e.FieldAnswered(APPLICANT_NAME, person("aunt").name),
        e.FieldAnswered(APPLICANT_NUMBER, person("aunt").id_number[:-1] + "X"),
        e.WentBack(),
        e.SituationChosen("delegate"),
        e.CardNotAtHand(),
        e.Continued(),
    )


def materials(hall: HallVisit, card: str = "grandmother") -> None:
    form_account(hall, card)
    hall.happen(e.FieldAnswered("bank", "boc"), e.FieldAnswered("account", ACCOUNT), e.Continued())


def materials_of_a_delegate(hall: HallVisit) -> None:
    form_relation(hall)
    hall.happen(
        e.FieldAnswered("relation", "child"),
        e.Continued(),
        e.FieldAnswered("phone", PHONE),
        e.Continued(),
        e.FieldAnswered("district", "460108"),
        e.Continued(),
        e.FieldAnswered("bank", "hnnx"),
        e.FieldAnswered("account", ACCOUNT),
        e.Continued(),
    )


def review(hall: HallVisit, card: str = "grandmother") -> None:
    materials(hall, card)
    hall.happen(e.Continued())


def review_of_a_delegate(hall: HallVisit) -> None:
    materials_of_a_delegate(hall)
    hall.happen(e.Continued())


def commitment(hall: HallVisit, card: str = "grandmother") -> None:
    review(hall, card)
    hall.happen(e.Continued())


def commitment_not_signed(hall: HallVisit) -> None:
    commitment(hall)
    hall.happen(e.Continued())


def commitment_signed(hall: HallVisit) -> None:
    commitment(hall)
    hall.happen(e.Signed(STROKES))


Journey = Callable[[HallVisit], None]

BEFORE_FILING: tuple[Journey, ...] = (
    attract,
    attract_with_everything_down,
    home,
    home_with_everything_down,
    home_with_card,
    guide,
    guide_with_everything_down,
    guide_to_the_window,
    identify,
    identify_after_two_bad_reads,
    identify_with_reader_unplugged,
    consent,
    consent_offline,
    situation,
    ineligible,
    identify_the_elder,
    identify_the_same_card,
    form,
    form_nothing_filled_in,
    form_wrong_phone,
    form_district,
    form_district_missing,
    form_account,
    form_account_wrong,
    form_relation,
    form_typed_elder,
    form_typed_elder_wrong,
    materials,
    materials_of_a_delegate,
    review,
    review_of_a_delegate,
    commitment,
    commitment_not_signed,
    commitment_signed,
)
