"""Somebody pulls the printer's plug: before, in the middle of, and after a slip, and puts it back."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from config.faults import FaultCode
from devices.device import Lost, Ready
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.printer import NotPrinted, Printed, PrintUncertain, ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Slip


def test_unplugged_before_the_first_slip(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.unplug()
    assert printer.print_slip(slip) == NotPrinted(FaultCode.PRINTER_UNPLUGGED)
    far_side.plug()
    assert printer.print_slip(slip) == Printed(slip.id)


def test_unplugged_since_the_last_slip_though_the_first_write_still_succeeds(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    assert printer.print_slip(slip) == Printed(slip.id)
    far_side.unplug()
    following = replace(slip, id="JB-20261123-000148")
    assert printer.print_slip(following) == NotPrinted(FaultCode.PRINTER_UNPLUGGED)
    far_side.plug()
    assert printer.print_slip(following) == Printed(following.id)
    assert len(far_side.receipts()) == 2


def test_switched_off_and_on_since_the_last_slip_goes_unnoticed(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    printer.check()
    far_side.unplug()
    far_side.plug()
    assert printer.print_slip(slip) == Printed(slip.id)


def test_unplugged_in_the_middle_is_never_called_printed(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_next("unplug_mid_job")
    assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_UNPLUGGED)
    far_side.plug()
    assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_UNPLUGGED)
    assert far_side.receipts() == []


def test_unplugged_after_the_slip_leaves_it_printed_and_the_printer_lost_after_three_polls(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    assert printer.print_slip(slip) == Printed(slip.id)
    far_side.unplug()
    conditions = [printer.check().condition for _ in range(3)]
    assert conditions == [Ready(), Ready(), Lost(FaultCode.PRINTER_UNPLUGGED)]


def test_lost_printer_is_polled_ever_more_rarely_and_found_again(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, let_rest: Callable[[float], None]
) -> None:
    far_side.unplug()
    for _ in range(5):
        printer.check()
    assert printer.check().misses == 3
    let_rest(1.1)
    assert printer.check().misses == 4
    let_rest(1.1)
    assert printer.check().misses == 4
    let_rest(1.0)
    assert printer.check().misses == 5
    far_side.plug()
    let_rest(30)
    status = printer.check()
    assert status.condition == Ready()
    assert status.misses == 0
    assert status.last_fault is FaultCode.PRINTER_UNPLUGGED


def test_a_slip_does_not_wait_for_the_next_poll_of_a_lost_printer(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.unplug()
    for _ in range(4):
        printer.check()
    far_side.plug()
    assert printer.print_slip(slip) == Printed(slip.id)


def test_nobody_answers_at_the_address(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_until_cleared("refuse_connection")
    assert printer.print_slip(slip) == NotPrinted(FaultCode.PRINTER_UNPLUGGED)
    far_side.perform("clear")
    assert printer.print_slip(slip) == Printed(slip.id)


def test_caller_cut_off_once_gets_through_at_the_next_poll(slip: Slip) -> None:
    far_side = SimulatedReceiptPrinter()
    far_side.fail_next("refuse_connection")
    printer = _printer_at(far_side.address()["port"])
    assert printer.check().misses == 1
    assert printer.check().condition == Ready()
    assert printer.print_slip(slip) == Printed(slip.id)
    printer.close()
    far_side.close()


def test_printer_that_takes_bytes_and_never_answers_is_called_silent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        printer = _printer_at(deaf.getsockname()[1])
        assert printer.check().last_fault is FaultCode.PRINTER_SILENT
        printer.close()


def _printer_at(port: object) -> ReceiptPrinter:
    assert isinstance(port, int)
    return ReceiptPrinter(
        lambda: TcpConnection("127.0.0.1", port),
        lambda: datetime(2026, 11, 23, 4, tzinfo=UTC),
        driver="escpos-tcp",
    )
