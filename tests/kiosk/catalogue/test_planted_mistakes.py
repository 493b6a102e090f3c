"""An operator makes one mistake in a folder of good content: the checker names its file and its line, and says what is
right. Without the mistake it says nothing."""

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.content import ContentRefused
from kiosk.catalogue.source import read_content
from tests.kiosk.catalogue.operators_folder import FAMILY_FILE, SUBSIDY_FILE, Folder, good_folder

TODAY = date(2026, 5, 6)
PROOFS = "proofs.yaml"


class Planted(NamedTuple):
    """``old`` becomes ``new`` in ``file``; ``on`` stands on the line that is named, and ``says`` in the message."""

    what: str
    file: str
    old: str
    new: str
    on: str
    field: str
    says: str


_TOLD = tomllib.loads((Path(__file__).parent / "planted_mistakes.toml").read_text(encoding="utf-8"))
PLANTED = [Planted(**mistake) for mistake in _TOLD["mistake"]]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return good_folder(tmp_path)


def test_good_content_has_no_mistake(folder: Folder) -> None:
    read = read_content(folder.catalogue, TODAY)
    assert read.mistakes == []
    assert sorted(item.code for item in read.items) == [
        "HK-FAM-001",
        "HK-FAM-002",
        "HK-FAM-003",
        "HK-TEST-001",
    ]


@pytest.mark.parametrize("planted", PLANTED, ids=[one.what for one in PLANTED])
def test_a_planted_mistake_is_found_at_its_file_and_line(folder: Folder, planted: Planted) -> None:
    folder.change(planted.file, planted.old, planted.new)
    mistakes = read_content(folder.catalogue, TODAY).mistakes
    found = [one for one in mistakes if one.field == planted.field and planted.says in one.message]
    assert found, [str(one) for one in mistakes]
    path = folder.root / planted.file
    assert found[0].file == path
    assert planted.on in path.read_text(encoding="utf-8").split("\n")[found[0].line - 1]


def test_enough_mistakes_are_planted() -> None:
    assert len(PLANTED) >= 45
    assert len({one.what for one in PLANTED}) == len(PLANTED)


@pytest.mark.parametrize("planted", PLANTED[::8], ids=[one.what for one in PLANTED[::8]])
def test_a_release_with_a_mistake_is_refused_and_the_last_good_one_kept(
    folder: Folder, tmp_path: Path, planted: Planted
) -> None:
    target = tmp_path / "catalogue.db"
    build_catalogue(folder.catalogue, target, TODAY)
    good = target.read_bytes()
    folder.change(planted.file, planted.old, planted.new)
    with pytest.raises(ContentRefused):
        build_catalogue(folder.catalogue, target, TODAY)
    assert target.read_bytes() == good
    assert sorted(path.name for path in tmp_path.glob("catalogue.db*")) == ["catalogue.db"]


def test_automatic_needs_what_decides_it(folder: Folder) -> None:
    guide = "  - code: HK-FAM-001\n"
    folder.change(FAMILY_FILE, guide, f"{guide}    instant: true\n    automatic: true\n")
    (found,) = read_content(folder.catalogue, TODAY).mistakes
    assert (found.field, found.line) == ("items.0.automatic", 11)
    assert "comparison rules" in found.message


def test_a_file_that_is_a_link_to_elsewhere_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "secret.yaml"
    elsewhere.write_text("password: hunter2\n", encoding="utf-8")
    link = folder.catalogue / "elderly" / "link.yaml"
    link.symlink_to(elsewhere)
    (found,) = read_content(folder.catalogue, TODAY).mistakes
    assert (found.file, found.line) == (link, 1)
    assert "link to somewhere else" in found.message
    assert "hunter2" not in str(found)


def test_a_file_that_is_too_large_is_not_read(folder: Folder) -> None:
    huge = folder.catalogue / "elderly" / "huge.yaml"
    huge.write_bytes(b"# nothing\n" * 300_000)
    (found,) = read_content(folder.catalogue, TODAY).mistakes
    assert (found.file, found.line) == (huge, 1)
    assert "larger than 2 MB" in found.message


def test_a_file_of_another_writing_is_named(folder: Folder) -> None:
    path = folder.root / PROOFS
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    found = read_content(folder.catalogue, TODAY).mistakes[0]
    assert (found.file, found.line, found.message) == (path, 1, "is not UTF-8 text")


def test_a_figure_of_tomorrow_does_not_stop_a_station_whose_clock_is_wrong(
    folder: Folder, tmp_path: Path
) -> None:
    folder.change(SUBSIDY_FILE, "as_of: 2026-01-03", "as_of: 2026-12-31")
    assert len(build_catalogue(folder.catalogue, tmp_path / "catalogue.db")) == 4
