"""Each row of the retry table, over the wire: what the person is told, and what the reader does next."""

import time
from datetime import UTC, datetime

import pytest

from config.faults import EnvironmentFault, FaultCode
from devices.device import Faulty, Lost, Ready, TestFailed
from devices.id_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator
from devices.id_card.transport import OpenWire, Wire

finds_again = pytest.mark.parametrize("keeps_finding", [True], ids=["keeps-finding"])
serial_only = pytest.mark.parametrize("line", ["pty"])

TRIED_AGAIN = [
    "select_failed",
    "read_failed",
    "card_refused_sam",
    "sam_refused_card",
    "information_unverified",
    "random_failed",
]
SENT_AGAIN = ["host_checksum_wrong", "host_length_wrong", "command_wrong", "unrecognised_error"]


def test_80_means_keep_polling(simulator: SamSimulator, reader: IdCardReader) -> None:
    assert [reader.poll() for _ in range(20)] == [NoCard()] * 20
    assert simulator.state()["plugged"]
    assert reader.status().condition == Ready()


@finds_again
@pytest.mark.parametrize("fault", TRIED_AGAIN)
def test_a_card_that_fails_is_tried_twice_more_then_has_to_be_lifted(
    simulator: SamSimulator, reader: IdCardReader, fault: str
) -> None:
    simulator.insert("son")
    simulator.fail_next(fault, 3)
    failing = ReadFailed(FaultCode.CARD_UNREADABLE, again=True)
    assert [reader.poll(), reader.poll()] == [failing, failing]
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNREADABLE, again=False)
    simulator.remove()
    assert [reader.poll(), reader.poll()] == [CardPresent(), CardRemoved()]
    simulator.insert("son")
    assert isinstance(reader.poll(), CardRead)


@finds_again
@pytest.mark.parametrize("fault", TRIED_AGAIN)
@pytest.mark.parametrize("times", [1, 2])
def test_the_second_or_third_try_may_do(
    simulator: SamSimulator, reader: IdCardReader, fault: str, times: int
) -> None:
    simulator.insert("son")
    simulator.fail_next(fault, times)
    assert [reader.poll() for _ in range(times)] == [
        ReadFailed(FaultCode.CARD_UNREADABLE, again=True)
    ] * times
    assert isinstance(reader.poll(), CardRead)


def test_40_means_this_card_is_not_supported(simulator: SamSimulator, reader: IdCardReader) -> None:
    simulator.insert("son")
    simulator.fail_next("unsupported_card")
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNSUPPORTED, again=False)
    assert reader.status().condition == Ready()


@pytest.mark.parametrize("fault", SENT_AGAIN)
def test_a_request_that_was_not_understood_is_sent_once_more(
    simulator: SamSimulator, reader: IdCardReader, fault: str
) -> None:
    simulator.insert("son")
    simulator.fail_next(fault)
    assert isinstance(reader.poll(), CardRead)


@pytest.mark.parametrize("fault", SENT_AGAIN)
def test_a_request_that_is_never_understood_is_the_readers_fault(
    simulator: SamSimulator, reader: IdCardReader, fault: str
) -> None:
    simulator.insert("son")
    simulator.fail_next(fault, 2)
    assert reader.poll() == ReaderFault(FaultCode.READER_GARBLED)
    assert isinstance(reader.poll(), CardRead)


@pytest.mark.parametrize("fault", ["self_test_failed", "not_authorised"])
def test_a_module_that_refuses_to_work_is_out_of_service_until_it_is_well(
    simulator: SamSimulator, reader: IdCardReader, fault: str
) -> None:
    simulator.insert("son")
    simulator.fail_until_cleared(fault)
    out = ReaderFault(FaultCode.READER_OUT_OF_SERVICE)
    assert [reader.poll() for _ in range(4)] == [out] * 4
    status = reader.status()
    assert status.condition == Faulty(FaultCode.READER_OUT_OF_SERVICE)
    assert status.available
    assert not status.ready
    simulator.clear()
    assert isinstance(reader.poll(), CardRead)
    assert reader.status().condition == Ready()


def test_a_module_that_loses_its_keys_in_the_middle_of_a_day_is_out_of_service(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    assert reader.poll() == NoCard()
    simulator.fail_until_cleared("not_authorised")
    assert [reader.poll(), reader.poll()] == [ReaderFault(FaultCode.READER_OUT_OF_SERVICE)] * 2
    simulator.clear()
    assert reader.poll() == NoCard()


def test_no_answer_opens_the_port_anew_and_resets_the_module(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    assert isinstance(reader.poll(), CardRead)
    assert [reader.poll(), reader.poll()] == [CardPresent(), CardRemoved()]
    simulator.fail_next("silence")
    assert reader.poll() == ReaderFault(FaultCode.READER_SILENT)
    # Only a reset makes this sort of module find a card again that lies there.
    assert isinstance(reader.poll(), CardRead)


@serial_only
def test_one_unanswered_look_is_not_lost_three_are(simulator: SamSimulator, reader: IdCardReader) -> None:
    assert reader.poll() == NoCard()
    simulator.fail_until_cleared("silence")
    assert reader.poll() == ReaderFault(FaultCode.READER_SILENT)
    assert reader.status().condition == Ready()
    until = time.monotonic() + 10
    while not isinstance(reader.status().condition, Lost) and time.monotonic() < until:
        reader.poll()
    assert reader.status().condition == Lost(FaultCode.READER_SILENT)
    assert reader.status().misses == 3
    simulator.clear()
    while (answer := reader.poll()) == ReaderFault(FaultCode.READER_SILENT) and time.monotonic() < until:
        time.sleep(0.01)
    assert answer == NoCard()
    assert reader.status().condition == Ready()
    assert reader.status().last_fault == FaultCode.READER_SILENT


@pytest.mark.parametrize("fault", ["garbage", "absurd_length"])
def test_noise_before_every_answer_changes_nothing(
    simulator: SamSimulator, reader: IdCardReader, fault: str
) -> None:
    simulator.fail_until_cleared(fault)
    assert reader.poll() == NoCard()
    simulator.insert("rare_name")
    assert isinstance(reader.poll(), CardRead)


def test_one_wrong_checksum_is_asked_again(simulator: SamSimulator, reader: IdCardReader) -> None:
    assert reader.poll() == NoCard()
    simulator.fail_next("wrong_checksum")
    assert reader.poll() == NoCard()


def test_checksums_that_stay_wrong_are_the_readers_fault(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    assert reader.poll() == NoCard()
    simulator.fail_next("wrong_checksum", 2)
    assert reader.poll() == ReaderFault(FaultCode.READER_GARBLED)
    assert reader.poll() == NoCard()


def test_a_reading_with_a_wrong_checksum_starts_anew_from_find(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("garbled_reading")
    assert reader.poll() == ReadFailed(FaultCode.READER_GARBLED, again=True)
    assert isinstance(reader.poll(), CardRead)


def test_half_an_answer_opens_the_port_anew(simulator: SamSimulator, reader: IdCardReader) -> None:
    assert reader.poll() == NoCard()
    simulator.fail_next("half_frame")
    assert reader.poll() == ReaderFault(FaultCode.READER_GARBLED)
    assert reader.poll() == NoCard()


@serial_only
def test_a_slow_module_is_only_slow(simulator: SamSimulator, open_wire: OpenWire) -> None:
    reader = IdCardReader(open_wire, time.monotonic, lambda: datetime.now(UTC))
    simulator.fail_until_cleared("slow_answer")
    assert reader.poll() == NoCard()
    reader.close()


def test_a_late_answer_is_not_taken_for_the_next_one(simulator: SamSimulator, reader: IdCardReader) -> None:
    assert reader.poll() == NoCard()
    simulator.insert("son")
    simulator.fail_next("slow_answer")
    assert reader.poll() == ReaderFault(FaultCode.READER_SILENT)
    # The late 9F comes while the module is being reset.
    assert isinstance(reader.poll(), CardRead)


class _StoppedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_port_that_is_gone_is_tried_ever_more_rarely() -> None:
    clock, tried = _StoppedClock(), []

    def open_wire() -> Wire:
        tried.append(clock.seconds)
        raise EnvironmentFault(FaultCode.READER_UNPLUGGED)

    reader = IdCardReader(open_wire, clock, lambda: datetime.now(UTC))
    for tenths in range(200):
        clock.seconds = tenths / 10
        assert reader.poll() == ReaderFault(FaultCode.READER_UNPLUGGED)
    assert tried == [0.0, 0.1, 0.6, 1.6, 3.6, 8.6, 13.6, 18.6]
    assert reader.status().condition == Lost(FaultCode.READER_UNPLUGGED)
    # The technician who presses "test" does not wait for the back-off.
    assert reader.self_test() == TestFailed(FaultCode.READER_UNPLUGGED)
    assert tried[-1] == 19.9
