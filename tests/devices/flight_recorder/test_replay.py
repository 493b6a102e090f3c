"""A visit that went wrong is recorded at the real adapters, played back, and goes wrong in the same way again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.flight_recorder.entry import (
    Began,
    ConditionChanged,
    Direction,
    Dropped,
    Ended,
    Entry,
    LineChanged,
    Outcome,
    Run,
    Sort,
)
from devices.flight_recorder.recorded_printer import RecordedReceiptPrinter
from devices.flight_recorder.recorded_reader import RecordedIdCardReader
from devices.flight_recorder.recorder import FlightRecorder
from devices.flight_recorder.recording import Recorded, Stretch, read_recording
from devices.flight_recorder.redaction.escpos import EscposAnswered, EscposAsked, EscposFence
from devices.flight_recorder.redaction.sam import SamAnswered, SamAsked, SamCutOff, SamLengthAbsurd
from devices.flight_recorder.replay.escpos import EscposAnswers
from devices.flight_recorder.replay.playback import Playback, play
from devices.flight_recorder.replay.sam import SamAnswers
from devices.id_card.drill import Drill
from devices.id_card.simulator import SamSimulator
from devices.receipt_printer.simulated_mechanism import Drill as Mishap
from devices.receipt_printer.simulator import SimulatedReceiptPrinter
from devices.receipt_printer.slip import Slip
from tests.devices.flight_recorder.any_entry import any_entry
from tests.devices.flight_recorder.conftest import NOON, Hours


@pytest.fixture
def recording(recorder: FlightRecorder, folder: Path, hours: Hours) -> tuple[FlightRecorder, Path, Hours]:
    return recorder, folder, hours


def faults(playback: Playback) -> list[FaultCode]:
    return [one.fault for one in playback.now if one.fault is not None]


def outcomes(playback: Playback) -> list[Outcome]:
    return [one.outcome for one in playback.now if isinstance(one, Ended)]


def played(recorder: FlightRecorder, folder: Path, device: str) -> Playback:
    recorder.flush()
    return play(device, read_recording(folder))


@pytest.mark.parametrize("drill", Drill)
def test_every_fault_of_a_reader_comes_out_again(
    drill: Drill,
    reader: RecordedIdCardReader,
    sam: SamSimulator,
    recorder: FlightRecorder,
    folder: Path,
    hours: Hours,
) -> None:
    reader.poll()
    sam.insert("son")
    sam.fail_next(drill, 2)
    for _ in range(5):
        reader.poll()
        hours.pass_s(6)
    sam.remove()
    reader.poll()
    reader.poll()
    playback = played(recorder, folder, "id_card")
    assert playback.diverged is None
    assert playback.then == playback.now


def test_a_lifted_card_is_a_lifted_card_again(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path
) -> None:
    sam.insert("grandmother")
    sam.fail_next(Drill.CUT_OFF)
    for _ in range(3):
        reader.poll()
    sam.insert("grandmother")
    reader.poll()
    playback = played(recorder, folder, "id_card")
    assert playback.is_same
    assert faults(playback) == [FaultCode.CARD_LIFTED, FaultCode.CARD_LIFTED]
    assert outcomes(playback)[-1] == Outcome.DONE


def test_a_pulled_cable_is_lost_and_found_again(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    reader.poll()
    sam.unplug()
    for _ in range(5):
        reader.poll()
        hours.pass_s(6)
    sam.plug()
    reader.check()
    reader.self_test()
    reader.close()
    reader.poll()
    playback = played(recorder, folder, "id_card")
    assert playback.then == playback.now
    assert faults(playback) == [FaultCode.READER_UNPLUGGED, FaultCode.READER_UNPLUGGED]


@pytest.mark.parametrize("keeps_going", [True, False])
def test_two_people_one_after_the_other_are_two_cards(
    reader: RecordedIdCardReader,
    sam: SamSimulator,
    recorder: FlightRecorder,
    folder: Path,
    keeps_going: bool,
) -> None:
    sam.insert("son")
    reader.poll()
    if keeps_going:
        sam.remove()
        reader.poll()
        reader.poll()
    sam.insert("aunt")
    reader.poll()
    playback = played(recorder, folder, "id_card")
    assert outcomes(playback).count(Outcome.DONE) == 2
    assert playback.then == playback.now


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("mishap", Mishap)
def test_every_mishap_of_a_printer_comes_out_again(
    mishap: Mishap,
    once: bool,
    printer: RecordedReceiptPrinter,
    paper: SimulatedReceiptPrinter,
    recording: tuple[FlightRecorder, Path, Hours],
    slip: Callable[[str], Slip],
) -> None:
    recorder, folder, hours = recording
    printer.check()
    (paper.fail_next if once else paper.fail_until_cleared)(mishap)
    printer.print_slip(slip("JB-1"))
    printer.print_slip(slip("JB-1"))
    for _ in range(3):
        printer.check()
    paper.perform("clear")
    paper.plug()
    hours.pass_s(40)
    printer.print_slip(slip("JB-2"))
    printer.self_test()
    playback = played(recorder, folder, "receipt_printer")
    assert playback.diverged is None
    assert playback.then == playback.now
    assert "吴志远".encode("gb18030") not in (folder / "current.jsonl").read_bytes()


def test_a_roll_that_ends_ends_again(
    printer: RecordedReceiptPrinter,
    paper: SimulatedReceiptPrinter,
    recorder: FlightRecorder,
    folder: Path,
    slip: Callable[[str], Slip],
) -> None:
    paper.fail_next(Mishap.PAPER_OUT)
    printer.print_slip(slip("JB-1"))
    playback = played(recorder, folder, "receipt_printer")
    assert playback.is_same
    assert faults(playback) == [FaultCode.PRINTER_PAPER_OUT, FaultCode.PRINTER_PAPER_OUT]


def test_a_reader_that_was_let_go_has_forgotten_the_card(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path
) -> None:
    sam.insert("son")
    sam.fail_next(Drill.READ_FAILED)
    reader.poll()
    reader.close()
    reader.poll()
    playback = played(recorder, folder, "id_card")
    assert playback.then == playback.now
    assert outcomes(playback) == [Outcome.WILL_TRY_AGAIN, Outcome.NOTHING_THERE]


def test_a_trouble_that_lasts_from_one_file_into_the_next_is_no_new_fault(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    sam.fail_until_cleared(Drill.NOT_AUTHORISED)
    for _ in range(3):
        reader.poll()
        recorder.flush()
        hours.pass_s(601)
    sam.clear()
    reader.poll()
    recorder.flush()
    for path in (folder / "current.jsonl", folder):
        playback = play("id_card", read_recording(path))
        assert playback.then == playback.now, path
    assert read_recording(folder / "current.jsonl") != read_recording(folder)


def test_garbage_comes_back_as_long_as_it_was() -> None:
    garbage = Run(Direction.RECEIVED, Sort.GARBAGE, 77)
    assert len(SamAnswers().bytes_of(garbage, None)) == 77
    assert len(EscposAnswers().bytes_of(garbage, None)) == 77


def test_a_recording_that_begins_in_the_middle_is_played_from_there(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path, hours: Hours
) -> None:
    sam.unplug()
    for _ in range(4):
        reader.poll()
        hours.pass_s(6)
    recorder.flush()
    hours.pass_s(600)
    sam.plug()
    reader.poll()
    sam.insert("son")
    sam.fail_next(Drill.READ_FAILED, 3)
    for _ in range(4):
        reader.poll()
        hours.pass_s(1)
    recorder.flush()
    playback = play("id_card", read_recording(folder / "current.jsonl"))
    assert playback.is_same
    assert faults(playback) == [FaultCode.CARD_UNREADABLE, FaultCode.CARD_LIFTED]


def test_a_recording_cut_off_anywhere_is_played_up_to_there(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path
) -> None:
    sam.insert("son")
    sam.fail_next(Drill.READ_FAILED)
    for _ in range(3):
        reader.poll()
    sam.unplug()
    reader.poll()
    recorder.flush()
    file = folder / "current.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    assert len(lines) > 15
    for kept in range(1, len(lines)):
        file.write_bytes(b"".join(lines[:kept]) + lines[kept][:9])
        playback = play("id_card", read_recording(file))
        assert playback.is_same, kept
    assert faults(playback) == [FaultCode.CARD_UNREADABLE, FaultCode.CARD_LIFTED]


def changed(file: Path, change: Callable[[dict[str, object]], dict[str, object]]) -> None:
    lines = [change(json.loads(line)) for line in file.read_text().splitlines()]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_conclusion_that_does_not_come_out_again_is_told(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path
) -> None:
    """As if our reader concluded something else since: the recording says another fault than the bytes do."""
    sam.insert("son")
    sam.fail_next(Drill.READ_FAILED)
    for _ in range(3):
        reader.poll()
    recorder.flush()
    file = folder / "current.jsonl"
    assert play("id_card", read_recording(file)).is_same
    changed(
        file,
        lambda line: line | {"fault": "card_unsupported"} if line.get("fault") == "card_unreadable" else line,
    )
    playback = play("id_card", read_recording(file))
    assert playback.diverged is None
    assert not playback.is_same


def test_an_adapter_that_asks_something_else_is_told_with_the_line(
    reader: RecordedIdCardReader, sam: SamSimulator, recorder: FlightRecorder, folder: Path
) -> None:
    sam.insert("son")
    reader.poll()
    recorder.flush()
    file = folder / "current.jsonl"
    changed(
        file,
        lambda line: line | {"command": "read_chip_number"} if line.get("command") == "read_base" else line,
    )
    playback = play("id_card", read_recording(file))
    assert not playback.is_same
    assert playback.diverged is not None
    assert playback.diverged.startswith(f"{file}:")
    assert "read_chip_number then, sam_asked read_base now" in playback.diverged


ON_A_LINE = (LineChanged, Began, Ended, ConditionChanged, Run, Dropped)


@settings(max_examples=40, database=None)
@given(
    st.lists(any_entry(*ON_A_LINE, SamAsked, SamAnswered, SamCutOff, SamLengthAbsurd), max_size=30),
    st.lists(any_entry(*ON_A_LINE, EscposAsked, EscposFence, EscposAnswered), max_size=12),
)
def test_no_recording_upsets_the_replay(of_reader: list[Entry], of_printer: list[Entry]) -> None:
    for device, entries in (("id_card", of_reader), ("receipt_printer", of_printer)):
        recorded = [
            Recorded(at * 100.0, device, entry, f"somewhere:{at}") for at, entry in enumerate(entries)
        ]
        playback = play(device, [Stretch(NOON, tuple(recorded))])
        assert len(playback.then) == len(playback.then_at)
