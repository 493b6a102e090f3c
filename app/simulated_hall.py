"""The far sides of a hall without hardware, with one remote control for all.

What the station's settings call ``simulated`` is simulated. Reader, receipt printer and network cable are always there:
demonstrations lay cards, take paper out and cut the cable.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from app.station_context import SIMULATORS_FILE, SIMULATORS_SOCKET, StationContext
from config.device_settings import SIMULATED, EscposSerial, EscposUsb, SamTcp
from devices.camera.simulator import SimulatedCamera
from devices.id_card.simulator import SamSimulator
from devices.kiosk_body.simulated_io_board import SimulatedIoBoard
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from devices.kiosk_body.simulated_ups import SimulatedUps
from devices.network_cable.simulator import SimulatedCable
from devices.page_printer.simulated_programs import ProgramsMissing
from devices.page_printer.simulator import SimulatedPagePrinter
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.scanner.simulator import SimulatedScanner
from devices.simulation import Simulator
from devices.simulation_control import ControlSocket
from devices.social_card.simulated_service import CannotSimulate
from devices.social_card.simulator import SimulatedSocialCards

BOARD_DEVICES = ("presence", "door", "status_light")


class SimulatedHall:
    """Runs from construction to `close`. Raises AlreadyServed when another hall serves this data folder.

    ``missing`` says of each device that cannot be simulated on this machine why.
    """

    def __init__(self, station: StationContext) -> None:
        station.make_data_folder()
        self._station = station
        url = urlsplit(station.platform_url)
        self.reader = self._reader()
        self.printer = self._printer()
        self.cable = SimulatedCable(
            (url.hostname or "127.0.0.1", url.port or (443 if url.scheme == "https" else 80))
        )
        self.missing: dict[str, str] = {}
        self.devices: Sequence[Simulator] = (self.reader, self.printer, self.cable, *self._others())
        self._file = station.data / SIMULATORS_FILE
        try:
            self._control = ControlSocket(station.data / SIMULATORS_SOCKET, self.devices)
        except BaseException:
            self._close_devices()
            raise
        self._write({device.name: dict(device.address()) for device in self.devices})

    def close(self) -> None:
        self._file.unlink(missing_ok=True)
        self._control.close()
        self._close_devices()

    def named(self, name: str) -> Simulator:
        """The simulator of a device. Raises KeyError where it is not simulated."""
        return {device.name: device for device in self.devices}[name]

    def _close_devices(self) -> None:
        for device in self.devices:
            device.close()

    def _reader(self) -> SamSimulator:
        on_tcp = isinstance(self._station.settings.devices.id_card, SamTcp)
        return SamSimulator.on_tcp() if on_tcp else SamSimulator.on_pty()

    def _printer(self) -> SimulatedReceiptPrinter:
        match self._station.settings.devices.receipt_printer:
            case EscposSerial():
                return SimulatedReceiptPrinter.on_serial()
            case EscposUsb():
                return SimulatedReceiptPrinter.on_usb()
            case _:
                return SimulatedReceiptPrinter()

    def _others(self) -> Iterable[Simulator]:
        makers: Mapping[str, Callable[[], Simulator]] = {
            "social_card": SimulatedSocialCards,
            "scanner": SimulatedScanner,
            "page_printer": SimulatedPagePrinter,
            "face_camera": lambda: SimulatedCamera("face_camera"),
            "document_camera": lambda: SimulatedCamera("document_camera"),
            "ups": SimulatedUps,
            "speaker": SimulatedSpeaker,
        }
        for name, make in makers.items():
            if self._is_simulated(name):
                try:
                    yield make()
                except (CannotSimulate, ProgramsMissing) as why:
                    self.missing[name] = str(why)
        if any(self._is_simulated(name) for name in BOARD_DEVICES):
            yield from SimulatedIoBoard().devices

    def _is_simulated(self, name: str) -> bool:
        return SIMULATED in getattr(self._station.settings.devices, name).model_dump().values()

    def _write(self, addresses: dict[str, dict[str, str | int]]) -> None:
        draft = self._file.with_suffix(".new")
        draft.touch(0o600)
        draft.write_text(json.dumps(addresses), encoding="utf-8")
        draft.rename(self._file)


def control_socket(station: StationContext) -> Path:
    return station.data / SIMULATORS_SOCKET
