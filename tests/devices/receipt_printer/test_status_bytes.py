"""Each bit of the four answers, by the table of the ESC/POS reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.faults import FaultCode
from devices.device import Faulty, NeedsAttention, Ready
from devices.receipt_printer.status_bytes import (
    Question,
    is_fence_answer,
    is_status_answer,
    parse_flags,
)

WELL = 0x12


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ((0x12, 0x12, 0x12, 0x12), Ready()),
        ((0x16, 0x12, 0x12, 0x12), Ready()),  # drawer connector high: a kiosk has no drawer
        ((0x12, 0x12, 0x12, 0x1E), NeedsAttention(FaultCode.PRINTER_PAPER_NEAR_END)),
        ((0x1A, 0x32, 0x12, 0x7E), Faulty(FaultCode.PRINTER_PAPER_OUT)),
        ((0x12, 0x12, 0x12, 0x72), Faulty(FaultCode.PRINTER_PAPER_OUT)),
        ((0x1A, 0x16, 0x12, 0x12), Faulty(FaultCode.PRINTER_COVER_OPEN)),
        ((0x1A, 0x36, 0x12, 0x7E), Faulty(FaultCode.PRINTER_COVER_OPEN)),
        ((0x1A, 0x52, 0x1A, 0x12), Faulty(FaultCode.PRINTER_CUTTER_ERROR)),
        ((0x1A, 0x52, 0x16, 0x12), Faulty(FaultCode.PRINTER_FAILED)),
        ((0x1A, 0x52, 0x32, 0x12), Faulty(FaultCode.PRINTER_FAILED)),
        ((0x1A, 0x52, 0x52, 0x12), Faulty(FaultCode.PRINTER_FAILED)),
        ((0x1A, 0x52, 0x12, 0x12), Faulty(FaultCode.PRINTER_FAILED)),
        ((0x1A, 0x12, 0x12, 0x12), Faulty(FaultCode.PRINTER_OFFLINE)),
        ((0x5A, 0x1A, 0x12, 0x12), Faulty(FaultCode.PRINTER_OFFLINE)),
        ((0x12, 0x1A, 0x12, 0x12), Faulty(FaultCode.PRINTER_OFFLINE)),
    ],
)
def test_most_telling_condition_wins(
    answers: tuple[int, int, int, int], condition: Ready | NeedsAttention | Faulty
) -> None:
    assert parse_flags(*answers).condition == condition


@given(st.integers(0, 255), st.integers(0, 3))
def test_rubbish_is_never_read_as_a_status(byte: int, place: int) -> None:
    answers = [WELL] * 4
    answers[place] = byte
    if byte & 0x93 == 0x12:
        parse_flags(*answers)
    else:
        with pytest.raises(ValueError, match="not an answer"):
            parse_flags(*answers)


def test_no_byte_answers_both_kinds_of_question() -> None:
    assert not [byte for byte in range(256) if is_fence_answer(byte) and is_status_answer(byte)]


def test_requests_are_the_printers_own() -> None:
    requests = [question.request.hex(" ") for question in Question]
    assert requests == ["10 04 01", "10 04 02", "10 04 03", "10 04 04"]
