"""A flight recorder in a folder of its own, and reader and printer that tell it everything."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.flight_recorder.recorded_printer import RecordedReceiptPrinter
from devices.flight_recorder.recorded_reader import RecordedIdCardReader
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.redaction.escpos import EscposRedaction
from devices.flight_recorder.redaction.sam import SamRedaction
from devices.id_card.link import Limits
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import SerialWire
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Pair, QrCode, Slip, Text, Title

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Hours:
    """A monotonic clock; `pass_s` lets seconds pass without waiting for them."""

    def __init__(self) -> None:
        self._passed_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._passed_s

    def pass_s(self, seconds: float) -> None:
        self._passed_s += seconds


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "flight"


@pytest.fixture
def recorder(folder: Path, hours: Hours) -> Iterator[FlightRecorder]:
    recorder = FlightRecorder(folder, lambda: NOON, hours)
    yield recorder
    recorder.close()


@pytest.fixture
def sam() -> Iterator[SamSimulator]:
    simulator = SamSimulator.on_pty(baud=None)
    yield simulator
    simulator.close()


@pytest.fixture
def reader(recorder: FlightRecorder, sam: SamSimulator, hours: Hours) -> Iterator[RecordedIdCardReader]:
    port = str(sam.address()["port"])
    limits = Limits(command_s=0.25, read_s=0.3, quiet_s=0.03)
    tap = recorder.tap("id_card", SamRedaction())
    reader = RecordedIdCardReader(lambda: SerialWire(port), hours, lambda: NOON, tap=tap, limits=limits)
    yield reader
    reader.close()


@pytest.fixture
def paper() -> Iterator[SimulatedReceiptPrinter]:
    simulator = SimulatedReceiptPrinter()
    yield simulator
    simulator.close()


@pytest.fixture
def printer(
    recorder: FlightRecorder, paper: SimulatedReceiptPrinter, hours: Hours
) -> Iterator[RecordedReceiptPrinter]:
    host, port = str(paper.address()["host"]), int(paper.address()["port"])
    tap = recorder.tap("receipt_printer", EscposRedaction())
    printer = RecordedReceiptPrinter(
        lambda: TcpConnection(host, port), lambda: NOON, tap=tap, driver="escpos-tcp", monotonic=hours
    )
    yield printer
    printer.close()


@pytest.fixture
def slip() -> Callable[[str], Slip]:
    """A receipt of an application, for a made-up man."""

    def of(number: str) -> Slip:
        lines = (Pair("申请人", "吴志远"), Pair("证件", "460105199003071239"), Pair("电话", "13876543210"))
        return Slip(
            number, (Title("回执"), *lines, Text("请保管好。"), QrCode(f"https://zw.example.cn/{number}"))
        )

    return of
