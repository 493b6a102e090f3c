"""``jinban audit``: whether the log is whole, and the log for whoever has to read it."""

import json
import stat
from pathlib import Path

import pytest

from tests.app.jinban_command import jinban
from tests.kiosk.staff.staff_room import TECHNICIAN, overwrite, staffed


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A station where two accounts were added and one was locked."""
    data = tmp_path / "data"
    staffed(data)._records.close()
    assert jinban(data, "staff", "lock", TECHNICIAN).status == 0
    return data


def test_a_whole_log_is_status_zero(data: Path) -> None:
    verdict = jinban(data, "audit", "verify", "--json")
    assert verdict.status == 0
    assert {**verdict.document, "last": None} == {
        "whole": True,
        "entries": 3,
        "last": None,
        "unanchored": 0,
        "findings": [],
    }
    assert jinban(data, "audit", "verify").out.startswith("the log is whole: 3 entries, the last is 3 ")


@pytest.mark.parametrize(
    ("sql", "flaw", "first", "sentence"),
    [
        ("UPDATE audit SET actor = 'x' WHERE id = 2", "changed", 2, "entry 2 was changed"),
        ("DELETE FROM audit WHERE id > 1", "missing", 2, "entries 2 to 3 are missing"),
    ],
)
def test_a_flaw_is_named_and_is_status_one(
    data: Path, sql: str, flaw: str, first: int, sentence: str
) -> None:
    overwrite(data, sql)
    told = jinban(data, "audit", "verify", "--json")
    assert (told.status, told.document["whole"]) == (1, False)
    (finding,) = told.document["findings"] if isinstance(told.document["findings"], list) else []
    assert isinstance(finding, dict)
    assert (finding["flaw"], finding["first"]) == (flaw, first)
    said = jinban(data, "audit", "verify")
    assert said.status == 1
    assert "the log is not whole" in said.out
    assert sentence in said.out


def test_a_lost_anchor_is_status_one(data: Path) -> None:
    (data / "audit.head").unlink()
    said = jinban(data, "audit", "verify")
    assert said.status == 1
    assert "audit.head is missing" in said.out


def test_the_export_is_one_entry_a_line_wherever_it_goes(data: Path, tmp_path: Path) -> None:
    shown = jinban(data, "audit", "export")
    assert [(entry["id"], entry["action"], entry["subject"]) for entry in shown.lines] == [
        (1, "account_added", "t-204"),
        (2, "account_added", "lin-fang"),
        (3, "account_locked", "t-204"),
    ]
    assert jinban(data, "audit", "export", "--json").document["entries"] == shown.lines
    file = tmp_path / "log.jsonl"
    assert jinban(data, "audit", "export", str(file)).out == f"3 entries in {file}\n"
    assert file.read_text() == shown.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = jinban(data, "audit", "export", str(file), "--json").document
    assert told == {"exported": 3, "file": str(file)}


def test_an_export_holds_even_what_was_tampered_with(data: Path) -> None:
    overwrite(data, "UPDATE audit SET detail = 'no JSON', at = 9223372036854775807 WHERE id = 2")
    lines = jinban(data, "audit", "export").out.splitlines()
    assert len(lines) == 3
    assert json.loads(lines[1])["detail"] == "no JSON"


def test_a_file_that_cannot_be_written_is_one_line(data: Path, tmp_path: Path) -> None:
    said = jinban(data, "audit", "export", str(tmp_path / "no" / "log.jsonl"))
    assert (said.status, said.out) == (1, "")
    assert "choose another file" in said.complaint


@pytest.mark.parametrize("words", [["audit", "burn"], ["audit", "verify", "x"]])
def test_wrong_usage_is_one_line_and_status_two(data: Path, words: list[str]) -> None:
    said = jinban(data, *words)
    assert (said.status, said.out) == (2, "")
    assert said.complaint


def test_a_fresh_station_has_an_empty_log_that_is_whole(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    assert jinban(fresh, "audit", "verify").status == 0
    assert jinban(fresh, "audit", "export").out == ""
