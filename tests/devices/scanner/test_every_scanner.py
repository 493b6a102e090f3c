"""What holds for every scanner, by whatever way its codes come: serial line, keyboard, camera."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from config.faults import FaultCode
from devices.device import Device, Ready, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned
from devices.scanner.camera_scanner import CameraScanner
from devices.scanner.code import ScannedCode
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner
from devices.scanner.wedge_scanner import WedgeScanner
from tests.devices.scanner.conftest import NOON
from tests.devices.scanner.test_camera_scanner import MemoryFrames, codes

CODE = "made-up.show-code_0123456789"


@dataclass(frozen=True)
class Bench:
    scanner: SerialScanner | WedgeScanner | CameraScanner
    show: Callable[[str], None]


@pytest.fixture(params=["serial", "wedge", "camera"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    match request.param:
        case "serial":
            simulator = SimulatedScanner()
            port = str(simulator.address()["port"])
            serial = SerialScanner(lambda: SerialLine(port), time.monotonic, lambda: NOON, settle_s=0.0)
            yield Bench(serial, simulator.scan)
            serial.close()
            simulator.close()
        case "wedge":
            wedge = WedgeScanner(time.monotonic, lambda: NOON)
            yield Bench(wedge, wedge.heard)
        case _:
            frames = MemoryFrames()
            camera = CameraScanner(frames, lambda: frames.now, lambda: NOON)
            yield Bench(camera, lambda text: setattr(frames, "shown", codes(text)))


def test_it_is_a_device_named_scanner_that_knows_nothing_before_it_is_asked(bench: Bench) -> None:
    device: Device = bench.scanner
    status = device.status()
    assert (status.name, status.condition, status.ready) == ("scanner", Unknown(), False)
    assert status.driver in ("serial", "wedge", "camera")
    assert device.check().condition == Ready()
    assert device.status().ready
    assert isinstance(device.self_test(), TestPassed)


def test_a_code_is_told_once_and_another_after_it(bench: Bench) -> None:
    assert bench.scanner.poll(0.0) == NothingScanned()
    bench.show(CODE)
    assert bench.scanner.poll(5.0) == Scanned(ScannedCode(CODE))
    bench.show(CODE)
    assert bench.scanner.poll(0.1) == NothingScanned()
    bench.show("another")
    assert bench.scanner.poll(5.0) == Scanned(ScannedCode("another"))


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ("https://example.com/a", FaultCode.CODE_IS_LINK),
        ("a b", FaultCode.CODE_ODD_CHARACTERS),
        ("A" * 600, FaultCode.CODE_TOO_LONG),
    ],
)
def test_what_is_no_show_code_is_refused(bench: Bench, shown: str, reason: FaultCode) -> None:
    assert bench.scanner.poll(0.0) == NothingScanned()
    bench.show(shown)
    assert bench.scanner.poll(5.0) == Refused(reason)


def test_a_poll_gives_back_after_its_time(bench: Bench) -> None:
    bench.scanner.poll(0.0)
    started = time.monotonic()
    assert bench.scanner.poll(0.1) == NothingScanned()
    assert time.monotonic() - started < 2.0


def test_closed_twice_it_can_be_used_again(bench: Bench) -> None:
    bench.scanner.poll(0.0)
    bench.scanner.close()
    bench.scanner.close()
    bench.scanner.discard()
    assert bench.scanner.poll(0.0) == NothingScanned()
    bench.show(CODE)
    assert bench.scanner.poll(5.0) == Scanned(ScannedCode(CODE))


def test_keys_that_came_before_anybody_asked_are_thrown_away_and_never_pile_up() -> None:
    wedge = WedgeScanner(time.monotonic, lambda: NOON)
    for number in range(100):
        wedge.heard(f"early-{number}")
    assert wedge._waiting.qsize() < 10
    wedge.discard()
    assert wedge.poll(0.0) == NothingScanned()
    assert "early" not in repr(wedge.status())


def test_typed_codes_without_their_end_are_refused_and_staff_see_why() -> None:
    wedge = WedgeScanner(time.monotonic, lambda: NOON)
    wedge.heard_cut_off()
    assert wedge.poll(0.0) == Refused(FaultCode.SCANNER_CUT_OFF)
    assert not isinstance(wedge.self_test(), TestPassed)
    assert wedge.check().last_fault == FaultCode.SCANNER_CUT_OFF
    wedge.heard(CODE)
    assert wedge.poll(0.0) == Scanned(ScannedCode(CODE))
    assert isinstance(wedge.self_test(), TestPassed)
