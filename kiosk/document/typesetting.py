"""Sets a document by a template: words in, a PDF or pictures of its pages out, all in memory.

Templates are the ``.typ`` files beside this one, compiled by Typst. What a document says reaches them as JSON and is
set as text; there is no way for it to become markup. Fonts come from one folder, so that the same document gives the
same bytes on every station; the PDF embeds the letters that it uses and carries them as text in reading order.
"""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import qrcode
import typst
from qrcode.constants import ERROR_CORRECT_M

from config.faults import EnvironmentFault, FaultCode
from config.texts import texts
from devices.receipt_printer.line_breaking import printable
from kiosk.catalogue.words import Language

FONT = "Noto Sans CJK SC"
FONT_FOLDER = "/usr/share/fonts/opentype/noto"
"""Debian's fonts-noto-cjk; its collections hold a face for each region, and FONT names the mainland's."""

SCREEN_DPI = 110

Value = str | int | bool | Sequence["Value"] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it is set. ``made_at`` has a zone and is the PDF's date. What it says stays out of the repr."""

    template: str
    language: Language
    title: str
    made_at: datetime
    says: Mapping[str, Value] = field(repr=False)


def to_pdf(sheet: Sheet) -> bytes:
    """The whole document. About 10 ms a page, 150 ms more the first time in a process; any thread.

    EnvironmentFault(FONTS_MISSING) where the Chinese fonts are not installed. The same sheet gives the same bytes.
    """
    (pdf,) = _compiled(sheet, "pdf", None)
    return pdf


def to_pngs(sheet: Sheet, dpi: int = SCREEN_DPI) -> list[bytes]:
    """A picture of each page. Fails as `to_pdf` does; any thread."""
    return _compiled(sheet, "png", float(dpi))


def prepare() -> None:
    """Warms fonts and compiler up, so that the first resident's paper does not wait. Fails as `to_pdf` does."""
    typst.Compiler(f'#set text(font: "{FONT}")\n近'.encode(), font_paths=_fonts()).compile(format="pdf")


def qr_rows(payload: str) -> Value:
    """A QR code (correction M) as rows of dark runs, each its first module and its length; no quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    return [_dark_runs([bool(dark) for dark in row]) for row in code.get_matrix()]


def day(at: datetime, language: Language) -> str:
    """A date as documents write it."""
    return texts(language).say("document.day", year=at.year, month=at.month, day=at.day)


def _dark_runs(row: list[bool]) -> list[Value]:
    runs: list[Value] = []
    start = 0
    for x, dark in enumerate([*row, False]):
        if not dark:
            if x > start:
                runs.append([start, x - start])
            start = x + 1
    return runs


def _compiled(sheet: Sheet, format_: Literal["pdf", "png"], dpi: float | None) -> list[bytes]:
    say = texts(sheet.language).say
    words = {"page": say("document.page", page="{page}", pages="{pages}")}
    own = sheet.says.get("words")
    if isinstance(own, Mapping):
        words |= {name: str(word) for name, word in own.items()}
    told = {**sheet.says, "words": words, "title": sheet.title, "language": str(sheet.language)}
    compiler = typst.Compiler(
        _source(sheet.template),
        root=Path(__file__).parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_clean(told))},
    )
    made = compiler.compile(format=format_, ppi=dpi, timestamp=int(sheet.made_at.timestamp()))
    if made is None:
        raise TypeError("the compiler wrote to a file, though none was named")
    return [made] if isinstance(made, bytes) else made


def _clean(value: Value) -> Value:
    """Without control and invisible characters: they would turn the line around, or end it."""
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {name: _clean(inner) for name, inner in value.items()}
        case Sequence():
            return [_clean(inner) for inner in value]
        case _:
            return value


@functools.cache
def _source(template: str) -> bytes:
    folder = Path(__file__).parent
    return b"\n".join((folder / f"{name}.typ").read_bytes() for name in ("paper", template))


@functools.cache
def _fonts() -> typst.Fonts:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])
    if FONT not in fonts.families():
        raise EnvironmentFault(FaultCode.FONTS_MISSING, f"{FONT} in {FONT_FOLDER}")
    return fonts
