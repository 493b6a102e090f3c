"""The compiled catalogue: the same bytes for the same content, the last good one kept, nothing else opened."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import config
from config.faults import EnvironmentFault, FaultCode
from kiosk.catalogue.build import build_catalogue
from kiosk.catalogue.catalogue import Catalogue, Found
from kiosk.catalogue.content import ContentRefused, fingerprint
from kiosk.catalogue.item import Item
from kiosk.catalogue.source import read_items
from tests.kiosk.catalogue.operators_desk import changed, write_item

SHIPPED = Path(config.__file__).parent / "catalogue"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write_item(folder)
    write_item(folder, changed("HK-TEST-001", "HK-TEST-000").split("service:")[0], "housing/guide.yaml")
    return folder


@pytest.fixture
def catalogue(content: Path, tmp_path: Path) -> Iterator[Catalogue]:
    build_catalogue(content, tmp_path / "catalogue.db")
    catalogue = Catalogue(tmp_path / "catalogue.db")
    yield catalogue
    catalogue.close()


def test_what_was_written_is_what_is_read(content: Path, catalogue: Catalogue) -> None:
    written, mistakes = read_items(content)
    assert mistakes == []
    assert {item.code: item for item in catalogue.items()} == {item.code: item for item in written}
    assert catalogue.fingerprint == fingerprint(content)
    assert catalogue.counts() == {"elderly": 2}


def test_items_that_end_here_come_first(catalogue: Catalogue) -> None:
    assert [item.code for item in catalogue.items()] == ["HK-TEST-001", "HK-TEST-000"]
    assert catalogue.item("HK-GHOST") is None


def test_the_same_content_gives_the_same_bytes_wherever_and_whenever_it_is_built(
    content: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "another" / "place"
    shutil.copytree(content, elsewhere)
    for path in elsewhere.rglob("*.yaml"):
        os.utime(path, (1, 1))
    build_catalogue(content, tmp_path / "one.db")
    build_catalogue(elsewhere, tmp_path / "two.db")
    build_catalogue(content, tmp_path / "one.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_other_content_has_another_fingerprint(content: Path) -> None:
    before = fingerprint(content)
    (content / "housing" / "guide.yaml").rename(content / "housing" / "other.yaml")
    moved = fingerprint(content)
    write_item(content, changed("depth: 4", "depth: 3"))
    assert len({before, moved, fingerprint(content)}) == 3


def test_only_the_owner_reads_it(content: Path, tmp_path: Path) -> None:
    build_catalogue(content, tmp_path / "catalogue.db")
    assert (tmp_path / "catalogue.db").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "catalogue.db.new").exists()


def test_content_with_a_mistake_leaves_the_last_good_catalogue(content: Path, tmp_path: Path) -> None:
    target = tmp_path / "catalogue.db"
    build_catalogue(content, target)
    good = target.read_bytes()
    write_item(content, changed("depth: 4", "depth: 9"))
    with pytest.raises(ContentRefused, match="1 mistakes") as refused:
        build_catalogue(content, target)
    assert [mistake.field for mistake in refused.value.mistakes] == ["depth"]
    assert target.read_bytes() == good


def test_what_a_cut_build_left_behind_does_not_stop_the_next(content: Path, tmp_path: Path) -> None:
    for left in ("catalogue.db.new", "catalogue.db.999999999.new"):
        (tmp_path / left).write_bytes(b"half a file")
    build_catalogue(content, tmp_path / "catalogue.db")
    Catalogue(tmp_path / "catalogue.db").close()
    assert [path.name for path in tmp_path.glob("catalogue.db*")] == ["catalogue.db"]


def test_a_build_leaves_the_draft_of_another_that_is_at_work(content: Path, tmp_path: Path) -> None:
    other = tmp_path / f"catalogue.db.{os.getppid()}.new"
    other.write_bytes(b"half a file")
    build_catalogue(content, tmp_path / "catalogue.db")
    assert other.read_bytes() == b"half a file"


def test_a_catalogue_that_cannot_be_written_is_a_fault_with_its_place(content: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no/such/folder") as failed:
        build_catalogue(content, tmp_path / "no/such/folder" / "catalogue.db")
    assert failed.value.code is FaultCode.STORE_FAILED


def test_the_order_in_which_files_came_to_the_folder_does_not_matter(content: Path, tmp_path: Path) -> None:
    build_catalogue(content, tmp_path / "one.db")
    backwards = tmp_path / "backwards"
    for path in sorted(content.rglob("*.yaml"), reverse=True):
        copy = backwards / path.relative_to(content)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    build_catalogue(backwards, tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_a_catalogue_of_another_format_is_not_opened(content: Path, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    build_catalogue(content, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(EnvironmentFault, match="another version") as refused:
        Catalogue(path)
    assert refused.value.code is FaultCode.CATALOGUE_MISSING


@pytest.mark.parametrize("content_of_file", [None, b"", b"no database at all, but some text" * 100])
def test_what_is_no_catalogue_is_called_missing(tmp_path: Path, content_of_file: bytes | None) -> None:
    path = tmp_path / "catalogue #1?.db"
    if content_of_file is not None:
        path.write_bytes(content_of_file)
    with pytest.raises(EnvironmentFault) as refused:
        Catalogue(path)
    assert refused.value.code is FaultCode.CATALOGUE_MISSING
    assert path.exists() is (content_of_file is not None)


def test_a_catalogue_is_opened_at_a_path_with_odd_characters(content: Path, tmp_path: Path) -> None:
    path = tmp_path / "目录 #1?.db"
    build_catalogue(content, path)
    Catalogue(path).close()


def test_a_kiosk_never_writes_into_its_catalogue(catalogue: Catalogue) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        catalogue._connection.execute("DELETE FROM item")


def test_several_threads_may_ask_at_once(catalogue: Catalogue) -> None:
    answers: list[Item | None] = []
    threads = [
        threading.Thread(target=lambda: answers.append(catalogue.item("HK-TEST-001"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert None not in answers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("示例补贴", "name: 示例补贴"),
        ("subsidy", "english: subsidy = 示例补贴"),
        ("示列补贴", "name: 示例补贴"),
        ("示例局", "department: 示例局"),
    ],
)
def test_search_says_why(catalogue: Catalogue, text: str, why: str) -> None:
    found = catalogue.search(text)
    assert [(result.code, result.why) for result in found] == [("HK-TEST-001", why)]
    assert catalogue.search(text, limit=1) == found[:1]


def test_of_two_services_of_one_name_the_one_that_ends_here_is_found(catalogue: Catalogue) -> None:
    assert catalogue.search("示例补贴") == (Found("HK-TEST-001", "示例补贴", 1.0, "name: 示例补贴"),)
    assert catalogue.answer("示例局").department == "示例局"


@pytest.mark.parametrize("text", ["", "  ", "\t", "\n", "zzzz", "%", "'; DROP TABLE item"])
def test_search_for_nothing_finds_nothing(catalogue: Catalogue, text: str) -> None:
    assert catalogue.search(text) == ()


def test_the_content_that_is_shipped_has_no_mistake(tmp_path: Path) -> None:
    items = build_catalogue(SHIPPED, tmp_path / "shipped.db")
    assert any(item.service is not None for item in items)
