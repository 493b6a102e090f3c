"""The code scanner of this station, whichever way it hears its codes."""

import time
from typing import assert_never

from app.fitting.cameras import source_of
from app.station_context import StationContext
from config.device_settings import NoDevice, ScannerCamera, ScannerSerial, ScannerWedge
from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.pictures import CameraPictures
from devices.flight_recorder.recorded_lines import recorded
from devices.flight_recorder.tap import Tap
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.wedge_scanner import WedgeScanner

Scanner = SerialScanner | WedgeScanner | CameraScanner


def fitted_scanner(station: StationContext, tap: Tap) -> Scanner | None:
    """Not yet opened; None where none is fitted."""
    device = station.settings.devices.scanner
    match device:
        case NoDevice():
            return None
        case ScannerSerial():
            return SerialScanner(recorded(lambda: _line(station, device), tap), time.monotonic, station.now)
        case ScannerWedge():
            return WedgeScanner(time.monotonic, station.now)
        case ScannerCamera():
            camera = Camera(source_of(station, "scanner", device), station.now, name="scanner")
            return CameraScanner(CameraPictures(camera), time.monotonic, station.now)
        case _ as never:
            assert_never(never)


def _line(station: StationContext, fitted: ScannerSerial) -> SerialLine:
    device = station.found("scanner", fitted, FaultCode.SCANNER_UNPLUGGED)
    return SerialLine(device.port, device.baud)
