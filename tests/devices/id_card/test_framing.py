"""Frames in noise: garbage never raises, never hangs the line for ever, and never hides a later true answer."""

from hypothesis import given
from hypothesis import strategies as st

from devices.id_card.framing import PREAMBLE, BadFrame, Deframer, Flaw, Payload, wrap

OK = bytes.fromhex("AAAAAA9669 0004 000090 94")


def _fed(stream: bytes, size: int = 1) -> list[Payload | BadFrame]:
    deframer = Deframer()
    found: list[Payload | BadFrame] = []
    for start in range(0, len(stream), size):
        found += deframer.feed(stream[start : start + size])
    return found


@given(st.binary(min_size=2, max_size=2500), st.integers(1, 700))
def test_a_frame_survives_any_slicing(payload: bytes, size: int) -> None:
    assert _fed(wrap(payload), size) == [Payload(payload)]


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_noise_neither_raises_nor_piles_up(pieces: list[bytes]) -> None:
    deframer = Deframer()
    for piece in pieces:
        deframer.feed(piece)
    while deframer.is_waiting:
        deframer.give_up()
    assert len(deframer._buffer) <= 1


@given(st.binary(max_size=60).filter(lambda noise: b"\x96\x69" not in noise), st.integers(1, 80))
def test_a_frame_is_found_behind_noise(noise: bytes, size: int) -> None:
    assert Payload(b"\x00\x00\x90") in _fed(noise + OK, size)


@given(st.integers(0, 2), st.binary(max_size=8).filter(lambda noise: b"\x96" not in noise))
def test_noise_inside_the_run_of_aa_does_not_matter(at: int, noise: bytes) -> None:
    assert _fed(OK[:at] + noise + OK[at:]) == [Payload(b"\x00\x00\x90")]


def test_an_absurd_length_is_not_waited_for() -> None:
    assert _fed(PREAMBLE + b"\xff\xff" + OK) == [BadFrame(Flaw.LENGTH), Payload(b"\x00\x00\x90")]
    assert _fed(PREAMBLE + b"\x00\x02" + OK) == [BadFrame(Flaw.LENGTH), Payload(b"\x00\x00\x90")]


def test_a_wrong_checksum_is_noticed_and_the_next_frame_found() -> None:
    assert _fed(OK[:-1] + b"\x95" + OK) == [BadFrame(Flaw.CHECKSUM), Payload(b"\x00\x00\x90")]


def test_every_flipped_bit_is_noticed() -> None:
    for place in range(5, len(OK)):
        for bit in range(8):
            spoilt = bytearray(OK)
            spoilt[place] ^= 1 << bit
            assert Payload(b"\x00\x00\x90") not in _fed(bytes(spoilt))


def test_a_frame_swallowed_by_a_false_beginning_is_still_found() -> None:
    deframer = Deframer()
    assert deframer.feed(PREAMBLE + b"\x05\x08" + OK) == []
    assert deframer.is_waiting
    assert deframer.give_up() == [Payload(b"\x00\x00\x90")]
    assert not deframer.is_waiting


def test_a_frame_swallowed_by_a_broken_one_is_still_found() -> None:
    broken = PREAMBLE + b"\x00\x10" + OK + bytes(5)
    assert Payload(b"\x00\x00\x90") in _fed(broken)


def test_the_repr_of_a_payload_hides_it() -> None:
    assert "144" not in repr(Payload(b"\x90\x90"))
    assert "x90" not in repr(Payload(b"\x90\x90"))
