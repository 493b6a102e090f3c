"""Prints slips, each at most once, and says truly whether a slip came onto paper.

What ``print_slip`` answers, and what is then in the resident's hand:

| outcome | on paper | same id again |
|---|---|---|
| ``Printed`` | all of it, cut | ``AlreadyPrinted`` |
| ``AlreadyPrinted`` | nothing new | ``AlreadyPrinted`` |
| ``NotPrinted`` | nothing: refused before a byte was sent | tries again |
| ``PrintUncertain`` | nothing, a part, or all | ``PrintUncertain``: a second copy is a decision, under a new id |

Ids are remembered while the process runs (the last thousand).
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from config.faults import EnvironmentFault, FaultCode
from devices.device import MISSES_UNTIL_LOST, DeviceStatus, Faulty, SelfTest, TestFailed, TestPassed, Unknown
from devices.receipt_printer.connection import Connection, Deadline
from devices.receipt_printer.conversation import ask_flags, run_job, wait_until_quiet
from devices.receipt_printer.escpos_codec import cut, print_job
from devices.receipt_printer.layout import layout
from devices.receipt_printer.slip import Slip

STATUS_S = 1.0
"""Longest talk about the status; opening the line may take one second more."""

PRINT_S = 3.0
"""Longest call of ``print_slip``."""

RECONNECT_AFTER_S = (0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Rest before the next poll tries again, by misses so far: at once until lost (three misses), then 1 s, 2 s ... 30 s.
A slip to print never waits for it."""

_IDS_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Printed:
    """The whole slip is on paper and cut."""

    slip_id: str


@dataclass(frozen=True, slots=True)
class AlreadyPrinted:
    """This slip was printed before; nothing was sent."""

    slip_id: str


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """Nothing is on paper: the printer was not able to start."""

    fault: FaultCode


@dataclass(frozen=True, slots=True)
class PrintUncertain:
    """It failed after the first byte was sent: staff must look, and the resident must be told."""

    fault: FaultCode


PrintOutcome = Printed | AlreadyPrinted | NotPrinted | PrintUncertain


class ReceiptPrinter:
    """The receipt printer of this station, whichever cable it hangs on. Used by one device thread only.

    Connects when first needed, drops the line on any failure, and opens it anew at a later poll or the next slip.
    ``connect`` opens a line or raises EnvironmentFault; ``clock`` stamps the status (any time zone);
    ``monotonic`` (seconds) measures the rest between attempts.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        clock: Callable[[], datetime],
        *,
        driver: str,
        name: str = "receipt_printer",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connect = connect
        self._clock = clock
        self._monotonic = monotonic
        self._connection: Connection | None = None
        self._status = DeviceStatus(name, driver, Unknown())
        self._last_miss_at = 0.0
        self._outcomes: OrderedDict[str, Printed | PrintUncertain] = OrderedDict()
        self._left_over = False

    def status(self) -> DeviceStatus:
        """The printer's card as the last exchange left it. Any thread."""
        return self._status

    def check(self) -> DeviceStatus:
        """Asks the printer (at most 2 s) and answers its card; within the rest after misses, the card of last time."""
        if not self._resting():
            self._check(Deadline.after(STATUS_S))
        return self._status

    def self_test(self) -> SelfTest:
        """Asks until the printer answers or is lost: one miss is no verdict. 6 s at most; nothing is printed."""
        for _ in range(MISSES_UNTIL_LOST):
            fault = self._check(Deadline.after(STATUS_S))
            if self._status.misses == 0:
                break
        return TestPassed() if fault is None else TestFailed(fault)

    def print_slip(self, slip: Slip) -> PrintOutcome:
        """Prints one slip and waits (at most 3 s) until the printer says that it is done."""
        match self._outcomes.get(slip.id):
            case Printed(slip_id):
                return AlreadyPrinted(slip_id)
            case PrintUncertain() as before:
                return before
            case None:
                pass
        job = print_job(layout(slip))
        deadline = Deadline.after(PRINT_S)
        connection = self._made_ready(deadline)
        if isinstance(connection, FaultCode):
            return NotPrinted(connection)
        return self._remember(slip.id, self._carry_out(connection, slip.id, job, deadline))

    def close(self) -> None:
        """Gives the line back; a later call opens it anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _made_ready(self, deadline: Deadline) -> Connection | FaultCode:
        """An open line to a printer that can print now, its paper clear; or what stands in the way."""
        was_open = self._connection is not None
        fault = self._check(deadline.within(STATUS_S))
        if self._connection is None and was_open:
            # The line may be left from before somebody switched the printer off and on.
            fault = self._check(deadline.within(STATUS_S))
        if fault is None and self._left_over:
            fault = self._clear_paper(deadline)
        if fault is not None or self._connection is None:
            return fault or FaultCode.PRINTER_FAILED
        return self._connection

    def _check(self, deadline: Deadline) -> FaultCode | None:
        """Asks for the status and notes it. The fault that forbids printing, if any."""
        try:
            connection = self._opened()
            condition = ask_flags(connection, deadline).condition
        except EnvironmentFault as fault:
            self._missed(fault)
            return fault.code
        self._status = self._status.answered(condition, self._clock())
        return condition.fault if isinstance(condition, Faulty) else None

    def _clear_paper(self, deadline: Deadline) -> FaultCode | None:
        """Cuts off what a failed job left, so that no resident gets a piece of another's slip."""
        try:
            connection = self._opened()
            stopped = run_job(connection, cut(), deadline.within(STATUS_S))
            wait_until_quiet(connection, deadline)
        except EnvironmentFault as fault:
            self._missed(fault)
            return fault.code
        self._left_over = stopped is not None
        return stopped.fault if stopped else None

    def _carry_out(
        self, connection: Connection, slip_id: str, job: bytes, deadline: Deadline
    ) -> Printed | PrintUncertain:
        try:
            stopped = run_job(connection, job, deadline)
        except EnvironmentFault as fault:
            self._left_over = True
            self._missed(fault)
            return PrintUncertain(fault.code)
        if stopped is None:
            stopped = self._stopped_after_all(deadline)
        if stopped is not None:
            self._left_over = True
            self.close()
            self._status = self._status.answered(stopped, self._clock())
            return PrintUncertain(stopped.fault)
        return Printed(slip_id)

    def _stopped_after_all(self, deadline: Deadline) -> Faulty | None:
        """A fault that the printer reports right after the job: some print on with a jammed knife."""
        self._check(deadline)
        condition = self._status.condition
        return condition if isinstance(condition, Faulty) and self._connection is not None else None

    def _remember(self, slip_id: str, outcome: Printed | PrintUncertain) -> PrintOutcome:
        self._outcomes[slip_id] = outcome
        if len(self._outcomes) > _IDS_REMEMBERED:
            self._outcomes.popitem(last=False)
        return outcome

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _missed(self, fault: EnvironmentFault) -> None:
        self.close()
        self._last_miss_at = self._monotonic()
        self._status = self._status.missed(fault.code, self._clock())

    def _resting(self) -> bool:
        rest_s = RECONNECT_AFTER_S[min(self._status.misses, len(RECONNECT_AFTER_S) - 1)]
        return self._monotonic() - self._last_miss_at < rest_s
