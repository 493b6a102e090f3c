"""Cards inserted, pulled, exchanged, turned the wrong way, over the real PC/SC service."""

import time

import pytest

from config.faults import FaultCode
from devices.device import Faulty, Lost, Ready, Unknown
from devices.social_card.answer import CardPresent, CardRead, CardRemoved, NoCard, ReaderFault, ReadFailed
from devices.social_card.drawer import DRAWER
from devices.social_card.pcsc import Context
from devices.social_card.reader import SocialCardReader

from .conftest import PATIENCE_S, Hall, secrets_of


def _read(reader: SocialCardReader) -> CardRead:
    answer = reader.poll()
    assert isinstance(answer, CardRead)
    return answer


@pytest.mark.parametrize("name", DRAWER)
def test_every_kind_of_card_is_read(hall: Hall, reader: SocialCardReader, name: str) -> None:
    assert reader.poll() == NoCard()
    hall.insert(name)
    assert _read(reader).card == DRAWER[name].card


def test_nothing_is_opened_before_the_first_look(reader: SocialCardReader) -> None:
    assert reader.status().condition == Unknown()
    assert reader.poll() == NoCard()
    assert reader.status().condition == Ready()
    assert reader.status().detail == "Jinban Simulated Reader 00 00"


def test_a_card_left_in_is_reported_once(hall: Hall, reader: SocialCardReader) -> None:
    hall.insert("grandmother")
    _read(reader)
    assert [reader.poll() for _ in range(5)] == [CardPresent()] * 5
    hall.remove()
    assert [reader.poll() for _ in range(3)] == [CardRemoved(), NoCard(), NoCard()]
    hall.insert("grandmother")
    assert _read(reader).card == DRAWER["grandmother"].card


def test_a_card_exchanged_between_two_looks_is_noticed(hall: Hall, reader: SocialCardReader) -> None:
    hall.insert("grandmother")
    _read(reader)
    hall.insert("grandfather")
    assert reader.poll() == CardRemoved()
    assert _read(reader).card == DRAWER["grandfather"].card


def test_a_card_pulled_while_reading_asks_to_insert_it_again(hall: Hall, reader: SocialCardReader) -> None:
    hall.simulator.fail_next("pulled_mid_read")
    hall.insert("son")
    assert reader.poll() == ReadFailed(FaultCode.SOCIAL_CARD_PULLED, again=False)
    assert [reader.poll(), reader.poll()] == [CardRemoved(), NoCard()]
    hall.insert("son")
    assert _read(reader).card == DRAWER["son"].card
    assert reader.status().condition == Ready()


def test_a_card_turned_the_wrong_way_is_mute(hall: Hall, reader: SocialCardReader) -> None:
    hall.simulator.fail_next("mute")
    hall.insert("son")
    assert reader.poll() == ReadFailed(FaultCode.SOCIAL_CARD_MUTE, again=False)
    assert reader.poll() == CardPresent()
    hall.remove()
    assert reader.poll() == CardRemoved()
    hall.insert("son")
    _read(reader)


@pytest.mark.parametrize(
    ("drill", "fault"),
    [
        ("wrong_application", FaultCode.SOCIAL_CARD_UNKNOWN),
        ("invalid_data", FaultCode.SOCIAL_CARD_DATA_INVALID),
    ],
)
def test_a_card_that_is_none_or_cannot_be_true_is_refused(
    hall: Hall, reader: SocialCardReader, drill: str, fault: FaultCode
) -> None:
    hall.simulator.fail_until_cleared(drill)
    hall.insert("grandmother")
    assert reader.poll() == ReadFailed(fault, again=False)
    assert reader.poll() == CardPresent()
    hall.simulator.clear()
    hall.insert("grandmother")
    assert reader.poll() == CardRemoved()
    _read(reader)


@pytest.mark.parametrize("drill", ["garbage", "unreadable"])
def test_a_card_that_makes_no_sense_is_tried_again(hall: Hall, reader: SocialCardReader, drill: str) -> None:
    unreadable = FaultCode.SOCIAL_CARD_UNREADABLE
    hall.simulator.fail_until_cleared(drill)
    hall.insert("son")
    assert [reader.poll() for _ in range(4)] == [
        ReadFailed(unreadable, again=True),
        ReadFailed(unreadable, again=True),
        ReadFailed(unreadable, again=False),
        CardPresent(),
    ]
    hall.simulator.clear()
    hall.simulator.fail_next(drill, 2)
    hall.insert("aunt")
    assert [reader.poll() for _ in range(3)] == [
        CardRemoved(),
        ReadFailed(unreadable, again=True),
        ReadFailed(unreadable, again=True),
    ]
    assert _read(reader).card == DRAWER["aunt"].card


def test_a_slow_card_is_read(hall: Hall, reader: SocialCardReader) -> None:
    hall.simulator.fail_next("slow")
    hall.insert("son")
    assert _read(reader).card == DRAWER["son"].card


@pytest.mark.parametrize("limit_s", [0.2])
def test_a_driver_that_hangs_holds_nobody(hall: Hall, reader: SocialCardReader) -> None:
    hall.simulator.fail_next("hanging")
    hall.insert("son")
    silent = FaultCode.SOCIAL_READER_SILENT
    assert [reader.poll() for _ in range(3)] == [ReaderFault(silent)] * 3
    assert reader.status().condition == Lost(silent)
    hall.simulator.clear()
    until = time.monotonic() + PATIENCE_S
    while isinstance(answer := reader.poll(), ReaderFault):
        assert answer == ReaderFault(silent)
        assert time.monotonic() < until
    assert answer == CardRead(DRAWER["son"].card)
    assert reader.status().condition == Ready()


def test_another_program_that_keeps_the_card_makes_the_reader_busy(
    hall: Hall, reader: SocialCardReader
) -> None:
    hall.insert("son")
    other = Context(hall.address.socket)
    kept = other.connect("Jinban Simulated Reader 00 00")
    busy = FaultCode.SOCIAL_READER_BUSY
    assert reader.poll() == ReaderFault(busy)
    assert reader.status().condition == Faulty(busy)
    kept.release()
    other.release()
    _read(reader)
    assert reader.status().condition == Ready()


def test_nobody_is_shown_in_answers_logs_or_output(
    hall: Hall, reader: SocialCardReader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    hall.insert("grandmother")
    shown = [repr(_read(reader)), repr(reader.status()), repr(reader.self_test())]
    hall.simulator.fail_next("invalid_data")
    hall.insert("grandmother")
    shown += [repr(reader.poll()), repr(reader.poll())]
    output = capfd.readouterr()
    shown += [caplog.text, output.out, output.err, repr(vars(reader))]
    assert [secret for secret in secrets_of("grandmother") if secret in "".join(shown)] == []
