"""What stands in a list of services: light rows, and the groups that a resident looks through. Values; any thread."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.words import Text


class Facet(StrEnum):
    """By what a resident looks through the catalogue."""

    THEME = "theme"
    DEPARTMENT = "department"
    LEVEL = "level"
    EVENT = "event"
    STAGE = "stage"
    PLACE = "place"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Listed:
    """One service as a row of a list. ``why``: why a search found it, in the resident's language."""

    code: str
    name: Text
    summary: Text
    department: Text
    icon: str
    instant: bool
    finishes: bool
    """It can be finished at a kiosk."""
    region: str = "460100"
    region_name: Text | None = None
    """Of another place's service; None: of this city."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One theme, department, life event ... with how many services it has."""

    id: str
    name: Text
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page: the groups of a facet, or the services of one group. ``page`` counts from 0."""

    facet: Facet
    value: str = ""
    title: Text | None = None
    groups: tuple[Group, ...] = ()
    rows: tuple[Listed, ...] = ()
    page: int = 0
    pages: int = 1
