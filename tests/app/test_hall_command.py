"""``jinban hall``: hours, announcements, hot list, supplies, checklist and counts from the command line."""

from pathlib import Path
from typing import cast

import pytest

from tests.app.jinban_command import Json, jinban

ANNOUNCED = ("hall", "announce", "--zh", "今晚升级", "--en", "Upgrade tonight")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_hours_announcements_and_hot_list_stand_as_they_were_set(data: Path) -> None:
    assert jinban(data, "hall", "hours", "mon-fri 08:30-17:30", "sat 09:00-12:00").status == 0
    assert jinban(data, *ANNOUNCED, "--warning", "--until", "2199-01-01").status == 0
    assert jinban(data, "hall", "hot", "HK-MZ-0261", "HK-GA-0002", "HK-MZ-0261").status == 0
    shown = jinban(data, "hall", "show", "--json").document
    assert shown["hours"] == ["mon-fri 08:30-17:30", "sat 09:00-12:00"]
    assert shown["hot"] == ["HK-MZ-0261", "HK-GA-0002"]
    (announcement,) = cast("list[dict[str, Json]]", shown["announcements"])
    assert (announcement["id"], announcement["zh"], announcement["tone"]) == (2, "今晚升级", "warning")
    assert jinban(data, "hall", "end", "2").out == "announcement 2: ended\n"
    assert jinban(data, "hall", "hours", "always").status == 0
    assert jinban(data, "hall", "hot", "none").status == 0
    assert jinban(data, "hall", "show").out == "open; hours: always open\nhot list: none\n"


def test_a_fresh_roll_is_told_and_counted_from_anew(data: Path) -> None:
    said = jinban(data, "hall", "replaced", "receipt_roll")
    assert said.out == "receipt_roll: replaced after 0 (undo: jinban items undo 1)\n"
    levels = cast("list[dict[str, Json]]", jinban(data, "hall", "supplies", "--json").document["supplies"])
    assert [(level["name"], level["left"], level["low"]) for level in levels] == [
        ("receipt_roll", 300, False),
        ("pages", 250, False),
        ("toner", 1500, False),
    ]


def test_the_checklist_is_status_one_until_all_is_done(data: Path) -> None:
    before = jinban(data, "hall", "checklist", "--json")
    assert before.status == 1
    jinban(data, "hall", "tick", "screen_clean")
    after = jinban(data, "hall", "checklist", "--json").document
    assert after["left"] == cast("int", before.document["left"]) - 1
    checks = {str(each["name"]): each for each in cast("list[dict[str, Json]]", after["checks"])}
    assert (checks["screen_clean"]["state"], checks["screen_clean"]["ticked_by"]) == ("done", "_command_line")
    assert checks["disk"]["by_hand"] is False
    assert "[x] screen_clean" in jinban(data, "hall", "checklist").out


def test_a_station_without_visits_has_nothing_to_count(data: Path) -> None:
    counted = jinban(data, "hall", "counts", "--days", "30", "--json").document
    assert (counted["counts"], counted["searches_without_result"]) == ([], [])
    assert jinban(data, "hall", "counts").out.startswith("nothing since ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["hours"], "expected hours"),
        (["hours", "monday"], "expected days and times"),
        (["announce"], "expected --zh TEXT --en TEXT"),
        (["announce", "--zh", "x"], "--en: is missing"),
        (["hot"], "expected the items' codes"),
        (["hot", "HK-MZ-9261"], "did you mean"),
        (["replaced", "paper"], "supply paper: there is none"),
        (["replaced"], "expected one name"),
        (["tick", "screen_cleen"], "did you mean screen_clean?"),
        (["show", "x"], "expected no further word"),
        (["counts", "--days", "0"], "expected 1 to 400"),
    ],
)
def test_wrong_words_are_one_line_and_status_two(data: Path, words: list[str], says: str) -> None:
    said = jinban(data, "hall", *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.complaint


def test_an_announcement_that_is_not_there_is_status_one(data: Path) -> None:
    said = jinban(data, "hall", "end", "7")
    assert (said.status, said.complaint) == (
        1,
        "jinban: hall end: there is no announcement 7; see: jinban hall show",
    )
