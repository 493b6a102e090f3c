"""The station's page printer: prints PDF documents, each at most once, and says truly whether they came onto paper.

Two drivers, one protocol. ``ipp`` (the default to choose) talks to the printer itself. ``cups`` talks to a CUPS queue,
for printers that do not take PDF or hang on USB. What is different behind CUPS:
- it learns of its printer 1-2 s late and only while a job runs; an idle queue says ``none`` though the printer is gone;
- "completed" on a USB queue means handed over to the printer;
- it spools documents to disk. Set ``PreserveJobFiles No`` in cupsd.conf (``PreserveJobHistory`` stays, or lost answers
  cannot be cleared up), and put ``RequestRoot`` and ``TempDir`` (cups-files.conf) on a tmpfs, so that no resident's
  document reaches the disk. Printed directly, documents are in memory only on this side.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, Faulty, SelfTest, TestFailed, TestPassed, Unknown
from devices.page_printer.errand import Document, Errand
from devices.page_printer.exchange import IppLine, NoAnswer, Sent
from devices.page_printer.ipp_printer import PDF, IppPrinter, Refusal
from devices.page_printer.judgement import Seen, judge
from devices.page_printer.outcome import (
    AlreadyPrinted,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintUncertain,
    Progress,
)
from devices.page_printer.patience import Limits, Patience

RECONNECT_AFTER_S = (0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Rest before the next `check` asks again, by misses so far: at once until lost (three misses), then 1 s ... 30 s.
A document to print never waits for it."""


class PagePrinter:
    """One printer or queue. Used by the device's thread only, `status` by any.

    ``address`` is the ``ipp://`` or ``ipps://`` URI, asked for before each use (a simulated one may start later); it
    may raise EnvironmentFault. ``station`` is the user that the printer hears of. ``clock`` counts seconds and never
    jumps; ``now`` stamps the status. ``line`` opens the way to a URI (tests trust another authority).
    """

    def __init__(
        self,
        address: Callable[[], str],
        now: Callable[[], datetime],
        *,
        driver: str,
        station: str,
        clock: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
        line: Callable[[str], IppLine] = IppLine,
    ) -> None:
        self._address = address
        self._now = now
        self._station = station
        self._clock = clock
        self._limits = limits or Limits()
        self._line = line
        self._status = DeviceStatus("page_printer", driver, Unknown())
        self._missed_at = 0.0
        self._outcomes: OrderedDict[str, Printed | PrintUncertain] = OrderedDict()
        self._left_behind: dict[str, float] = {}

    def status(self) -> DeviceStatus:
        """As the last exchange left it; never blocks; any thread."""
        return self._status

    def check(self) -> DeviceStatus:
        """Asks the printer now, 5 s at most; within the rest after misses, the status of last time.

        Also cancels a job of ours that had to be left there (12 s more, in that case only).
        """
        rest = RECONNECT_AFTER_S[min(self._status.misses, len(RECONNECT_AFTER_S) - 1)]
        if self._clock() - self._missed_at >= rest:
            printer = self._reached()
            if isinstance(printer, IppPrinter) and isinstance(self._look(printer), Seen):
                self._clear_away(printer)
        return self._status

    def self_test(self) -> SelfTest:
        """Whether it can print our documents now; prints nothing; 10 s at most. A missing queue names the others."""
        printer = self._reached()
        if isinstance(printer, NoAnswer):
            return TestFailed(printer.fault, printer.detail)
        seen = self._look(printer)
        if isinstance(seen, Seen):
            if seen.judgement.stops is not None:
                return TestFailed(seen.judgement.stops, seen.judgement.detail)
            if seen.report.formats and PDF not in seen.report.formats:
                return TestFailed(FaultCode.PAGE_PRINTER_UNSUITABLE, seen.report.model)
            return TestPassed(seen.report.model)
        if seen.fault is FaultCode.PAGE_PRINTER_NO_QUEUE:
            queues = printer.queues(self._limits.answer_s)
            if isinstance(queues, tuple):
                return TestFailed(seen.fault, "queues: " + (", ".join(queues) or "none"))
        return TestFailed(seen.fault, seen.detail)

    def print_document(
        self,
        job_id: str,
        pdf: bytes,
        *,
        pages: int | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        abandon: threading.Event | None = None,
    ) -> PrintOutcome:
        """Prints one document and stays with it to its end; answers within about five and a half minutes (`Limits`).

        A printer that cannot print is answered at once. One that stops in the middle is waited for: it goes on by
        itself when paper is loaded; after ``waiting_s`` without a page or a change the job is cancelled. ``progress``
        is called, in this thread, on each change; ``abandon``, set from any thread, calls the job off.

        ``job_id`` (1 to 255 octets, no resident's data: the printer shows it) is the job's name there: a repeat, also
        after a restart of the kiosk, finds the earlier job as long as the printer remembers it, and prints nothing.
        """
        match self._outcomes.get(job_id):
            case Printed(job):
                return AlreadyPrinted(job)
            case PrintUncertain() as before:
                return before
            case None:
                pass
        printer = self._reached()
        if isinstance(printer, NoAnswer):
            return NotPrinted(printer.fault)
        self._left_behind.pop(job_id, None)
        if self._left_behind and isinstance(self._look(printer), Seen):
            self._clear_away(printer)
        errand = Errand(
            printer,
            lambda: self._look(printer),
            Document(job_id, pdf, pages),
            Patience(self._limits, progress, abandon or threading.Event(), self._clock),
            self._clock,
        )
        outcome = errand.run()
        if errand.is_uncancelled:
            self._left_behind[job_id] = self._clock()
        if isinstance(outcome, Printed | AlreadyPrinted):
            self._remember(job_id, Printed(job_id))
        elif isinstance(outcome, PrintUncertain):
            self._remember(job_id, outcome)
        return outcome

    def close(self) -> None:
        """Nothing is kept open between two calls; may be called twice."""

    def _reached(self) -> IppPrinter | NoAnswer:
        """The printer at its address of now; whether it is there shows when it is asked."""
        try:
            return IppPrinter(self._line(self._address()), self._station)
        except EnvironmentFault as fault:
            return self._missed(NoAnswer(fault.code, Sent.NOTHING, fault.detail))
        except ValueError:
            return self._missed(NoAnswer(FaultCode.PAGE_PRINTER_UNPLUGGED, Sent.NOTHING, "not an address"))

    def _look(self, printer: IppPrinter) -> Seen | Refusal | NoAnswer:
        """Asks the printer and notes its condition."""
        report = printer.report(self._limits.answer_s)
        match report:
            case NoAnswer():
                return self._missed(report)
            case Refusal():
                self._note(self._status.answered(Faulty(report.fault), self._now(), report.detail))
                return report
            case _:
                judgement = judge(report)
                self._note(self._status.answered(judgement.condition, self._now(), judgement.detail))
                return Seen(report, judgement)

    def _missed(self, answer: NoAnswer) -> NoAnswer:
        self._missed_at = self._clock()
        self._note(self._status.missed(answer.fault, self._now()))
        return answer

    def _note(self, status: DeviceStatus) -> None:
        if status.condition != self._status.condition:
            _log.info("page_printer %s", status.condition)
        self._status = status

    def _clear_away(self, printer: IppPrinter) -> None:
        """Cancels what an earlier call had to leave at the printer, should it still be there or turn up late."""
        for job_id, left_at in list(self._left_behind.items()):
            jobs = printer.jobs(job_id, self._limits.answer_s)
            if not isinstance(jobs, tuple):
                return
            for job in jobs:
                if not job.state.has_ended:
                    printer.cancel(job.number, self._limits.answer_s)
            if self._clock() - left_at > _LATE_S:
                del self._left_behind[job_id]

    def _remember(self, job_id: str, outcome: Printed | PrintUncertain) -> None:
        self._outcomes[job_id] = outcome
        while len(self._outcomes) > _IDS_REMEMBERED:
            self._outcomes.popitem(last=False)


_log = logging.getLogger("devices")
_IDS_REMEMBERED = 1000
_LATE_S = 600.0
