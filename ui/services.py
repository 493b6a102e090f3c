"""What the screens ask about services: the shelf of the home page, lists, search, and whole items.

The touchscreen is given one by who puts the station together. The answers are values, each within a keystroke.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Facet, Group, Listed, Listing
from kiosk.catalogue.reference import KeptProof
from kiosk.catalogue.words import Language, Text
from kiosk.nearby import Nearby
from kiosk.offer.offer import Announcement
from kiosk.visit.found import Search


@dataclass(frozen=True, slots=True)
class Shelf:
    """The home page: what is asked for most, the themes, and the operator's words."""

    hot: tuple[Listed, ...]
    themes: tuple[Group, ...]
    count: int
    elsewhere: int = 0
    """How many services of other places are in the catalogue."""
    announcements: tuple[Announcement, ...] = ()
    closed: bool = False
    """Outside the station's opening hours."""


class Services(Protocol):
    """GUI thread; every call answers at once."""

    def shelf(self) -> Shelf: ...

    def browse(self, facet: Facet, value: str, page: int) -> Listing: ...

    def search(self, text: str, language: Language) -> Search: ...

    def listed(self, codes: Iterable[str]) -> tuple[Listed, ...]: ...

    def item(self, code: str) -> Item | None: ...

    def withdrawn(self, item: Item) -> Text | None:
        """The operator's message where this station does not offer the item now; None: it does."""
        ...

    def may_be_due(self) -> tuple[Item, ...]: ...

    def places(self, item: Item, now: datetime) -> tuple[Nearby, ...]: ...

    def proofs(self) -> tuple[KeptProof, ...]: ...

    def certificate_names(self) -> Mapping[str, Text]:
        """What each kind of certificate is called, by key."""
        ...
