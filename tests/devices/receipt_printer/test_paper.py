"""The picture of a slip: what another kiosk's camera and a resident's eye can read from it."""

import zxingcpp
from PIL import Image

from devices.receipt_printer.escpos_codec import print_job
from devices.receipt_printer.layout import layout
from devices.receipt_printer.paper import FeedRow, GlyphRow, Receipt
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulated_mechanism import SimulatedMechanism
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Slip


def _printed(job: bytes) -> SimulatedMechanism:
    mechanism = SimulatedMechanism(near_end_after=None, out_after=None, slow_line_s=0)
    mechanism.take(job, now=0.0)
    return mechanism


def _dark_dots(image: Image.Image) -> int:
    return sum(image.convert("L").histogram()[:128])


def test_qr_code_on_the_paper_leads_to_the_application(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    printer.print_slip(slip)
    (receipt,) = far_side.receipts()
    (code,) = zxingcpp.read_barcodes(receipt.image())
    assert code.text == "https://zw.example.cn/q/JB-20261123-000147"
    middle = (code.position.top_left.x + code.position.bottom_right.x) / 2
    assert abs(middle - receipt.image().width / 2) < 6


def test_picture_has_the_width_of_the_roll_and_white_margins(slip: Slip) -> None:
    (receipt,) = _printed(print_job(layout(slip))).receipts
    image = receipt.image()
    assert image.width == 640
    for left in (0, 640 - 32):
        assert _dark_dots(image.crop((left, 0, left + 32, image.height))) == 0


def test_every_column_lies_on_the_grid() -> None:
    (receipt,) = _printed(
        b"\x1b@" + b"X" * 48 + b"\n\x1c&" + "政".encode("gb18030") * 24 + b"\n\x1dVB\x00"
    ).receipts
    image = receipt.image()
    rows = [row for row in receipt.rows if isinstance(row, GlyphRow)]
    assert [len(row.glyphs) for row in rows] == [48, 24]
    first_half, second_half = (image.crop((32 + left, 0, 320 + left, image.height)) for left in (0, 288))
    assert first_half.tobytes() == second_half.tobytes()


def test_chinese_without_chinese_mode_is_rubbish() -> None:
    (receipt,) = _printed(b"\x1b@" + "回执".encode("gb18030") + b"\n\x1dVB\x00").receipts
    assert receipt.text == "╗╪╓┤"


def test_bold_and_large_print_is_darker() -> None:
    plain, bold, large = (
        _printed(b"\x1b@" + modes + b"\x1c&" + "政务".encode("gb18030") + b"\n\x1dVB\x00").receipts[0].image()
        for modes in (b"", b"\x1bE\x01", b"\x1d!\x11")
    )
    assert _dark_dots(plain) * 1.2 < _dark_dots(bold)
    assert _dark_dots(plain) * 3 < _dark_dots(large)
    assert large.height == plain.height + 18


def test_line_longer_than_the_paper_goes_on_below() -> None:
    (receipt,) = _printed(b"A" * 50 + b"\n\x1dVB\x00").receipts
    assert receipt.text == "A" * 48 + "\nAA"


def test_cut_without_feeding_leaves_the_last_lines_for_the_next_slip() -> None:
    mechanism = _printed(b"one\ntwo\nthree\nfour\n\x1dV\x00five\n\x1dVB\x00")
    assert [receipt.text for receipt in mechanism.receipts] == ["one\ntwo", "three\nfour\nfive"]


def test_unknown_commands_are_noted_and_not_guessed() -> None:
    mechanism = _printed(b"\x1bp\x00ab\n\x1d(L\x02\x00xycd\n\x1dVB\x00")
    assert mechanism.head.unknown == [b"\x1bp", b"\x00", b"\x1d(L"]
    assert mechanism.receipts[0].text == "ab\ncd"


def test_blank_strip_is_blank() -> None:
    assert Receipt((FeedRow(10),)).is_blank
