"""The operator's file of words: the shipped one is in order, and every mistake is named by line."""

from pathlib import Path

import pytest

from kiosk.search.moved import moved
from kiosk.search.synonyms import Synonyms, read_synonyms, unknown_services
from tests.kiosk.search.search_desk import CITY, SHIPPED, searcher, shipped

GOOD = """things:
  居民身份证: [身份证, 二代证]
deeds:
  补: [丢了]
services:
  居民身份证补领: [身份证掉了]
ask:
  优待证:
    zh: 哪一种？
    en: Which one?
    options:
      - {zh: 老人, en: Senior, services: [老年人优待证办理]}
      - {zh: 军人, en: Veteran, services: [退役军人优待证申领]}
"""


def test_the_shipped_words_are_in_order_and_know_every_service() -> None:
    synonyms = shipped()
    assert unknown_services(synonyms, set(CITY)) == []
    assert set(synonyms.services) == set(CITY)


def test_no_filler_swallows_a_refusal() -> None:
    assert {"不交了", "不开了", "不要了", "没", "不"} & set(shipped().filler) == set()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "says"),
    [
        ("things:", "thing:", 1, "thing is no section; did you mean things?".removeprefix("thing ")),
        ("[身份证, 二代证]", "身份证", 2, "expected a list of words"),
        ("[身份证, 二代证]", "[身份证, 身份证]", 2, "身份证 is there twice"),
        ("[丢了]", "['？']", 4, "no letter or character"),
        ("  补: [丢了]", "  补: [丢了]\n  换: [丢了]", 5, "丢了 already stands for 补"),
        ("    en: Which one?\n", "", 8, "expected zh, en and a list of options"),
        ("      - {zh: 军人, en: Veteran, services: [退役军人优待证申领]}\n", "", 12, "1 options: expected 2 to 6"),
        ("{zh: 军人, en: Veteran, ", "{zh: 军人, ", 13, "an option has zh, en and services"),
        ("  居民身份证补领: [身份证掉了]", "  居民身份证补领: [身份证掉了", 7, "is not YAML"),
        ("  补: [丢了]", "  补: [丢了]\n  补: [掉了]", 5, "is there twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line(tmp_path: Path, right: str, wrong: str, line: int, says: str) -> None:
    path = tmp_path / "synonyms.yaml"
    assert right in GOOD
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    mistakes = read_synonyms(path)
    assert isinstance(mistakes, list)
    assert (mistakes[0].file, mistakes[0].line) == (path, line)
    assert says in mistakes[0].message


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"- a list\n", b"", b"a: \x07\n"])
def test_what_is_no_such_file_is_said_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "synonyms.yaml"
    if content is not None:
        path.write_bytes(content)
    mistakes = read_synonyms(path)
    assert isinstance(mistakes, list)
    assert len(mistakes) == 1
    assert str(mistakes[0]).startswith(f"{path}:1: ")


def test_a_service_that_the_catalogue_does_not_have_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.yaml"
    path.write_text(GOOD.replace("居民身份证补领:", "居民身分证补领:"), encoding="utf-8")
    synonyms = read_synonyms(path)
    assert isinstance(synonyms, Synonyms)
    (mistake,) = unknown_services(synonyms, set(CITY))
    assert mistake.line == 6
    assert mistake.message == "居民身分证补领 is no service of the catalogue; did you mean 居民身份证补领?"


def test_a_change_of_the_words_shows_which_queries_move(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.yaml"
    path.write_text(GOOD, encoding="utf-8")
    before = read_synonyms(path)
    path.write_text(GOOD.replace("[身份证掉了]", "[身份证掉了, 良人卡]"), encoding="utf-8")
    after = read_synonyms(path)
    assert isinstance(before, Synonyms)
    assert isinstance(after, Synonyms)
    cards = [entry for name, entry in CITY.items() if "身份证" in name]
    asked = [("良人卡", ("居民身份证补领",)), ("身份证掉了", ("居民身份证补领",))]
    (change,) = moved(searcher(cards, before), searcher(cards, after), asked)
    assert change.query == "良人卡"
    assert change.after[0] == "居民身份证补领"
    assert change.better is True


def test_the_shipped_file_is_where_the_build_looks() -> None:
    assert SHIPPED.is_file()
