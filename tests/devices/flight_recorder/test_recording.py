"""Reading a recording back: what was written comes out, a broken end is left out, anything else is refused by place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.flight_recorder.entry import Dropped, Run
from devices.flight_recorder.line_format import (
    DEVICES,
    KINDS,
    Head,
    Line,
    NotALine,
    read_line,
    write_head,
    write_line,
)
from devices.flight_recorder.recording import NotARecording, read_recording
from tests.devices.flight_recorder.any_entry import any_entry
from tests.devices.flight_recorder.conftest import NOON

HEAD = write_head(Head(NOON))
ONE = b'{"at_ms":1.5,"device":"ups","entry":"run","direction":"sent","sort":"data","length":7}\n'


@settings(max_examples=300, database=None)
@given(
    st.lists(
        st.builds(Line, st.floats(0, 10**7), st.sampled_from(sorted(DEVICES)), any_entry(*KINDS.values())),
        max_size=5,
    )
)
def test_every_entry_comes_back_as_it_was(lines: list[Line]) -> None:
    for line in lines:
        back = read_line(write_line(line))
        assert isinstance(back, Line)
        assert (back.device, back.entry) == (line.device, line.entry)
        assert abs(back.at_ms - line.at_ms) <= 0.001


def test_a_head_comes_back_as_it_was() -> None:
    head = Head(NOON, True, 1234.5)
    assert read_line(write_head(head)) == head


@settings(max_examples=300, database=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_line_upsets_the_reading(text: bytes) -> None:
    with pytest.raises(NotALine, match="expected"):
        read_line(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"[]", "one JSON object"),
        (b'{"device":"ups","entry":"run"}', "at_ms"),
        (ONE.replace(b"ups", b"wu"), "device"),
        (ONE.replace(b'"run"', b'"name"'), "entry, one of run"),
        (ONE.replace(b'"sent"', b'"460105199003071239"'), "run.direction"),
        (ONE.replace(b"7}", b"700000}"), "0 to 65535"),
        (ONE.replace(b"7}", b'"7"}'), "run.length"),
        (ONE.replace(b"7}", b'7,"text":"x"}'), "no more than"),
        (ONE.replace(b',"length":7', b""), "run.length"),
        (b'{"at_ms":1,"device":"receipt_printer","entry":"escpos_answered","byte":52}', "answers DLE EOT"),
        (HEAD.replace(b":1,", b":2,"), '"jinban_flight": 1'),
        (HEAD.replace(b"2026", b"26"), "ISO 8601"),
    ],
)
def test_a_line_that_is_in_no_recording_is_refused_by_file_line_and_expectation(
    tmp_path: Path, line: bytes, expected: str
) -> None:
    file = tmp_path / "recording.jsonl"
    file.write_bytes(HEAD + ONE + line.strip() + b"\n" + ONE)
    with pytest.raises(NotARecording) as refused:
        read_recording(file)
    assert refused.value.place == f"{file}:3"
    assert expected in refused.value.expected


def test_a_recording_with_a_broken_last_line_is_used_up_to_it(tmp_path: Path) -> None:
    file = tmp_path / "recording.jsonl"
    for cut in range(1, len(ONE) - 1):
        file.write_bytes(HEAD + ONE + ONE[:cut])
        (stretch,) = read_recording(file)
        assert len(stretch.entries) == 1, cut


def test_a_line_broken_by_a_crash_is_left_out_when_the_next_process_went_on_behind_it(tmp_path: Path) -> None:
    file = tmp_path / "recording.jsonl"
    file.write_bytes(HEAD + ONE + ONE[:20] + b"\n" + HEAD + ONE + ONE)
    assert [len(stretch.entries) for stretch in read_recording(file)] == [1, 2]


@pytest.mark.parametrize(
    "content", [b"", b"\n", ONE, HEAD[:30], b"\x1f\x8b\x08\x00\n\xff", "王".encode("utf-16")]
)
def test_what_does_not_begin_with_a_head_is_no_recording(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "something"
    file.write_bytes(content)
    with pytest.raises(NotARecording) as refused:
        read_recording(file)
    assert refused.value.place == f"{file}:1"


def test_a_folder_without_recordings_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotARecording) as refused:
            read_recording(path)
        assert refused.value.place == str(path)


def test_the_kinds_in_this_test_are_all_there_are() -> None:
    assert {Run, Dropped} < set(KINDS.values())
    assert len(set(KINDS.values())) == len(KINDS)
