"""The receipt on the page printer says just what the receipt on the receipt printer says."""

import cv2
import numpy as np
import pytest
import zxingcpp

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
from kiosk.catalogue.words import Language
from kiosk.document.slip_page import Paper, slip_sheet
from kiosk.document.typesetting import to_pdf, to_pngs
from tests.kiosk.document.papers import AT, in_order, pages, squeezed, words

SLIP = Slip(
    "7K3M-9Q2X-AB4D-EFGH-5/1",
    (
        Title("示例大厅"),
        Text("办理凭条", Align.CENTRE, bold=True),
        Rule(),
        Pair("事项", "高龄老人长寿补贴申请"),
        Pair("申请编号", "7K3M-9Q2X-AB4D-EFGH-5", bold=True),
        Space(2),
        Highlight("已保存在本机，尚未发送"),
        Step(1, "等候短信"),
        Step(2, "带好证件"),
        Text("靠右的话", Align.RIGHT),
        Text("第一行\n第二行"),
        QrCode("7K3M-9Q2X-AB4D-EFGH-5"),
    ),
)


def said(element: Element) -> list[str]:
    match element:
        case Title(text) | Highlight(text) | Text(text):
            return text.split("\n")
        case Step(number, text):
            return [f"{number}.{text}"]
        case Pair(label, value):
            return [label, value]
        case _:
            return []


@pytest.mark.parametrize("paper", list(Paper))
def test_every_line_is_there_in_its_order_and_no_other(paper: Paper) -> None:
    (told,) = pages(to_pdf(slip_sheet(SLIP, Language.ZH, AT, paper)))
    expected = [part for element in SLIP.lines for part in said(element)]
    assert in_order(told, *expected)
    assert len(told) == len(squeezed("".join(expected)))


@pytest.mark.parametrize("paper", list(Paper))
def test_the_code_can_be_scanned(paper: Paper) -> None:
    (picture,) = to_pngs(slip_sheet(SLIP, Language.ZH, AT, paper))
    frame = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert frame is not None
    assert [code.text for code in zxingcpp.read_barcodes(frame)] == ["7K3M-9Q2X-AB4D-EFGH-5"]


def test_the_papers_have_their_sizes() -> None:
    sizes = {}
    for paper in Paper:
        (picture,) = to_pngs(slip_sheet(SLIP, Language.ZH, AT, paper), dpi=254)
        frame = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
        assert frame is not None
        sizes[paper] = frame.shape[:2]
    assert sizes == {Paper.A4: (2970, 2100), Paper.A5: (2100, 1480)}


def test_a_slip_of_many_lines_goes_on_on_numbered_pages() -> None:
    long = Slip("x/1", tuple(Pair(f"第{number}项", "内容") for number in range(150)))
    told = pages(to_pdf(slip_sheet(long, Language.ZH, AT, Paper.A5)))
    assert len(told) > 1
    assert in_order("".join(told), *(f"第{number}项" for number in range(150)))
    assert told[0].endswith(f"第1页，共{len(told)}页")


def test_an_empty_slip_is_an_empty_page() -> None:
    assert words(to_pdf(slip_sheet(Slip("x/1", ()), Language.EN, AT))) == ""
