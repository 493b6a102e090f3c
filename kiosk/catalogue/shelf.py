"""How the catalogue is browsed: what may be asked of a list, and what a list shows of an item. Pure."""

from dataclasses import dataclass

from kiosk.catalogue.item import Across, Audience, CompanyStage, Kind, Level


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which items are wanted; None asks for nothing. ``region``: that place and what lies in it (GB/T 2260)."""

    theme: str | None = None
    department: str | None = None
    """Its Chinese name."""
    level: Level | None = None
    event: str | None = None
    stage: CompanyStage | None = None
    region: str | None = None
    audience: Audience | None = None
    kind: Kind | None = None
    across: Across | None = None
    finishes: bool | None = None
    """Whether it is finished at the kiosk."""
    instant: bool | None = None
    automatic: bool | None = None
    closed: bool | None = None
    bundle: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list."""

    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    department_zh: str
    department_en: str
    theme: str
    icon: str
    kind: Kind
    level: Level
    region: str
    region_zh: str
    region_en: str
    instant: bool
    finishes: bool
    bundle: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; ``total`` is how many there are in all."""

    rows: tuple[Listed, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme, a life event, a stage of a company's life, or a department, with the number of its items."""

    id: str
    name_zh: str
    name_en: str
    icon: str
    items: int
