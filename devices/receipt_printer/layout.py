"""Places a slip on 80 mm paper: 48 columns of font A, a Chinese character taking two.

Pure; any thread.
"""

from dataclasses import dataclass, field
from typing import assert_never

from devices.receipt_printer.line_breaking import columns_of, printable, wrap
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

PAPER_COLUMNS = 48
_GAP_COLUMNS = 2
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of characters; ``width`` and ``height`` are 1 or 2 times the normal size."""

    text: str = field(repr=False)
    align: Align = Align.LEFT
    bold: bool = False
    width: int = 1
    height: int = 1

    @property
    def columns(self) -> int:
        """Columns of the paper that this line takes."""
        return columns_of(self.text) * self.width


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A centred QR code."""

    payload: str = field(repr=False)


PrintedLine = TextLine | QrBlock


def layout(slip: Slip) -> tuple[PrintedLine, ...]:
    """Every line of the slip from top to bottom, none wider than the paper."""
    lines: list[PrintedLine] = []
    for element in slip.lines:
        lines.extend(_lines_of(element))
    return tuple(lines)


def _lines_of(element: Element) -> tuple[PrintedLine, ...]:
    match element:
        case Title(text):
            return _large(text)
        case Highlight(text):
            return (TextLine(""), *_large(text), TextLine(""))
        case Text(text, align, bold):
            return tuple(TextLine(piece, align, bold) for piece in wrap(text, PAPER_COLUMNS))
        case Step(number, text):
            return _step(f"{number}. ", text)
        case Pair():
            return _pair(element)
        case Rule():
            return (TextLine("-" * PAPER_COLUMNS),)
        case Space(count):
            return (TextLine(""),) * count
        case QrCode(payload):
            # The quiet zone is four modules of 6 dots (ISO/IEC 18004, 9.1); an empty line has 30.
            return (TextLine(""), QrBlock(payload), TextLine(""))
        case _:
            assert_never(element)


def _large(text: str) -> tuple[TextLine, ...]:
    lines = wrap(text, PAPER_COLUMNS // 2)
    return tuple(TextLine(line, Align.CENTRE, bold=True, width=2, height=2) for line in lines)


def _step(number: str, text: str) -> tuple[TextLine, ...]:
    lines = wrap(text, PAPER_COLUMNS - len(number))
    heads = (number, *(" " * len(number) for _ in lines[1:]))
    return tuple(TextLine(head + line) for head, line in zip(heads, lines, strict=True))


def _pair(pair: Pair) -> tuple[TextLine, ...]:
    label, value = printable(pair.label).strip(), printable(pair.value).strip()
    free = PAPER_COLUMNS - columns_of(label) - columns_of(value)
    if "\n" not in label + value and free >= _GAP_COLUMNS:
        return (TextLine(label + " " * free + value, bold=pair.bold),)
    labels = wrap(label, PAPER_COLUMNS)
    values = (_INDENT + line for line in wrap(value, PAPER_COLUMNS - len(_INDENT)))
    return tuple(TextLine(line, bold=pair.bold) for line in (*labels, *values))
