"""The mains fail, the battery runs low, upsd or the UPS go away: what staff and the visit are told."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from config.faults import FaultCode
from devices.device import Faulty, Lost, NeedsAttention, Ready, TestFailed, TestPassed
from devices.kiosk_body.simulated_ups import SimulatedUps
from devices.kiosk_body.ups import Ups, UpsdLine
from tests.devices.kiosk_body.conftest import Clock

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def connect(upsd: SimulatedUps) -> Callable[[], UpsdLine]:
    address = upsd.address()
    return lambda: UpsdLine(str(address["host"]), int(address["port"]))


@pytest.fixture
def ups(connect: Callable[[], UpsdLine], clock: Clock) -> Iterator[Ups]:
    station_ups = Ups(connect, "ups", lambda: NOON, clock)
    yield station_ups
    station_ups.close()


def test_mains_fail_the_battery_runs_low_and_the_mains_come_back(ups: Ups, upsd: SimulatedUps) -> None:
    assert ups.check().condition == Ready()
    upsd.perform("mains_off")
    upsd.perform("charge", ["62"])
    assert ups.check().condition == NeedsAttention(FaultCode.UPS_ON_BATTERY)
    power = ups.power()
    assert power is not None
    assert (power.on_battery, power.charge_percent, power.runtime_s) == (True, 62, 1116)
    upsd.perform("charge", ["20"])
    assert ups.check().condition == Faulty(FaultCode.UPS_BATTERY_LOW)
    upsd.perform("mains_on")
    assert ups.check().condition == NeedsAttention(FaultCode.UPS_BATTERY_CHARGING)
    upsd.perform("charge", ["90"])
    assert ups.check().condition == Ready()


def test_worn_battery_calls_staff(ups: Ups, upsd: SimulatedUps) -> None:
    upsd.perform("fault", ["replace_battery"])
    assert ups.check().condition == NeedsAttention(FaultCode.UPS_REPLACE_BATTERY)
    assert ups.check().ready


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("stale", FaultCode.UPS_DATA_STALE),
        ("starting", FaultCode.UPS_DATA_STALE),
        ("silent", FaultCode.UPS_UNREACHABLE),
        ("half_answer", FaultCode.UPS_UNREACHABLE),
        ("garbage", FaultCode.UPS_GARBLED),
        ("refuse_connection", FaultCode.UPS_UNREACHABLE),
    ],
)
def test_ups_that_cannot_be_asked_is_a_miss_and_its_last_word_forgotten(
    ups: Ups, upsd: SimulatedUps, fault: str, code: FaultCode
) -> None:
    ups.check()
    upsd.perform("fault", [fault])
    status = ups.check()
    assert (status.condition, status.misses, status.last_fault) == (Ready(), 1, code)
    assert ups.power() is None
    upsd.perform("clear")
    assert ups.check().misses == 0
    assert ups.power() is not None


def test_upsd_that_does_not_run_is_lost_and_found_again(ups: Ups, upsd: SimulatedUps, clock: Clock) -> None:
    upsd.perform("fault", ["refuse_connection"])
    assert ups.self_test() == TestFailed(FaultCode.UPS_UNREACHABLE, "ConnectionRefusedError")
    assert ups.status().condition == Lost(FaultCode.UPS_UNREACHABLE)
    upsd.perform("clear")
    assert ups.check().misses == 3, "it rests before it asks again"
    clock.pass_by(1)
    assert ups.check().condition == Ready()


def test_one_slow_answer_is_no_loss(ups: Ups, upsd: SimulatedUps) -> None:
    ups.check()
    upsd.perform("fault", ["silent", "once"])
    assert ups.check().condition == Ready()
    assert ups.check().misses == 0


def test_usb_cable_of_the_ups_pulled(ups: Ups, upsd: SimulatedUps) -> None:
    upsd.perform("unplug")
    assert ups.self_test() == TestFailed(FaultCode.UPS_DATA_STALE, "DATA-STALE")
    upsd.perform("plug")
    assert ups.self_test() == TestPassed("OL, 100 %, 1800 s")


def test_upsd_restarted_between_two_polls_costs_one_miss_at_most(ups: Ups, upsd: SimulatedUps) -> None:
    ups.check()
    upsd.perform("fault", ["refuse_connection"])
    upsd.perform("clear")
    assert ups.check().condition == Ready()
    assert ups.check().misses == 0


def test_name_that_upsd_does_not_know_is_a_wrong_setting(connect: Callable[[], UpsdLine]) -> None:
    ups = Ups(connect, "cellar", lambda: NOON)
    assert ups.self_test() == TestFailed(FaultCode.UPS_REFUSED, "UNKNOWN-UPS")
    assert ups.status().condition == Faulty(FaultCode.UPS_REFUSED)
    ups.close()


def test_upsd_that_does_not_let_us_ask(ups: Ups, upsd: SimulatedUps) -> None:
    upsd.perform("fault", ["access_denied"])
    assert ups.check().condition == Faulty(FaultCode.UPS_REFUSED)


def test_silent_upsd_is_given_up_in_time(ups: Ups, upsd: SimulatedUps) -> None:
    upsd.perform("fault", ["silent"])
    started = time.monotonic()
    ups.check()
    assert time.monotonic() - started < 1.6
