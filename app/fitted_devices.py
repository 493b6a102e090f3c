"""The devices of this station, made from its settings: each adapter on the line that the settings name."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from config.faults import EnvironmentFault, FaultCode
from config.settings import SIMULATED, EscposSerial, EscposTcp, NoDevice, SamSerial, SamTcp, Settings
from devices.id_card.reader import IdCardReader
from devices.id_card.transport import SerialWire, TcpWire
from devices.receipt_printer.connection import SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter


def fitted_reader(settings: Settings, now: Callable[[], datetime]) -> IdCardReader | None:
    """The ID-card reader, not yet opened; None where none is fitted."""
    device = settings.devices.id_card
    match device:
        case NoDevice():
            return None
        case SamSerial():
            port, baud = device.port, device.baud
            return IdCardReader(
                lambda: SerialWire(_known(port, _READER), baud), time.monotonic, now, driver=device.driver
            )
        case SamTcp():
            host, tcp_port = device.host, device.port
            return IdCardReader(
                lambda: TcpWire(_known(host, _READER), int(_known(tcp_port, _READER))),
                time.monotonic,
                now,
                driver=device.driver,
            )
        case _ as never:
            assert_never(never)


def fitted_printer(settings: Settings, now: Callable[[], datetime]) -> ReceiptPrinter | None:
    """The receipt printer, not yet opened; None where none is fitted."""
    device = settings.devices.receipt_printer
    match device:
        case NoDevice():
            return None
        case EscposTcp():
            host, tcp_port = device.host, device.port
            return ReceiptPrinter(
                lambda: TcpConnection(_known(host, _PRINTER), int(_known(tcp_port, _PRINTER))),
                now,
                driver=device.driver,
            )
        case EscposSerial():
            port, baud = device.port, device.baud
            return ReceiptPrinter(
                lambda: SerialConnection(_known(port, _PRINTER), baud), now, driver=device.driver
            )
        case _ as never:
            assert_never(never)


def _known(place: str | int, unplugged: FaultCode) -> str:
    """The line's own name; a simulated one that nobody serves is as good as unplugged."""
    if place == SIMULATED:
        raise EnvironmentFault(unplugged, "no simulators run; start them with: jinban simulators")
    return str(place)


_READER, _PRINTER = FaultCode.READER_UNPLUGGED, FaultCode.PRINTER_UNPLUGGED
