"""``jinban demo --row N``: the stories of this folder on the real touchscreen, left as pictures."""

import json
from pathlib import Path

import pytest
from PIL import Image

from app.stories.rows import ROWS, STORIES
from tests.app.jinban_command import jinban


def test_there_is_a_story_for_each_of_the_citys_systems() -> None:
    assert list(ROWS) == list(range(1, 22))
    names = [(story.row, story.name) for story in STORIES]
    assert len(names) == len(set(names))


def test_a_rows_screens_papers_and_summary_are_left_in_its_folder(tmp_path: Path) -> None:
    said = jinban(tmp_path / "data", "demo", "--row", "4", "--out", str(tmp_path / "out"), patience_s=150)
    assert (said.status, said.err) == (0, "")
    folder = tmp_path / "out" / "row-04"
    text = (folder / "summary.json").read_text(encoding="utf-8")
    summary = json.loads(text)
    (story,) = summary["stories"]
    assert (summary["row"], summary["system"], story["failure"]) == (4, "秒批快办", None)
    assert story["states"][0] == story["states"][-1] == "Attract"
    assert [case["state"] for case in story["platform"]] == ["granted"]
    assert story["papers"] == ["slip-01.png", "document-01.pdf"]
    assert (folder / "document-01.pdf").read_bytes().startswith(b"%PDF")
    assert sorted([*story["pictures"], *story["papers"], "summary.json"]) == sorted(
        file.name for file in folder.iterdir()
    )
    for name in story["pictures"]:
        with Image.open(folder / name) as picture:
            assert picture.size == (1080, 1920), name
    for secret in ("吴小海", "460105199003070017", "13876001234"):
        assert secret not in text


@pytest.mark.parametrize("row", ["0", "22", "four", "-1"])
def test_a_row_that_there_is_not_is_one_line(tmp_path: Path, row: str) -> None:
    said = jinban(tmp_path / "data", "demo", f"--row={row}", "--out", str(tmp_path / "out"))
    assert said.status == 2
    assert "expected 1 to 21, or all" in said.complaint
