"""The page printer of this station."""

from typing import assert_never

from app.station_context import StationContext
from config.device_settings import Cups, Ipp, NoDevice
from config.faults import FaultCode
from devices.flight_recorder.recorded_lines import RecordedIppLine
from devices.flight_recorder.tap import Tap
from devices.page_printer.ipp_printer import queue_uri
from devices.page_printer.printer import PagePrinter


def fitted_page_printer(station: StationContext, tap: Tap) -> PagePrinter | None:
    """Not yet opened; None where none is fitted."""
    device = station.settings.devices.page_printer
    if isinstance(device, NoDevice):
        return None
    return PagePrinter(
        lambda: _uri(station),
        station.now,
        driver=device.driver,
        station=station.settings.station.id,
        line=lambda uri: RecordedIppLine(uri, tap),
    )


def _uri(station: StationContext) -> str:
    fitted = station.settings.devices.page_printer
    device = station.found("page_printer", fitted, FaultCode.PAGE_PRINTER_UNPLUGGED)
    match device:
        case Ipp(uri=uri):
            return uri
        case Cups(queue=queue, server=server):
            return queue_uri(queue, server)
        case NoDevice():
            raise AssertionError("a device that is not fitted is not opened")
        case _ as never:
            assert_never(never)
