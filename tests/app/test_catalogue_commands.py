"""``jinban catalogue`` as an operator uses it: look at an item, count its papers, make a large catalogue."""

from pathlib import Path

import pytest

from tests.app.jinban_command import jinban
from tests.kiosk.catalogue.operators_folder import SUBSIDY_FILE, good_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def content(root: Path) -> str:
    return f"catalogue.content={good_folder(root).catalogue}"


def test_exemptions_set_ours_beside_the_citys(data: Path, tmp_path: Path) -> None:
    report = jinban(data, "catalogue", "exemptions", "--json", "--set", content(tmp_path)).document
    sums, city = report["sums"], report["city"]
    assert isinstance(sums, dict)
    assert isinstance(city, dict)
    assert sums["automatic"] == {"items": 1, "asked": 2, "still_brought": 0, "spared": 2, "rate": "-100.00"}
    assert isinstance(city["automatic"], dict)
    assert (city["automatic"]["rate"], city["automatic"]["published_rate"]) == ("-40.86", "-40.86")
    assert isinstance(city["instant"], dict)
    assert city["instant"]["rate"] == "-17.78"
    assert report["certificates"] == {"types": 2, "fields": 10, "named_fields": 2}
    assert report["city_certificates"] != {}
    said = jinban(data, "catalogue", "exemptions", "--set", content(tmp_path)).out
    assert "the city's account, automatic: 11 items, 93 papers, 55 still brought, -40.86 %" in said


def test_a_large_catalogue_is_made_and_every_command_can_be_pointed_at_it(data: Path, tmp_path: Path) -> None:
    into = tmp_path / "large.db"
    real = content(tmp_path / "real")
    made = jinban(
        data, "catalogue", "generate", "--items", "2000", "--into", str(into), "--json", "--set", real
    )
    assert made.document == {"items": 2000, "generated": 1996, "file": str(into), "folder": None}
    assert into.stat().st_mode & 0o777 == 0o600
    pointed = ("--set", f"catalogue.content={into}")
    stats = jinban(data, "catalogue", "stats", "--json", *pointed).document
    assert (stats["items"], stats["generated"]) == (2000, True)
    found = jinban(data, "search", "示例补贴申请", "--json", *pointed).document
    assert isinstance(found["results"], list)
    assert isinstance(found["results"][0], dict)
    assert jinban(data, "catalogue", "stats", "--json", "--set", real).document["generated"] is False


def test_a_large_catalogue_as_files_passes_the_checker(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    jinban(data, "catalogue", "generate", "--items", "400", "--out", str(folder))
    said = jinban(data, "catalogue", "check", str(folder), "--json").document
    assert (said["ok"], said["items"], said["mistakes"]) == (True, 400, [])


def test_fewer_items_than_there_are_is_one_clear_line(data: Path, tmp_path: Path) -> None:
    said = jinban(data, "catalogue", "generate", "--items", "2", "--set", content(tmp_path))
    assert said.status == 2
    assert said.complaint == "jinban: --items 2: there are 4 items already; ask for at least as many"


def test_an_item_is_looked_at_without_python(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "pictures"
    said = jinban(
        data, "catalogue", "preview", "HK-TEST-001", "--out", str(out), "--json", "--set", content(tmp_path)
    )
    assert said.status == 0, said.err
    walks = said.document["walks"]
    assert isinstance(walks, list)
    assert [walk["situation"] for walk in walks if isinstance(walk, dict)] == ["self", "delegate"]
    pictures = sorted(path.name for path in out.glob("*.png"))
    assert any("guide" in name for name in pictures)
    assert any("choosesituation" in name for name in pictures)
    assert all((out / name).stat().st_size > 10_000 for name in pictures)


def test_an_item_that_is_not_there_is_answered_with_the_nearest(data: Path, tmp_path: Path) -> None:
    said = jinban(data, "catalogue", "preview", "HK-TEST-011", "--set", content(tmp_path))
    assert said.status == 2
    assert said.complaint.endswith("there is no item HK-TEST-011; did you mean HK-TEST-001?")
    nothing = jinban(data, "catalogue", "preview", "--set", content(tmp_path))
    assert (nothing.status, "which item?" in nothing.complaint) == (2, True)


def test_one_file_alone_can_be_checked(data: Path, tmp_path: Path) -> None:
    folder = good_folder(tmp_path)
    said = jinban(data, "catalogue", "check", str(tmp_path / SUBSIDY_FILE), "--json")
    assert (said.status, said.document["items"]) == (0, 1)
    folder.change(SUBSIDY_FILE, "depth: 4", "depth: 5")
    said = jinban(data, "catalogue", "check", str(tmp_path / SUBSIDY_FILE))
    assert said.status == 1
    assert said.out.splitlines()[0] == (
        f"{tmp_path / SUBSIDY_FILE}:9: depth: input should be less than or equal to 4"
    )
