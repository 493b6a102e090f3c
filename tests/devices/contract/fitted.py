"""Every driver with its far side: the adapter as the station fits it, over the wire that it speaks on."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from config.faults import FaultCode
from devices.device import Device
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import SerialWire
from devices.id_card.transport import TcpWire as SamTcpWire
from devices.receipt_printer.connection import SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.simulation import Simulator


@dataclass(frozen=True, slots=True)
class Fitted:
    """One device at the station; ``unplugged`` is what pulling its plug is to be told as."""

    device: Device
    far_side: Simulator
    unplugged: FaultCode


def now() -> datetime:
    return datetime.now(UTC)


def _text(far_side: Simulator, key: str) -> str:
    return str(far_side.address()[key])


def _number(far_side: Simulator, key: str) -> int:
    return int(far_side.address()[key])


def _sam_serial() -> Fitted:
    far = SamSimulator.on_pty()
    reader = IdCardReader(lambda: SerialWire(_text(far, "port")), time.monotonic, now)
    return Fitted(reader, far, FaultCode.READER_UNPLUGGED)


def _sam_tcp() -> Fitted:
    far = SamSimulator.on_tcp()
    reader = IdCardReader(
        lambda: SamTcpWire(_text(far, "host"), _number(far, "port")), time.monotonic, now, driver="sam-tcp"
    )
    return Fitted(reader, far, FaultCode.READER_UNPLUGGED)


def _escpos_tcp() -> Fitted:
    far = SimulatedReceiptPrinter()
    printer = ReceiptPrinter(
        lambda: TcpConnection(_text(far, "host"), _number(far, "port")), now, driver="escpos-tcp"
    )
    return Fitted(printer, far, FaultCode.PRINTER_UNPLUGGED)


def _escpos_serial() -> Fitted:
    far = SimulatedReceiptPrinter.on_serial()
    printer = ReceiptPrinter(lambda: SerialConnection(_text(far, "port"), 115200), now, driver="escpos-serial")
    return Fitted(printer, far, FaultCode.PRINTER_UNPLUGGED)


DRIVERS: dict[str, Callable[[], Fitted]] = {
    "sam-serial": _sam_serial,
    "sam-tcp": _sam_tcp,
    "escpos-tcp": _escpos_tcp,
    "escpos-serial": _escpos_serial,
}
