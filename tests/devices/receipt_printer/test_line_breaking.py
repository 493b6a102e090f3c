"""Lines as a reader expects them: within the paper, words whole, punctuation where it belongs, nothing lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.receipt_printer.line_breaking import (
    NEVER_ENDS_A_LINE,
    NEVER_STARTS_A_LINE,
    columns_of,
    printable,
    wrap,
)

ANY_TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("王 中，。（）《》“”a1-*\n\t\x1b\x10\x04"), max_size=200
)
HANZI = st.text("海口市民政局办理补贴", min_size=1, max_size=8)
CLAUSES = st.one_of(
    st.builds(str.__add__, HANZI, st.sampled_from("，。；：？！")),
    HANZI.map(lambda words: f"《{words}》"),
    HANZI.map(lambda words: f"（{words}）12 "),
)


def _visible(text: str) -> str:
    return "".join(printable(text).split())


@given(ANY_TEXT, st.integers(2, 48))
def test_no_line_is_wider_than_the_paper(text: str, columns: int) -> None:
    assert all(columns_of(line) <= columns for line in wrap(text, columns))


@given(ANY_TEXT, st.integers(2, 48))
def test_no_visible_character_is_lost_or_moved(text: str, columns: int) -> None:
    assert _visible("".join(wrap(text, columns))) == _visible(text)


@given(ANY_TEXT)
def test_nothing_printable_can_be_a_command_to_the_printer(text: str) -> None:
    categories = {unicodedata.category(character) for character in printable(text) if character != "\n"}
    assert categories.isdisjoint({"Cc", "Cf", "Cs"})


@given(st.lists(CLAUSES, max_size=12))
def test_punctuation_stays_with_its_word(clauses: list[str]) -> None:
    lines = wrap("".join(clauses), 20)
    assert not [line for line in lines[1:] if line[0] in NEVER_STARTS_A_LINE]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_ENDS_A_LINE]


def test_comma_at_the_edge_takes_its_character_along() -> None:
    assert wrap("海口市民政局，办理", 12) == ("海口市民政", "局，办理")


def test_opening_bracket_does_not_hang_at_the_end_of_a_line() -> None:
    assert wrap("海口市民政（示例）", 12) == ("海口市民政", "（示例）")


def test_latin_word_and_number_stay_whole() -> None:
    assert wrap("办件编号JB-20261123-000147", 24) == ("办件编号", "JB-20261123-000147")


def test_word_longer_than_the_paper_is_cut() -> None:
    assert wrap("A" * 50, 48) == ("A" * 48, "AA")


def test_newline_starts_a_line_and_blank_lines_stay() -> None:
    assert wrap("一\n\n二", 48) == ("一", "", "二")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王\x1b@伟", "王@伟"),
        ("王\u200b伟", "王伟"),
        ("金额\t5", "金额 5"),
        ("a\u00a0b", "a b"),
        ("¥100", "￥100"),
        ("\r\n", "\n"),
        ("坏\ud800字", "坏字"),
    ],
)
def test_what_no_printer_can_print_is_taken_out(text: str, expected: str) -> None:
    assert printable(text) == expected
