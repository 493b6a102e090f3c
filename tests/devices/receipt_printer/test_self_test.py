"""The slip that a technician prints after a repair."""

from datetime import datetime, timedelta, timezone

import zxingcpp

from config.faults import FaultCode
from devices.receipt_printer.printer import AlreadyPrinted, NotPrinted, Printed, ReceiptPrinter
from devices.receipt_printer.self_test import print_self_test, self_test_slip
from devices.receipt_printer.simulator import SimulatedReceiptPrinter

AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=timezone(timedelta(hours=8)))


def test_technician_sees_chinese_date_and_a_code_that_scans(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter
) -> None:
    assert isinstance(print_self_test(printer, "LH-03", AT), Printed)
    (receipt,) = far_side.receipts()
    assert "政务服务" in receipt.text
    assert "2026-11-23 14:05:09" in receipt.text
    assert [code.text for code in zxingcpp.read_barcodes(receipt.image())] == ["jinban-self-test LH-03"]


def test_each_self_test_is_a_slip_of_its_own(printer: ReceiptPrinter) -> None:
    print_self_test(printer, "LH-03", AT)
    assert isinstance(print_self_test(printer, "LH-03", AT), AlreadyPrinted)
    assert isinstance(print_self_test(printer, "LH-03", AT + timedelta(seconds=1)), Printed)


def test_self_test_names_the_open_cover(printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter) -> None:
    far_side.perform("open_cover")
    assert print_self_test(printer, "LH-03", AT) == NotPrinted(FaultCode.PRINTER_COVER_OPEN)


def test_self_test_slip_has_both_edges_of_the_paper() -> None:
    widths = [len(line.text) for line in self_test_slip("LH-03", AT).lines if hasattr(line, "text")]
    assert 48 in widths
