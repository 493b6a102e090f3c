"""The bytes: what goes to the printer, and what a printer reads out of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.receipt_printer.escpos_codec import chinese_text, print_job
from devices.receipt_printer.layout import QrBlock, TextLine
from devices.receipt_printer.line_breaking import printable
from devices.receipt_printer.simulated_language import Character, UnknownCommand, next_piece
from devices.receipt_printer.slip import MAX_QR_BYTES, Align, QrCode


def _read_by_a_printer(stream: bytes) -> str:
    """The characters that a printer sees in these bytes, obeying its Chinese mode."""
    characters, chinese = "", False
    while stream:
        piece = next_piece(stream, chinese=chinese)
        assert piece is not None
        assert not isinstance(piece, UnknownCommand)
        if isinstance(piece, Character):
            characters += piece.text
        elif piece.name in {b"\x1c&", b"\x1c."}:
            chinese = piece.name == b"\x1c&"
        stream = stream[piece.size :]
    return characters


def test_chinese_mode_is_on_for_the_chinese_alone() -> None:
    assert chinese_text("No.1 王*") == b"No.1 \x1c&" + "王".encode("gb18030") + b"\x1c.*"


def test_lone_punctuation_is_chinese_too() -> None:
    assert chinese_text("，") == b"\x1c&\xa3\xac\x1c."


@given(st.text(max_size=60))
def test_whatever_is_written_is_what_the_printer_reads(text: str) -> None:
    assert _read_by_a_printer(chinese_text(text)) == printable(text).replace("\n", " ")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x10\x04\x1b\x1c\x1d")))
def test_no_text_can_hide_a_command(text: str) -> None:
    plain = chinese_text(text).replace(b"\x1c&", b"").replace(b"\x1c.", b"")
    assert all(byte >= 0x20 and byte != 0x7F for byte in plain)


def test_large_centred_line() -> None:
    job = print_job((TextLine("OK", Align.CENTRE, bold=True, width=2, height=2),))
    assert job == b"\x1b@\x1c." + b"\x1d!\x11\x1bE\x01\x1ba\x01OK\n" + b"\n\n" + b"\x1dVB\x00"


def test_qr_code_is_drawn_by_the_printer() -> None:
    job = print_job((QrBlock("https://a"),))
    model, size, correction = b"\x1d(k\x04\x001A2\x00", b"\x1d(k\x03\x001C\x06", b"\x1d(k\x03\x001E1"
    store, draw = b"\x1d(k\x0c\x001P0https://a", b"\x1d(k\x03\x001Q0"
    assert model + size + correction + store + draw in job


@pytest.mark.parametrize("payload", ["", "a\x10\x04\x01", "x" * (MAX_QR_BYTES + 1), "行\n"])
def test_qr_code_that_cannot_be_printed_unchanged_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="a QR code holds"):
        QrCode(payload)


def test_printing_leaves_nothing_in_the_temporary_folder(tmp_path: Path) -> None:
    program = "from devices.receipt_printer.escpos_codec import cut; cut()"
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []
