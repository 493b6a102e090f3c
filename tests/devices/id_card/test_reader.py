"""Cards laid, lifted, swapped and pulled, over a real serial line and a real TCP connection."""

import pytest

from config.faults import FaultCode
from devices.device import Ready, Unknown
from devices.id_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReadFailed
from devices.id_card.drawer import DRAWER
from devices.id_card.reader import IdCardReader
from devices.id_card.simulator import SamSimulator

finds_again = pytest.mark.parametrize("keeps_finding", [True], ids=["keeps-finding"])
either_sort = pytest.mark.parametrize("keeps_finding", [False, True], ids=["finds-once", "keeps-finding"])


def _read(reader: IdCardReader) -> CardRead:
    answer = reader.poll()
    assert isinstance(answer, CardRead)
    return answer


@pytest.mark.parametrize("name", DRAWER)
def test_every_kind_of_card_is_read(simulator: SamSimulator, reader: IdCardReader, name: str) -> None:
    assert reader.poll() == NoCard()
    simulator.insert(name)
    read = _read(reader)
    assert read.card == DRAWER[name].card
    assert read.portrait_wlt == DRAWER[name].portrait_wlt
    assert read.newest_address == DRAWER[name].newest_address


def test_nothing_is_opened_before_the_first_look(reader: IdCardReader) -> None:
    assert reader.status().condition == Unknown()
    assert reader.poll() == NoCard()
    assert reader.status().condition == Ready()


@finds_again
def test_a_card_left_lying_is_reported_once(simulator: SamSimulator, reader: IdCardReader) -> None:
    simulator.insert("grandmother")
    _read(reader)
    assert [reader.poll() for _ in range(5)] == [CardPresent()] * 5
    simulator.remove()
    assert [reader.poll() for _ in range(3)] == [CardPresent(), CardRemoved(), NoCard()]


def test_where_the_module_finds_a_card_only_once_it_seems_gone_while_it_lies_there(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("grandmother")
    _read(reader)
    assert [reader.poll() for _ in range(3)] == [CardPresent(), CardRemoved(), NoCard()]
    assert simulator.state()["card"] == "grandmother"


@finds_again
def test_a_card_that_shifts_for_a_moment_is_not_removed(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("grandmother")
    _read(reader)
    simulator.remove()
    assert reader.poll() == CardPresent()
    simulator.insert("grandmother")
    assert [reader.poll() for _ in range(3)] == [CardPresent()] * 3


@either_sort
def test_a_second_card_laid_on_without_the_first_seen_lifted_is_noticed(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("grandmother")
    assert _read(reader).card == DRAWER["grandmother"].card
    simulator.insert("grandfather")
    assert _read(reader).card == DRAWER["grandfather"].card


@either_sort
def test_a_second_card_after_a_moment_without_one_is_noticed(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("grandmother")
    _read(reader)
    simulator.remove()
    assert reader.poll() == CardPresent()
    simulator.insert("grandfather")
    assert _read(reader).card == DRAWER["grandfather"].card


@either_sort
def test_the_same_card_placed_again_is_read_again(simulator: SamSimulator, reader: IdCardReader) -> None:
    simulator.insert("grandmother")
    first = _read(reader)
    simulator.remove()
    assert [reader.poll(), reader.poll()] == [CardPresent(), CardRemoved()]
    simulator.insert("grandmother")
    assert _read(reader) == first


@either_sort
def test_card_pulled_while_reading_asks_to_place_it_again(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("lifted_mid_read")
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNREADABLE, again=True)
    assert reader.poll() == ReadFailed(FaultCode.CARD_LIFTED, again=False)
    simulator.insert("son")
    assert _read(reader).card == DRAWER["son"].card


def test_card_pulled_while_its_data_are_on_the_wire_asks_to_place_it_again(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("cut_off")
    assert reader.poll() == ReadFailed(FaultCode.CARD_LIFTED, again=True)
    assert reader.poll() == ReadFailed(FaultCode.CARD_LIFTED, again=False)
    assert reader.poll() == CardRemoved()
    simulator.insert("son")
    assert _read(reader).card == DRAWER["son"].card
    assert reader.status().condition == Ready()


def test_after_a_failed_reading_the_card_has_to_be_lifted_and_placed_again(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("read_failed")
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNREADABLE, again=True)
    assert reader.poll() == ReadFailed(FaultCode.CARD_LIFTED, again=False)
    assert [reader.poll() for _ in range(3)] == [CardRemoved(), NoCard(), NoCard()]
    simulator.remove()
    simulator.insert("son")
    _read(reader)


@finds_again
def test_a_good_card_in_the_place_of_a_refused_one_is_read(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("unsupported_card", 2)
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNSUPPORTED, again=False)
    assert reader.poll() == CardPresent()
    simulator.insert("grandfather")
    assert _read(reader).card == DRAWER["grandfather"].card


@finds_again
def test_one_stumble_while_looking_at_a_reported_card_disturbs_nobody(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    _read(reader)
    simulator.fail_next("read_failed", 2)
    assert [reader.poll() for _ in range(4)] == [CardPresent()] * 4
    simulator.fail_until_cleared("read_failed")
    assert [reader.poll() for _ in range(2)] == [CardPresent()] * 2
    assert reader.poll() == ReadFailed(FaultCode.CARD_UNREADABLE, again=False)


@either_sort
@pytest.mark.parametrize("damage", ["impossible_birth", "bad_check_digit"])
def test_a_card_that_cannot_be_true_is_refused(
    simulator: SamSimulator, reader: IdCardReader, damage: str
) -> None:
    simulator.insert("grandmother")
    simulator.fail_next(damage)
    assert reader.poll() == ReadFailed(FaultCode.CARD_DATA_INVALID, again=False)
    simulator.remove()
    assert [reader.poll(), reader.poll()] == [CardPresent(), CardRemoved()]
    simulator.insert("grandmother")
    _read(reader)


def test_a_card_lifted_before_its_newest_address_was_read_has_been_read(
    simulator: SamSimulator, reader: IdCardReader
) -> None:
    simulator.insert("son")
    simulator.fail_next("no_newest_address")
    assert _read(reader).newest_address is None


def test_answers_show_nobody(simulator: SamSimulator, reader: IdCardReader) -> None:
    simulator.insert("son")
    shown = repr(_read(reader)) + repr(reader.status())
    assert shown.startswith("CardRead(card=<IdCard resident>)DeviceStatus")
