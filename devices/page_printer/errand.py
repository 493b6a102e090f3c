"""One document on its way to the printer: found there already, or sent, and then watched to its end.

Its id is the job's name, so a job can always be found again: before anything is sent, and after an answer got lost.
What follows from a lost answer:

| the printer | the document |
|---|---|
| lists the job | it was taken: stay with it |
| does not list it, has run on since, and keeps ended jobs | it was not taken: send it once more |
| the same, but it had fallen silent with all of it | it may still wake up and print: ``PrintUncertain`` |
| was restarted since, or keeps no ended jobs | nobody knows: ``PrintUncertain`` |

Used by the device's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from config.faults import FaultCode
from devices.page_printer.exchange import NoAnswer, Sent
from devices.page_printer.ipp_printer import A4, PDF, IppPrinter, Refusal
from devices.page_printer.job_watch import JobWatch, printed_nothing
from devices.page_printer.judgement import Seen
from devices.page_printer.outcome import (
    AlreadyPrinted,
    NotPrinted,
    Printed,
    PrintOutcome,
    PrintUncertain,
    Sending,
    Waiting,
)
from devices.page_printer.patience import Patience
from devices.page_printer.report import JobReport, JobState, PrinterReport


@dataclass(frozen=True, slots=True)
class Document:
    """``job`` is its id, told to the printer as the job's name; the bytes stay in memory on our side."""

    job: str
    pdf: bytes = field(repr=False)
    pages: int | None = None


class Errand:
    """For one document, once. ``look`` asks the printer; ``is_uncancelled`` tells that a job may be left there."""

    def __init__(
        self,
        printer: IppPrinter,
        look: Callable[[], Seen | Refusal | NoAnswer],
        document: Document,
        patience: Patience,
        clock: Callable[[], float],
    ) -> None:
        self.is_uncancelled = False
        self._printer = printer
        self._look = look
        self._document = document
        self._patience = patience
        self._clock = clock

    def run(self) -> PrintOutcome:
        """At most ``total_s``, the last upload, and the time to clear up (``settle_s`` and two answers)."""
        seen = self._look()
        if not isinstance(seen, Seen):
            return NotPrinted(seen.fault)
        if seen.judgement.stops is not None:
            return NotPrinted(seen.judgement.stops)
        if seen.report.formats and PDF not in seen.report.formats:
            return NotPrinted(FaultCode.PAGE_PRINTER_UNSUITABLE)
        earlier = self._printer.jobs(self._document.job, self._patience.limits.answer_s)
        if not isinstance(earlier, tuple):
            return NotPrinted(earlier.fault)
        for job in earlier:
            if not job.state.has_ended:
                return self._watch(job)
            if job.state is JobState.COMPLETED:
                return AlreadyPrinted(self._document.job)
            if not printed_nothing(job):
                return PrintUncertain(FaultCode.PAGE_PRINTER_FAILED)
        return self._send(seen.report, frozenset(job.number for job in earlier))

    def _send(self, before: PrinterReport, earlier: frozenset[int]) -> PrintOutcome:
        limits = self._patience.limits
        is_repeated = False
        pause_s = limits.poll_s
        while True:
            self._patience.tell(Sending())
            answer = self._printer.print_job(
                self._document.job,
                self._document.pdf,
                self._document.pages,
                on_a4=A4 in before.media,
                deadline_s=limits.upload_s,
            )
            match answer:
                case JobReport():
                    return self._watch(answer)
                case Refusal(fault=FaultCode.PAGE_PRINTER_BUSY) if not self._patience.is_over:
                    self._patience.tell(Waiting(answer.fault))
                    self._patience.pause(pause_s)
                    pause_s = min(2 * pause_s, limits.busy_s)
                    continue
                case Refusal() | NoAnswer(sent=Sent.NOTHING):
                    return NotPrinted(answer.fault)
                case NoAnswer():
                    found = self._find(answer, before, earlier)
            if isinstance(found, JobReport):
                return self._watch(found)
            if isinstance(found, PrintUncertain):
                self.is_uncancelled = True
                return found
            if is_repeated or self._patience.is_over:
                return NotPrinted(answer.fault)
            is_repeated = True

    def _find(
        self, lost: NoAnswer, before: PrinterReport, earlier: frozenset[int]
    ) -> JobReport | PrintUncertain | None:
        """The job after its answer got lost; None when the printer surely did not take it."""
        limits = self._patience.limits
        doubt = PrintUncertain(lost.fault)
        until = self._clock() + limits.settle_s
        absent = 0
        while absent < _LOOKS_UNTIL_ABSENT:
            jobs = self._printer.jobs(self._document.job, limits.answer_s)
            if isinstance(jobs, tuple):
                new = [job for job in jobs if job.number not in earlier]
                if new:
                    return new[0]
                absent += 1
            if self._clock() > until:
                return doubt
            self._patience.tell(Waiting(lost.fault))
            self._patience.pause()
        seen = self._look()
        has_run_on = (
            isinstance(seen, Seen)
            and seen.report.up_time_s is not None
            and before.up_time_s is not None
            and seen.report.up_time_s >= before.up_time_s
        )
        may_wake_up = lost.fault is FaultCode.PAGE_PRINTER_SILENT and lost.sent is Sent.ALL
        return None if has_run_on and before.keeps_ended_jobs and not may_wake_up else doubt

    def _watch(self, job: JobReport) -> PrintOutcome:
        watch = JobWatch(self._printer, self._look, self._patience, self._clock, job)
        outcome = watch.follow()
        self.is_uncancelled = watch.is_uncancelled
        return Printed(self._document.job) if isinstance(outcome, Printed) else outcome


_LOOKS_UNTIL_ABSENT = 2
