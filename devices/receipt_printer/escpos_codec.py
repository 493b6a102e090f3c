"""Turns a laid-out slip into the bytes of an ESC/POS printer with a Chinese font.

Sizes, alignment, QR code and cut come from python-escpos. Its text does not: without ``FS &`` before them a printer
shows GB18030 bytes as Latin rubbish, and text without a common Chinese character (a lone 「，」) goes through code
pages and becomes question marks.

Source: Epson ESC/POS command reference (ESC @, ESC a, ESC E, GS !, FS &, FS ., GS ( k, GS V, GS r). Pure; any thread.
"""

import itertools
import shutil
from collections.abc import Callable
from typing import Protocol, assert_never

from escpos import capabilities
from escpos.printer import Dummy

from devices.receipt_printer.layout import PrintedLine, QrBlock, TextLine
from devices.receipt_printer.line_breaking import printable
from devices.receipt_printer.slip import Align

# WORKAROUND(python-escpos 3.1): each import leaves a new folder with a cache file in the temporary directory.
shutil.rmtree(str(capabilities.pickle_dir), ignore_errors=True)

CHINESE_ON = b"\x1c&"
CHINESE_OFF = b"\x1c."
LINE_FEED = b"\n"

FENCE = b"\x1dr\x01"
"""GS r 1: answered in its turn, when all that was sent before is carried out. DLE EOT would overtake the job."""

_LOWER_MARGIN_LINES = 2
_QR_CORRECTION_M = 1
_QR_MODULE_DOTS = 6
_ALIGNMENT = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


class _Tape(Protocol):
    """The part of python-escpos' ``Dummy`` (a printer that only collects its bytes) that is used here."""

    @property
    def output(self) -> bytes: ...

    def hw(self, hw: str) -> None: ...

    def set(
        self, *, align: str, bold: bool, custom_size: bool, width: int, height: int, normal_textsize: bool
    ) -> None: ...

    def qr(self, content: str, *, ec: int, size: int, native: bool) -> None: ...

    def cut(self, *, feed: bool) -> None: ...


def print_job(lines: tuple[PrintedLine, ...]) -> bytes:
    """The whole job: printer reset, every line, a lower margin, partial cut (the slip hangs until it is taken)."""
    reset = _bytes_of(lambda tape: tape.hw("INIT")) + CHINESE_OFF
    return reset + b"".join(map(_line, lines)) + LINE_FEED * _LOWER_MARGIN_LINES + cut()


def cut() -> bytes:
    """GS V 66 0: feeds until the last line has reached the knife and cuts the paper, but for one point."""
    return _bytes_of(lambda tape: tape.cut(feed=False))


def chinese_text(text: str) -> bytes:
    """The text in GB18030, with Chinese mode switched on around every part that is not ASCII."""
    parts = itertools.groupby(printable(text).replace("\n", " "), key=str.isascii)
    return b"".join(_part("".join(characters), ascii_only) for ascii_only, characters in parts)


def _part(text: str, ascii_only: bool) -> bytes:
    return text.encode("ascii") if ascii_only else CHINESE_ON + text.encode("gb18030") + CHINESE_OFF


def _line(line: PrintedLine) -> bytes:
    match line:
        case TextLine():
            return _style(line) + chinese_text(line.text) + LINE_FEED
        case QrBlock(payload):
            return _style(TextLine("", Align.CENTRE)) + _bytes_of(
                lambda tape: tape.qr(payload, ec=_QR_CORRECTION_M, size=_QR_MODULE_DOTS, native=True)
            )
        case _:
            assert_never(line)


def _style(line: TextLine) -> bytes:
    return _bytes_of(
        lambda tape: tape.set(
            align=_ALIGNMENT[line.align],
            bold=line.bold,
            custom_size=True,
            width=line.width,
            height=line.height,
            normal_textsize=False,
        )
    )


def _bytes_of(command: Callable[[_Tape], None]) -> bytes:
    tape: _Tape = Dummy()
    command(tape)
    return tape.output
