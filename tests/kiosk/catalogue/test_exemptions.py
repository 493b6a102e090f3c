"""Which papers need not be brought: counted of the content, and the same way of the city's own account."""

from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.catalogue.exemptions import certificates_in_sum, in_sum, of_the_city, papers_of, rate
from kiosk.catalogue.item import Item
from kiosk.catalogue.reference import PapersCounted
from kiosk.catalogue.reference_files import read_reference
from kiosk.catalogue.service import MaterialSource
from kiosk.catalogue.source import read_content
from tests.kiosk.catalogue.operators_folder import SUBSIDY_FILE, Folder, good_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return good_folder(tmp_path)


def items(folder: Folder) -> dict[str, Item]:
    read = read_content(folder.catalogue)
    assert read.mistakes == []
    return {item.code: item for item in read.items}


def city(folder: Folder) -> dict[str, PapersCounted]:
    reference, _, mistakes = read_reference(folder.catalogue)
    assert mistakes == []
    assert reference.figures is not None
    return {one.id: one for one in reference.figures.papers}


@pytest.mark.parametrize(
    ("asked", "still_brought", "percent"),
    [
        (93, 55, "-40.86"),
        (3155, 2594, "-17.78"),
        (4, 4, "0.00"),
        (3, 0, "-100.00"),
        (3, 2, "-33.33"),
        (0, 0, "0"),
    ],
)
def test_the_rate_is_that_of_the_citys_account(asked: int, still_brought: int, percent: str) -> None:
    assert rate(asked, still_brought) == Decimal(percent)


def test_the_citys_published_figures_come_out_as_published(folder: Folder) -> None:
    figures = city(folder)
    assert set(figures) == {"automatic", "instant"}
    for published in figures.values():
        counted = of_the_city(published)
        assert counted.rate == published.rate
    assert (figures["automatic"].items, of_the_city(figures["automatic"]).spared) == (11, 38)
    assert (figures["instant"].items, of_the_city(figures["instant"]).spared) == (287, 561)


def test_only_what_is_laid_under_the_camera_is_still_brought(folder: Folder) -> None:
    scanned = "      source: certificate\n      certificate: household_register\n"
    folder.change(SUBSIDY_FILE, scanned, "      source: scan\n")
    papers = papers_of(items(folder)["HK-TEST-001"])
    assert papers is not None
    assert papers.by_source == {MaterialSource.CHIP: 1, MaterialSource.SCAN: 1}
    assert (papers.asked, papers.still_brought) == (2, 1)
    assert in_sum([papers]).rate == Decimal("-50.00")


def test_a_guide_has_no_papers_that_the_kiosk_takes(folder: Folder) -> None:
    assert papers_of(items(folder)["HK-FAM-001"]) is None


def test_the_sum_is_over_items_and_no_items_are_no_rate(folder: Folder) -> None:
    found = [papers for item in items(folder).values() if (papers := papers_of(item)) is not None]
    total = in_sum(found)
    assert (total.items, total.asked, total.still_brought) == (2, 3, 0)
    assert in_sum([]).rate == 0


def test_every_type_of_certificate_has_four_data_of_its_own_accord(folder: Folder) -> None:
    reference, _, _ = read_reference(folder.catalogue)
    assert reference.certificates is not None
    counted = certificates_in_sum(reference.certificates)
    assert (counted.types, counted.fields, counted.named) == (2, 10, 2)
