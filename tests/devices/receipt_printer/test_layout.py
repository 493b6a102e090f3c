"""A slip on 48 columns."""

from hypothesis import given
from hypothesis import strategies as st

from devices.receipt_printer.layout import PAPER_COLUMNS, QrBlock, TextLine, layout
from devices.receipt_printer.line_breaking import printable
from devices.receipt_printer.slip import (
    Align,
    Element,
    Highlight,
    Pair,
    QrCode,
    Rule,
    Slip,
    Space,
    Step,
    Text,
    Title,
)

WORDS = st.text(st.characters(codec="utf-8") | st.sampled_from("民政局，。（）ab 12\n"), max_size=80)
ELEMENTS: st.SearchStrategy[Element] = st.one_of(
    st.builds(Title, WORDS),
    st.builds(Highlight, WORDS),
    st.builds(Text, WORDS, st.sampled_from(Align), st.booleans()),
    st.builds(Step, st.integers(1, 12), WORDS),
    st.builds(Pair, WORDS, WORDS, st.booleans()),
    st.just(Rule()),
    st.builds(Space, st.integers(0, 3)),
    st.just(QrCode("https://zw.example.cn/q/1")),
)


def _words(element: Element) -> str:
    match element:
        case Title(text) | Highlight(text) | Text(text):
            return text
        case Step(number, text):
            return f"{number}.{text}"
        case Pair(label, value):
            return label + "\n" + value
        case Rule():
            return "-" * PAPER_COLUMNS
        case Space() | QrCode():
            return ""


def _text_lines(slip: Slip) -> list[TextLine]:
    return [line for line in layout(slip) if isinstance(line, TextLine)]


@given(st.lists(ELEMENTS, max_size=8))
def test_no_line_is_wider_than_the_paper(elements: list[Element]) -> None:
    slip = Slip("any", tuple(elements))
    assert all(line.columns <= PAPER_COLUMNS for line in _text_lines(slip))


@given(st.lists(ELEMENTS, max_size=8))
def test_no_word_is_lost(elements: list[Element]) -> None:
    slip = Slip("any", tuple(elements))
    printed = "".join(line.text for line in _text_lines(slip))
    meant = printable("".join(_words(element) for element in elements))
    assert "".join(printed.split()) == "".join(meant.split())


def test_value_stands_at_the_right_edge() -> None:
    (line,) = _text_lines(Slip("p", (Pair("申请人", "王*"),)))
    assert line.text == "申请人" + " " * 39 + "王*"
    assert line.columns == PAPER_COLUMNS


def test_long_value_goes_under_its_label() -> None:
    lines = _text_lines(Slip("p", (Pair("办理地点", "海口市龙华区和平南路一号政务服务中心二楼"),)))
    assert [line.text for line in lines] == ["办理地点", "  海口市龙华区和平南路一号政务服务中心二楼"]


def test_further_lines_of_a_step_stand_under_its_first_word() -> None:
    lines = _text_lines(Slip("s", (Step(2, "民政部门在五个工作日内答复，结果以短信告知您本人。"),)))
    assert [line.text for line in lines] == ["2. 民政部门在五个工作日内答复，结果以短信告知您", "   本人。"]


def test_qr_code_has_white_above_and_below() -> None:
    lines = layout(Slip("q", (Text("上"), QrCode("x"), Text("下"))))
    assert lines == (TextLine("上"), TextLine(""), QrBlock("x"), TextLine(""), TextLine("下"))


def test_a_residents_words_are_not_in_what_gets_logged() -> None:
    slip = Slip("JB-1", (Pair("申请人", "王亚美"),))
    assert "王亚美" not in repr(slip)
    assert "王亚美" not in repr(layout(slip))
