"""Commands as the published ones are, and answers that come in pieces or want another length."""

from collections.abc import Callable

import pytest

from devices.social_card.apdu import (
    Answer,
    NoSense,
    exchange,
    get_response,
    read_record,
    read_record_of,
    read_record_tagged,
    select_by_name,
    select_file,
)
from devices.social_card.layout import ENVIRONMENT, File


@pytest.mark.parametrize(
    ("command", "published"),
    [
        (select_by_name(ENVIRONMENT), "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"),
        (read_record_of(File.CARD, 7, 0x0B), "00B2072C0B"),
        (read_record_of(File.HOLDER, 1, 0x14), "00B2013414"),
        (read_record_of(File.HOLDER, 2, 0x20), "00B2023420"),
        (read_record_of(File.HOLDER, 4, 0x03), "00B2043403"),
        (select_file(File.CARD, in_current=True), "00A4020002EF05"),
        (select_file(File.HOLDER, in_current=False), "00A4000002EF06"),
        (read_record(1, 0), "00B2010400"),
        (read_record_tagged(0x08, 0x12), "00B2080012"),
        (get_response(0x20), "00C0000020"),
    ],
)
def test_commands_are_the_published_ones(command: bytes, published: str) -> None:
    assert command.hex().upper() == published


def _chip(*answers: str) -> tuple[list[str], Callable[[bytes], bytes]]:
    left = [bytes.fromhex(answer) for answer in answers]
    heard: list[str] = []

    def transmit(command: bytes) -> bytes:
        heard.append(command.hex().upper())
        return left.pop(0)

    return heard, transmit


def test_an_answer_in_two_pieces_is_fetched_and_joined() -> None:
    heard, transmit = _chip("6103", "0A0B6102", "0C9000")
    assert exchange(transmit, read_record(1, 0)) == Answer(b"\x0a\x0b\x0c", 0x9000)
    assert heard == ["00B2010400", "00C0000003", "00C0000002"]


def test_a_command_is_repeated_with_the_length_that_the_card_wants() -> None:
    heard, transmit = _chip("6C03", "0201339000")
    assert exchange(transmit, read_record(2, 9)) == Answer(b"\x02\x01\x33", 0x9000)
    assert heard == ["00B2020409", "00B2020403"]


def test_a_length_wanted_twice_is_not_given_for_ever() -> None:
    heard, transmit = _chip("6C03", "6C04")
    assert exchange(transmit, read_record(2, 9)) == Answer(b"", 0x6C04)
    assert len(heard) == 2


def test_pieces_without_end_make_no_sense() -> None:
    assert exchange(lambda _: b"\x00\x61\x01", read_record(1, 0)) == NoSense()


@pytest.mark.parametrize("answer", [b"", b"\x90"])
def test_too_short_an_answer_makes_no_sense(answer: bytes) -> None:
    assert exchange(lambda _: answer, read_record(1, 0)) == NoSense()


def test_an_answers_repr_shows_no_data() -> None:
    assert repr(Answer(b"460108193501010027", 0x9000)) == "Answer(status=36864)"
