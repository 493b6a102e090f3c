"""Reading chips of every manner, chips that count otherwise than they say, and chips that have gone mad."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.social_card.apdu import NoSense, exchange, select_by_name
from devices.social_card.card import SocialCard, decode, encode
from devices.social_card.conversation import NotSocialCard, Unreadable, read_values
from devices.social_card.drawer import DRAWER, DrawerCard, Manner
from devices.social_card.layout import PLACES, File, Item
from devices.social_card.record import Record, write_record
from devices.social_card.simulated_chip import SimulatedChip

ENOUGH = 60
"""Commands; the most patient reading takes fewer."""


class _Heard:
    """Carries commands to a chip, and counts them."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self._answer = answer
        self.commands: list[bytes] = []

    def __call__(self, command: bytes) -> bytes:
        self.commands.append(command)
        return self._answer(command)


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("name", ["grandfather", "son", "grandmother"])
def test_every_generation_is_read_in_every_manner(name: str, manner: Manner) -> None:
    card = replace(DRAWER[name], manner=manner)
    heard = _Heard(SimulatedChip(card).answer)
    assert read_values(heard) == encode(card.card)
    assert len(heard.commands) <= ENOUGH


def test_a_plain_card_is_read_without_a_command_too_many() -> None:
    heard = _Heard(SimulatedChip(DRAWER["son"]).answer)
    read_values(heard)
    read = [command.hex().upper() for command in heard.commands if command[1] == 0xB2]
    assert read[1:8] == [
        "00B2012C12",
        "00B2022C03",
        "00B2032C06",
        "00B2042C0E",
        "00B2052C06",
        "00B2062C06",
        "00B2072C0B",
    ]
    assert read[8:] == [
        "00B2013414",
        "00B2023420",
        "00B2033416",
        "00B2043403",
        "00B2053403",
        "00B2063405",
        "00B2073406",
    ]


def test_sex_is_asked_for_as_the_third_record_of_a_first_generation_card() -> None:
    heard = _Heard(SimulatedChip(DRAWER["grandfather"]).answer)
    read_values(heard)
    assert [command.hex().upper() for command in heard.commands][-4] == "00B2033403"


def test_a_card_without_the_environment_is_no_social_card() -> None:
    chip = SimulatedChip(DRAWER["son"])
    chip.has_environment = False
    assert read_values(chip.answer) == NotSocialCard()


def _counting_as(order: list[Item], version: bytes) -> Callable[[bytes], bytes]:
    """A chip whose holder's file has these records, whatever its version says."""
    values = {**encode(DRAWER["long_name"].card), Item.SPEC_VERSION: version}

    def answer(command: bytes) -> bytes:
        if command[1] == 0xA4:
            return b"\x90\x00"
        file = File(command[3] >> 3)
        items = order if file is File.HOLDER else [item for item in PLACES if PLACES[item].file is file]
        if command[2] > len(items):
            return b"\x6a\x83"
        item = items[command[2] - 1]
        return write_record(Record(PLACES[item].tag, values[item]))[: command[4] or None] + b"\x90\x00"

    return answer


_WITH_END = [item for item in PLACES if PLACES[item].file is File.HOLDER]


@pytest.mark.parametrize("version", [b"1.00", b"2.00"])
@pytest.mark.parametrize("is_short", [False, True])
def test_a_card_that_counts_otherwise_than_its_version_says_is_read(version: bytes, is_short: bool) -> None:
    order = [item for item in _WITH_END if not (is_short and item == Item.NAME_END)]
    card = decode(dict(_values(_counting_as(order, version))))
    assert isinstance(card, SocialCard)
    assert card.sex == DRAWER["long_name"].card.sex
    assert card.birth == DRAWER["long_name"].card.birth


def _values(answer: Callable[[bytes], bytes]) -> dict[Item, bytes]:
    values = read_values(answer)
    assert not isinstance(values, NotSocialCard | Unreadable)
    return dict(values)


def test_a_chip_that_takes_no_length_but_all_is_read() -> None:
    """Some answer 6700 to any length that is not exactly the record's, without saying which."""
    chip = SimulatedChip(DRAWER["son"])

    def answer(command: bytes) -> bytes:
        return b"\x67\x00" if command[1] == 0xB2 and command[4] else chip.answer(command)

    assert read_values(answer) == encode(DRAWER["son"].card)


@pytest.mark.parametrize("answer", [b"\x6f\x00", b"\x69\x82", b"\x90\x00"])
def test_a_chip_that_refuses_its_records_is_unreadable(answer: bytes) -> None:
    def chip(command: bytes) -> bytes:
        return b"\x90\x00" if command == select_by_name(command[5:]) else answer

    assert read_values(chip) == Unreadable()


def _mad_answer(chance: Random) -> bytes:
    """Bytes without sense, now and then with the look of an answer or of a record."""
    data = chance.randbytes(chance.randrange(48))
    match chance.randrange(6):
        case 0:
            return data
        case 1:
            return data + bytes((chance.choice((0x61, 0x6C, 0x62, 0x6A)), chance.randrange(256)))
        case 2:
            return b"\x90\x00"
        case _:
            value = data[: chance.randrange(33)]
            tag = chance.choice([place.tag for place in PLACES.values()])
            return bytes((tag, len(value))) + value + b"\x90\x00"


def test_ten_thousand_mad_answers_are_no_card_and_no_end_of_us() -> None:
    chance = Random("mad")  # noqa: S311  chance, not secrecy
    heard = 0
    understood = 0
    while heard < 10_000:
        chip = _Heard(lambda _: _mad_answer(chance))
        values = read_values(chip)
        heard += len(chip.commands)
        assert len(chip.commands) < 800
        if not isinstance(values, NotSocialCard | Unreadable):
            understood += 1
            assert not isinstance(decode(values), SocialCard)
    assert understood > 10, "the answers were too mad to get anywhere"


@settings(max_examples=400)
@given(
    st.sampled_from(list(DRAWER)),
    st.integers(0, 40),
    st.tuples(st.integers(0, 40), st.integers(1, 255)),
    st.integers(0, 3),
)
def test_a_garbled_answer_never_makes_another_number(
    name: str, at: int, flip: tuple[int, int], cut: int
) -> None:
    chip = SimulatedChip(DRAWER[name])
    count = iter(range(1000))

    def garbled(command: bytes) -> bytes:
        answer = bytearray(chip.answer(command))
        if next(count) == at:
            place, bits = flip
            answer[place % len(answer)] ^= bits
            del answer[len(answer) - cut :]
        return bytes(answer)

    values = read_values(garbled)
    if isinstance(values, NotSocialCard | Unreadable):
        return
    card = decode(values)
    if isinstance(card, SocialCard):
        assert card.number == DRAWER[name].card.number


@given(st.binary(max_size=40))
def test_the_simulated_chip_answers_anything(command: bytes) -> None:
    assert len(SimulatedChip(DRAWER["son"]).answer(command)) >= 2


@given(st.lists(st.binary(max_size=20), min_size=1))
def test_every_exchange_ends(answers: list[bytes]) -> None:
    left = cycle(answers)
    heard = _Heard(lambda _: next(left))
    answer = exchange(heard, b"\x00\xb2\x01\x04\x00")
    assert len(heard.commands) <= 16
    assert isinstance(answer, NoSense) or len(answer.data) <= 4096


def test_values_of_a_drawer_card_show_nobody_in_a_repr() -> None:
    record = Record(0x08, b"460108193501010027")
    assert "4601" not in repr(record)
    assert DrawerCard("note", DRAWER["son"].card).manner is Manner.PLAIN
