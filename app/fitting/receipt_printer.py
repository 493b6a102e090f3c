"""The receipt printer of this station."""

from typing import assert_never

from app.station_context import StationContext
from config.device_settings import EscposSerial, EscposTcp, EscposUsb, NoDevice
from config.faults import FaultCode
from devices.flight_recorder.recorded_printer import RecordedReceiptPrinter
from devices.flight_recorder.tap import Tap
from devices.receipt_printer.connection import Connection, SerialConnection, TcpConnection
from devices.receipt_printer.printer import ReceiptPrinter
from devices.receipt_printer.usb_connection import UsbConnection


def fitted_printer(station: StationContext, tap: Tap) -> ReceiptPrinter | None:
    """Not yet opened; None where none is fitted."""
    device = station.settings.devices.receipt_printer
    if isinstance(device, NoDevice):
        return None
    return RecordedReceiptPrinter(lambda: _line(station), station.now, tap=tap, driver=device.driver)


def _line(station: StationContext) -> Connection:
    fitted = station.settings.devices.receipt_printer
    device = station.found("receipt_printer", fitted, FaultCode.PRINTER_UNPLUGGED)
    match device:
        case EscposTcp(host=host, port=port):
            return TcpConnection(host, int(port))
        case EscposSerial(port=port, baud=baud):
            return SerialConnection(port, baud)
        case EscposUsb(device=path):
            return UsbConnection(path)
        case NoDevice():
            raise AssertionError("a device that is not fitted is not opened")
        case _ as never:
            assert_never(never)
