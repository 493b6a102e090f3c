"""The module's language, byte for byte as the facts have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.drills import Drills
from devices.id_card.drawer import DRAWER
from devices.id_card.framing import BadFrame, Flaw, Payload
from devices.id_card.reaction import REACTIONS
from devices.id_card.sam import (
    BaseInfo,
    Command,
    Frame,
    FrameReader,
    Status,
    can_answer,
    parse_base_info,
    parse_base_info_and_fingerprint,
    parse_newest_address,
    parse_sam_id,
    request,
    response,
)
from devices.id_card.simulated_sam import Send, SimulatedSam


@pytest.mark.parametrize(
    ("command", "frame"),
    [
        (Command.RESET, "AA AA AA 96 69 00 03 10 FF EC"),
        (Command.STATUS, "AA AA AA 96 69 00 03 11 FF ED"),
        (Command.SAM_ID, "AA AA AA 96 69 00 03 12 FF EE"),
        (Command.FIND, "AA AA AA 96 69 00 03 20 01 22"),
        (Command.SELECT, "AA AA AA 96 69 00 03 20 02 21"),
        (Command.READ_BASE, "AA AA AA 96 69 00 03 30 01 32"),
        (Command.READ_BASE_AND_FINGERPRINT, "AA AA AA 96 69 00 03 30 10 23"),
        (Command.READ_NEWEST_ADDRESS, "AA AA AA 96 69 00 03 30 03 30"),
        (Command.READ_CHIP_NUMBER, "AA AA AA 96 69 00 03 30 05 36"),
        (Command.BAUD_115200, "AA AA AA 96 69 00 03 60 00 63"),
        (Command.BAUD_57600, "AA AA AA 96 69 00 03 60 01 62"),
        (Command.BAUD_38400, "AA AA AA 96 69 00 03 60 02 61"),
        (Command.BAUD_19200, "AA AA AA 96 69 00 03 60 03 60"),
        (Command.BAUD_9600, "AA AA AA 96 69 00 03 60 04 67"),
    ],
)
def test_requests_are_the_published_frames(command: Command, frame: str) -> None:
    assert request(command) == bytes.fromhex(frame)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("AA AA AA 96 69 00 04 00 00 90 94", Frame(Status.OK)),
        ("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97", Frame(Status.CARD_FOUND, data=bytes(4))),
        ("AA AA AA 96 69 00 04 00 00 80 84", Frame(Status.FIND_FAILED)),
        ("AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", Frame(Status.OK, data=bytes(8))),
        ("AA AA AA 96 69 00 04 00 00 81 85", Frame(Status.SELECT_FAILED)),
        ("AA AA AA 96 69 00 04 00 00 41 45", Frame(Status.READ_FAILED)),
        ("AA AA AA 96 69 00 04 00 00 60 64", Frame(Status.SELF_TEST_FAILED)),
        ("AA AA AA 96 69 00 04 00 00 91 95", Frame(Status.ITEM_ABSENT)),
        ("AA AA AA 96 69 00 04 00 00 66 62", Frame(Status.NOT_AUTHORISED)),
        ("AA AA AA 96 69 00 04 00 00 10 14", Frame(Status.HOST_CHECKSUM_WRONG)),
        ("AA 00 AA AA 96 69 00 04 00 00 90 94", Frame(Status.OK)),
        ("AA AA AA 96 69 00 04 6A 82 81 6D", Frame(Status.SELECT_FAILED, 0x6A, 0x82)),
    ],
)
def test_published_answers_are_understood(frame: str, expected: Frame) -> None:
    assert FrameReader().feed(bytes.fromhex(frame)) == [expected]


def test_answers_with_unknown_status_or_without_one_are_bad() -> None:
    assert FrameReader().feed(bytes.fromhex("AAAAAA9669 0004 0000EE EA")) == [BadFrame(Flaw.CONTENT)]
    assert FrameReader().feed(request(Command.FIND)) == [BadFrame(Flaw.LENGTH)]


@given(st.sampled_from(Status), st.binary(max_size=1300), st.integers(1, 400))
def test_every_answer_survives_the_line(status: Status, data: bytes, size: int) -> None:
    reader, stream = FrameReader(), response(status, data)
    found = [piece for at in range(0, len(stream), size) for piece in reader.feed(stream[at : at + size])]
    assert found == [Frame(status, data=data)]


@pytest.mark.parametrize(
    ("frame", "command", "can"),
    [
        (Frame(Status.CARD_FOUND, data=bytes(4)), Command.FIND, True),
        (Frame(Status.CARD_FOUND, data=bytes(4)), Command.SELECT, False),
        (Frame(Status.OK), Command.FIND, False),
        (Frame(Status.OK), Command.STATUS, True),
        (Frame(Status.OK, data=bytes(8)), Command.SELECT, True),
        (Frame(Status.OK, data=bytes(8)), Command.READ_BASE, False),
        (Frame(Status.OK, data=bytes(1284)), Command.READ_BASE, True),
        (Frame(Status.OK, data=bytes(1284)), Command.READ_NEWEST_ADDRESS, False),
        (Frame(Status.FIND_FAILED), Command.FIND, True),
        (Frame(Status.FIND_FAILED), Command.RESET, False),
        (Frame(Status.SELF_TEST_FAILED), Command.FIND, True),
    ],
)
def test_a_late_answer_is_told_from_the_one_waited_for(frame: Frame, command: Command, can: bool) -> None:
    assert can_answer(frame, command) == can


def test_every_status_has_its_reaction() -> None:
    assert set(REACTIONS) == set(Status)


def _asked(card: str, *commands: Command) -> bytes:
    sam = SimulatedSam(Drills())
    sam.insert(DRAWER[card])
    for command in commands:
        (step,) = sam.answer(Payload(command.value))
    assert isinstance(step, Send)
    return step.content


def test_a_card_arrives_as_1295_bytes_with_text_and_portrait_in_their_places() -> None:
    frame = _asked("grandmother", Command.FIND, Command.SELECT, Command.READ_BASE)
    assert len(frame) == 1295
    assert frame[:14] == bytes.fromhex("AAAAAA9669 0508 000090 0100 0400")
    (answer,) = FrameReader().feed(frame)
    assert isinstance(answer, Frame)
    assert parse_base_info(answer.data) == BaseInfo(frame[14:270], DRAWER["grandmother"].portrait_wlt)


@pytest.mark.parametrize(("card", "size", "length"), [("grandmother", 1297, "050A"), ("son", 2321, "090A")])
def test_fingerprints_come_behind_the_portrait(card: str, size: int, length: str) -> None:
    frame = _asked(card, Command.FIND, Command.SELECT, Command.READ_BASE_AND_FINGERPRINT)
    assert len(frame) == size
    assert frame[5:7] == bytes.fromhex(length)
    (answer,) = FrameReader().feed(frame)
    assert isinstance(answer, Frame)
    info = parse_base_info_and_fingerprint(answer.data)
    assert info == BaseInfo(frame[16:272], frame[272:1296], DRAWER[card].fingerprint)


def test_the_length_words_decide_not_the_places() -> None:
    assert parse_base_info(b"\x00\x02\x00\x03ABxyz") == BaseInfo(b"AB", b"xyz")
    assert parse_base_info(b"\x00\x02\x00\x03ABxy") == BadFrame(Flaw.CONTENT)
    assert parse_base_info(b"\x00\x02\x00\x03ABxyz!") == BadFrame(Flaw.CONTENT)


@given(st.binary(max_size=40))
def test_bodies_of_noise_never_raise(data: bytes) -> None:
    parse_base_info(data)
    parse_base_info_and_fingerprint(data)
    parse_newest_address(data)
    parse_sam_id(data)


def test_the_newest_address_comes_as_81_bytes() -> None:
    frame = _asked("son", Command.FIND, Command.SELECT, Command.READ_BASE, Command.READ_NEWEST_ADDRESS)
    assert len(frame) == 81
    (answer,) = FrameReader().feed(frame)
    assert isinstance(answer, Frame)
    assert parse_newest_address(answer.data) == DRAWER["son"].newest_address


def test_an_address_may_hold_rare_characters_but_no_erased_memory() -> None:
    assert parse_newest_address("\ue000村\U0002cb29路".encode("utf-16-le")) == "\ue000村\U0002cb29路"
    assert parse_newest_address(b"\xff\xff" * 35) == BadFrame(Flaw.CONTENT)
    assert parse_newest_address(b"\x00\xd8") == BadFrame(Flaw.CONTENT)


def test_the_modules_own_number_has_16_bytes() -> None:
    frame = _asked("son", Command.SAM_ID)
    assert len(frame) == 27
    assert parse_sam_id(frame[10:26]) == "05000300-FB2F3401-39300000-D2029649"
    assert parse_sam_id(bytes(15)) == BadFrame(Flaw.CONTENT)


def test_no_repr_shows_what_the_card_said() -> None:
    text = "符玉兰".encode("utf-16-le")
    assert repr(Frame(Status.OK, data=text)) == f"Frame(status={Status.OK!r}, sw1=0, sw2=0)"
    assert repr(BaseInfo(text, text, text)) == "BaseInfo()"
