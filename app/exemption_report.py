"""``jinban catalogue exemptions``: which papers need not be brought, ours beside the city's own account."""

import argparse
import json
import sys
from collections.abc import Callable

from app.station_context import StationContext
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.exemptions import (
    ItemPapers,
    PapersInSum,
    certificates_in_sum,
    in_sum,
    of_the_city,
    papers_of,
)

_GROUPS: dict[str, Callable[[ItemPapers], bool]] = {
    "automatic": lambda papers: papers.automatic,
    "instant": lambda papers: papers.instant,
    "all": lambda _: True,
}


def run_exemptions(options: argparse.Namespace, station: StationContext) -> int:
    report = exemption_report(station.open_catalogue())
    if options.json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(report))
    return 0


def exemption_report(catalogue: Catalogue) -> dict[str, object]:
    """Ours by item and in sum, the city's in sum, and the register of certificates."""
    items = [papers for item in catalogue.items() if (papers := papers_of(item)) is not None]
    figures = catalogue.city_figures()
    certificates = certificates_in_sum(catalogue.certificate_types())
    report: dict[str, object] = {
        "items": [
            {
                "code": one.code,
                "name": one.name,
                "asked": one.asked,
                "still_brought": one.still_brought,
                "spared": one.asked - one.still_brought,
                "sources": {str(source): count for source, count in sorted(one.by_source.items())},
                "instant": one.instant,
                "automatic": one.automatic,
            }
            for one in items
        ],
        "sums": {name: _told(in_sum(filter(belongs, items))) for name, belongs in _GROUPS.items()},
        "certificates": {
            "types": certificates.types,
            "fields": certificates.fields,
            "named_fields": certificates.named,
        },
    }
    if figures is not None:
        report["city"] = {
            one.id: {
                **_told(of_the_city(one)),
                "published_rate": str(one.rate),
                "as_of": one.as_of.isoformat(),
                "source": one.source,
            }
            for one in figures.papers
        }
        report["city_certificates"] = figures.certificates.model_dump(mode="json", exclude={"demo"})
    return report


def _told(papers: PapersInSum) -> dict[str, object]:
    return {
        "items": papers.items,
        "asked": papers.asked,
        "still_brought": papers.still_brought,
        "spared": papers.spared,
        "rate": str(papers.rate),
    }


def _lines(report: dict[str, object]) -> list[str]:
    lines: list[str] = []
    for title, name in (("here", "sums"), ("the city's account", "city")):
        groups = report.get(name)
        for group, told in groups.items() if isinstance(groups, dict) else ():
            lines.append(
                f"{title}, {group}: {told['items']} items, {told['asked']} papers, {told['still_brought']} still"
                f" brought, {told['rate']} %"
            )
    certificates = report["certificates"]
    if isinstance(certificates, dict):
        lines.append(f"certificates: {certificates['types']} types, {certificates['fields']} data fields")
    return lines
