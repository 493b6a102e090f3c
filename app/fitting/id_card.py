"""The ID-card reader of this station."""

import time
from typing import assert_never

from app.station_context import StationContext
from config.device_settings import NoDevice, SamSerial, SamTcp
from config.faults import FaultCode
from devices.flight_recorder.recorded_reader import RecordedIdCardReader
from devices.flight_recorder.tap import Tap
from devices.id_card.reader import IdCardReader
from devices.id_card.transport import SerialWire, TcpWire, Wire


def fitted_reader(station: StationContext, tap: Tap) -> IdCardReader | None:
    """Not yet opened; None where none is fitted."""
    device = station.settings.devices.id_card
    if isinstance(device, NoDevice):
        return None
    return RecordedIdCardReader(
        lambda: _line(station), time.monotonic, station.now, tap=tap, driver=device.driver
    )


def _line(station: StationContext) -> Wire:
    fitted = station.settings.devices.id_card
    device = station.found("id_card", fitted, FaultCode.READER_UNPLUGGED)
    match device:
        case SamSerial(port=port, baud=baud):
            return SerialWire(port, baud)
        case SamTcp(host=host, port=port):
            return TcpWire(host, int(port))
        case NoDevice():
            raise AssertionError("a device that is not fitted is not opened")
        case _ as never:
            assert_never(never)
