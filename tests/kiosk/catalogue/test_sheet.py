"""Whatever stands in a file, the reader ends, and either has its words with their lines or says what is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.sheet import MAX_DEPTH, Sheet, read_sheet


def sheet(folder: Path, text: str | bytes) -> Sheet:
    path = folder / "item.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sheet(path)


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "08:30", "17:30", "460105", "0123", "1e3", "2026-02-30", "true", "0x1F"]
)
def test_plain_words_stay_as_they_were_typed(tmp_path: Path, word: str) -> None:
    assert sheet(tmp_path, f"a: {word}\n").document == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    assert sheet(tmp_path, f"a: {nothing}\n").document == {"a": None}
    assert sheet(tmp_path, f"a: '{nothing}'\n").document == {"a": nothing}


def test_every_word_and_entry_has_its_line(tmp_path: Path) -> None:
    read = sheet(tmp_path, "# a comment\nname:\n  zh: 一\nlist:\n  - {id: a,\n     b: c}\n  - id: d\n")
    assert read.line_of(("name",)) == 2
    assert read.line_of(("name", "zh")) == 3
    assert read.line_of(("list", 0, "b")) == 6
    assert read.line_of(("list", 1, "id")) == 7
    assert read.line_of(("list", 1, "missing", "deeper")) == 7
    assert read.line_of(("nothing",)) == 1


def test_a_bomb_of_aliases_is_not_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    read = sheet(tmp_path, "\n".join(lines))
    assert read.document is None
    (found,) = read.mistakes
    assert (found.line, found.message) == (
        1,
        "is not YAML: &a0 is not taken here; write it out, or use shared:",
    )


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_nest_is_left_at_its_depth(tmp_path: Path, opening: str) -> None:
    (found,) = sheet(tmp_path, opening * 50_000).mistakes
    assert f"deeper than {MAX_DEPTH}" in found.message


@given(
    st.text(st.sampled_from("ab:-[]{}&*!#'\"|>%@\n \t,?~0"), max_size=60)
    | st.text(max_size=40)
    | st.binary(max_size=40)
)
def test_nothing_that_can_be_typed_brings_the_reader_down(
    tmp_path_factory: pytest.TempPathFactory, text: str | bytes
) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    read = sheet(tmp_path_factory.getbasetemp(), raw)
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    assert all(
        1 <= found.line <= lines + raw.count(b"\xc2\x85") + raw.count(b"\xe2\x80") for found in read.mistakes
    )
    assert read.document is None or all(line >= 1 for line in read.lines.values())
