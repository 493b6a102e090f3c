"""A receipt for the page printer: the same slip that the receipt printer prints, set on A5 or A4."""

from datetime import datetime
from enum import Enum
from typing import assert_never

from config.texts import texts
from devices.receipt_printer.slip import (
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
from kiosk.document.typesetting import Sheet, Value, qr_rows


class Paper(Enum):
    A4 = "a4"
    A5 = "a5"


def slip_sheet(slip: Slip, language: Language, at: datetime, paper: Paper = Paper.A4) -> Sheet:
    """Every line of the slip, none added. ``at`` has a zone and is the PDF's date. Pure; any thread."""
    elements = [_told(element) for element in slip.lines]
    title = texts(language).say("slip.title")
    return Sheet("slip", language, title, at, {"elements": elements, "paper": paper.value})


def _told(element: Element) -> dict[str, Value]:
    match element:
        case Title(text):
            return {"kind": "title", "text": text}
        case Highlight(text):
            return {"kind": "highlight", "text": text}
        case Text(text, align, bold):
            return {"kind": "text", "text": text, "align": align.value, "bold": bold}
        case Step(number, text):
            return {"kind": "step", "number": str(number), "text": text}
        case Pair(label, value, bold):
            return {"kind": "pair", "label": label, "value": value, "bold": bold}
        case Rule():
            return {"kind": "rule"}
        case Space(lines):
            return {"kind": "space", "lines": lines}
        case QrCode(payload):
            return {"kind": "qr", "rows": qr_rows(payload)}
        case _:
            assert_never(element)
