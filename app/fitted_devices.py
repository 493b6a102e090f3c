"""The devices of this station, made from its settings: each adapter on the line that the settings name.

A simulated line is looked up when it is opened, so that a station may start before its simulators.
"""

import time
from typing import assert_never

from app.station_context import StationContext
from config.device_settings import SIMULATED, EscposSerial, EscposTcp, EscposUsb, NoDevice, SamSerial, SamTcp
from config.faults import EnvironmentFault, FaultCode
from devices.id_card.reader import IdCardReader
from devices.id_card.transport import SerialWire, TcpWire, Wire
from devices.receipt_printer.connection import Connection, SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter


def fitted_reader(station: StationContext) -> IdCardReader | None:
    """The ID-card reader, not yet opened; None where none is fitted."""
    device = station.settings.devices.id_card
    if isinstance(device, NoDevice):
        return None
    return IdCardReader(lambda: _reader_line(station), time.monotonic, station.now, driver=device.driver)


def fitted_printer(station: StationContext) -> ReceiptPrinter | None:
    """The receipt printer, not yet opened; None where none is fitted."""
    device = station.settings.devices.receipt_printer
    if isinstance(device, NoDevice):
        return None
    return ReceiptPrinter(lambda: _printer_line(station), station.now, driver=device.driver)


def _reader_line(station: StationContext) -> Wire:
    device = station.with_simulators().settings.devices.id_card
    match device:
        case SamSerial(port=port, baud=baud) if port != SIMULATED:
            return SerialWire(port, baud)
        case SamTcp(host=host, port=int(port)) if host != SIMULATED:
            return TcpWire(host, port)
        case SamSerial() | SamTcp() | NoDevice():
            raise EnvironmentFault(FaultCode.READER_UNPLUGGED, _NO_SIMULATORS)
        case _ as never:
            assert_never(never)


def _printer_line(station: StationContext) -> Connection:
    device = station.with_simulators().settings.devices.receipt_printer
    match device:
        case EscposTcp(host=host, port=int(port)) if host != SIMULATED:
            return TcpConnection(host, port)
        case EscposSerial(port=str(port), baud=baud) if port != SIMULATED:
            return SerialConnection(port, baud)
        case EscposTcp() | EscposSerial() | EscposUsb() | NoDevice():
            raise EnvironmentFault(FaultCode.PRINTER_UNPLUGGED, _NO_SIMULATORS)
        case _ as never:
            assert_never(never)


_NO_SIMULATORS = "no simulators run; start them with: jinban simulators"
