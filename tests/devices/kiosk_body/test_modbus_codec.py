"""The board's frames: the standard's own examples, noise on the line, and garbage that is never believed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.kiosk_body.modbus_codec import (
    READ_COILS,
    READ_INPUTS,
    Bits,
    ReadBits,
    Refused,
    Request,
    WriteCoil,
    Written,
    find_answer,
    is_whole,
    packed,
    request_frame,
    with_crc,
)

COILS = ReadBits(unit=0x11, function=READ_COILS, address=0x13, count=0x25)
COILS_ANSWER = bytes.fromhex("11 01 05 CD 6B B2 0E 1B 45 E6")
LAMP = WriteCoil(unit=0x11, address=0xAC, on=True)

requests = st.one_of(
    st.builds(
        ReadBits,
        st.integers(1, 247),
        st.sampled_from([READ_COILS, READ_INPUTS]),
        st.integers(0, 0xFFFF),
        st.integers(1, 40),
    ),
    st.builds(WriteCoil, st.integers(1, 247), st.integers(0, 0xFFFF), st.booleans()),
)


@pytest.mark.parametrize(
    ("request_", "frame"),
    [
        (COILS, "11 01 00 13 00 25 0E 84"),
        (ReadBits(0x11, READ_INPUTS, 0xC4, 0x16), "11 02 00 C4 00 16 BA A9"),
        (LAMP, "11 05 00 AC FF 00 4E 8B"),
    ],
)
def test_questions_are_those_of_the_standard(request_: Request, frame: str) -> None:
    assert request_frame(request_) == bytes.fromhex(frame)


def test_answer_of_the_standard_in_the_order_of_the_coils() -> None:
    answer = find_answer(COILS, COILS_ANSWER)
    assert isinstance(answer, Bits)
    assert len(answer.values) == 37
    assert answer.values[:8] == (True, False, True, True, False, False, True, True)  # CD, bit 0 first
    assert answer.values[-5:] == (True, True, False, True, True)  # 1B


def test_switching_is_answered_by_the_same_words() -> None:
    assert find_answer(LAMP, request_frame(LAMP)) == Written()


def test_exception_is_a_refusal() -> None:
    assert find_answer(COILS, with_crc(bytes.fromhex("11 81 02"))) == Refused(2)


@pytest.mark.parametrize(
    "heard",
    [
        "12 01 05 CD 6B B2 0E 1B",  # of another unit
        "11 02 05 CD 6B B2 0E 1B",  # to another function
        "11 01 04 CD 6B B2 0E",  # of another length
        "11 82 02",  # a refusal of another function
    ],
)
def test_whole_frame_that_answers_something_else_is_none(heard: str) -> None:
    assert find_answer(COILS, with_crc(bytes.fromhex(heard))) is None


def test_switching_off_is_no_answer_to_switching_on() -> None:
    assert find_answer(LAMP, request_frame(WriteCoil(0x11, 0xAC, on=False))) is None


def _answer_frame(request: Request, bits: tuple[bool, ...]) -> bytes:
    if isinstance(request, WriteCoil):
        return request_frame(request)
    content = packed(bits[: request.count])
    return with_crc(bytes((request.unit, request.function, len(content))) + content)


@settings(max_examples=300)
@given(requests, st.lists(st.booleans(), min_size=40, max_size=40), st.binary(max_size=6), st.data())
def test_answer_is_found_behind_noise_and_no_flipped_bit_is_believed(
    request: Request, bits: list[bool], noise: bytes, data: st.DataObject
) -> None:
    frame = _answer_frame(request, tuple(bits))
    expected = Written() if isinstance(request, WriteCoil) else Bits(tuple(bits[: request.count]))
    assert find_answer(request, noise + frame) == expected
    flipped = bytearray(frame)
    flipped[data.draw(st.integers(0, len(frame) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert find_answer(request, bytes(flipped)) is None


@settings(max_examples=700)
@given(requests, st.lists(st.binary(max_size=40), min_size=10, max_size=10))
def test_garbage_is_no_answer(request: Request, frames: list[bytes]) -> None:
    for garbage in frames:
        answer = find_answer(request, garbage)
        assert answer is None or any(
            is_whole(garbage[start:end]) for start in range(len(garbage)) for end in range(len(garbage) + 1)
        )
