"""朗读 at a whole station: the press is heard from the loudspeaker, and without a voice there is no button."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from app.examination.parts import examine_parts
from app.fitting.kiosk_body import fitted_speaker
from app.fitting.read_aloud import fitted_speech
from config.texts import texts
from devices.kiosk_body.simulated_speaker import SimulatedSpeaker
from kiosk.bench.finding import Finding, FindingState
from tests.app.whole_station import WholeStation
from tests.ui.screens.hall_screen import every_item
from ui.read_aloud import ReadAloud


def read_aloud_buttons(station: WholeStation) -> Iterator[QQuickItem]:
    return (
        item for item in every_item(station.window) if item.objectName() == "readAloud" and item.isVisible()
    )


def loudspeaker(station: WholeStation) -> SimulatedSpeaker:
    speaker = station.hall.named("speaker")
    assert isinstance(speaker, SimulatedSpeaker)
    return speaker


def finding(station: WholeStation) -> Finding:
    parts = examine_parts(station.station, thoroughly=False)
    return next(part for part in parts if part.name == "read_aloud")


def test_a_press_is_heard_from_the_loudspeaker(station: WholeStation) -> None:
    station.come_to_the_reader()
    station.until("the button", lambda: any(read_aloud_buttons(station)))
    button = next(read_aloud_buttons(station))
    assert button.property("text") == "朗读"
    before = loudspeaker(station).perform("played")
    point = button.mapToScene(QPointF(button.width() / 2, button.height() / 2)).toPoint()
    QTest.mouseClick(station.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    station.until("a sound", lambda: loudspeaker(station).perform("played") != before)
    station.until("the end", lambda: button.property("text") == "朗读")


def test_doctor_says_that_screens_can_be_read(station: WholeStation) -> None:
    assert finding(station).state is FindingState.READY


def test_doctor_says_which_package_is_missing(
    station: WholeStation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = finding(station)
    assert found.state is FindingState.ATTENTION
    assert "espeak-ng" in found.detail(texts("zh"))
    assert "espeak-ng" in found.advice(texts("en"))


def test_without_a_voice_there_is_no_button(
    station: WholeStation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    speaker = fitted_speaker(station.station)
    read_aloud = ReadAloud(station.model)
    read_aloud.set_well(True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fitted_speech(station.station, speaker, lambda _name, _job: None, read_aloud) is None
    assert read_aloud.property("text") == ""
