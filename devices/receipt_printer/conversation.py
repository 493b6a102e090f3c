"""One exchange with a connected printer: ask how it is, or hand it a job and wait until it says that it is done.

Every function takes a deadline and raises EnvironmentFault with the most telling code known:
PRINTER_UNPLUGGED the line is gone, PRINTER_OFFLINE no answer, PRINTER_FAILED answers that mean nothing or a job without
end, and while a job runs whatever stopped it (paper out, cover open, cutter). Called by the device's thread.
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
_NOW = Deadline(0.0)


def ask_flags(connection: Connection, deadline: Deadline) -> PrinterFlags:
    """The printer's state from the four questions, one after the other: some printers drop a question asked too early."""
    while connection.receive(_NOW):
        pass  # what came unasked belongs to an earlier question
    answers: list[int] = []
    for question in Question:
        heard = _ask(connection, question, deadline)
        if heard.status is None:
            raise EnvironmentFault(FaultCode.PRINTER_OFFLINE, "no answer to DLE EOT")
        answers.append(heard.status)
    return parse_flags(*answers)


def run_job(connection: Connection, job: bytes, deadline: Deadline) -> None:
    """Returns when the printer has carried out every byte of ``job``, and only then."""
    connection.send(job + FENCE, deadline)
    while not _hear(connection, deadline.within(_LISTEN_S), until_status=False).fence:
        # Silence is normal while paper moves; real-time status tells it from a printer that has stopped.
        if _fence_while_asking(connection, deadline):
            return


def _fence_while_asking(connection: Connection, deadline: Deadline) -> bool:
    """Whether the job ended while the printer was asked how it is. Raises when it has stopped or time is up."""
    answers: list[int] = []
    for question in Question:
        heard = _ask(connection, question, deadline)
        if heard.fence:
            return True
        if deadline.passed:
            raise EnvironmentFault(FaultCode.PRINTER_FAILED, "the job did not end in time")
        if heard.status is None:
            raise EnvironmentFault(FaultCode.PRINTER_OFFLINE, "no answer to DLE EOT in mid-job")
        answers.append(heard.status)
    condition = parse_flags(*answers).condition
    if isinstance(condition, Faulty):
        raise EnvironmentFault(condition.fault, "stopped in the middle of a job")
    return False


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
