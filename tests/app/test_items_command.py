"""``jinban items`` as an operator types it: what is offered, switched, scheduled, undone, and who did it."""

from pathlib import Path
from typing import cast

import pytest

from kiosk.staff.opening import open_records
from tests.app.jinban_command import Json, jinban
from tests.kiosk.staff.staff_room import OPERATOR, staffed

CARD, SUBSIDY = "HK-MZ-0263", "HK-MZ-0261"
MESSAGE = ("--message-zh", "设备维护，请到窗口办理", "--message-en", "Please go to the window")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def item(data: Path, code: str = CARD) -> dict[str, Json]:
    found = jinban(data, "items", "list", code, "--json").document["items"]
    (only,) = cast("list[dict[str, Json]]", found)
    return only


def actions(data: Path) -> list[tuple[Json, Json]]:
    return [(entry["actor"], entry["action"]) for entry in jinban(data, "audit", "export").lines]


def test_a_fresh_station_offers_the_whole_catalogue(data: Path) -> None:
    listed = cast("list[dict[str, Json]]", jinban(data, "items", "list", "--json").document["items"])
    assert len(listed) >= 5
    assert all(each["offered"] and each["source"] == "catalogue" for each in listed)
    assert item(data) == {
        "code": CARD,
        "name": "老年人优待证办理",
        "theme": "elderly",
        "offered": True,
        "until": None,
        "message": None,
        "source": "catalogue",
    }


def test_switching_off_with_a_message_and_undoing_it(data: Path) -> None:
    said = jinban(data, "items", "disable", CARD, SUBSIDY, *MESSAGE)
    assert said.status == 0
    assert said.out == (
        f"{CARD}: withdrawn (undo: jinban items undo 1)\n{SUBSIDY}: withdrawn (undo: jinban items undo 2)\n"
    )
    assert item(data) | {"name": ""} == {
        "code": CARD,
        "name": "",
        "theme": "elderly",
        "offered": False,
        "until": None,
        "message": {"zh": "设备维护，请到窗口办理", "en": "Please go to the window"},
        "source": "switch",
    }
    assert jinban(data, "items", "undo", "1").out == f"undone: {CARD}: withdrawn\n"
    assert item(data)["offered"] is True
    assert item(data, SUBSIDY)["offered"] is False
    assert [action for _, action in actions(data)] == ["item_disabled", "item_disabled", "change_undone"]
    assert jinban(data, "audit", "verify").status == 0


def test_a_schedule_tells_when_it_ends(data: Path) -> None:
    said = jinban(data, "items", "schedule", CARD, "--from", "2020-01-01", "--until", "2199-01-01", "--json")
    (change,) = cast("list[dict[str, Json]]", said.document["changes"])
    assert (change["offered"], change["until"]) == (False, "2199-01-01T00:00:00+08:00")
    assert (item(data)["offered"], item(data)["until"], item(data)["source"]) == (
        False,
        "2199-01-01T00:00:00+08:00",
        "schedule",
    )


def test_a_theme_takes_its_items_with_it_and_says_so(data: Path) -> None:
    jinban(data, "items", "disable", "--theme", "elderly", "--device", "speaker")
    assert (item(data)["offered"], item(data)["source"]) == (False, "theme")
    assert jinban(data, "items", "list", "--json").document["devices_off"] == ["speaker"]
    assert "its theme elderly is off" in jinban(data, "items", "enable", CARD).out


def test_who_changed_it_is_an_account_of_the_station(data: Path) -> None:
    staffed(data)._records.close()
    jinban(data, "items", "disable", CARD, "--by", OPERATOR)
    assert actions(data)[-1] == (OPERATOR, "item_disabled")
    said = jinban(data, "items", "disable", CARD, "--by", "lin-fan")
    assert said.status == 2
    assert said.complaint == f"jinban: --by lin-fan: no such account; did you mean {OPERATOR}?"


def test_the_history_tells_the_latest_first(data: Path) -> None:
    jinban(data, "items", "disable", CARD)
    jinban(data, "items", "undo")
    changes = cast("list[dict[str, Json]]", jinban(data, "items", "history", "--json").document["changes"])
    assert [(each["id"], each["kind"], each["undone_by"]) for each in changes] == [
        (2, "undo", None),
        (1, "item", 2),
    ]
    assert "(undone by 2)" in jinban(data, "items", "history").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["disable", "HK-MZ-9263"], f"item HK-MZ-9263: there is none; did you mean {CARD}?"),
        (["disable", "--theme", "elderli"], "theme elderli: there is none; did you mean elderly?"),
        (["disable", "--device", "scaner"], "device scaner: there is none; did you mean scanner?"),
        (["disable"], "expected a CODE, --theme THEME or --device NAME"),
        (["disable", CARD, "--message-zh", "x"], "--message-en: is missing"),
        (["disable", CARD, "--message-zh", "x" * 61, "--message-en", "x"], "expected 60 at most"),
        (
            ["disable", CARD, "--message-zh", "找460105199003071239", "--message-en", "x"],
            "holds a person's number",
        ),
        (["disable", CARD, "--until", "2020-01-01"], "is over already"),
        (["schedule", CARD], "expected --from, --until or --hours"),
        (["schedule", CARD, "--from", "tomorrow"], "expected a time, as 2026-12-01"),
        (["schedule", CARD, "--from", "2199-02-01", "--until", "2199-01-01"], "ends before it begins"),
        (["schedule", CARD, "--hours", "9-5"], "expected days and times, as in: mon-fri 08:30-17:30"),
        (["undo", "x"], "expected the number of one change"),
    ],
)
def test_wrong_words_are_one_line_and_status_two(data: Path, words: list[str], says: str) -> None:
    said = jinban(data, "items", *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.complaint
    assert "460105199003071239" not in said.err


def test_nothing_to_undo_is_status_one(data: Path) -> None:
    said = jinban(data, "items", "undo")
    assert said.status == 1
    assert "there is nothing to undo" in said.complaint
    jinban(data, "items", "disable", CARD)
    jinban(data, "items", "enable", CARD)
    assert "change 2 came after it" in jinban(data, "items", "undo", "1").complaint


def test_a_change_and_its_entry_are_there_for_whoever_reads_next(data: Path) -> None:
    jinban(data, "items", "disable", CARD)
    records = open_records(data)
    assert [entry["subject"] for entry in records.entries()] == [CARD]
    records.close()
