"""What a receipt says, line by line, before anybody thinks of printers.

A slip is made by whoever has something to hand to the resident and is free of fonts, columns and bytes; ``layout.py``
places it on the paper and ``escpos_codec.py`` turns it into what the printer understands.
"""

from dataclasses import dataclass, field
from enum import Enum

MAX_QR_BYTES = 331
"""UTF-8 bytes of a QR code at correction M, version 13 (ISO/IEC 18004, table 7): 69 modules of 6 dots fit the paper.

Codes meant for another kiosk's camera stay far shorter: about 40 bytes still decode when blurred.
"""


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the slip: centred, bold, double width and height."""

    text: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """The one thing that the resident must not miss: centred, bold, double width and height, air around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """An ordinary paragraph; a newline in it starts a new line."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step of what happens next; its further lines stand under the first word."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left and its value at the right, or under the label when both do not fit on one line."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line over the whole width."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class QrCode:
    """A centred QR code that the printer draws itself. Raises ValueError for what cannot be printed unchanged."""

    payload: str

    def __post_init__(self) -> None:
        if not 0 < len(self.payload.encode()) <= MAX_QR_BYTES:
            raise ValueError(f"a QR code holds 1 to {MAX_QR_BYTES} bytes")
        if not self.payload.isprintable():
            raise ValueError("a QR code holds printable characters only")


Element = Title | Highlight | Text | Step | Pair | Rule | Space | QrCode


@dataclass(frozen=True, slots=True)
class Slip:
    """One receipt. ``id`` names this piece of paper: the same id is never printed twice; a second copy takes a new id.

    The lines may hold a resident's data, so they stay out of the repr.
    """

    id: str
    lines: tuple[Element, ...] = field(repr=False)
