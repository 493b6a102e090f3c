"""The slip by which a technician sees that the printer prints: Chinese, Latin, sizes, a rule, a QR code, the cut."""

from datetime import datetime

from devices.receipt_printer.printer import PrintOutcome, ReceiptPrinter
from devices.receipt_printer.slip import Align, Highlight, Pair, QrCode, Rule, Slip, Space, Text, Title

_COLUMN_RULER = "123456789+" * 4 + "12345678"


def print_self_test(printer: ReceiptPrinter, station: str, at: datetime) -> PrintOutcome:
    """Prints the test slip. ``at`` also names the paper, so each moment's slip is printed once. Device's thread."""
    return printer.print_slip(self_test_slip(station, at))


def self_test_slip(station: str, at: datetime) -> Slip:
    """The test slip of one station at one moment."""
    return Slip(
        f"self-test {station} {at.isoformat()}",
        (
            Title("打印机自检"),
            Space(),
            Pair("终端", station),
            Pair("时间", f"{at:%Y-%m-%d %H:%M:%S}"),
            Rule(),
            Text("中文：政务服务 一次办好 龘"),
            Text("Latin: ABC abc 0123456789"),
            Text("粗体 bold", bold=True),
            Highlight("大字 LARGE"),
            Text("靠右 right", Align.RIGHT),
            Text(_COLUMN_RULER),
            Rule(),
            QrCode(f"jinban-self-test {station}"),
            Text("能看清以上各行，且二维码能扫出终端编号，即为正常。", Align.CENTRE),
        ),
    )
