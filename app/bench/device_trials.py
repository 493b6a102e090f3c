"""What "Test" does for each device: its self-test, and where only a person can judge, a trial to be looked at.

A trial prints, lights or sounds; afterwards somebody is asked whether it was well.
"""

from app.station_context import StationContext
from config.faults import FaultCode
from devices.device import Device, TestFailed
from devices.receipt_printer.printer import NotPrinted, PrintUncertain, ReceiptPrinter
from devices.receipt_printer.self_test import print_self_test
from kiosk.bench.state import TestEnded


def run_trial(name: str, device: Device, station: StationContext) -> TestEnded:
    """On the device's thread. The self-test first; a device that fails it is not tried."""
    told = device.self_test()
    if isinstance(told, TestFailed):
        return TestEnded(name, told.fault, note=told.detail)
    match device:
        case ReceiptPrinter():
            fault = _print_slip(device, station)
        case _:
            return TestEnded(name, note=told.detail)
    return TestEnded(name, fault, needs_eyes=fault is None, note=told.detail)


def _print_slip(printer: ReceiptPrinter, station: StationContext) -> FaultCode | None:
    outcome = print_self_test(printer, station.settings.station.id, station.now())
    return outcome.fault if isinstance(outcome, NotPrinted | PrintUncertain) else None
