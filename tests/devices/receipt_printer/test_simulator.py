"""The simulated printer by its verbs, and by the bytes of a host that is not ours."""

import socket
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.printer import NotPrinted, Printed, PrintUncertain, ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Slip
from devices.simulation import Simulator, UnknownVerb

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def network_printer() -> Iterator[SimulatedReceiptPrinter]:
    far_side = SimulatedReceiptPrinter()
    yield far_side
    far_side.close()


@pytest.fixture
def host(network_printer: SimulatedReceiptPrinter) -> Iterator[socket.socket]:
    address = network_printer.address()
    with socket.create_connection((str(address["host"]), int(address["port"])), timeout=2) as connection:
        yield connection


def _answers(host: socket.socket, request: bytes, count: int) -> bytes:
    host.sendall(request)
    answers = b""
    while len(answers) < count:
        answers += host.recv(16)
    return answers


def test_it_is_a_simulator_like_the_others(far_side: SimulatedReceiptPrinter) -> None:
    simulator: Simulator = far_side
    assert simulator.name == "receipt_printer"
    assert {"state", "fault", "clear"} <= set(simulator.verbs())
    for fault in simulator.faults():
        simulator.perform("fault", [fault])
        simulator.perform("fault", [fault, "once"])
    simulator.perform("clear", [])
    state = simulator.perform("state", [])
    assert isinstance(state, dict)
    assert (state["faults"], state["faults_once"], state["paper"]) == ("", "", "ok")


@pytest.mark.parametrize(
    "words", [["dance"], ["fault", "no_such_fault"], ["fault"], ["save"], ["state", "now"]]
)
def test_words_that_do_not_fit_are_refused_with_what_would(
    far_side: SimulatedReceiptPrinter, words: list[str]
) -> None:
    with pytest.raises(UnknownVerb, match=r"there are|NAME|DIR|how the printer"):
        far_side.perform(words[0], words[1:])


def test_closing_twice_frees_the_address() -> None:
    far_side = SimulatedReceiptPrinter.on_serial()
    port = Path(str(far_side.address()["port"]))
    assert port.is_symlink()
    far_side.close()
    far_side.close()
    assert not port.parent.exists()


def test_status_is_answered_in_the_middle_of_a_command(host: socket.socket) -> None:
    assert _answers(host, b"\x1b@half a line\x10\x04\x01", 1) == b"\x12"
    assert _answers(host, b"\x10", 0) == b""
    assert _answers(host, b"\x04", 0) == b""
    assert _answers(host, b"\x04", 1) == b"\x12"


def test_status_is_answered_off_line_and_the_fence_only_afterwards(
    network_printer: SimulatedReceiptPrinter, host: socket.socket
) -> None:
    network_printer.perform("open_cover")
    assert _answers(host, b"waiting\n\x1dr\x01\x10\x04\x01\x10\x04\x02", 2) == b"\x1a\x16"
    network_printer.perform("close_cover")
    assert _answers(host, b"", 1) == b"\x00"


def test_bytes_that_come_one_at_a_time_print_the_same(
    network_printer: SimulatedReceiptPrinter, host: socket.socket
) -> None:
    for byte in b"\x1b@\x1c&" + "回执".encode("gb18030") + b"\x1c.\n\x1dVB\x00":
        host.sendall(bytes((byte,)))
    assert _answers(host, b"\x1dr\x01", 1) == b"\x00"
    assert [receipt.text for receipt in network_printer.receipts()] == ["回执"]


def test_roll_runs_low_and_ends_in_the_middle_of_a_slip_and_a_new_one_is_put_in(slip: Slip) -> None:
    far_side = SimulatedReceiptPrinter(near_end_after=1, out_after=2)
    printer = _printer_at(far_side)
    slips = [replace(slip, id=f"slip {number}") for number in range(5)]
    near_end, out = FaultCode.PRINTER_PAPER_NEAR_END, FaultCode.PRINTER_PAPER_OUT
    assert printer.check().condition == Ready()
    assert printer.print_slip(slips[0]) == Printed("slip 0")
    assert printer.check().condition == NeedsAttention(near_end)
    assert printer.print_slip(slips[1]) == Printed("slip 1")
    assert printer.print_slip(slips[2]) == PrintUncertain(out)
    assert printer.print_slip(slips[3]) == NotPrinted(out)
    assert printer.check().condition == Faulty(out)
    far_side.perform("load_paper")
    assert printer.print_slip(slips[4]) == Printed("slip 4")
    printer.close()
    far_side.close()


def test_slips_are_saved_as_pictures_that_only_the_owner_reads(
    printer: ReceiptPrinter, far_side: SimulatedReceiptPrinter, slip: Slip, tmp_path: Path
) -> None:
    printer.print_slip(slip)
    saved = far_side.perform("save", [str(tmp_path / "slips")])
    assert saved == [str(tmp_path / "slips" / "receipt-001.png")]
    file = tmp_path / "slips" / "receipt-001.png"
    assert file.read_bytes().startswith(b"\x89PNG")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_two_hosts_may_share_it(
    network_printer: SimulatedReceiptPrinter, host: socket.socket, slip: Slip
) -> None:
    printer = _printer_at(network_printer)
    assert _answers(host, b"\x10\x04\x01", 1) == b"\x12"
    assert printer.print_slip(slip) == Printed(slip.id)
    assert _answers(host, b"\x10\x04\x04", 1) == b"\x12"
    printer.close()


def _printer_at(far_side: SimulatedReceiptPrinter) -> ReceiptPrinter:
    address = far_side.address()
    host, port = str(address["host"]), int(address["port"])
    return ReceiptPrinter(lambda: TcpConnection(host, port), lambda: NOON, driver="escpos-tcp")
