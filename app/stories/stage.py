"""What a story is played on: the hall without a screen, for tests, or the real touchscreen, for pictures.

A story speaks of cards, papers, codes and touches; the stage carries them out and remembers what was shown.
"""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.stories.hall import Hall
from kiosk.application_id import RANDOM_BYTES, application_id
from kiosk.basket import basket_item
from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Facet
from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from kiosk.visit.part import Part
from kiosk.visit.state import Visit
from sync.contract import Case
from ui.presentation.chrome import Scene, View
from ui.presentation.screens import screen

Strokes = Sequence[Sequence[tuple[float, float]]]
"""What a finger draws, in parts of a pad's width and height."""


class StoryStuck(Exception):
    """The story cannot go on; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One look at the screen. ``name`` begins with the visit's."""

    name: str
    state: str
    screen: str
    view: Mapping[str, View] = field(repr=False)
    large: bool = False
    """In large type."""

    @property
    def words(self) -> str:
        """Everything that stands there, a line for each text."""
        return "\n".join(_texts(self.view))

    def says(self, sentence: str) -> bool:
        return sentence in self.words

    def lacks(self, *sentences: str) -> list[str]:
        """Those of the sentences that do not stand there."""
        return [sentence for sentence in sentences if not self.says(sentence)]


class Stage(ABC):
    """One station in one hall. One thread."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.shown: list[Shown] = []
        self.states: list[str] = []
        self.filed: list[str] = []
        self._scene = ""
        self._places = (hall.station.place(Language.ZH), hall.station.place(Language.EN))

    @property
    @abstractmethod
    def visit(self) -> Visit: ...

    @abstractmethod
    def do(self, event: e.Event) -> None:
        """Something that the resident does on the screen."""

    @abstractmethod
    def lay(self, id_number: str) -> None:
        """A card is laid on the reader."""

    @abstractmethod
    def lift(self) -> None:
        """The card is taken away."""

    @abstractmethod
    def scan(self, text: str) -> None:
        """A code is held to the scanner."""

    @abstractmethod
    def lay_paper(self) -> None:
        """A sheet lies under the document camera from now on."""

    @abstractmethod
    def type(self, name: str, text: str) -> None:
        """An answer typed on the keyboard, into the entry of that name on the screen."""

    @abstractmethod
    def write(self, character: str, strokes: Strokes) -> None:
        """A character written with a finger, into the search that is open."""

    @abstractmethod
    def sign(self) -> None:
        """A signature on the pad."""

    @abstractmethod
    def cut(self) -> None:
        """The network cable is cut, and the station has noticed."""

    @abstractmethod
    def mend(self) -> None:
        """It is mended; what waited is sent, and the station knows what became of it."""

    @abstractmethod
    def pass_time(self, seconds: float) -> None:
        """Nobody does anything for so long."""

    @abstractmethod
    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Until it holds. Raises StoryStuck."""

    @abstractmethod
    def deliver(self, what: str, condition: Callable[[], bool]) -> None:
        """Until what waits on this station has come to the platform. Raises StoryStuck."""

    @abstractmethod
    def slips(self) -> list[str]:
        """The text of every slip that came out of the receipt printer, oldest first."""

    @abstractmethod
    def documents(self) -> list[bytes]:
        """Every result document that came out of the page printer, as PDF."""

    def begin(self, scene: str) -> None:
        """Another resident, or the same one again; everything shown from now on is of this visit."""
        self._scene = scene
        self.until("Attract")
        self.do(e.Touched())

    def look(self, name: str) -> Shown:
        """Remembers what the screen shows now. A name that was there already gets a number."""
        wanted = f"{self._scene}/{name}"
        taken = sum(one.name == wanted or one.name.startswith(f"{wanted}#") for one in self.shown)
        shown = self._shown(f"{wanted}#{taken + 1}" if taken else wanted)
        self.shown.append(shown)
        return shown

    def seen(self, name: str) -> Shown:
        """What was shown under that name. Raises KeyError."""
        return {one.name: one for one in self.shown}[name]

    def until(self, *states: str) -> None:
        """Until the visit is in one of these states."""
        self.wait(f"the screen {' or '.join(states)}", lambda: self.state in states)

    @property
    def state(self) -> str:
        return type(self.visit.state).__name__

    @property
    def number(self) -> str:
        """The number of the visit's application."""
        return self.visit.session.application_id

    def case(self, application_id_: str) -> Case:
        """What the platform holds under this number. Raises KeyError."""
        return {case.id: case for case in self.hall.platform.register.query([application_id_])}[
            application_id_
        ]

    def cases(self) -> list[Case]:
        """What the platform holds of everything that was filed in the story."""
        return list(self.hall.platform.register.query(self.filed)) if self.filed else []

    def item(self, code: str) -> Item:
        """Raises StoryStuck for a service that the catalogue does not have."""
        found = self.hall.services.item(code)
        if found is None:
            raise StoryStuck(f"no item {code}")
        return found

    def choose(self, code: str) -> None:
        """A service, or a bundle of them."""
        item = self.item(code)
        self._choose(item, tuple(self.item(one) for one in item.bundle))

    def take_basket(self) -> None:
        """What lies in the cart, as one."""
        items = self.visit.session.basket
        self._choose(basket_item(items), items)

    def browse(self, facet: Facet, value: str = "", page: int = 0) -> None:
        self.do(e.Browsed(self.hall.services.browse(facet, value, page)))

    def search(self, text: str) -> None:
        self.do(e.Searched(self.hall.services.search(text, self.visit.session.language)))

    def ask_places(self) -> None:
        item = self.visit.session.item
        if item is None:
            raise StoryStuck("no service was chosen")
        self.do(e.PlacesAsked(self.hall.services.places(item, self.hall.clock.wall())))

    def ask_due(self) -> None:
        self.do(e.DueAsked(self.hall.services.may_be_due()))

    def go(self) -> None:
        """The screen's main button."""
        self.do(e.Continued())

    def back(self) -> None:
        self.do(e.WentBack())

    def leave(self) -> None:
        """The resident goes, and the hall is empty again."""
        if self.state not in ("Farewell", "Wiping", "Attract"):
            self.do(e.Left())
        self.lift()
        self._empty()

    @abstractmethod
    def _empty(self) -> None:
        """Until nobody is at the station any more."""

    def _choose(self, item: Item, members: tuple[Item, ...]) -> None:
        self.do(e.ItemChosen(item, _number(), tuple(Part(member, _number()) for member in members)))

    def _shown(self, name: str) -> Shown:
        scene = Scene(self.visit, self.hall.clock.now(), *self._places)
        which, view = screen(scene, self.hall.services)
        return Shown(name, self.state, which, view, self.visit.session.large)

    def _note_state(self) -> None:
        if not self.states or self.states[-1] != self.state:
            self.states.append(self.state)


def _number() -> str:
    return application_id(secrets.token_bytes(RANDOM_BYTES))


def _texts(view: View) -> Iterator[str]:
    match view:
        case str():
            yield view
        case Mapping():
            for value in view.values():
                yield from _texts(value)
        case bool() | int() | float():
            return
        case _:
            for value in view:
                yield from _texts(value)
