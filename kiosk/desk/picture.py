"""All that the operator's desk shows of the station at one moment. Values; nothing of a resident is in any of them."""

from dataclasses import dataclass

from kiosk.catalogue.words import Text
from kiosk.offer.change import KeptChange
from kiosk.offer.checklist import Check
from kiosk.offer.offer import Announcement, Offer
from kiosk.offer.supply import Level
from kiosk.offer.tally import Tally


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A service item as the desk lists it."""

    code: str
    name: Text
    theme: str


@dataclass(frozen=True, slots=True)
class Picture:
    """``announcements`` are those shown now and those to come; ``undoable`` is the latest change that stands."""

    offer: Offer
    items: tuple[ListedItem, ...] = ()
    devices: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    levels: tuple[Level, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    tallies: tuple[Tally, ...] = ()
    missed: tuple[tuple[str, int], ...] = ()
    undoable: KeptChange | None = None

    def name(self, code: str) -> Text | None:
        return next((item.name for item in self.items if item.code == code), None)
