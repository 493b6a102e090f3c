"""Sensor, door and light on one board and one line: what staff see when something is wrong with it."""

import threading
import time
from datetime import UTC, datetime

import pytest

from config.faults import FaultCode
from devices.device import (
    Condition,
    Device,
    Faulty,
    Lost,
    NeedsAttention,
    Ready,
    TestFailed,
    TestPassed,
    Unknown,
)
from devices.kiosk_body.board_channel import BoardChannel
from devices.kiosk_body.door import DoorContact
from devices.kiosk_body.io_line import EXCHANGE_S, IoLine, SerialWire
from devices.kiosk_body.presence import Presence, PresenceSensor
from devices.kiosk_body.simulated_io_board import DOOR, LIGHT, PRESENCE, SimulatedIoBoard
from devices.kiosk_body.status_light import Colour, NotShown, Shown, StatusLight
from tests.devices.kiosk_body.conftest import Clock

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def door(line: IoLine, clock: Clock) -> DoorContact:
    return DoorContact(BoardChannel(line, 1, DOOR), lambda: NOON, clock)


@pytest.fixture
def light(line: IoLine, clock: Clock) -> StatusLight:
    return StatusLight(BoardChannel(line, 1, LIGHT), lambda: NOON, clock)


@pytest.fixture
def sensor(line: IoLine, clock: Clock) -> PresenceSensor:
    return PresenceSensor(BoardChannel(line, 1, PRESENCE), lambda: NOON, clock)


class TestDoor:
    def test_open_door_calls_staff_and_a_shut_one_does_not(
        self, door: DoorContact, board: SimulatedIoBoard
    ) -> None:
        assert door.status().condition == Unknown()
        assert door.is_open() is None
        assert door.check().condition == Ready()
        board.door.perform("open")
        assert door.check().condition == NeedsAttention(FaultCode.DOOR_OPEN)
        assert door.is_open() is True
        board.door.perform("close")
        assert door.check().condition == Ready()
        assert door.status().last_fault is FaultCode.DOOR_OPEN

    def test_who_tests_with_the_door_open_passes(self, door: DoorContact, board: SimulatedIoBoard) -> None:
        board.door.perform("open")
        assert door.self_test() == TestPassed("open")


class TestLight:
    def test_shows_one_colour_at_a_time(self, light: StatusLight, board: SimulatedIoBoard) -> None:
        for colour in (Colour.GREEN, Colour.RED, Colour.YELLOW, Colour.OFF):
            assert light.show(colour) == Shown(colour)
            state = board.status_light.perform("state")
            assert isinstance(state, dict)
            assert tuple(state[lamp] for lamp in ("green", "yellow", "red")) == colour.value

    def test_same_colour_again_switches_nothing(self, light: StatusLight, board: SimulatedIoBoard) -> None:
        light.show(Colour.RED)
        writes = board.writes
        assert light.show(Colour.RED) == Shown(Colour.RED)
        assert board.writes == writes

    def test_only_the_lamps_that_change_are_switched(
        self, light: StatusLight, board: SimulatedIoBoard
    ) -> None:
        light.show(Colour.RED)
        writes = board.writes
        light.show(Colour.GREEN)
        assert board.writes == writes + 2

    def test_shines_again_after_a_power_cut_of_the_board(
        self, light: StatusLight, board: SimulatedIoBoard
    ) -> None:
        light.show(Colour.GREEN)
        board.lose_power()
        assert light.check().condition == Ready()
        assert light.status().detail == "green"

    def test_colour_asked_for_while_unplugged_is_shown_when_plugged_in(
        self, light: StatusLight, board: SimulatedIoBoard
    ) -> None:
        board.status_light.perform("unplug")
        assert light.show(Colour.RED) == NotShown(FaultCode.IO_BOARD_UNPLUGGED)
        board.status_light.perform("plug")
        assert light.check().detail == "red"

    def test_before_anything_was_asked_for_a_check_switches_nothing(
        self, light: StatusLight, board: SimulatedIoBoard
    ) -> None:
        assert light.check().condition == Ready()
        assert board.writes == 0

    def test_lamps_on_channels_that_the_board_has_not_are_a_wrong_setting(self, line: IoLine) -> None:
        light = StatusLight(BoardChannel(line, 1, 6), lambda: NOON)
        assert light.show(Colour.RED) == NotShown(FaultCode.IO_BOARD_REFUSED)
        assert light.self_test() == TestFailed(FaultCode.IO_BOARD_REFUSED, "exception 2")


class TestPresence:
    def test_who_walks_past_is_not_greeted_and_who_stays_is(
        self, sensor: PresenceSensor, board: SimulatedIoBoard, clock: Clock
    ) -> None:
        assert sensor.look() is Presence.UNKNOWN
        clock.pass_by(3)
        assert sensor.look() is Presence.ABSENT
        board.presence.perform("come")
        assert sensor.look() is Presence.ABSENT
        clock.pass_by(0.2)
        board.presence.perform("leave")
        assert sensor.look() is Presence.ABSENT
        board.presence.perform("come")
        assert sensor.look() is Presence.ABSENT
        clock.pass_by(0.5)
        assert sensor.look() is Presence.PRESENT

    def test_who_bends_down_has_not_left(
        self, sensor: PresenceSensor, board: SimulatedIoBoard, clock: Clock
    ) -> None:
        board.presence.perform("come")
        sensor.look()
        clock.pass_by(1)
        assert sensor.look() is Presence.PRESENT
        board.presence.perform("leave")
        sensor.look()
        clock.pass_by(2.75)
        assert sensor.look() is Presence.PRESENT
        clock.pass_by(0.25)
        assert sensor.look() is Presence.ABSENT

    def test_nothing_is_believed_of_a_lost_sensor(
        self, sensor: PresenceSensor, board: SimulatedIoBoard, clock: Clock
    ) -> None:
        board.presence.perform("come")
        sensor.look()
        clock.pass_by(1)
        assert sensor.look() is Presence.PRESENT
        board.presence.perform("unplug")
        assert [sensor.look() for _ in range(3)] == [Presence.PRESENT, Presence.PRESENT, Presence.UNKNOWN]
        assert sensor.presence() is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("silent", FaultCode.IO_BOARD_SILENT),
        ("garbage", FaultCode.IO_BOARD_GARBLED),
        ("wrong_crc", FaultCode.IO_BOARD_GARBLED),
        ("half_frame", FaultCode.IO_BOARD_GARBLED),
    ],
)
def test_answer_that_is_none_is_a_miss_with_its_cause(
    door: DoorContact, board: SimulatedIoBoard, fault: str, code: FaultCode
) -> None:
    board.door.perform("fault", [fault])
    status = door.check()
    assert (status.condition, status.misses, status.last_fault) == (Unknown(), 1, code)


def test_silent_board_is_lost_at_the_third_poll_and_found_again(
    door: DoorContact, board: SimulatedIoBoard, clock: Clock
) -> None:
    door.check()
    board.door.perform("fault", ["silent"])
    conditions = [door.check().condition for _ in range(3)]
    assert conditions == [Ready(), Ready(), Lost(FaultCode.IO_BOARD_SILENT)]
    board.door.perform("clear")
    assert door.check().misses == 3, "it rests before it asks again"
    clock.pass_by(1)
    assert door.check().condition == Ready()


def test_technicians_test_does_not_rest_and_tells_the_cause(
    door: DoorContact, board: SimulatedIoBoard
) -> None:
    board.door.perform("fault", ["half_frame"])
    assert door.self_test() == TestFailed(FaultCode.IO_BOARD_GARBLED, "3 bytes that are no answer")
    board.door.perform("clear")
    assert door.self_test() == TestPassed("shut")


@pytest.mark.parametrize("fault", ["silent", "garbage", "wrong_crc", "half_frame"])
def test_one_spoiled_answer_costs_nothing(door: DoorContact, board: SimulatedIoBoard, fault: str) -> None:
    door.check()
    board.door.perform("fault", [fault, "once"])
    assert door.check().condition == Ready()
    assert door.check().misses == 0


def test_noise_of_a_line_that_turns_round_is_overheard(door: DoorContact, board: SimulatedIoBoard) -> None:
    board.door.perform("fault", ["noise"])
    assert door.check().misses == 0


def test_board_in_trouble_of_its_own_is_faulty_not_lost(door: DoorContact, board: SimulatedIoBoard) -> None:
    board.door.perform("fault", ["refuses"])
    assert door.check().condition == Faulty(FaultCode.IO_BOARD_REFUSED)
    assert door.status().detail == "exception 4"


def test_wrong_unit_number_is_silence(line: IoLine) -> None:
    assert DoorContact(BoardChannel(line, 2, DOOR), lambda: NOON).self_test() == TestFailed(
        FaultCode.IO_BOARD_SILENT, "unit 2 does not answer"
    )


def test_cable_pulled_and_put_back_under_three_devices(
    sensor: PresenceSensor, door: DoorContact, light: StatusLight, board: SimulatedIoBoard, clock: Clock
) -> None:
    devices: list[Device] = [sensor, door, light]
    for device in devices:
        device.check()
    board.door.perform("unplug")
    lost: list[Condition] = []
    for device in devices:
        lost += [device.check().condition for _ in range(3)][2:]
    assert lost == [Lost(FaultCode.IO_BOARD_UNPLUGGED)] * 3
    board.door.perform("plug")
    clock.pass_by(30)
    assert [device.check().condition for device in devices] == [Ready()] * 3
    assert [device.status().last_fault for device in devices] == [FaultCode.IO_BOARD_UNPLUGGED] * 3


def test_no_such_port() -> None:
    line = IoLine(lambda: SerialWire("/dev/jinban/not_there", 9600))
    assert DoorContact(BoardChannel(line, 1, DOOR), lambda: NOON).self_test() == TestFailed(
        FaultCode.IO_BOARD_UNPLUGGED, "SerialException"
    )


def test_three_threads_share_the_line_without_mixing_answers(
    sensor: PresenceSensor, door: DoorContact, light: StatusLight, board: SimulatedIoBoard
) -> None:
    board.door.perform("open")
    wrong: list[str] = []

    def ask(device: Device, expected: str) -> None:
        for _ in range(15):
            status = device.check()
            if (status.detail, status.misses) != (expected, 0):
                wrong.append(f"{status.name}: {status.detail}, {status.misses}")

    threads = [
        threading.Thread(target=ask, args=(device, expected))
        for device, expected in ((sensor, "input off"), (door, "open"), (light, "off"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert wrong == []


def test_silent_board_holds_nobody_longer_than_promised(door: DoorContact, board: SimulatedIoBoard) -> None:
    board.door.perform("fault", ["silent"])
    started = time.monotonic()
    door.check()
    assert time.monotonic() - started < EXCHANGE_S


def test_closing_twice_and_asking_again(door: DoorContact) -> None:
    door.check()
    door.close()
    door.close()
    assert door.check().condition == Ready()
