"""``jinban search`` for the operator who edits the words: mistakes by line, and which queries a change moves."""

import shutil
from pathlib import Path

import config
from tests.app.jinban_command import jinban

HERE = Path(config.__file__).parent


def test_the_shipped_words_are_in_order(tmp_path: Path) -> None:
    report = jinban(tmp_path / "data", "search", "--check-synonyms", "--json").document
    assert report["ok"] is True
    assert report["mistakes"] == []


def test_a_mistake_in_the_words_is_named_and_the_catalogue_is_not_built(tmp_path: Path) -> None:
    content = tmp_path / "catalogue"
    shutil.copytree(HERE / "catalogue" / "housing", content)
    words = tmp_path / "synonyms.yaml"
    words.write_text("things:\n  居民身份证: 身份证\n", encoding="utf-8")
    refused = jinban(tmp_path / "data", "catalogue", "build", str(content))
    assert refused.status != 0
    assert f"{words}:2: things.居民身份证: expected a list of words" in refused.complaint
    assert not (tmp_path / "data" / "catalogue.db").exists()


def test_a_change_of_the_words_shows_the_queries_that_move(tmp_path: Path) -> None:
    older = tmp_path / "older.yaml"
    older.write_text("things:\n  居民身份证: [身份证]\n", encoding="utf-8")
    queries = tmp_path / "queries.txt"
    queries.write_text("敬老卡\n12345678901\n", encoding="utf-8")
    moved = jinban(
        tmp_path / "data", "search", "--moved", str(older), "--batch", str(queries), "--json"
    ).lines
    assert [change["query"] for change in moved] == ["敬老卡"]
    after = moved[0]["after"]
    assert isinstance(after, list)
    assert after[0] == "老年人优待证办理"
