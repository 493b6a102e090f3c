"""What holds for every driver, over its real wire: one suite, so that the next device is learnt in minutes."""

import threading
from collections.abc import Iterator

import pytest

from config.device_settings import drivers
from devices.device import MISSES_UNTIL_LOST, Lost, Ready, TestFailed, TestPassed, Unknown
from tests.devices.contract.fitted import FITTED, NO_PLUG_OF_ITS_OWN, Fitted


@pytest.fixture(params=FITTED)
def fitted(request: pytest.FixtureRequest) -> Iterator[Fitted]:
    made = FITTED[request.param]()
    yield made
    made.device.close()
    made.far_side.close()


def test_no_driver_is_forgotten() -> None:
    driven = {name.split()[0] for name in FITTED}
    assert driven | NO_PLUG_OF_ITS_OWN == drivers() - {"none"}


def test_nothing_is_opened_before_the_first_use(fitted: Fitted) -> None:
    assert isinstance(fitted.device.status().condition, Unknown)


def test_a_device_that_is_well_says_so(fitted: Fitted) -> None:
    assert fitted.device.check().condition == Ready()
    assert fitted.device.status().ready
    assert fitted.device.status().checked_at is not None
    assert isinstance(fitted.device.self_test(), TestPassed)


def test_the_card_names_the_device_as_the_settings_do(fitted: Fitted) -> None:
    assert fitted.device.status().name == fitted.far_side.name


def test_unplugged_it_is_lost_after_three_misses_and_says_why(fitted: Fitted) -> None:
    fitted.device.check()
    fitted.pull_plug()
    told = fitted.device.self_test()
    assert isinstance(told, TestFailed)
    assert told.fault is fitted.unplugged
    for _ in range(MISSES_UNTIL_LOST):
        fitted.device.self_test()
    assert fitted.device.status().condition == Lost(fitted.unplugged)


def test_plugged_in_again_it_is_well_and_what_was_stays_on_record(fitted: Fitted) -> None:
    for _ in range(MISSES_UNTIL_LOST):
        fitted.pull_plug()
        fitted.device.self_test()
    fitted.put_plug()
    assert isinstance(fitted.device.self_test(), TestPassed)
    assert fitted.device.status().condition == Ready()
    assert fitted.device.status().last_fault is fitted.unplugged
    assert fitted.device.status().misses == 0


def test_unplugged_and_plugged_in_again_and_again(fitted: Fitted) -> None:
    for _ in range(fitted.times):
        fitted.pull_plug()
        assert isinstance(fitted.device.self_test(), TestFailed)
        fitted.put_plug()
        assert isinstance(fitted.device.self_test(), TestPassed)


def test_closed_twice_and_used_again(fitted: Fitted) -> None:
    fitted.device.check()
    fitted.device.close()
    fitted.device.close()
    assert isinstance(fitted.device.self_test(), TestPassed)


def test_a_look_at_the_card_waits_for_nobody(fitted: Fitted) -> None:
    """Another thread may look while the device's own thread is in the midst of a test."""
    testing = threading.Thread(target=fitted.device.self_test)
    testing.start()
    assert fitted.device.status().name == fitted.far_side.name
    testing.join()


def test_every_far_side_says_how_it_can_fail(fitted: Fitted) -> None:
    assert {"state", "fault", "clear", "unplug", "plug"} <= set(fitted.far_side.verbs())
    for fault, meaning in fitted.far_side.faults().items():
        assert fault
        assert meaning
