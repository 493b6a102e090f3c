"""One service item of the catalogue, as an operator writes it: what it is, whose, where, when, and how far it goes.

These models are the documented schema of ``config/catalogue/<theme>/<item>.yaml``; an unknown word is an error. Terms
follow GB/T 39046-2020 (item type, level, handling kind, depth).
"""

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from kiosk.catalogue.rule_texts import certificates_named
from kiosk.catalogue.service import Due, Register, Service
from kiosk.catalogue.words import Content, Division, Figure, Identifier, ItemCode, Period, Text, Words


class Kind(StrEnum):
    APPLICATION = "application"
    QUERY = "query"
    PRINT = "print"


class Handling(StrEnum):
    """办件类型: decided on the spot (即办件), or within the promised time (承诺件)."""

    IMMEDIATE = "immediate"
    PROMISED = "promised"


class Level(StrEnum):
    """行使层级: who exercises it."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
    VILLAGE = "village"


class Audience(StrEnum):
    """服务对象: a natural person, or a company and the like."""

    PERSON = "person"
    COMPANY = "company"


class AtKiosk(StrEnum):
    """How far kiosks usually take it: to its end, in part, or not at all."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"


class CompanyStage(StrEnum):
    """企业一生: where in a company's life it belongs."""

    FOUND = "found"
    LICENSE = "license"
    STAFF = "staff"
    RUN = "run"
    CHANGE = "change"
    CLOSE = "close"


class Region(Content):
    """The place whose item it is."""

    code: Division
    name: Text


HAIKOU = Region(code="460100", name=Text(zh="海口市", en="Haikou"))


class Across(StrEnum):
    """跨省通办 (国办发〔2020〕35号): wholly online, collected here and sent on, or by both places together."""

    ONLINE = "online"
    COLLECT = "collect"
    JOINT = "joint"


TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Hours(Content):
    """When a counter, or a department's system behind the kiosk, is open. ``days``: 1 Monday to 7 Sunday."""

    days: tuple[Annotated[int, Field(ge=1, le=7)], ...] = Field(default=(1, 2, 3, 4, 5), min_length=1)
    opens: TimeOfDay
    closes: TimeOfDay

    @model_validator(mode="after")
    def _in_order(self) -> "Hours":
        if self.closes <= self.opens:
            raise ValueError(f"closes at {self.closes}, before it opens at {self.opens}")
        return self

    @property
    def span(self) -> tuple[time, time]:
        return time.fromisoformat(self.opens), time.fromisoformat(self.closes)


Device = Literal[
    "id_card", "social_card", "scanner", "receipt_printer", "page_printer", "face_camera", "document_camera"
]


class Needs(Content):
    """What must be here and well for the item to be done here, now. Without ``network`` it is saved and sent later."""

    devices: tuple[Device, ...] = ()
    network: bool = False


class Item(Content):
    """One service item of the catalogue."""

    code: ItemCode
    name: Text
    summary: Text
    department: Text
    theme: Identifier
    icon: Identifier = "document"
    kind: Kind
    handling: Handling
    depth: int = Field(ge=1, le=4)
    level: Level = Level.CITY
    audience: tuple[Audience, ...] = Field(default=(Audience.PERSON,), min_length=1)
    at_kiosk: AtKiosk = AtKiosk.PARTIAL
    region: Region = HAIKOU
    across: Across | None = None
    """A city's own item: how it is done from elsewhere. Another place's: how it is done here."""
    aliases: tuple[Words, ...] = ()
    """What people call it; everyday words that are common to many items belong in ``synonyms.yaml``."""
    events: tuple[Identifier, ...] = ()
    """Life events under which it is found: ``birth``, ``school``, ``work``, ``marriage``, ``home``, ``car``,
    ``illness``, ``retirement``, ``death``."""
    stage: CompanyStage | None = None
    instant: bool = False
    automatic: bool = False
    """Among the items that the platform decides wholly by comparing data."""
    closed_to_defaulters: bool = False
    """Among the items that are not open to the black credit grade."""
    active: Period | None = None
    legal_days: Figure | None = None
    promise_days: Figure | None = None
    fee: Figure | None = None
    """Yuan; 0 is free. Where nobody has said what it costs, the screen says nothing."""
    bring: tuple[Text, ...] = ()
    place: Text
    hours: tuple[Hours, ...] = ()
    """Empty: at any hour."""
    needs: Needs = Needs()
    due: tuple[Due, ...] = ()
    bundle: tuple[ItemCode, ...] = ()
    """一件事: the items that are done as one with this; questions and materials of the same id are asked for once."""
    service: Service | None = None

    @property
    def serves_companies(self) -> bool:
        return Audience.COMPANY in self.audience

    @cached_property
    def certificate_names(self) -> Mapping[str, frozenset[str]]:
        """The certificates that the item speaks of, and which of their data."""
        return certificates_named(self.service, self.due)

    @cached_property
    def registers(self) -> frozenset[Register]:
        """The registers that the platform compares with."""
        return frozenset(rule.asks for rule in self.service.comparison) if self.service else frozenset()

    @model_validator(mode="after")
    def _whole(self) -> "Item":
        if self.automatic and not self.instant:
            raise ValueError("an automatic item is decided at once: it needs instant: true")
        if self.bundle and self.service is not None:
            raise ValueError("a bundle has no service of its own: it is made of its items' services")
        return self
