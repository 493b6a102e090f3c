"""``jinban simulators``: the simulated hall, until it is told to stop."""

import argparse
import signal
import sys

from app.follow_parent import end_with_parent
from app.simulated_hall import SimulatedHall
from app.station_context import StationContext
from config.settings import SettingsRefused
from devices.simulation_control import AlreadyServed


def run(options: argparse.Namespace, station: StationContext) -> int:  # noqa: ARG001  every command has this shape
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        hall = SimulatedHall(station)
    except AlreadyServed:
        raise SettingsRefused(f"simulators: others run for {station.data} already") from None
    end_with_parent()
    try:
        for device in hall.devices:
            place = " ".join(f"{name}={value}" for name, value in device.address().items())
            sys.stdout.write(f"{device.name}: {place}\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGTERM, signal.SIGINT})
    finally:
        hall.close()
    return 0
