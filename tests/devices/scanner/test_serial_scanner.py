"""Codes shown to a scanner on a real line: read, refused, sent twice, cut off; and its cable pulled."""

import contextlib
import os
import termios
import threading
import time
from pathlib import Path

import pytest
import serial

from config.faults import EnvironmentFault, FaultCode
from devices.device import Lost, NeedsAttention, Ready, TestFailed, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerFault
from devices.scanner.code import ScannedCode
from devices.scanner.serial_line import SerialLine
from devices.scanner.serial_scanner import SerialScanner
from devices.scanner.simulator import SimulatedScanner
from tests.devices.scanner.conftest import NOON

CODE = "hk3_Zt-9QmW.made-up"
UNPLUGGED = ScannerFault(FaultCode.SCANNER_UNPLUGGED)
ENOUGH_S = 5.0


def seen(text: str) -> Scanned:
    return Scanned(ScannedCode(text))


def test_a_code_is_shown_and_read(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)
    assert scanner.status().condition == Ready()


def test_nothing_is_opened_before_the_first_poll(simulator: SimulatedScanner) -> None:
    opened: list[str] = []

    def open_line() -> SerialLine:
        opened.append("opened")
        return SerialLine(str(simulator.address()["port"]))

    with contextlib.closing(SerialScanner(open_line, time.monotonic, lambda: NOON)) as scanner:
        assert opened == []
        assert scanner.status().condition == Unknown()
        scanner.poll(0)
        assert opened == ["opened"]


def test_two_people_show_their_codes_at_nearly_the_same_time(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.send(b"first\rsecond\r")
    assert [scanner.poll(ENOUGH_S), scanner.poll(ENOUGH_S)] == [seen("first"), seen("second")]
    assert scanner.poll(0.05) == NothingScanned()


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        ("https://example.com/" + "a" * 3980, FaultCode.CODE_TOO_LONG),
        ("https://example.com/x", FaultCode.CODE_IS_LINK),
        ("' OR 1=1 --", FaultCode.CODE_ODD_CHARACTERS),
        ("亮码", FaultCode.CODE_ODD_CHARACTERS),
    ],
)
def test_what_is_no_show_code_is_refused_and_nothing_of_it_is_told(
    simulator: SimulatedScanner,
    scanner: SerialScanner,
    shown: str,
    reason: FaultCode,
    caplog: pytest.LogCaptureFixture,
) -> None:
    simulator.scan(shown)
    answer = scanner.poll(ENOUGH_S)
    assert answer == Refused(reason)
    assert shown[:8] not in repr(answer) + repr(scanner.status()) + caplog.text
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)


def test_an_accepted_code_shows_nowhere(
    simulator: SimulatedScanner, scanner: SerialScanner, caplog: pytest.LogCaptureFixture
) -> None:
    simulator.scan(CODE)
    answer = scanner.poll(ENOUGH_S)
    assert isinstance(answer, Scanned)
    assert CODE not in repr(answer) + repr(scanner.status()) + repr(vars(scanner)) + caplog.text


def test_a_scanner_that_sends_everything_twice_scans_once(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.fail("double_send")
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)
    assert scanner.poll(0.05) == NothingScanned()
    simulator.scan("another")
    assert scanner.poll(ENOUGH_S) == seen("another")


def test_a_code_that_comes_in_slow_pieces_is_whole(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.fail("split_slowly")
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("garbage", FaultCode.CODE_NOT_TEXT),
        ("control_characters", FaultCode.CODE_CONTROL_CHARACTERS),
        ("flood", FaultCode.CODE_TOO_LONG),
        ("no_terminator", FaultCode.SCANNER_CUT_OFF),
    ],
)
def test_a_scanner_that_misbehaves_is_refused_and_works_again(
    simulator: SimulatedScanner, scanner: SerialScanner, fault: str, reason: FaultCode
) -> None:
    simulator.fail(fault, once=True)
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == Refused(reason)
    simulator.send(b"\r" + CODE.encode() + b"\r")
    assert scanner.poll(ENOUGH_S) == seen(CODE)


def test_a_code_that_stutters_is_refused_once_and_its_second_half_is_no_code(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.fail("stutter", once=True)
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == Refused(FaultCode.SCANNER_CUT_OFF)
    assert scanner.status().condition == NeedsAttention(FaultCode.SCANNER_CUT_OFF)
    assert scanner.self_test() == TestFailed(FaultCode.SCANNER_CUT_OFF, "the last code came without its end")
    simulator.scan("another")
    assert scanner.poll(ENOUGH_S) == seen("another")
    assert scanner.status().condition == Ready()


def test_a_silent_scanner_is_nothing_scanned_and_no_fault(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.fail("silent")
    simulator.scan(CODE)
    assert scanner.poll(0.05) == NothingScanned()
    assert scanner.status().condition == Ready()


def test_what_was_scanned_before_anybody_asked_is_not_the_next_residents(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    simulator.send(b"first\rsecond\r")
    assert scanner.poll(ENOUGH_S) == seen("first")
    scanner.discard()
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)


def test_what_was_on_its_way_when_everything_was_thrown_away_is_no_code(simulator: SimulatedScanner) -> None:
    port = str(simulator.address()["port"])
    with contextlib.closing(SerialScanner(lambda: SerialLine(port), time.monotonic, lambda: NOON)) as scanner:
        scanner.poll(0.15)
        simulator.send(b"half a co")
        assert scanner.poll(0.05) == NothingScanned()
        scanner.discard()
        simulator.send(b"de-of-somebody\r")
        assert scanner.poll(0.2) == NothingScanned()
        simulator.scan(CODE)
        assert scanner.poll(ENOUGH_S) == seen(CODE)


def test_twenty_times_unplugged_and_plugged_in_again(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for number in range(20):
        simulator.unplug()
        assert scanner.poll(ENOUGH_S) == UNPLUGGED
        simulator.plug()
        assert scanner.poll(0) == NothingScanned()
        simulator.scan(f"code-{number}")
        assert scanner.poll(ENOUGH_S) == seen(f"code-{number}")
        assert scanner.status().condition == Ready()
        assert scanner.status().misses == 0
    assert scanner.status().last_fault == FaultCode.SCANNER_UNPLUGGED
    assert len(list(Path("/proc/self/fd").iterdir())) < before + 5


def test_a_cable_that_is_loose_now_and_then_is_not_lost(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    for _ in range(5):
        simulator.unplug()
        assert scanner.poll(0) == UNPLUGGED
        assert scanner.status().condition == Ready()
        simulator.plug()
        assert scanner.poll(0) == NothingScanned()


def test_pulled_out_in_the_middle_of_a_code(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.fail("unplugged_midway", once=True)
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == UNPLUGGED
    simulator.plug()
    assert scanner.poll(0) == NothingScanned()
    simulator.send(CODE[9:].encode() + b"\r" + CODE.encode() + b"\r")
    answers = [scanner.poll(ENOUGH_S), scanner.poll(ENOUGH_S)]
    assert seen(CODE) in answers


def test_left_unplugged_it_is_lost_after_three_tries_and_asked_less_and_less_often(
    simulator: SimulatedScanner,
) -> None:
    now, tries = [0.0], [0]
    port = str(simulator.address()["port"])
    simulator.unplug()

    def open_line() -> SerialLine:
        tries[0] += 1
        return SerialLine(port)

    with contextlib.closing(SerialScanner(open_line, lambda: now[0], lambda: NOON)) as scanner:
        tried_at = []
        for _ in range(400):
            before = tries[0]
            assert scanner.poll(0.0) == UNPLUGGED
            if tries[0] > before:
                tried_at.append(now[0])
            now[0] += 0.0625
        assert tried_at[:7] == [0.0, 0.0625, 0.5625, 1.5625, 3.5625, 8.5625, 13.5625]
        assert scanner.status().condition == Lost(FaultCode.SCANNER_UNPLUGGED)
        assert scanner.check().condition == Lost(FaultCode.SCANNER_UNPLUGGED)
        assert scanner.self_test() == TestFailed(FaultCode.SCANNER_UNPLUGGED)
        simulator.plug()
        assert isinstance(scanner.self_test(), TestPassed)
        assert scanner.check().condition == Ready()


def test_asking_how_it_is_loses_no_code(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    simulator.scan(CODE)
    until = time.monotonic() + ENOUGH_S
    while not scanner._pieces and time.monotonic() < until:
        assert scanner.check().condition == Ready()
    assert isinstance(scanner.self_test(), TestPassed)
    assert scanner.poll(0) == seen(CODE)


def test_a_port_that_does_not_exist_is_an_unplugged_scanner(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        SerialLine(str(tmp_path / "ttyUSB0"))
    assert (refused.value.code, refused.value.detail) == (FaultCode.SCANNER_UNPLUGGED, "ENOENT")


def test_no_second_program_may_have_the_port(simulator: SimulatedScanner, scanner: SerialScanner) -> None:
    assert scanner.status().condition == Ready()
    with pytest.raises(EnvironmentFault) as refused:
        SerialLine(str(simulator.address()["port"]))
    assert refused.value.code == FaultCode.SCANNER_UNPLUGGED


@pytest.mark.parametrize(
    "error",
    [serial.SerialException("device reports readiness"), OSError(5, os.strerror(5)), termios.error(5, "I/O")],
)
@pytest.mark.parametrize("action", ["receive", "discard", "close"])
def test_every_way_a_line_can_break_is_the_same_fault(
    simulator: SimulatedScanner,
    scanner: SerialScanner,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    action: str,
) -> None:
    def broken(*_: object) -> bytes:
        raise error

    name = {"receive": "read", "discard": "reset_input_buffer", "close": "close"}[action]
    with monkeypatch.context() as patch:
        patch.setattr(serial.Serial, name, broken)
        if action == "receive":
            assert scanner.poll(0) == UNPLUGGED
        elif action == "discard":
            scanner.discard()
            assert scanner.status().last_fault == FaultCode.SCANNER_UNPLUGGED
        else:
            line = scanner._line
            scanner.close()
            patch.undo()
            assert line is not None
            line.close()
    assert scanner.poll(0) == NothingScanned()
    simulator.scan(CODE)
    assert scanner.poll(ENOUGH_S) == seen(CODE)


def test_its_status_may_be_asked_from_any_thread_while_it_waits(
    simulator: SimulatedScanner, scanner: SerialScanner
) -> None:
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(scanner.poll(ENOUGH_S)))
    thread.start()
    started = time.monotonic()
    assert scanner.status().condition == Ready()
    assert time.monotonic() - started < 1
    simulator.scan(CODE)
    thread.join(ENOUGH_S)
    assert answers == [seen(CODE)]
