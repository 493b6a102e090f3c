"""The PC/SC service killed and restarted under the reader, the reader's cable pulled, and other readers beside ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.faults import FaultCode
from devices.device import Lost, Ready, TestFailed, TestPassed
from devices.social_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault
from devices.social_card.drawer import DRAWER
from devices.social_card.pcsc import Context, PcscFault
from devices.social_card.reader import BACK_OFF_S, SocialCardReader
from devices.social_card.simulator import SimulatedSocialCards
from devices.social_card.slot import ReaderAddress

from .conftest import NOON, Clock, Hall

DOWN = ReaderFault(FaultCode.SOCIAL_SERVICE_DOWN)
UNPLUGGED = ReaderFault(FaultCode.SOCIAL_READER_UNPLUGGED)


def test_a_service_restarted_under_us_is_found_again_at_the_next_look(
    hall: Hall, reader: SocialCardReader
) -> None:
    for _ in range(5):
        assert reader.poll() == NoCard()
        hall.simulator.restart_service()
    assert reader.poll() == NoCard()
    assert reader.status().misses == 0


def test_a_killed_service_is_told_and_its_return_is_noticed(
    hall: Hall, reader: SocialCardReader, clock: Clock
) -> None:
    assert reader.poll() == NoCard()
    hall.simulator.kill_service()
    for seconds in (*BACK_OFF_S, BACK_OFF_S[-1]):
        assert reader.poll() == DOWN
        clock.put_forward(seconds)
    assert reader.status().condition == Lost(FaultCode.SOCIAL_SERVICE_DOWN)
    hall.simulator.restart_service()
    assert reader.poll() == NoCard()
    assert reader.status().condition == Ready()


def test_a_service_that_is_down_is_not_asked_at_every_look(
    hall: Hall, reader: SocialCardReader, clock: Clock
) -> None:
    hall.simulator.kill_service()
    assert [reader.poll(), reader.poll()] == [DOWN, DOWN]
    hall.simulator.restart_service()
    assert reader.poll() == DOWN
    assert reader.check().misses == 2
    clock.put_forward(0.5)
    assert reader.poll() == NoCard()


def test_the_card_of_a_visit_stays_the_same_over_a_restart(
    hall: Hall, reader: SocialCardReader, clock: Clock
) -> None:
    hall.insert("grandmother")
    assert isinstance(reader.poll(), CardRead)
    hall.simulator.kill_service()
    assert reader.poll() == DOWN
    hall.simulator.restart_service()
    assert reader.poll() == CardPresent()
    hall.notices_card()
    assert [reader.poll(), reader.poll()] == [CardPresent()] * 2
    hall.remove()
    clock.put_forward(1.0)
    assert [reader.poll(), reader.poll()] == [CardRemoved(), NoCard()]


def test_another_card_after_a_restart_is_another_card(hall: Hall, reader: SocialCardReader) -> None:
    hall.insert("grandmother")
    assert isinstance(reader.poll(), CardRead)
    hall.simulator.kill_service()
    hall.simulator.insert("grandfather")
    hall.simulator.restart_service()
    hall.notices_card()
    assert reader.poll() == CardRemoved()
    assert reader.poll() == CardRead(DRAWER["grandfather"].card)


def test_another_card_while_the_cable_was_out_is_another_card(hall: Hall, reader: SocialCardReader) -> None:
    hall.insert("grandmother")
    assert isinstance(reader.poll(), CardRead)
    hall.simulator.unplug()
    assert reader.poll() == UNPLUGGED
    hall.simulator.insert("grandfather")
    hall.simulator.plug()
    hall.notices_card()
    assert reader.poll() == CardRemoved()
    assert reader.poll() == CardRead(DRAWER["grandfather"].card)


def test_a_card_taken_away_while_the_service_was_down_is_gone(
    hall: Hall, reader: SocialCardReader, clock: Clock
) -> None:
    hall.insert("grandmother")
    assert isinstance(reader.poll(), CardRead)
    hall.simulator.kill_service()
    hall.simulator.remove()
    hall.simulator.restart_service()
    assert reader.poll() == CardPresent(), "not believed yet: the card may be found a moment later"
    clock.put_forward(1.0)
    assert [reader.poll(), reader.poll()] == [CardRemoved(), NoCard()]


def test_a_service_that_dies_while_a_card_is_read_reads_it_when_it_is_back(
    hall: Hall, reader: SocialCardReader
) -> None:
    hall.simulator.fail_next("service_stopped")
    hall.insert("son")
    assert reader.poll() == DOWN
    hall.simulator.restart_service()
    hall.notices_card()
    assert reader.poll() == CardRead(DRAWER["son"].card)


def test_the_cable_pulled_and_plugged_a_hundred_times(hall: Hall, reader: SocialCardReader) -> None:
    assert reader.poll() == NoCard()
    descriptors = _descriptors()
    for _ in range(100):
        hall.simulator.unplug()
        assert reader.poll() == UNPLUGGED
        hall.simulator.plug()
        assert reader.poll() == NoCard()
    assert _descriptors() <= descriptors
    hall.insert("son")
    assert reader.poll() == CardRead(DRAWER["son"].card)


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_pulled_cable_is_lost_at_the_third_look(hall: Hall, reader: SocialCardReader) -> None:
    reader.poll()
    hall.simulator.unplug()
    seen = [(reader.poll(), reader.status().condition) for _ in range(3)]
    assert seen == [(UNPLUGGED, Ready()), (UNPLUGGED, Ready()), (UNPLUGGED, Lost(UNPLUGGED.fault))]
    hall.simulator.plug()
    assert reader.check().condition == Ready()
    assert reader.status().last_fault == UNPLUGGED.fault


def test_of_two_readers_only_ours_matters(hall: Hall, reader: SocialCardReader) -> None:
    hall.simulator.set_neighbour(True)
    hall.insert("son")
    assert isinstance(reader.poll(), CardRead)
    hall.simulator.set_neighbour(False)
    assert reader.poll() == CardPresent()
    hall.simulator.set_neighbour(True)
    hall.notices_card()
    assert reader.poll() == CardPresent()
    hall.simulator.unplug()
    assert reader.poll() == UNPLUGGED
    hall.simulator.plug()
    hall.notices_card()
    assert reader.poll() == CardPresent()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", "Some Other Reader 00 00"),
        ("Jinban", "Jinban Simulated Reader 00 00"),
        ("Simulated Reader 00 01", "Jinban Simulated Reader 00 01"),
    ],
)
def test_a_part_of_its_name_says_which_reader_is_ours(
    hall: Hall, clock: Clock, wanted: str, found: str
) -> None:
    hall.simulator.set_neighbour(True)
    reader = SocialCardReader(lambda: ReaderAddress(wanted, hall.address.socket), clock, lambda: NOON)
    assert reader.self_test() == TestPassed(found)
    reader.close()


def test_the_technicians_test_waits_for_no_back_off(hall: Hall, reader: SocialCardReader) -> None:
    assert reader.self_test() == TestPassed("Jinban Simulated Reader 00 00")
    hall.simulator.kill_service()
    failed = [reader.self_test() for _ in range(4)]
    assert {type(one) for one in failed} == {TestFailed}
    assert {one.fault for one in failed if isinstance(one, TestFailed)} == {FaultCode.SOCIAL_SERVICE_DOWN}
    hall.simulator.restart_service()
    assert reader.self_test() == TestPassed("Jinban Simulated Reader 00 00")
    hall.simulator.unplug()
    assert reader.self_test() == TestFailed(FaultCode.SOCIAL_READER_UNPLUGGED, "80100009")


def test_a_socket_that_is_not_there_is_a_service_that_is_down(clock: Clock) -> None:
    reader = SocialCardReader(lambda: ReaderAddress("", "/nowhere/pcscd.comm"), clock, lambda: NOON)
    assert reader.poll() == DOWN
    reader.close()


def test_a_context_let_go_is_stale(hall: Hall) -> None:
    context = Context(hall.address.socket)
    context.release()
    with pytest.raises(PcscFault) as told:
        context.readers()
    assert told.value.is_stale


def test_a_closed_reader_can_be_used_again(hall: Hall, reader: SocialCardReader) -> None:
    hall.insert("son")
    assert isinstance(reader.poll(), CardRead)
    reader.close()
    reader.close()
    assert isinstance(reader.poll(), CardRead)


@pytest.fixture
def second_hall() -> Iterator[Hall]:
    simulator = SimulatedSocialCards()
    yield Hall(simulator)
    simulator.close()


def test_two_services_in_one_process_are_kept_apart(
    hall: Hall, reader: SocialCardReader, second_hall: Hall, clock: Clock
) -> None:
    second = SocialCardReader(lambda: second_hall.address, clock, lambda: NOON)
    hall.insert("son")
    second_hall.insert("aunt")
    assert reader.poll() == CardRead(DRAWER["son"].card)
    assert second.poll() == CardRead(DRAWER["aunt"].card)
    hall.simulator.restart_service()
    hall.notices_card()
    assert reader.poll() == CardPresent()
    assert second.poll() == CardPresent()
    second.close()
