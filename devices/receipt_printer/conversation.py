"""One exchange with a connected printer: ask how it is, or hand it a job and wait until it says that it is done.

Every function takes a deadline and raises EnvironmentFault with the most telling code known: PRINTER_UNPLUGGED (the
line is gone), PRINTER_OFFLINE (it takes no bytes), PRINTER_SILENT (it takes them and answers nothing), PRINTER_FAILED
(answers that mean nothing). What the printer itself reports (paper out, cover open) is returned. Device's thread.
"""

from dataclasses import dataclass

from config.faults import EnvironmentFault, FaultCode
from devices.device import Faulty
from devices.receipt_printer.connection import Connection, Deadline
from devices.receipt_printer.escpos_codec import FENCE
from devices.receipt_printer.status_bytes import (
    PrinterFlags,
    Question,
    is_fence_answer,
    is_status_answer,
    parse_flags,
)

_ANSWER_S = 0.4
_LISTEN_S = 0.15
_QUIET_S = 0.3
_NOW = Deadline(0.0)


def ask_flags(connection: Connection, deadline: Deadline) -> PrinterFlags:
    """The printer's state from the four questions, one at a time: some printers drop one asked too early."""
    while not deadline.passed and connection.receive(_NOW):
        pass  # what came unasked belongs to an earlier question
    answers: list[int] = []
    for question in Question:
        heard = _ask(connection, question, deadline)
        if heard.status is None:
            raise EnvironmentFault(FaultCode.PRINTER_SILENT, "no answer to DLE EOT")
        answers.append(heard.status)
    return parse_flags(*answers)


def run_job(connection: Connection, job: bytes, deadline: Deadline) -> Faulty | None:
    """None when the printer has carried out every byte of ``job``, and only then; else what stopped it.

    A job that has not ended at the deadline, though nothing is wrong with the printer, is PRINTER_FAILED.
    """
    connection.send(job + FENCE, deadline)
    while not _hear(connection, deadline.within(_LISTEN_S), until_status=False).fence:
        # Silence is normal while paper moves; real-time status tells it from a printer that has stopped.
        answers: list[int] = []
        for question in Question:
            heard = _ask(connection, question, deadline)
            if heard.fence:
                return None
            if deadline.passed:
                return Faulty(FaultCode.PRINTER_FAILED)
            if heard.status is None:
                raise EnvironmentFault(FaultCode.PRINTER_SILENT, "no answer to DLE EOT in mid-job")
            answers.append(heard.status)
        condition = parse_flags(*answers).condition
        if isinstance(condition, Faulty):
            return condition
    return None


def wait_until_quiet(connection: Connection, deadline: Deadline) -> None:
    """Lets the answers to earlier jobs run out, so that none is taken for the answer to the next."""
    while not deadline.passed and _hear(connection, deadline.within(_QUIET_S), until_status=False).fence:
        pass


@dataclass(frozen=True, slots=True)
class _Heard:
    fence: bool
    status: int | None


def _ask(connection: Connection, question: Question, deadline: Deadline) -> _Heard:
    connection.send(question.request, deadline)
    return _hear(connection, deadline.within(_ANSWER_S), until_status=True)


def _hear(connection: Connection, limit: Deadline, *, until_status: bool) -> _Heard:
    """What came until the awaited kind of answer, or until the limit. A fence and a status may come in either order."""
    fence = False
    while received := connection.receive(limit):
        status: int | None = None
        for byte in received:
            if is_fence_answer(byte):
                fence = True
            elif is_status_answer(byte):
                status = byte
            else:
                raise EnvironmentFault(FaultCode.PRINTER_FAILED, f"not a status answer: {byte:#04x}")
        if (status is not None) if until_status else fence:
            return _Heard(fence, status)
    return _Heard(fence, None)
