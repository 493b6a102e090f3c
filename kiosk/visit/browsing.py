"""Looking around before anybody says who they are: home, catalogue, search, cart, guide, other places. Pure."""

from dataclasses import replace
from typing import assert_never

from kiosk.basket import CODE as CART
from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Listing
from kiosk.question import CodeAccepted, CodeRefusal, CodeRefused, ExchangeCode
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintPlaces
from kiosk.visit.found import Search
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.part import Part
from kiosk.visit.session import Errand, HeldCard, Session
from kiosk.visit.state import Paper, Visit

MOST_IN_BASKET = 8
"""More would make a form that nobody finishes standing."""


def browsing(visit: Visit, event: e.Event) -> Step:
    """What the screens before the card make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Attract(), (e.Touched() | e.LanguageChosen() | e.LargeModeChosen() | e.CardReadFailed()):
            return to(visit, s.Home())
        case s.Attract(), e.CardRead(person, portrait):
            return to(visit, s.Home(), session=session.with_card(HeldCard(person, portrait)))
        case _, e.CardRead(person, portrait):
            return to(visit, _settled(visit.state), session=session.with_card(HeldCard(person, portrait)))
        case ((s.Attract() | s.Home()), e.CodeScanned(text, nonce)):
            exchange = ExchangeCode(code=text, purpose="sign_in", nonce=nonce)
            return to(visit, s.Home(exchanging=exchange), Ask(exchange))
        case s.Home(exchanging=None), e.NoCodeScanned():
            return to(visit, s.Home(refused=CodeRefusal.NOT_A_CODE))
        case s.Home(exchanging=asked), e.Told(question, answer) if question == asked:
            if isinstance(answer, CodeAccepted):
                return to(visit, s.Home(), session=session.with_card(HeldCard(answer.person)))
            return to(visit, s.Home(refused=refusal(answer)))
        case s.Attract(), _:
            return visit, ()
        case _, e.HomeAsked():
            return to(visit, s.Home(), session=session.without_application())
        case _, e.Browsed(listing):
            return to(visit, s.Browse(listing))
        case _, e.Searched(search):
            return to(visit, s.Searching(search))
        case _, e.BasketOpened() if session.basket:
            return to(visit, s.Basket())
        case _, e.ProofsAsked():
            return to(visit, s.Proofs())
        case _, e.ProgressAsked():
            return to(visit, s.Progress(), session=replace(session, errand=Errand.PROGRESS))
        case _, e.DueAsked(items):
            return to(visit, s.DueConsent(items), session=replace(session, errand=Errand.DUE))
        case s.Browse(listing), e.ItemChosen():
            return start_item(visit, event, s.Guide(), looked_at=listing)
        case s.Searching(search), e.ItemChosen():
            return start_item(visit, event, s.Guide(), looked_at=search)
        case ((s.Home() | s.Basket()), e.ItemChosen()):
            return start_item(visit, event, s.Guide())
        case s.Basket(), e.TakenFromBasket(code):
            return _taken(visit, code)
        case ((s.Browse() | s.Searching() | s.Basket() | s.Proofs()), e.WentBack()):
            return to(visit, s.Home())
        case s.Elsewhere() as state, _:
            return _elsewhere(visit, state, event)
        case s.Guide(), _:
            return _guide(visit, event)
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def start_item(
    visit: Visit, event: e.ItemChosen, state: s.State, looked_at: Listing | Search | None = None
) -> Step:
    """A service was chosen, perhaps from a list: its parts, or itself alone."""
    item = event.item
    own = (Part(item, event.application_id),) if item.service is not None else ()
    session = replace(
        visit.session.without_application(),
        errand=Errand.APPLY,
        item=item,
        application_id=event.application_id,
        parts=event.parts or own,
        looked_at=looked_at,
    )
    return to(visit, state, session=session)


def refusal(answer: object) -> CodeRefusal:
    """Why a code was not taken; without an answer it cannot be."""
    return answer.reason if isinstance(answer, CodeRefused) else CodeRefusal.OFFLINE


def _settled(state: s.State) -> s.State:
    return s.Home() if isinstance(state, s.Home) else state


def _guide(visit: Visit, event: e.Event) -> Step:
    session = visit.session
    match event:
        case e.Continued() if session.parts:
            return to(visit, s.Consent() if session.card is not None else s.Identify())
        case e.AddedToBasket() if session.item is not None and may_join(session, session.item):
            basket = (*session.basket, session.item)
            return to(visit, s.Basket(), session=replace(session.without_application(), basket=basket))
        case e.PlacesAsked(places):
            return to(visit, s.Elsewhere(places))
        case e.ItemChosen():
            return start_item(visit, event, s.Guide())
        case e.WentBack():
            return _back(visit)
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _back(visit: Visit) -> Step:
    """To the list that it was chosen from, or to the cart."""
    session = visit.session.without_application()
    if visit.session.item is not None and visit.session.item.code == CART:
        return to(visit, s.Basket() if session.basket else s.Home(), session=session)
    match visit.session.looked_at:
        case Listing() as listing:
            return to(visit, s.Browse(listing), session=session)
        case Search() as search:
            return to(visit, s.Searching(search), session=session)
        case None:
            return to(visit, s.Home(), session=session)
        case _ as never:
            assert_never(never)


def may_join(session: Session, item: Item) -> bool:
    """Whether an item can go into the cart: finished here, not a bundle, not in it yet, and there is room."""
    return (
        item.service is not None
        and all(one.code != item.code for one in session.basket)
        and len(session.basket) < MOST_IN_BASKET
    )


def _taken(visit: Visit, code: str) -> Step:
    basket = tuple(item for item in visit.session.basket if item.code != code)
    return to(visit, s.Basket() if basket else s.Home(), session=replace(visit.session, basket=basket))


def _elsewhere(visit: Visit, state: s.Elsewhere, event: e.Event) -> Step:
    session = visit.session
    match event:
        case e.SlipAsked() if session.item is not None and state.paper is not Paper.PRINTING:
            slip = PrintPlaces(
                f"places/{session.application_id}", session.item, state.places, session.language
            )
            return to(visit, replace(state, paper=Paper.PRINTING), slip)
        case e.SlipPrinted():
            return to(visit, replace(state, paper=Paper.PRINTED))
        case e.SlipFailed(on_paper=on_paper):
            return to(visit, replace(state, paper=Paper.failed(on_paper=on_paper)))
        case e.WentBack():
            return to(visit, s.Guide())
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()
