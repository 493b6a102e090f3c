"""The visit as QML sees it: one slot for each thing that a finger can do. GUI thread only."""

import logging
import secrets
from dataclasses import replace

from PySide6.QtCore import Slot

from devices.signature.strokes import Pad, Strokes, strokes_from_pad
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.basket import basket_item
from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Facet
from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from kiosk.visit.part import Part
from kiosk.visit.state import Searching
from ui.visit_flow import VisitFlow

LONGEST_SEARCH = 40
"""Characters; nobody says more in one breath."""

_log = logging.getLogger("visit")


class VisitModel(VisitFlow):
    """What the resident does, as events of the visit."""

    @Slot()
    def touch(self) -> None:
        self.dispatch(e.Touched())

    @Slot()
    def more_time(self) -> None:
        self.dispatch(e.MoreTimeAsked())

    @Slot()
    def switch_language(self) -> None:
        other = Language.EN if self.visit.session.language is Language.ZH else Language.ZH
        self.dispatch(e.LanguageChosen(other))

    @Slot()
    def switch_size(self) -> None:
        self.dispatch(e.LargeModeChosen(not self.visit.session.large))

    @Slot()
    def leave(self) -> None:
        self.dispatch(e.Left())

    @Slot()
    def back(self) -> None:
        self.dispatch(e.WentBack())

    @Slot()
    def go(self) -> None:
        self.dispatch(e.Continued())

    @Slot()
    def home(self) -> None:
        self.dispatch(e.HomeAsked())

    @Slot(str)
    def choose_item(self, code: str) -> None:
        item = self._services.item(code)
        if item is None:
            return
        members = tuple(filter(None, (self._services.item(one) for one in item.bundle)))
        self._choose(item, members)

    @Slot()
    def take_basket(self) -> None:
        """What lies in the cart, as one."""
        items = self.visit.session.basket
        if len(items) == 1:
            self._choose(items[0], ())
        elif items:
            self._choose(basket_item(items), items)

    def _choose(self, item: Item, members: tuple[Item, ...]) -> None:
        parts = tuple(Part(member, _new_number()) for member in members)
        self.dispatch(e.ItemChosen(item, _new_number(), parts))

    @Slot(str, str, int)
    def browse(self, facet: str, value: str, page: int) -> None:
        self.dispatch(e.Browsed(self._services.browse(Facet(facet), value, page)))

    @Slot(str)
    def search(self, text: str) -> None:
        """With every key; letters that are no Chinese yet are searched for as well."""
        self.dispatch(e.Searched(self._services.search(text[:LONGEST_SEARCH], self.visit.session.language)))

    @Slot(int)
    def choose_meaning(self, index: int) -> None:
        """An answer to the question that an ambiguous search asked."""
        state = self.visit.state
        if isinstance(state, Searching) and 0 <= index < len(state.search.choices):
            rows = self._services.listed(state.search.choices[index].codes)
            self.dispatch(e.Searched(replace(state.search, rows=rows, question=None, choices=())))

    @Slot()
    def add_to_basket(self) -> None:
        self.dispatch(e.AddedToBasket())

    @Slot()
    def open_basket(self) -> None:
        self.dispatch(e.BasketOpened())

    @Slot(str)
    def take_from_basket(self, code: str) -> None:
        self.dispatch(e.TakenFromBasket(code))

    @Slot()
    def ask_places(self) -> None:
        item = self.visit.session.item
        if item is not None:
            self.dispatch(e.PlacesAsked(self._services.places(item, self._clock().wall)))

    @Slot()
    def ask_proofs(self) -> None:
        self.dispatch(e.ProofsAsked())

    @Slot()
    def ask_progress(self) -> None:
        self.dispatch(e.ProgressAsked())

    @Slot()
    def ask_due(self) -> None:
        self.dispatch(e.DueAsked(self._services.may_be_due()))

    @Slot()
    def by_number(self) -> None:
        self.dispatch(e.NumberChosen())

    @Slot(str)
    def toggle_certificate(self, key: str) -> None:
        self.dispatch(e.CertificateToggled(key))

    @Slot(str)
    def scan(self, material: str) -> None:
        self.dispatch(e.ScanAsked(material))

    @Slot(str)
    def follow_later(self, material: str) -> None:
        self.dispatch(e.LaterToggled(material))

    @Slot(str)
    def choose_case(self, application_id: str) -> None:
        self.dispatch(e.CaseChosen(application_id))

    @Slot(str)
    def print_document(self, application_id: str) -> None:
        self.dispatch(e.DocumentAsked(application_id))

    @Slot()
    def appeal(self) -> None:
        self.dispatch(e.Appealed())

    @Slot(str, bool)
    def confirm(self, application_id: str, agrees: bool) -> None:
        self.dispatch(e.Confirmed(application_id, agrees))

    @Slot()
    def card_not_at_hand(self) -> None:
        self.dispatch(e.CardNotAtHand())

    @Slot(str)
    def choose_situation(self, situation: str) -> None:
        self.dispatch(e.SituationChosen(situation))

    @Slot(str, str)
    def answer(self, name: str, text: str) -> None:
        self.dispatch(e.FieldAnswered(name, text))

    @Slot(int)
    def edit(self, page: int) -> None:
        self.dispatch(e.EditAsked(page))

    @Slot(str, int, int)
    def sign(self, record: str, width_px: int, height_px: int) -> None:
        """``record`` as JSON: {"strokes": [[{x, y, t (ms), p}, ...], ...]}, on a pad of that size."""
        strokes = strokes_from_pad(record.encode(), Pad(width_px, height_px))
        if isinstance(strokes, Strokes):
            self.dispatch(e.Signed(strokes))
        else:
            _log.warning("signature %s", strokes.reason)

    @Slot()
    def clear_signature(self) -> None:
        self.dispatch(e.SignatureCleared())

    @Slot()
    def print_again(self) -> None:
        self.dispatch(e.SlipAsked())

    @Slot(int)
    def rate(self, level: int) -> None:
        self.dispatch(e.LevelChosen(level))

    @Slot(str)
    def toggle_aspect(self, aspect: str) -> None:
        self.dispatch(e.AspectToggled(aspect))


def _new_number() -> str:
    return application_id(secrets.token_bytes(RANDOM_BYTES))
