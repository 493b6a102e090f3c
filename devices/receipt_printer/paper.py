"""The simulated printer's paper: what the head burnt into it, row by row, and a picture of each slip it cut off.

80 mm roll at 8 dots a millimetre: 640 dots wide, of which the head reaches the middle 576. Nothing here touches disk.
"""

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from devices.receipt_printer.slip import Align

HEAD_DOTS = 576
COLUMN_DOTS = 12
ROW_DOTS = 24

KNIFE_DISTANCE_DOTS = 80
"""From the head to the knife: as much paper is blank above the first line of every slip."""

_MARGIN_DOTS = 32
_PAPER_WHITE = (252, 251, 246)
_BURNT = (38, 36, 42)
_BASELINE_DOTS = 21
_DESCENT_DOTS = 4
_FONT_FOLDER = Path("/usr/share/fonts/opentype/noto")
_SANS_MONO_SC = 7
"""Face of Noto Sans Mono CJK SC in the collection; its ASCII is exactly half as wide as its Chinese."""

_CORRECTION = {48: ERROR_CORRECT_L, 49: ERROR_CORRECT_M, 50: ERROR_CORRECT_Q, 51: ERROR_CORRECT_H}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as the head prints it; ``width`` and ``height`` enlarge it 1 to 8 times."""

    character: str = field(repr=False)
    columns: int
    width: int = 1
    height: int = 1
    bold: bool = False

    @property
    def dots(self) -> int:
        return self.columns * COLUMN_DOTS * self.width


@dataclass(frozen=True, slots=True)
class GlyphRow:
    """One printed line; ``feed`` is the line spacing in dots."""

    glyphs: tuple[Glyph, ...]
    align: Align
    feed: int

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def dots(self) -> int:
        """Height: a large character pushes the paper further than the spacing says."""
        return max([self.feed, *(glyph.height * ROW_DOTS for glyph in self.glyphs)])


@dataclass(frozen=True, slots=True)
class QrRow:
    """A QR code; ``correction`` is the printer's own code for it, 48 (L) to 51 (H)."""

    payload: str = field(repr=False)
    module_dots: int
    correction: int
    align: Align

    def matrix(self) -> list[list[bool]]:
        code = qrcode.QRCode(error_correction=_CORRECTION[self.correction], border=0)
        code.add_data(self.payload)
        code.make(fit=True)
        return [[bool(module) for module in row] for row in code.get_matrix()]

    @property
    def dots(self) -> int:
        return len(self.matrix()) * self.module_dots


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Blank paper."""

    dots: int


Row = GlyphRow | QrRow | FeedRow


@dataclass(frozen=True, slots=True)
class Receipt:
    """One piece of paper, from one cut to the next."""

    rows: tuple[Row, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """What a reader sees, without alignment; a QR code is not text."""
        return "\n".join(row.text for row in self.rows if isinstance(row, GlyphRow))

    @property
    def qr_payloads(self) -> tuple[str, ...]:
        return tuple(row.payload for row in self.rows if isinstance(row, QrRow))

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.qr_payloads

    def image(self) -> Image.Image:
        """The paper as a picture, 640 dots wide, RGB."""
        height = sum(row.dots for row in self.rows) + KNIFE_DISTANCE_DOTS
        ink = Image.new("L", (HEAD_DOTS, height))
        top = KNIFE_DISTANCE_DOTS
        for row in self.rows:
            _burn(ink, row, top)
            top += row.dots
        paper = Image.new("RGB", (HEAD_DOTS + 2 * _MARGIN_DOTS, height), _PAPER_WHITE)
        paper.paste(_BURNT, (_MARGIN_DOTS, 0), ink)
        return paper

    def png(self) -> bytes:
        """The picture as PNG at 203 dots an inch."""
        buffer = io.BytesIO()
        self.image().save(buffer, "PNG", dpi=(203, 203))
        return buffer.getvalue()


def _burn(ink: Image.Image, row: Row, top: int) -> None:
    match row:
        case GlyphRow(glyphs, align):
            bottom = top + max((glyph.height * ROW_DOTS for glyph in glyphs), default=0)
            left = _left(align, sum(glyph.dots for glyph in glyphs))
            for glyph in glyphs:
                glyph_ink = _glyph_ink(glyph)
                ink.paste(255, (left, bottom - glyph.height * ROW_DOTS), glyph_ink)
                left += glyph.dots
        case QrRow(module_dots=module_dots, align=align):
            matrix = row.matrix()
            left = _left(align, len(matrix) * module_dots)
            for x, y in _dark_modules(matrix):
                corner = (left + x * module_dots, top + y * module_dots)
                ink.paste(255, (*corner, corner[0] + module_dots, corner[1] + module_dots))
        case FeedRow():
            pass


def _left(align: Align, dots: int) -> int:
    free = HEAD_DOTS - dots
    return {Align.LEFT: 0, Align.CENTRE: free // 2, Align.RIGHT: free}[align]


def _dark_modules(matrix: list[list[bool]]) -> Iterator[tuple[int, int]]:
    return ((x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)


@functools.lru_cache(maxsize=4096)
def _glyph_ink(glyph: Glyph) -> Image.Image:
    """Drawn at the larger of its two enlargements, then squeezed, as the head would stretch its dots."""
    scale = max(glyph.width, glyph.height)
    cell = Image.new("L", (glyph.columns * COLUMN_DOTS * scale, (ROW_DOTS + _DESCENT_DOTS) * scale))
    ImageDraw.Draw(cell).text(
        (0, _BASELINE_DOTS * scale), glyph.character, fill=255, font=_font(glyph.bold, scale), anchor="ls"
    )
    return cell.resize((glyph.dots, (ROW_DOTS + _DESCENT_DOTS) * glyph.height), Image.Resampling.LANCZOS)


@functools.lru_cache(maxsize=16)
def _font(bold: bool, scale: int) -> ImageFont.FreeTypeFont:
    file = _FONT_FOLDER / ("NotoSansCJK-Bold.ttc" if bold else "NotoSansCJK-Regular.ttc")
    return ImageFont.truetype(file, ROW_DOTS * scale, index=_SANS_MONO_SC)
