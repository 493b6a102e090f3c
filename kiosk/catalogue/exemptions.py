"""免证办: how many of the papers that the items ask for need not be brought, by item and in sum.

The same count is made of the content and of the city's published figures, so that the two can be set side by side:
93 papers of which 55 are still brought is -40.86 %. Pure; any thread.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kiosk.catalogue.certificate_type import CertificateType
from kiosk.catalogue.item import Item
from kiosk.catalogue.reference import PapersCounted
from kiosk.catalogue.service import MaterialSource

_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ItemPapers:
    """The papers of one item, by where they come from; only those of source ``scan`` are brought."""

    code: str
    name: str
    by_source: Mapping[MaterialSource, int]
    instant: bool
    automatic: bool

    @property
    def asked(self) -> int:
        return sum(self.by_source.values())

    @property
    def still_brought(self) -> int:
        return self.by_source.get(MaterialSource.SCAN, 0)


@dataclass(frozen=True, slots=True)
class PapersInSum:
    """A group of items. ``rate`` is percent, negative: how many papers fewer are brought than are asked for."""

    items: int
    asked: int
    still_brought: int

    @property
    def spared(self) -> int:
        return self.asked - self.still_brought

    @property
    def rate(self) -> Decimal:
        return rate(self.asked, self.still_brought)


@dataclass(frozen=True, slots=True)
class CertificatesInSum:
    """The register of certificates. ``fields`` counts every type's data; ``named`` only those beyond the four that
    each has."""

    types: int
    fields: int
    named: int


def papers_of(item: Item) -> ItemPapers | None:
    """None for a guide, whose papers the kiosk does not take."""
    if item.service is None:
        return None
    sources = Counter(material.source for material in item.service.materials)
    return ItemPapers(item.code, item.name.zh, sources, item.instant, item.automatic)


def in_sum(papers: Iterable[ItemPapers]) -> PapersInSum:
    counted = list(papers)
    asked = sum(one.asked for one in counted)
    return PapersInSum(len(counted), asked, sum(one.still_brought for one in counted))


def of_the_city(figures: PapersCounted) -> PapersInSum:
    """The city's own account, counted as ours is."""
    return PapersInSum(figures.items, figures.papers, figures.still_brought)


def certificates_in_sum(types: Iterable[CertificateType]) -> CertificatesInSum:
    known = list(types)
    fields = sum(len(one.field_names) for one in known)
    return CertificatesInSum(len(known), fields, sum(len(one.fields) for one in known))


def rate(asked: int, still_brought: int) -> Decimal:
    """Percent, to two places: 93 and 55 give -40.86; nothing asked gives 0."""
    if asked == 0:
        return Decimal(0)
    return (Decimal(100 * (still_brought - asked)) / asked).quantize(_CENT, ROUND_HALF_UP)
