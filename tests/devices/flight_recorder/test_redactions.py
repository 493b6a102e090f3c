"""What each redaction keeps of a conversation, and that nothing on any wire upsets it."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.flight_recorder.conclusions import visit_entered
from devices.flight_recorder.entry import Direction, Entry, Run, Sort, VisitEntered, VisitStep
from devices.flight_recorder.redaction.apdu import (
    ApduAnswered,
    ApduAsked,
    ApduClass,
    ApduRedaction,
    Instruction,
)
from devices.flight_recorder.redaction.escpos import EscposAnswered, EscposAsked, EscposFence, EscposRedaction
from devices.flight_recorder.redaction.ipp import (
    IppAnswered,
    IppAsked,
    IppReason,
    IppRedaction,
    IppStatus,
    Operation,
    PrinterState,
    Reason,
    Severity,
)
from devices.flight_recorder.redaction.modbus import (
    Function,
    ModbusAnswered,
    ModbusAsked,
    ModbusException,
    ModbusRedaction,
)
from devices.flight_recorder.redaction.redaction import LengthsOnly, Redaction
from devices.flight_recorder.redaction.sam import (
    Reading,
    SamAnswered,
    SamAsked,
    SamCutOff,
    SamLengthAbsurd,
    SamRedaction,
)
from devices.flight_recorder.redaction.scanner import LineScanned, ScannerRedaction, Terminator
from devices.id_card.card import Field, encode, raw_fields
from devices.id_card.drawer import DRAWER
from devices.id_card.framing import PREAMBLE, wrap
from devices.id_card.layout import CardKind, pack
from devices.id_card.sam import Command, Status, request, response
from devices.receipt_printer.status_bytes import Question
from kiosk.visit import state
from tests.devices.flight_recorder.frames import base_reading, ipp, with_crc

ALL: list[Callable[[], Redaction]] = [
    SamRedaction,
    EscposRedaction,
    ApduRedaction,
    ScannerRedaction,
    IppRedaction,
    ModbusRedaction,
    LengthsOnly,
]


def garbage(length: int, direction: Direction = Direction.RECEIVED) -> Run:
    return Run(direction, Sort.GARBAGE, length)


def answered(status: Status, data_length: int = 0, *, check_right: bool = True) -> SamAnswered:
    return SamAnswered(status, 0, 0, data_length, check_right)


def test_reading_a_card_leaves_commands_statuses_and_lengths() -> None:
    line = SamRedaction()
    text = encode(DRAWER["son"].card)
    kept: list[Entry] = []
    for command, answer in (
        (Command.FIND, response(Status.CARD_FOUND, bytes(4))),
        (Command.SELECT, response(Status.OK, bytes(8))),
        (Command.READ_BASE, base_reading(text)),
        (Command.READ_NEWEST_ADDRESS, response(Status.OK, "海南省".ljust(35).encode("utf-16-le"))),
    ):
        kept += [*line.sent(request(command)), *line.received(answer)]
    assert kept == [
        SamAsked(Command.FIND), answered(Status.CARD_FOUND, 4),
        SamAsked(Command.SELECT), answered(Status.OK, 8),
        SamAsked(Command.READ_BASE), SamAnswered(Status.OK, 0, 0, 1284, True, Reading.RIGHT),
        SamAsked(Command.READ_NEWEST_ADDRESS), answered(Status.OK, 70),
    ]  # fmt: skip


def test_an_odd_card_leaves_the_name_of_the_field_that_was_refused() -> None:
    line = SamRedaction()
    line.sent(request(Command.READ_BASE))
    impossible = pack(CardKind.RESIDENT, raw_fields(DRAWER["son"].card) | {Field.BIRTH: "20010229"})
    assert line.received(base_reading(impossible)) == [
        SamAnswered(Status.OK, 0, 0, 1284, True, Reading.REFUSED, Field.BIRTH)
    ]


def test_what_goes_wrong_on_the_readers_line() -> None:
    frame = response(Status.OK)
    assert SamRedaction().received(b"\x00\xff\x13" + frame) == [garbage(3), answered(Status.OK)]
    assert SamRedaction().received(frame[:-1] + b"\xee") == [answered(Status.OK, check_right=False)]
    assert SamRedaction().received(PREAMBLE + b"\xff\xff" + frame) == [SamLengthAbsurd(), answered(Status.OK)]
    cut = SamRedaction()
    assert cut.received(response(Status.OK, bytes(100))[:27]) == []
    assert cut.settle() == [SamCutOff(104, 22)]
    unknown = wrap(b"\x34\x36\x30")
    assert SamRedaction().received(unknown) == [SamAnswered(None, 0, 0, 0, True)]
    late = SamRedaction()
    late.received(frame[:6])
    assert late.sent(request(Command.FIND)) == [SamCutOff(0, 1), SamAsked(Command.FIND)]


def test_the_cards_own_status_is_kept_only_where_it_means_something() -> None:
    assert SamRedaction().received(wrap(b"\x12\x34\x41")) == [
        SamAnswered(Status.READ_FAILED, 0x12, 0x34, 0, True)
    ]
    assert SamRedaction().received(wrap(b"\x12\x34\x90")) == [answered(Status.OK)]


def test_a_frame_hidden_behind_a_false_beginning_is_found_as_the_adapter_finds_it() -> None:
    false_beginning = PREAMBLE + b"\x00\x09" + b"\x11"
    assert SamRedaction().received(false_beginning + response(Status.OK)) == [garbage(8), answered(Status.OK)]


def test_a_print_job_leaves_its_length_and_the_status_bytes() -> None:
    line = EscposRedaction()
    assert line.sent(Question.PAPER_ROLL.request) == [EscposAsked(Question.PAPER_ROLL)]
    assert line.received(b"\x72") == [EscposAnswered(0x72)]
    assert line.sent("王伟\n".encode("gb18030") + b"\x1dr\x01") == [
        Run(Direction.SENT, Sort.DATA, 5), EscposFence(),
    ]  # fmt: skip
    assert line.received(b"\x00") == [EscposAnswered(0)]
    assert line.received(b"\x12") == (garbage(1),)
    line.sent(Question.PRINTER.request)
    assert line.received(b"4") == [garbage(1)]
    with pytest.raises(ValueError, match="answers DLE EOT"):
        EscposAnswered(ord("4"))


def test_more_bytes_than_were_asked_for_are_garbage_as_a_whole() -> None:
    line = EscposRedaction()
    line.sent(Question.PRINTER.request)
    assert line.received(b"460105199003071239") == (garbage(18),)


def test_a_question_cut_in_two_is_still_a_question() -> None:
    line = EscposRedaction()
    assert line.sent(b"ab\x10") == [Run(Direction.SENT, Sort.DATA, 2)]
    assert line.sent(b"\x04\x02") == [EscposAsked(Question.OFFLINE_CAUSE)]


def test_a_social_card_leaves_heads_and_status_words() -> None:
    line = ApduRedaction()
    assert line.sent(bytes.fromhex("00A404000F") + b"sx1.sh.\xc9\xe7\xbb\xe1\xb1\xa3\xd5\xcf") == (
        ApduAsked(ApduClass.INTERINDUSTRY, Instruction.SELECT, 4, 0, 20),
    )
    assert line.sent(bytes.fromhex("00B2080012")) == (
        ApduAsked(ApduClass.INTERINDUSTRY, Instruction.READ_RECORD, 8, 0, 5),
    )
    assert line.received(b"\x08\x12460105199003071239\x90\x00") == (ApduAnswered(0x90, 0, 20),)
    assert line.received(b"\x6a\x82") == (ApduAnswered(0x6A, 0x82, 0),)
    assert line.received(b"460105199003071239") == (garbage(18),)
    # Where the parameters say where in a file, they are not kept: they could be anything.
    assert line.sent(bytes.fromhex("00B0199012")) == (
        ApduAsked(ApduClass.INTERINDUSTRY, Instruction.READ_BINARY, 0, 0, 5),
    )
    assert line.sent(bytes.fromhex("00201990030712")) == (garbage(7, Direction.SENT),)


def test_a_scanned_code_leaves_its_length_and_how_it_ended() -> None:
    line = ScannerRedaction()
    assert line.received(b"4601051990") == []
    assert line.received(b"03071239\r\nab\rc\n\rx") == [
        LineScanned(18, Terminator.CRLF), LineScanned(2, Terminator.CR), LineScanned(1, Terminator.LF),
        LineScanned(0, Terminator.CR),
    ]  # fmt: skip
    assert line.settle() == (LineScanned(1, Terminator.NONE),)
    assert line.settle() == ()


def test_a_page_printer_leaves_operation_status_state_and_known_reasons() -> None:
    line = IppRedaction()
    asked = ipp(0x0002, b"%PDF-1.7", job_name=(0x42, "吴志远".encode()))
    assert line.sent(asked) == (IppAsked(Operation.PRINT_JOB, 8),)
    jammed, unheard_of = (0x44, b"media-jam-error"), (0x44, b"wu-zhiyuan")
    stopped = (0x23, b"\0\0\0\5")
    told = ipp(0, b"", printer_state=stopped, printer_state_reasons=jammed, **{"": unheard_of})
    assert line.received(told) == [
        IppAnswered(IppStatus.OK, PrinterState.STOPPED),
        IppReason(Reason.MEDIA_JAM, Severity.ERROR),
        IppReason(Reason.OTHER, Severity.UNTOLD),
    ]
    assert line.received(told[:-12])[0] == IppAnswered(IppStatus.OK, PrinterState.STOPPED)
    assert line.received(b"HTTP/1.1 200 OK\r\n") == (garbage(17),)


def test_an_io_board_leaves_function_and_exception_but_no_coil() -> None:
    line = ModbusRedaction()
    assert line.sent(with_crc(b"\x01\x02\x00\x00\x00\x01")) == (
        ModbusAsked(Function.READ_DISCRETE_INPUTS, 8),
    )
    somebody, nobody = with_crc(b"\x01\x02\x01\x01"), with_crc(b"\x01\x02\x01\x00")
    assert (
        line.received(somebody)
        == line.received(nobody)
        == (ModbusAnswered(Function.READ_DISCRETE_INPUTS, 6),)
    )
    assert line.received(with_crc(b"\x01\x82\x02")) == (
        ModbusAnswered(Function.READ_DISCRETE_INPUTS, 5, ModbusException.ILLEGAL_ADDRESS),
    )
    assert line.received(somebody[:-1] + b"\0") == (garbage(6),)


def test_every_state_of_the_visit_has_its_name_and_no_other_name_gets_in() -> None:
    states = {kind.__name__ for kind in state.State.__args__}
    assert states == {step.value for step in VisitStep} - {""}
    assert visit_entered("FillForm") == VisitEntered(VisitStep.FILL_FORM)
    assert visit_entered("吴志远") == VisitEntered(VisitStep.OTHER)


@settings(max_examples=150, database=None)
@pytest.mark.parametrize("make", ALL)
@given(
    chunks=st.lists(
        st.tuples(
            st.booleans(),
            st.binary(max_size=60) | st.sampled_from([PREAMBLE, b"\x10\x04", b"\x02\0\0\0\0\0\0\1\1"]),
        ),
        max_size=20,
    )
)
def test_no_garbage_upsets_a_redaction(
    make: Callable[[], Redaction], chunks: list[tuple[bool, bytes]]
) -> None:
    line = make()
    for is_sent, data in chunks:
        line.sent(data) if is_sent else line.received(data)
    line.settle()
    assert line.settle() == () or line.settle() == []


@settings(max_examples=100, database=None)
@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=5))
def test_it_does_not_matter_to_the_reader_where_its_bytes_were_cut(tail: bytes, cuts: list[int]) -> None:
    line, whole = SamRedaction(), SamRedaction()
    said = response(Status.CARD_FOUND, bytes(4)) + tail + response(Status.OK, bytes(8))
    edges = [0, *sorted(cut for cut in cuts if cut < len(said)), len(said)]
    pieces = [said[begin:end] for begin, end in itertools.pairwise(edges)]
    kept = [entry for piece in pieces for entry in line.received(piece)]
    assert [*kept, *line.settle()] == [*whole.received(said), *whole.settle()]
