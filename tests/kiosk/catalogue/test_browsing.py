"""Twelve thousand items on the shelves: found by theme, department, level, event, stage and place, page by page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.generated import ACROSS, ELSEWHERE, FULL_SIZE, PREFIX, generate
from kiosk.catalogue.item import Across, Audience, CompanyStage, Item, Kind, Level
from kiosk.catalogue.shelf import Listed, Shelf
from kiosk.catalogue.table import CompiledItem, ItemRow, compiled_item, write_catalogue
from kiosk.search.synonyms import Synonyms
from tests.kiosk.catalogue.operators_folder import FAMILY_FILE, good_folder

Belongs = Callable[[ItemRow], bool]

META = {"fingerprint": "0" * 64, "generated": "for a test"}


def _real() -> list[Item]:
    """Stand-ins for the city's items: enough that thirty other cities have 3,171 different ones."""
    said = {
        "department": {"zh": "海口市示例局", "en": "Haikou Sample Bureau"},
        "summary": {"zh": "示例", "en": "Sample"},
        "place": {"zh": "大厅", "en": "Hall"},
        "theme": "elderly",
        "kind": "query",
        "handling": "immediate",
        "depth": 4,
    }
    return [
        Item.model_validate(
            {**said, "code": f"HK-REAL-{n:03}", "name": {"zh": f"真实事项{n}", "en": f"Real {n}"}}
        )
        for n in range(120)
    ]


@pytest.fixture(scope="module")
def made() -> list[CompiledItem]:
    return generate(_real(), FULL_SIZE, seed=1)


@pytest.fixture(scope="module")
def shelves(made: list[CompiledItem], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("generated") / "catalogue.db"
    write_catalogue(path, made, {}, Synonyms(), META)
    catalogue = Catalogue(path)
    yield catalogue
    catalogue.close()


def test_a_generated_catalogue_has_the_citys_proportions(made: list[CompiledItem]) -> None:
    assert len({item.row.code for item in made}) == len(made) == FULL_SIZE
    assert sum(not item.row.region.startswith("4601") for item in made) == ELSEWHERE
    assert sum(bool(item.row.across) for item in made if item.row.region.startswith("4601")) == ACROSS
    assert {item.row.level for item in made} == {"city", "district", "town", "village"}
    assert sum(not item.row.code.startswith(PREFIX) for item in made) == 120


def test_every_generated_item_is_an_item_and_its_row_says_the_same(made: list[CompiledItem]) -> None:
    for item in made:
        read = Item.model_validate_json(item.definition)
        assert compiled_item(read).row == item.row


def test_one_name_stands_once_at_one_place(made: list[CompiledItem]) -> None:
    at = [(item.row.name_zh, item.row.region_zh, item.row.level) for item in made]
    assert len(set(at)) == len(at)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.db", "two.db", "three.db")]
    for path, seed in zip(files, (7, 7, 8), strict=True):
        write_catalogue(path, generate(_real(), 600, seed), {}, Synonyms(), META)
    one, two, three = (path.read_bytes() for path in files)
    assert one == two
    assert one != three


def test_fewer_than_there_are_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="there are 120 items already"):
        generate(_real(), 100, seed=1)


def test_a_generated_catalogue_says_so(shelves: Catalogue, tmp_path: Path) -> None:
    assert shelves.generated
    build_catalogue(good_folder(tmp_path).catalogue, tmp_path / "real.db")
    real = Catalogue(tmp_path / "real.db")
    assert not real.generated
    real.close()


SHELVES: list[tuple[Shelf, Belongs]] = [
    (Shelf(), lambda _: True),
    (Shelf(theme="traffic"), lambda row: row.theme == "traffic"),
    (Shelf(department="海口市水务局"), lambda row: row.department_zh == "海口市水务局"),
    (Shelf(level=Level.TOWN), lambda row: row.level == "town"),
    (Shelf(region="460000"), lambda row: row.region.startswith("46")),
    (Shelf(region="460100"), lambda row: row.region.startswith("4601")),
    (
        Shelf(region="460108", level=Level.DISTRICT),
        lambda row: (row.region, row.level) == ("460108", "district"),
    ),
    (Shelf(audience=Audience.COMPANY), lambda row: row.company),
    (Shelf(audience=Audience.PERSON, kind=Kind.PRINT), lambda row: row.person and row.kind == "print"),
    (Shelf(across=Across.COLLECT), lambda row: row.across == "collect"),
    (Shelf(finishes=True), lambda row: row.finishes),
    (Shelf(finishes=False, region="440300"), lambda row: not row.finishes and row.region == "440300"),
    (Shelf(theme="' OR 1=1 --"), lambda _: False),
]


@pytest.mark.parametrize(("shelf", "belongs"), SHELVES, ids=[str(number) for number in range(len(SHELVES))])
def test_a_shelf_holds_what_was_asked_for_and_nothing_else(
    shelves: Catalogue, made: list[CompiledItem], shelf: Shelf, belongs: Belongs
) -> None:
    wanted = {item.row.code for item in made if belongs(item.row)}
    page = shelves.browse(shelf, limit=FULL_SIZE)
    assert {row.code for row in page.rows} == wanted
    assert page.total == len(page.rows) == len(wanted)


def test_pages_together_are_the_list(shelves: Catalogue) -> None:
    shelf = Shelf(region="460106", level=Level.TOWN)
    whole = shelves.browse(shelf, limit=1000)
    pages = [shelves.browse(shelf, limit=50, offset=begin) for begin in range(0, whole.total, 50)]
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert {page.total for page in pages} == {whole.total}
    assert shelves.browse(shelf, limit=50, offset=whole.total).rows == ()


def test_what_ends_here_stands_before_guides_and_the_citys_own_before_other_places(
    shelves: Catalogue,
) -> None:
    rows = shelves.browse(limit=FULL_SIZE).rows
    order = [(not row.finishes, row.region != "460100") for row in rows]
    assert order == sorted(order)


def test_departments_are_counted(shelves: Catalogue) -> None:
    headings = shelves.departments()
    assert sum(heading.items for heading in headings) == FULL_SIZE
    assert [heading.items for heading in headings] == sorted((h.items for h in headings), reverse=True)


def test_lines_come_in_the_order_that_was_asked_for(shelves: Catalogue) -> None:
    found = shelves.listed(["HK-REAL-007", "HK-GHOST", "HK-REAL-001"])
    assert [row.name_zh for row in found] == ["真实事项7", "真实事项1"]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Catalogue]:
    folder = good_folder(tmp_path)
    folder.change(
        FAMILY_FILE,
        "  - code: HK-FAM-001\n",
        "  - code: HK-FAM-001\n    audience: [company]\n    stage: found\n",
    )
    build_catalogue(folder.catalogue, tmp_path / "catalogue.db")
    catalogue = Catalogue(tmp_path / "catalogue.db")
    yield catalogue
    catalogue.close()


def _codes(rows: tuple[Listed, ...]) -> list[str]:
    return [row.code for row in rows]


def test_an_item_is_found_by_event_by_stage_as_bundle_and_as_automatic(small: Catalogue) -> None:
    assert _codes(small.browse(Shelf(event="illness")).rows) == ["HK-TEST-001"]
    assert _codes(small.browse(Shelf(stage=CompanyStage.FOUND)).rows) == ["HK-FAM-001"]
    assert _codes(small.browse(Shelf(bundle=True)).rows) == ["HK-FAM-003"]
    assert _codes(small.browse(Shelf(automatic=True, instant=True)).rows) == ["HK-TEST-001"]
    assert small.browse(Shelf(closed=True)).total == 0


def test_headings_come_in_the_operators_order_with_their_items(small: Catalogue) -> None:
    assert [(one.id, one.name_zh, one.items) for one in small.themes()] == [
        ("elderly", "老年", 1),
        ("family", "婚育", 3),
    ]
    assert [(one.id, one.items) for one in small.events()] == [("retirement", 1), ("illness", 1)]
    assert [(one.id, one.items) for one in small.stages()] == [("found", 1)]
    assert [(one.name_en, one.items) for one in small.departments()] == [
        ("Haikou Pattern Bureau", 3),
        ("Haikou Sample Bureau", 1),
    ]


def test_what_items_refer_to_can_be_read_at_the_kiosk(small: Catalogue) -> None:
    assert [one.key for one in small.certificate_types()] == ["household_register", "senior_card"]
    assert [place.name.en for place in small.places()] == ["Sample hall"]
    proofs = small.proofs()
    assert [proof.name for proof in proofs.abolished] == ["健在证明"]
    assert [proof.name.zh for proof in proofs.kept] == ["样本证明"]
    assert small.city_figures() is not None, "taken from the content that is shipped"
