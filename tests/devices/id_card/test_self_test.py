"""The technician presses "test" beside the ID-card reader."""

import pytest

from config.faults import FaultCode
from devices.device import Faulty, Ready, TestFailed, TestPassed, Unknown
from devices.id_card.answer import NoCard
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator


def test_a_good_reader_passes_and_tells_its_number(reader: IdCardReader) -> None:
    assert reader.self_test() == TestPassed("module 05000300-FB2F3401-39300000-D2029649")
    assert reader.status().condition == Ready()
    assert reader.poll() == NoCard()


@pytest.mark.parametrize("fault", ["self_test_failed", "not_authorised"])
def test_a_reader_out_of_service_fails(simulator: SamSimulator, reader: IdCardReader, fault: str) -> None:
    simulator.fail_until_cleared(fault)
    assert reader.self_test() == TestFailed(FaultCode.READER_OUT_OF_SERVICE)
    assert reader.status().condition == Faulty(FaultCode.READER_OUT_OF_SERVICE)
    simulator.clear()
    assert isinstance(reader.self_test(), TestPassed)


def test_a_mute_reader_fails(simulator: SamSimulator, reader: IdCardReader) -> None:
    simulator.fail_next("silence")
    assert reader.self_test() == TestFailed(FaultCode.READER_SILENT)
    assert reader.status().condition == Unknown()
    assert isinstance(reader.self_test(), TestPassed)


def test_an_unplugged_reader_fails_and_passes_when_plugged_in(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.unplug()
    for _ in range(4):
        assert reader.self_test() == TestFailed(FaultCode.READER_UNPLUGGED)
    simulator.plug()
    assert isinstance(reader.self_test(), TestPassed)
