"""What the resident does, as facts in the past tense."""

from dataclasses import dataclass, field

from devices.signature.strokes import Strokes
from kiosk.catalogue.item import Item
from kiosk.catalogue.listing import Listing
from kiosk.catalogue.words import Language
from kiosk.nearby import Nearby
from kiosk.visit.found import Search
from kiosk.visit.part import Part


@dataclass(frozen=True, slots=True)
class Touched:
    """The screen was touched, anywhere."""


@dataclass(frozen=True, slots=True)
class MoreTimeAsked:
    """The resident said: I need more time."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: Language


@dataclass(frozen=True, slots=True)
class LargeModeChosen:
    large: bool


@dataclass(frozen=True, slots=True)
class Left:
    """The resident ends the visit."""


@dataclass(frozen=True, slots=True)
class WentBack:
    pass


@dataclass(frozen=True, slots=True)
class Continued:
    """The screen's main button: start, agree, next, submit, try again, done."""


@dataclass(frozen=True, slots=True)
class HomeAsked:
    """Back to the first page, whatever was looked at."""


@dataclass(frozen=True, slots=True)
class Browsed:
    """A page of the catalogue was opened."""

    listing: Listing


@dataclass(frozen=True, slots=True)
class Searched:
    """A key was typed; what was found by now."""

    search: Search


@dataclass(frozen=True, slots=True)
class ItemChosen:
    """``application_id`` was drawn for this choice; it becomes the number on the receipt. ``parts``: the services of a
    cart or bundle, each with a number of its own; empty for an ordinary service."""

    item: Item
    application_id: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedToBasket:
    """The service on the screen is to be done together with others."""


@dataclass(frozen=True, slots=True)
class BasketOpened:
    pass


@dataclass(frozen=True, slots=True)
class TakenFromBasket:
    code: str


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """Where else can it be done?"""

    places: tuple[Nearby, ...]


@dataclass(frozen=True, slots=True)
class ProofsAsked:
    """The list of proofs that are still asked for."""


@dataclass(frozen=True, slots=True)
class ProgressAsked:
    """Where does my case stand?"""


@dataclass(frozen=True, slots=True)
class DueAsked:
    """What is due to me? ``items`` are those that can become due."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NumberChosen:
    """Progress by number instead of card."""


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """The scanner read a code: a telephone's, or a receipt's. ``nonce`` was drawn for it."""

    text: str = field(repr=False)
    nonce: str


@dataclass(frozen=True, slots=True)
class NoCodeScanned:
    """What was held to the scanner is no code of ours: a link, a picture's text, a payment code."""


@dataclass(frozen=True, slots=True)
class CardNotAtHand:
    """The delegate has not brought the other person's card, and will type."""


@dataclass(frozen=True, slots=True)
class SituationChosen:
    situation: str


@dataclass(frozen=True, slots=True)
class FieldAnswered:
    name: str
    answer: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CertificateToggled:
    """This box was ticked, or unticked; empty: all were ticked."""

    key: str


@dataclass(frozen=True, slots=True)
class ScanAsked:
    """This paper is to be laid under the document camera."""

    material: str


@dataclass(frozen=True, slots=True)
class LaterToggled:
    """This paper will follow, or will be laid down now after all."""

    material: str


@dataclass(frozen=True, slots=True)
class EditAsked:
    """From the review back to one page of the form."""

    page: int


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands on the pad now."""

    strokes: Strokes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignatureCleared:
    pass


@dataclass(frozen=True, slots=True)
class SlipAsked:
    """Print the receipt (again)."""


@dataclass(frozen=True, slots=True)
class LevelChosen:
    """1 very dissatisfied to 5 very satisfied; not sent yet."""

    level: int


@dataclass(frozen=True, slots=True)
class AspectToggled:
    """What the rating is about."""

    aspect: str


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating was given; ``aspects`` are what it is about."""

    level: int
    aspects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseChosen:
    """One of the cases on the screen; empty: back to all of them."""

    application_id: str


@dataclass(frozen=True, slots=True)
class DocumentAsked:
    """The paper of a granted case is to be printed (again)."""

    application_id: str


@dataclass(frozen=True, slots=True)
class Appealed:
    """The resident does not agree with the credit grade that closes the service to them."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The person for whom somebody applied says yes or no."""

    application_id: str
    agrees: bool
