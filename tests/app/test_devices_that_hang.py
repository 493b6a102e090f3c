"""No device call holds the screen: while a device is in the midst of one that does not end, a touch is answered."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication

from app import station as station_module
from app.finger import Finger
from app.touchscreen_opening import open_touchscreen
from config.device_settings import Devices
from devices.device import Device, DeviceStatus, SelfTest, TestPassed, Unknown
from tests.app.whole_station import station_on
from ui.shell import FONT

HELD_S = 30.0


class HangingDevice:
    """A driver that does not come back: every question to it takes half a minute, or until the hall is closed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._released = threading.Event()
        self.asked = threading.Event()
        self.answered = threading.Event()

    def status(self) -> DeviceStatus:
        return DeviceStatus(self._name, "hanging", Unknown(), checked_at=datetime.now(UTC))

    def check(self) -> DeviceStatus:
        self.asked.set()
        self._released.wait(HELD_S)
        self.answered.set()
        return self.status()

    def self_test(self) -> SelfTest:
        self.check()
        return TestPassed()

    def close(self) -> None:
        self._released.set()

    release = close


@pytest.fixture(params=Devices.model_fields)
def hanging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[HangingDevice]:
    device = HangingDevice(request.param)
    hall: dict[str, Device | None] = dict.fromkeys(Devices.model_fields)
    monkeypatch.setattr(station_module, "every_device", lambda *_: {**hall, request.param: device})
    yield device
    device.release()


def test_a_touch_is_answered(hanging: HangingDevice, qapp: QGuiApplication, tmp_path: Path) -> None:
    qapp.setFont(QFont(FONT))
    screen = open_touchscreen(station_on(tmp_path / "data"))
    finger = Finger(screen.shell.window)
    try:
        finger.wait("a device that is being asked", hanging.asked.is_set)
        finger.touch_anywhere()
        finger.wait("the next screen", lambda: type(screen.model.visit.state).__name__ == "Home")
        assert not hanging.answered.is_set()
    finally:
        hanging.release()
        screen.close()
