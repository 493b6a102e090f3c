"""Printers with habits of their own, each played by a script of what it answers to which bytes."""

import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from config.faults import FaultCode
from devices.device import Faulty, Ready
from devices.receipt_printer.connection import TcpConnection
from devices.receipt_printer.printer import Printed, PrintUncertain, ReceiptPrinter
from devices.receipt_printer.slip import Slip

QUESTIONS = [bytes((0x10, 0x04, n)) for n in range(1, 5)]
FENCE = b"\x1dr\x01"
WELL = b"\x12"


class _ScriptedPrinter:
    """Answers ``script(request, number of jobs so far)`` to every status question and to the end of every job."""

    def __init__(self, script: Callable[[bytes, int], bytes]) -> None:
        self._script = script
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._has_caller = threading.Event()
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def connect(self) -> TcpConnection:
        self.line = TcpConnection("127.0.0.1", self.port)
        return self.line

    def say_unasked(self, data: bytes) -> None:
        """Returns when the bytes have reached the station."""
        assert self._has_caller.wait(5)
        self._caller.sendall(data)
        assert select.select([self.line._socket], [], [], 5)[0]

    def close(self) -> None:
        self._thread.join(timeout=5)
        self._server.close()

    def _answer(self) -> None:
        self._caller, _ = self._server.accept()
        self._has_caller.set()
        jobs, received = 0, b""
        with self._caller:
            while data := self._caller.recv(4096):
                received += data
                jobs += data.endswith(FENCE)
                if received[-3:] in (*QUESTIONS, FENCE):
                    self._caller.sendall(self._script(received[-3:], jobs))


@contextmanager
def _station_with(script: Callable[[bytes, int], bytes]) -> Iterator[tuple[ReceiptPrinter, _ScriptedPrinter]]:
    far_side = _ScriptedPrinter(script)
    printer = ReceiptPrinter(
        far_side.connect,
        lambda: datetime(2026, 11, 23, 4, tzinfo=UTC),
        driver="escpos-tcp",
    )
    try:
        yield printer, far_side
    finally:
        printer.close()
        far_side.close()


def test_printer_that_ends_the_job_with_a_stuck_knife_has_not_printed(slip: Slip) -> None:
    def stuck_after_the_job(request: bytes, jobs: int) -> bytes:
        if request == FENCE:
            return b"\x00"
        return b"\x1a" if jobs and request == QUESTIONS[2] else WELL

    with _station_with(stuck_after_the_job) as (printer, _):
        assert printer.print_slip(slip) == PrintUncertain(FaultCode.PRINTER_CUTTER_ERROR)
        assert printer.check().condition == Faulty(FaultCode.PRINTER_CUTTER_ERROR)


def test_printer_that_speaks_unasked_is_not_misread() -> None:
    def slowly(_request: bytes, _jobs: int) -> bytes:
        time.sleep(0.02)  # so that the answer does not come together with what was said unasked
        return WELL

    with _station_with(slowly) as (printer, far_side):
        assert printer.check().condition == Ready()
        far_side.say_unasked(b"\x1a")  # as if off line
        assert printer.check().condition == Ready()


def test_answer_to_the_job_that_overtakes_an_answer_to_a_question(slip: Slip) -> None:
    asked_in_mid_job: list[bytes] = []

    def late(request: bytes, jobs: int) -> bytes:
        if request == FENCE:
            return b""
        if jobs and not asked_in_mid_job:
            asked_in_mid_job.append(request)
            return b"\x00" + WELL
        return WELL

    with _station_with(late) as (printer, _):
        assert printer.print_slip(slip) == Printed(slip.id)
        assert asked_in_mid_job == [QUESTIONS[0]]
