"""A phone held before the camera: told once, not at all when two are shown, and the camera pulled out."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
import qrcode
from numpy.typing import NDArray

from config.faults import FaultCode
from devices.device import Lost, Ready, TestFailed, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerFault
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.code import ScannedCode

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
UNPLUGGED = FaultCode.SCANNER_UNPLUGGED
FRAME_S = 0.1


class MemoryFrames:
    """Gives the picture that lies in its memory, ten a second by its own clock."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.shown: NDArray[np.uint8] | FaultCode = codes()
        self.opened = 0
        self.closed = 0

    def latest(self, timeout_s: float) -> NDArray[np.uint8] | FaultCode:
        self.opened += 1
        self.now += min(FRAME_S, timeout_s)
        return self.shown

    def close(self) -> None:
        self.closed += 1


def codes(*texts: str) -> NDArray[np.uint8]:
    """A grey wall with these codes side by side, 240 pixels for each at least."""
    drawn = [drawn_code(text) for text in texts]
    side = max(240, *(len(code) + 16 for code in drawn)) if drawn else 240
    picture = np.full((side, side * max(1, len(drawn))), 160, np.uint8)
    for place, code in enumerate(drawn):
        picture[8 : 8 + len(code), side * place + 8 : side * place + 8 + len(code)] = code
    return picture


def drawn_code(text: str) -> NDArray[np.uint8]:
    code = qrcode.QRCode(box_size=1)
    code.add_data(text)
    code.make()
    modules = np.where(np.array(code.get_matrix()), 0, 255).astype(np.uint8)
    return np.kron(modules, np.ones((5, 5), np.uint8))


@pytest.fixture
def frames() -> MemoryFrames:
    return MemoryFrames()


@pytest.fixture
def scanner(frames: MemoryFrames) -> CameraScanner:
    return CameraScanner(frames, lambda: frames.now, lambda: NOON)


def seen(text: str) -> Scanned:
    return Scanned(ScannedCode(text))


def answers(scanner: CameraScanner, times: int) -> Sequence[object]:
    return [scanner.poll(0.5) for _ in range(times)]


def test_nothing_is_opened_before_the_first_poll(frames: MemoryFrames, scanner: CameraScanner) -> None:
    assert (frames.opened, scanner.status().condition) == (0, Unknown())
    assert scanner.poll(0) == NothingScanned()
    assert (frames.opened, scanner.status().condition) == (1, Ready())


def test_a_phone_held_before_the_camera_for_a_minute_is_told_once(
    frames: MemoryFrames, scanner: CameraScanner
) -> None:
    frames.shown = codes("held-for-long")
    told = answers(scanner, 120)
    assert told[0] == seen("held-for-long")
    assert set(told[1:]) == {NothingScanned()}


def test_taken_away_and_shown_again_it_is_told_again(frames: MemoryFrames, scanner: CameraScanner) -> None:
    frames.shown = codes("again")
    assert scanner.poll(0.5) == seen("again")
    frames.shown = codes()
    assert set(answers(scanner, 8)) == {NothingScanned()}
    frames.shown = codes("again")
    assert scanner.poll(0.5) == seen("again")


def test_a_phone_that_is_lost_from_sight_for_a_moment_is_the_same_phone(
    frames: MemoryFrames, scanner: CameraScanner
) -> None:
    frames.shown = codes("trembling")
    assert scanner.poll(0.5) == seen("trembling")
    frames.shown = codes()
    scanner.poll(1.0)
    frames.shown = codes("trembling")
    assert scanner.poll(0.5) == NothingScanned()


def test_two_different_codes_are_refused_until_one_is_alone(
    frames: MemoryFrames, scanner: CameraScanner
) -> None:
    frames.shown = codes("phone", "poster")
    assert answers(scanner, 3) == [
        Refused(FaultCode.CODE_SEVERAL),
        NothingScanned(),
        NothingScanned(),
    ]
    frames.shown = codes("phone")
    assert scanner.poll(0.5) == NothingScanned()
    assert scanner.poll(1.0) == seen("phone")


def test_a_web_address_is_refused_once(frames: MemoryFrames, scanner: CameraScanner) -> None:
    frames.shown = codes("https://example.com/x")
    assert answers(scanner, 2) == [Refused(FaultCode.CODE_IS_LINK), NothingScanned()]


def test_a_camera_pulled_out_is_told_at_once_and_works_again(
    frames: MemoryFrames, scanner: CameraScanner
) -> None:
    frames.shown = UNPLUGGED
    assert scanner.self_test() == TestFailed(UNPLUGGED)
    assert answers(scanner, 3) == [ScannerFault(UNPLUGGED)] * 3
    assert scanner.check().condition == Lost(UNPLUGGED)
    frames.shown = codes("back")
    assert scanner.check().condition == Ready()
    assert scanner.self_test() == TestPassed("240 x 240")
    assert scanner.poll(0.5) == seen("back")
    assert scanner.status().last_fault == UNPLUGGED


def test_closed_it_lets_the_camera_go_and_forgets(frames: MemoryFrames, scanner: CameraScanner) -> None:
    frames.shown = codes("mine")
    assert scanner.poll(0.5) == seen("mine")
    scanner.close()
    scanner.close()
    assert frames.closed == 2
    assert scanner.poll(0.5) == seen("mine")


def test_answers_show_no_code(frames: MemoryFrames, scanner: CameraScanner) -> None:
    frames.shown = codes("mine-alone")
    answer = scanner.poll(0.5)
    assert isinstance(answer, Scanned)
    assert "mine-alone" not in repr(answer) + repr(scanner.status()) + repr(vars(scanner))
