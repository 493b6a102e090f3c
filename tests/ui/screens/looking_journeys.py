"""The ways to the screens on which somebody looks around before saying who they are."""

from config.faults import FaultCode
from kiosk.catalogue.listing import Facet
from kiosk.catalogue.words import Text
from kiosk.question import (
    CodeRefusal,
    CodeRefused,
    Question,
    Silence,
)
from kiosk.visit import event as e
from kiosk.visit.effect import Ask
from kiosk.visit.found import Choice, Search
from kiosk.visit.state import Searching
from tests.ui.screens.hall_screen import HallVisit
from tests.ui.screens.visit_journeys import (
    SERVICE,
    Journey,
    guide,
    home,
    home_with_card,
    identify,
)

SENIOR_CARD = "HK-MZ-0263"
HOUSE_DEAL = "HK-YJS-0001"
PUBLICATIONS = "HK-XW-0332"
CODE = "an-opaque-code-of-a-phone"
NONCE = "0123456789abcdef"


def asked(hall: HallVisit) -> Question:
    """What the visit asked the platform last."""
    return [effect.question for effect in hall.wanted if isinstance(effect, Ask)][-1]


def home_exchanging_a_code(hall: HallVisit) -> None:
    home(hall)
    hall.happen(e.CodeScanned(CODE, NONCE))


def home_with_a_refused_code(hall: HallVisit) -> None:
    home_exchanging_a_code(hall)
    hall.happen(e.Told(asked(hall), CodeRefused(reason=CodeRefusal.EXPIRED)))


def home_with_a_basket(hall: HallVisit) -> None:
    home_with_card(hall)
    hall.model.choose_item(SERVICE)
    hall.happen(e.AddedToBasket(), e.WentBack())


def browse_themes(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.THEME, "", 0)


def browse_a_theme(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.THEME, hall.items_offered[SERVICE].theme, 0)


def browse_the_second_page(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.LEVEL, "city", 1)


def browse_departments(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.DEPARTMENT, "", 0)


def browse_levels(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.LEVEL, "", 0)


def browse_events(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.EVENT, "", 0)


def browse_stages(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.STAGE, "", 0)


def browse_bundles(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.BUNDLE, "", 0)


def browse_places(hall: HallVisit) -> None:
    home(hall)
    hall.model.browse(Facet.PLACE, "", 0)


def search_nothing_typed(hall: HallVisit) -> None:
    home(hall)
    hall.model.search("")


def search_with_results(hall: HallVisit) -> None:
    home(hall)
    hall.model.search("老年证")


def search_without_results(hall: HallVisit) -> None:
    home(hall)
    hall.happen(e.Searched(Search("啊啊啊啊")))


def search_that_asks(hall: HallVisit) -> None:
    search_with_results(hall)
    found = hall.model.visit.state
    assert isinstance(found, Searching)
    rows = found.search.rows
    question = Text(zh="您要办哪一类？", en="Which do you mean?")
    choices = (
        Choice(Text(zh="身份证", en="ID card"), (SERVICE,)),
        Choice(Text(zh="社会保障卡", en="Social security card"), (SERVICE,)),
        Choice(Text(zh="老年人优待证", en="Senior citizen card"), (SERVICE,)),
    )
    hall.happen(e.Searched(Search(found.search.text, rows, question, choices)))


def basket_of_two(hall: HallVisit) -> None:
    home(hall)
    hall.model.choose_item(SERVICE)
    hall.happen(e.AddedToBasket(), e.WentBack())
    hall.model.choose_item(SENIOR_CARD)
    hall.happen(e.AddedToBasket())


def basket_of_one(hall: HallVisit) -> None:
    basket_of_two(hall)
    hall.happen(e.TakenFromBasket(SERVICE))


def guide_of_a_cart(hall: HallVisit) -> None:
    basket_of_two(hall)
    hall.model.take_basket()


def guide_of_a_bundle_of_ten(hall: HallVisit) -> None:
    home(hall)
    hall.model.choose_item(HOUSE_DEAL)


def guide_without_a_line(hall: HallVisit) -> None:
    """What needs the platform and a printer, at a station that has neither just now."""
    home(hall)
    hall.happen(e.PlatformLost(), e.DeviceChanged("page_printer", FaultCode.PAGE_PRINTER_PAPER_OUT))
    hall.model.choose_item("HK-SB-0086")


def places(hall: HallVisit) -> None:
    guide_without_a_line(hall)
    hall.model.ask_places()


def places_printed(hall: HallVisit) -> None:
    places(hall)
    hall.happen(e.SlipAsked(), e.SlipPrinted())


def places_not_printed(hall: HallVisit) -> None:
    places(hall)
    hall.happen(e.SlipAsked(), e.SlipFailed(FaultCode.PRINTER_PAPER_OUT, on_paper=False))


def no_place_at_all(hall: HallVisit) -> None:
    guide(hall)
    hall.happen(e.PlacesAsked(()))


def proofs(hall: HallVisit) -> None:
    home(hall)
    hall.model.ask_proofs()


def identify_with_a_code_being_asked(hall: HallVisit) -> None:
    identify(hall)
    hall.happen(e.CodeScanned(CODE, NONCE))


def identify_with_a_refused_code(hall: HallVisit) -> None:
    identify_with_a_code_being_asked(hall)
    hall.happen(e.Told(asked(hall), CodeRefused(reason=CodeRefusal.USED)))


def identify_offline_with_an_opaque_code(hall: HallVisit) -> None:
    identify_with_a_code_being_asked(hall)
    hall.happen(e.Told(asked(hall), Silence.OFFLINE))


def identify_without_a_scanner(hall: HallVisit) -> None:
    identify(hall)
    hall.happen(e.DeviceChanged("scanner", FaultCode.SCANNER_NOT_FITTED))


LOOKING: tuple[Journey, ...] = (
    home_exchanging_a_code,
    home_with_a_refused_code,
    home_with_a_basket,
    browse_themes,
    browse_a_theme,
    browse_the_second_page,
    browse_departments,
    browse_levels,
    browse_events,
    browse_stages,
    browse_bundles,
    browse_places,
    search_nothing_typed,
    search_with_results,
    search_without_results,
    search_that_asks,
    basket_of_two,
    basket_of_one,
    guide_of_a_cart,
    guide_of_a_bundle_of_ten,
    guide_without_a_line,
    places,
    places_printed,
    places_not_printed,
    no_place_at_all,
    proofs,
    identify_with_a_code_being_asked,
    identify_with_a_refused_code,
    identify_offline_with_an_opaque_code,
    identify_without_a_scanner,
)
