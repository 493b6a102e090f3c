"""Which papers an application needs, and where each comes from for this very applicant: the count of what need not be
brought, and what is still missing.

Kiosk and platform ask with the same facts and get the same answer. Pure; any thread.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kiosk.catalogue.service import Material, MaterialSource, Service
from kiosk.credit import Grade, may_commit, may_follow_later
from kiosk.rules import Facts, compile_rule, facts_to_cel


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """One material that applies. ``source`` is where it comes from here; ``may_follow``: it may be handed in later."""

    material: Material
    source: MaterialSource
    may_follow: bool

    @property
    def to_be_brought(self) -> bool:
        return self.source is MaterialSource.SCAN


def needed_papers(
    service: Service, facts: Facts, certificates: AbstractSet[str], grade: Grade
) -> tuple[NeededPaper, ...]:
    """``certificates``: keys of the certificates that were handed over in this visit."""
    cel = facts_to_cel(facts)
    return tuple(
        _needed(material, certificates, grade)
        for material in service.materials
        if material.when is None or compile_rule(material.when)(cel)
    )


def missing_papers(
    needed: tuple[NeededPaper, ...], attached: AbstractSet[str], later: AbstractSet[str]
) -> tuple[NeededPaper, ...]:
    """Those that must be brought and neither lie under ``attached`` (material ids) nor may and will follow."""
    return tuple(
        paper
        for paper in needed
        if paper.to_be_brought
        and paper.material.id not in attached
        and not (paper.may_follow and paper.material.id in later)
    )


def spared(needed: tuple[NeededPaper, ...]) -> int:
    """How many of them need not be brought."""
    return sum(not paper.to_be_brought for paper in needed)


def _needed(material: Material, certificates: AbstractSet[str], grade: Grade) -> NeededPaper:
    source = material.source
    if source is MaterialSource.CERTIFICATE and material.certificate not in certificates:
        source = material.instead
    if source is MaterialSource.COMMITMENT and not may_commit(grade):
        source = MaterialSource.SCAN
    may_follow = source is MaterialSource.SCAN and not material.essential and may_follow_later(grade)
    return NeededPaper(material, source, may_follow)
