"""What the pad records, what of it is a signature, and what no hand wrote."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.signature.examination import SignatureProblem, examine
from devices.signature.strokes import MOST_POINTS, NotStrokes, Pad, Strokes, ink_px, strokes_from_pad
from tests.devices.signature.signers import PAD, WANG, hand, line, signatures, signed_by


def test_name_of_four_strokes_is_a_signature() -> None:
    strokes = signed_by(*WANG)
    assert examine(strokes) is None
    assert len(strokes.strokes) == 4
    assert ink_px(strokes) == pytest.approx(200 + 200 + 240 + 200, rel=0.01)


def test_name_of_one_stroke_is_a_signature() -> None:
    assert examine(signed_by(line(300, 180, 560, 170))) is None


@pytest.mark.parametrize(
    ("strokes", "problem"),
    [
        ([], SignatureProblem.EMPTY),
        ([[]], SignatureProblem.EMPTY),
        ([[(300, 100)]], SignatureProblem.DOT_ONLY),
        ([[(300, 100)] * 40], SignatureProblem.DOT_ONLY),
        ([[(300, 100), (306, 104)]], SignatureProblem.DOT_ONLY),
        ([line(300, 100, 340, 100)], SignatureProblem.TOO_SHORT),
    ],
)
def test_what_is_no_signature(strokes: list[list[tuple[float, float]]], problem: SignatureProblem) -> None:
    assert examine(signed_by(*strokes)) is problem


def test_two_minutes_of_drawing_are_no_signature() -> None:
    assert examine(signed_by(*WANG, step_ms=1600)) is SignatureProblem.TOO_LONG


def test_signature_written_in_no_time_was_not_written() -> None:
    assert examine(signed_by(*WANG, step_ms=0)) is SignatureProblem.TIMES_IMPOSSIBLE


def test_signature_whose_time_runs_backwards_was_not_written() -> None:
    record = json.loads(hand(*WANG))
    record["strokes"][2][3]["t"] = 1
    read = strokes_from_pad(json.dumps(record).encode(), PAD)
    assert isinstance(read, Strokes)
    assert examine(read) is SignatureProblem.TIMES_IMPOSSIBLE


def test_screen_that_cannot_tell_pressure_gives_none() -> None:
    assert {point.pressure for point in signed_by(*WANG, pressed=False).points()} == {None}
    pressures = {point.pressure for point in signed_by(*WANG).points()}
    assert None not in pressures
    assert len(pressures) > 5


def test_finger_that_slid_off_the_pad_stays_on_its_edge() -> None:
    strokes = signed_by([(-40, 100), (100, -3), (2000, 9999)])
    assert [(point.x, point.y) for point in strokes.points()] == [(0, 1000), (1000, 0), (8800, 3600)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"", "json_invalid"),
        (b"[]", "model_type"),
        (b'{"strokes": 3}', "list_type"),
        (b'{"strokes": [[{"x": 1, "y": 2}]]}', "missing"),
        (b'{"strokes": [[{"x": "NaN", "y": 2, "t": 0}]]}', "finite_number"),
        (b'{"strokes": [[{"x": 1e999, "y": 2, "t": 0}]]}', "finite_number"),
        (b'{"strokes": [[{"x": 1, "y": 2, "t": -1}]]}', "greater_than_equal"),
        (b'{"strokes": [[{"x": 1, "y": 2, "t": 0, "p": 2}]]}', "less_than_equal"),
        (b'{"strokes": [], "name": "x"}', "extra_forbidden"),
        (json.dumps({"strokes": [[]] * 501}).encode(), "too_long"),
        (b" " * 5_000_000, "too many bytes"),
    ],
)
def test_what_no_pad_records(record: bytes, reason: str) -> None:
    assert strokes_from_pad(record, PAD) == NotStrokes(reason)


def test_more_points_than_any_signature_has_are_refused() -> None:
    stroke = [(1.0, 1.0)] * (MOST_POINTS // 2 + 1)
    assert strokes_from_pad(hand(stroke, stroke), PAD) == NotStrokes("too many points")


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (10_001, 10)])
def test_pad_without_size(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="size"):
        Pad(*size)


def test_strokes_do_not_show_themselves() -> None:
    strokes = signed_by(*WANG)
    assert "2000" not in repr(strokes) + repr(strokes.strokes) + repr(strokes.points()[0])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["x", "y", "t", "p", "strokes"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=500)
@given(st.binary(max_size=60), json_values)
def test_garbage_is_read_or_refused_and_never_breaks(garbage: bytes, value: object) -> None:
    for record in (garbage, json.dumps({"strokes": value}).encode()):
        read = strokes_from_pad(record, PAD)
        if isinstance(read, Strokes):
            examine(read)


@settings(max_examples=300)
@given(signatures)
def test_every_signature_has_a_verdict(strokes: Strokes) -> None:
    problem = examine(strokes)
    assert (problem is SignatureProblem.EMPTY) == (not strokes.points())
