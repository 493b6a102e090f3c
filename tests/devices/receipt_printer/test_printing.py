"""What a resident gets into the hand, on every kind of cable."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.faults import FaultCode
from devices.device import Faulty, Lost, NeedsAttention, Ready, Unknown
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.layout import TextLine, layout
from devices.receipt_printer.printer import (
    PRINT_S,
    AlreadyPrinted,
    NotPrinted,
    Printed,
    PrintUncertain,
    ReceiptPrinter,
)
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Slip

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_receipt_says_word_for_word_what_was_sent(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    assert printer.print_slip(slip) == Printed(slip.id)
    (receipt,) = far_side.receipts()
    sent = [line.text for line in layout(slip) if isinstance(line, TextLine) and line.text]
    assert _lines(receipt.text) == sent
    assert receipt.qr_payloads == ("https://zw.example.cn/q/JB-20261123-000147",)
    assert far_side.unknown_commands() == []


def test_same_slip_asked_for_twice_is_one_piece_of_paper(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    assert printer.print_slip(slip) == Printed(slip.id)
    assert printer.print_slip(slip) == AlreadyPrinted(slip.id)
    assert len(far_side.receipts()) == 1
    assert printer.print_slip(replace(slip, id="second copy")) == Printed("second copy")
    assert len(far_side.receipts()) == 2


def test_long_receipt_comes_out_whole(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    assert printer.print_slip(replace(slip, lines=slip.lines * 8)) == Printed(slip.id)
    assert far_side.receipts()[0].qr_payloads == ("https://zw.example.cn/q/JB-20261123-000147",) * 8


def test_printer_is_unknown_until_asked_and_then_ready(printer: ReceiptPrinter) -> None:
    status = printer.check()
    assert status.condition == Ready()
    assert status.ready
    assert status.checked_at is not None


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("paper_out", FaultCode.PRINTER_PAPER_OUT),
        ("cover_open", FaultCode.PRINTER_COVER_OPEN),
        ("offline", FaultCode.PRINTER_OFFLINE),
        ("cutter_error", FaultCode.PRINTER_CUTTER_ERROR),
    ],
)
class TestPrinterThatHasStopped:
    def test_takes_no_job_and_prints_the_same_slip_once_it_is_well(
        self,
        printer: ReceiptPrinter,
        far_side: SimulatedReceiptPrinter,
        slip: Slip,
        fault: str,
        code: FaultCode,
    ) -> None:
        far_side.fail_until_cleared(fault)
        assert printer.check().condition == Faulty(code)
        assert printer.print_slip(slip) == NotPrinted(code)
        far_side.perform("clear")
        assert far_side.receipts() == []
        assert printer.print_slip(slip) == Printed(slip.id)
        assert len(far_side.receipts()) == 1

    def test_in_the_middle_of_a_job_leaves_it_uncertain_with_the_very_cause(
        self,
        printer: ReceiptPrinter,
        far_side: SimulatedReceiptPrinter,
        slip: Slip,
        fault: str,
        code: FaultCode,
    ) -> None:
        far_side.fail_next(fault)
        assert printer.print_slip(slip) == PrintUncertain(code)
        assert far_side.receipts() == []
        assert printer.check().condition == Faulty(code)
        assert printer.print_slip(slip) == PrintUncertain(code)


def test_next_resident_gets_no_piece_of_a_jammed_slip(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_next("jam_mid_job")
    assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_FAILED)
    far_side.unplug()  # staff switch it off, take out the paper in the way, and switch it on
    far_side.plug()
    following = Slip("JB-20261123-000148", slip.lines)
    assert printer.print_slip(following) == Printed(following.id)
    *left_over, last = far_side.receipts()
    assert len(left_over) == 1
    assert len(_lines(left_over[0].text)) < len(_lines(last.text))
    assert last.text.count("王*") == 1


def test_slip_finished_after_new_paper_is_not_taken_for_the_next_one(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_until_cleared("slow")
    far_side.fail_next("paper_out")
    assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_PAPER_OUT)
    far_side.perform("load_paper")
    following = Slip("JB-20261123-000148", slip.lines)
    assert printer.print_slip(following) == Printed(following.id)
    whole = [receipt for receipt in far_side.receipts() if not receipt.is_blank]
    assert [receipt.text.count("王*") for receipt in whole] == [1, 1]


def test_near_end_of_the_roll_prints_and_calls_staff(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_until_cleared("paper_near_end")
    assert printer.check().condition == NeedsAttention(FaultCode.PRINTER_PAPER_NEAR_END)
    assert printer.print_slip(slip) == Printed(slip.id)
    assert printer.check().ready


def test_slow_printer_is_waited_for(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_next("slow")
    assert printer.print_slip(slip) == Printed(slip.id)
    assert len(far_side.receipts()) == 1


def test_silent_printer_is_given_up_in_time_and_lost_after_three_polls(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_until_cleared("silent")
    started = time.monotonic()
    assert printer.print_slip(slip) == NotPrinted(FaultCode.PRINTER_SILENT)
    assert time.monotonic() - started < PRINT_S
    assert isinstance(printer.check().condition, Unknown)
    assert printer.check().condition == Lost(FaultCode.PRINTER_SILENT)


def test_one_lost_answer_costs_nothing(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    printer.check()
    far_side.fail_next("silent")
    assert printer.print_slip(slip) == Printed(slip.id)
    assert len(far_side.receipts()) == 1


def test_rubbish_for_an_answer_is_a_failed_printer(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_until_cleared("garbage_status")
    assert printer.print_slip(slip) == NotPrinted(FaultCode.PRINTER_FAILED)
    assert [printer.check().misses for _ in range(2)] == [2, 3]
    assert printer.check().condition == Lost(FaultCode.PRINTER_FAILED)


def test_printer_that_falls_silent_in_the_middle_leaves_the_job_uncertain(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip
) -> None:
    far_side.fail_next("slow")
    with ThreadPoolExecutor(1) as device_thread:
        outcome = device_thread.submit(printer.print_slip, slip)
        _wait_until(lambda: _state(far_side)["lines_on_paper"] != 0)
        far_side.fail_until_cleared("silent")
        assert outcome.result(timeout=5) == PrintUncertain(FaultCode.PRINTER_SILENT)


def test_job_without_end_is_given_up_in_time(slip: Slip) -> None:
    far_side = SimulatedReceiptPrinter(slow_line_s=2.0)
    far_side.fail_until_cleared("slow")
    address = far_side.address()
    printer = ReceiptPrinter(
        lambda: TcpConnection(str(address["host"]), int(address["port"])), lambda: NOON, driver="escpos-tcp"
    )
    started = time.monotonic()
    assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_FAILED)
    assert PRINT_S - 0.5 < time.monotonic() - started < PRINT_S + 0.5
    printer.close()
    far_side.close()


def _state(far_side: SimulatedReceiptPrinter) -> Mapping[str, object]:
    state = far_side.perform("state")
    assert isinstance(state, Mapping)
    return state


def _wait_until(came_true: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 5
    while not came_true():
        assert time.monotonic() < give_up_at
        time.sleep(0.005)
