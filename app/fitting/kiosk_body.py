"""The kiosk itself: presence sensor, service door and light on an input/output board, power supply, loudspeaker."""

from collections.abc import Callable

from app.station_context import StationContext
from config.device_settings import Alsa, Modbus, NoDevice, Nut
from config.faults import FaultCode
from devices.device import Device
from devices.flight_recorder.recorded_lines import RecordedWire
from devices.flight_recorder.tap import Tap
from devices.kiosk_body.board_channel import BoardChannel
from devices.kiosk_body.door import DoorContact
from devices.kiosk_body.io_line import IoLine, SerialWire
from devices.kiosk_body.presence import PresenceSensor
from devices.kiosk_body.speaker import Speaker
from devices.kiosk_body.status_light import StatusLight
from devices.kiosk_body.ups import Ups, UpsdLine


def fitted_board_devices(station: StationContext, tap: Tap) -> dict[str, Device | None]:
    """What hangs on input/output boards; devices on the same port share its line."""
    devices = station.settings.devices
    lines: dict[str, IoLine] = {}

    def fit(name: str, device: Modbus | NoDevice, adapter: Callable[..., Device]) -> Device | None:
        if isinstance(device, NoDevice):
            return None
        line = lines.setdefault(device.port, IoLine(lambda: RecordedWire(_wire(station, name, device), tap)))
        return adapter(BoardChannel(line, device.unit, device.channel), station.now)

    return {
        "presence": fit("presence", devices.presence, PresenceSensor),
        "door": fit("door", devices.door, DoorContact),
        "status_light": fit("status_light", devices.status_light, StatusLight),
    }


def fitted_ups(station: StationContext) -> Ups | None:
    """Not yet opened; None where none is fitted."""
    device = station.settings.devices.ups
    return (
        None if isinstance(device, NoDevice) else Ups(lambda: _upsd(station, device), device.ups, station.now)
    )


def fitted_speaker(station: StationContext) -> Speaker | None:
    """None where none is fitted."""
    device = station.settings.devices.speaker
    return None if isinstance(device, NoDevice) else Speaker(lambda: _sound(station, device), station.now)


def _wire(station: StationContext, name: str, fitted: Modbus) -> SerialWire:
    device = station.found(name, fitted, FaultCode.IO_BOARD_UNPLUGGED)
    return SerialWire(device.port, device.baud)


def _upsd(station: StationContext, fitted: Nut) -> UpsdLine:
    device = station.found("ups", fitted, FaultCode.UPS_UNREACHABLE)
    return UpsdLine(device.host, int(device.port))


def _sound(station: StationContext, fitted: Alsa) -> str:
    return station.found("speaker", fitted, FaultCode.SPEAKER_MISSING).device
