"""Every drill of the technician's pages, on a station with that device: doctor, or the action, names the cause."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.device_actions import ACTIONS
from app.examination.examine import examine_device
from app.fitting.every_device import every_device
from app.simulated_hall import SimulatedHall
from app.station_context import StationContext, context
from config.causes import drills
from config.device_settings import Devices
from config.faults import FaultCode
from config.settings import load_settings

BY_ACTION = {
    FaultCode.CARD_LIFTED: "read-id-card",
    FaultCode.CARD_UNREADABLE: "read-id-card",
    FaultCode.CARD_UNSUPPORTED: "read-id-card",
    FaultCode.CARD_DATA_INVALID: "read-id-card",
    FaultCode.SOCIAL_CARD_MUTE: "read-social-card",
    FaultCode.SOCIAL_CARD_PULLED: "read-social-card",
    FaultCode.SOCIAL_CARD_UNREADABLE: "read-social-card",
    FaultCode.SOCIAL_CARD_UNKNOWN: "read-social-card",
    FaultCode.SOCIAL_CARD_DATA_INVALID: "read-social-card",
    FaultCode.SOCIAL_READER_SILENT: "read-social-card",
}
"""What shows only when a card is laid down. Codes are scanned while somebody waits for them: tests/devices/scanner."""

BY_DOCTOR = sorted(
    code
    for code in drills()
    if code not in BY_ACTION
    and code is not FaultCode.PLATFORM_UNREACHABLE
    and not code.startswith("code_")
    and code is not FaultCode.SCANNER_CUT_OFF
)


@contextmanager
def station_with(device: str, data: Path) -> Iterator[tuple[StationContext, SimulatedHall]]:
    """Only this device is fitted, and simulated."""
    others = [f"devices.{name}.driver=none" for name in Devices.model_fields if name != device]
    station = context(load_settings(None, others), str(data), None)
    hall = SimulatedHall(station)
    try:
        yield station, hall
    finally:
        hall.close()


def drill(code: FaultCode, hall: SimulatedHall) -> None:
    for command in drills()[code]:
        device, verb, *words = command.split()
        hall.named(device).perform(verb, words)


def device_of(code: FaultCode) -> str:
    return drills()[code][0].split()[0]


def test_there_are_many() -> None:
    assert len(BY_DOCTOR) >= 25
    assert "speaker_stuck" in BY_DOCTOR


@pytest.mark.parametrize("code", BY_DOCTOR)
def test_doctor_names_the_cause(code: FaultCode, tmp_path: Path) -> None:
    name = device_of(code)
    with station_with(name, tmp_path / "data") as (station, hall):
        assert hall.missing == {}
        well = examine_device(station, name, every_device(station)[name])
        assert well.fault is None
        drill(code, hall)
        assert examine_device(station, name, every_device(station)[name]).fault is code


@pytest.mark.parametrize("code", BY_ACTION)
def test_the_action_names_the_cause(code: FaultCode, tmp_path: Path) -> None:
    with station_with(device_of(code), tmp_path / "data") as (station, hall):
        drill(code, hall)
        assert ACTIONS[BY_ACTION[code]](station, 2.0, None) is code
