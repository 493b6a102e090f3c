"""The far sides of a hall without hardware: reader, printer and network cable, with one remote control for all."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from app.station_context import SIMULATORS_FILE, SIMULATORS_SOCKET, StationContext
from devices.id_card.simulator import SamSimulator
from devices.network_cable.simulator import SimulatedCable
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.simulation import Simulator
from devices.simulation_control import ControlSocket


class SimulatedHall:
    """Runs from construction to `close`. Raises AlreadyServed when another hall serves this data folder."""

    def __init__(self, station: StationContext) -> None:
        station.make_data_folder()
        url = urlsplit(station.platform_url)
        self.reader = SamSimulator.on_pty()
        self.printer = SimulatedReceiptPrinter()
        self.cable = SimulatedCable(
            (url.hostname or "127.0.0.1", url.port or (443 if url.scheme == "https" else 80))
        )
        self.devices: Sequence[Simulator] = (self.reader, self.printer, self.cable)
        self._file = station.data / SIMULATORS_FILE
        self._control = ControlSocket(station.data / SIMULATORS_SOCKET, self.devices)
        self._write({device.name: dict(device.address()) for device in self.devices})

    def close(self) -> None:
        self._file.unlink(missing_ok=True)
        self._control.close()
        for device in self.devices:
            device.close()

    def _write(self, addresses: dict[str, dict[str, str | int]]) -> None:
        draft = self._file.with_suffix(".new")
        draft.touch(0o600)
        draft.write_text(json.dumps(addresses), encoding="utf-8")
        draft.rename(self._file)


def control_socket(station: StationContext) -> Path:
    return station.data / SIMULATORS_SOCKET
