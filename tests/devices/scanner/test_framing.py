"""Lines in noise: whole codes whatever way they are sliced, never a part of one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.scanner.framing import GAP_S, LONGEST_LINE, SETTLE_S, TAIL_S, CutOff, Line, LineFramer, Piece


def fed(*arrivals: tuple[float, bytes], settle_s: float = 0.0) -> list[Piece]:
    framer = LineFramer(settle_s)
    framer.start(0.0)
    return [piece for at, data in arrivals for piece in framer.feed(data, at)]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\n\r"])
def test_a_code_ends_with_cr_lf_or_both(end: bytes) -> None:
    assert fed((0, b"AB" + end + b"CD" + end)) == [Line(b"AB"), Line(b"CD")]


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=5), st.integers(1, 50))
def test_a_code_survives_any_slicing(codes: list[bytes], size: int) -> None:
    codes = [code.replace(b"\r", b"x").replace(b"\n", b"y") for code in codes]
    stream = b"".join(code + b"\r\n" for code in codes)
    slices = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert fed(*((place * 0.01, piece) for place, piece in enumerate(slices))) == [
        Line(code) for code in codes
    ]


def test_a_code_without_its_end_is_given_up_and_not_passed_on() -> None:
    assert fed((0, b"ABCDEF"), (GAP_S, b"")) == []
    assert fed((0, b"ABCDEF"), (GAP_S + 0.01, b"")) == [CutOff()]


def test_the_second_half_of_a_code_that_stuttered_is_no_code() -> None:
    assert fed((0, b"ABC"), (0.6, b"DEF\r"), (0.7, b"GHI\r")) == [CutOff(), Line(b"GHI")]
    assert fed((0, b"ABC"), (0.6, b""), (1.9, b"DE"), (3.0, b"F\r"), (3.1, b"GHI\r")) == [
        CutOff(),
        Line(b"GHI"),
    ]


def test_after_a_code_without_its_end_and_a_quiet_the_next_is_read() -> None:
    assert fed((0, b"ABC"), (0.6, b""), (0.6 + TAIL_S, b"GHI\r")) == [CutOff(), Line(b"GHI")]


def test_what_was_on_its_way_when_the_line_was_opened_is_no_code() -> None:
    assert fed((0.05, b"DEF\rGHI\r"), settle_s=SETTLE_S) == [Line(b"GHI")]
    assert fed((0.05, b"D"), (0.1, b"EF\r"), (0.3, b"GHI\r"), settle_s=SETTLE_S) == [Line(b"GHI")]
    assert fed((SETTLE_S, b"GHI\r"), settle_s=SETTLE_S) == [Line(b"GHI")]


def test_a_code_without_an_end_fills_no_memory_and_is_one_long_line() -> None:
    framer = LineFramer(0.0)
    framer.start(0.0)
    for number in range(1000):
        assert framer.feed(b"A" * 1000, number * 0.001) == []
        assert len(framer._pending) <= LONGEST_LINE + 1
    assert framer.feed(b"\r", 1.0) == [Line(b"A" * (LONGEST_LINE + 1))]
    assert framer.gives_up_at() is None


def test_neither_a_line_nor_its_framer_shows_what_was_scanned() -> None:
    assert repr(Line(b"secret")) == "Line()"
    assert "secret" not in repr(LineFramer())


@settings(max_examples=300)
@given(st.lists(st.tuples(st.floats(0, 3), st.binary(max_size=60)), max_size=30))
def test_noise_neither_raises_nor_piles_up_nor_hides_a_later_code(noise: list[tuple[float, bytes]]) -> None:
    framer = LineFramer(SETTLE_S)
    framer.start(0.0)
    at = 0.0
    for after, data in noise:
        at += after
        framer.feed(data, at)
        assert len(framer._pending) <= LONGEST_LINE + 1
    framer.feed(b"", at + GAP_S + 0.01)
    assert framer.feed(b"ABC\r", at + GAP_S + TAIL_S + 1)[-1:] == [Line(b"ABC")]
