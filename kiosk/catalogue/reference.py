"""What the items refer to, written beside them by operators: places, proofs, themes, figures.

These models are the documented schema of ``places.yaml``, ``proofs.yaml``, ``themes.yaml`` and ``city_figures.yaml`` in
``config/``; an unknown word is an error. For ``certificates.yaml`` see `certificate_type`.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from kiosk.catalogue.item import Hours
from kiosk.catalogue.words import Content, Division, Identifier, ItemCode, Provenance, Text, Words

ICONS = frozenset(
    {
        "card", "document", "home", "elder", "building", "calendar", "user", "users", "receipt", "shield", "star",
        "phone", "pen", "search", "printer", "key", "clock", "info",
    }
)  # fmt: skip
"""The pictures that the screens have."""


class PlaceKind(StrEnum):
    HALL = "hall"
    COMMUNITY = "community"
    VILLAGE = "village"
    SUPERMARKET = "supermarket"
    MALL = "mall"
    SCHOOL = "school"
    TELECOM = "telecom"
    POST = "post"
    SHOP = "shop"


class ServicePlace(Content):
    """Somewhere with a kiosk or a counter. ``departments``: whose items are done there; empty: all."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    name: Text
    kind: PlaceKind
    address: Text
    district: Division
    lat: float = Field(ge=3, le=54)
    """Degrees; China lies between 3 and 54 north, 73 and 136 east."""
    lon: float = Field(ge=73, le=136)
    hours: tuple[Hours, ...] = ()
    around_the_clock: bool = False
    devices: tuple[str, ...] = ()
    departments: tuple[Words, ...] = ()
    phone: str = ""
    demo: bool = False

    @model_validator(mode="after")
    def _is_open_sometimes(self) -> "ServicePlace":
        if self.around_the_clock == bool(self.hours):
            raise ValueError("has either hours or around_the_clock: true")
        return self


class Places(Content):
    places: tuple[ServicePlace, ...] = ()


class AbolishedProof(Provenance):
    """A proof that nobody may ask for any more; ``match`` are words by which it is known in a material's name."""

    name: Words
    match: tuple[Annotated[str, Field(min_length=2)], ...] = Field(min_length=1)


class KeptProof(Provenance):
    """A proof that the law still asks for, and which law."""

    name: Text
    department: Text
    basis: Text | Words


class Proofs(Content):
    abolished: tuple[AbolishedProof, ...] = ()
    kept: tuple[KeptProof, ...] = ()


class Theme(Content):
    """One heading of the catalogue: a theme, a life event, or a stage of a company's life."""

    id: Identifier
    name: Text
    icon: Identifier = "document"
    order: int = Field(ge=1)


class Themes(Content):
    hot: tuple[ItemCode, ...] = ()
    """What stands first on the home screen until the operator says otherwise."""
    themes: tuple[Theme, ...] = Field(min_length=1)
    events: tuple[Theme, ...] = ()
    stages: tuple[Theme, ...] = ()


class PapersCounted(Provenance):
    """How many papers a group of items asked for, before and after certificates and comparisons stood in."""

    id: Identifier
    name: Text
    items: int = Field(ge=1)
    papers: int = Field(ge=1)
    still_brought: int = Field(ge=0)
    rate: Decimal
    """Percent, as the city published it; the report counts it again."""


class CertificatesCounted(Provenance):
    """How many types of certificate the city says it has; ``data_fields`` is "more than"."""

    types: int = Field(ge=1)
    data_fields: int = Field(ge=1)
    matched_materials: int = Field(ge=1)


class CityFigures(Content):
    """The city's own account, to compare with."""

    papers: tuple[PapersCounted, ...]
    certificates: CertificatesCounted
