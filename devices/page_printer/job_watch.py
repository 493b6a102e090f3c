"""A job at the printer, watched to its end; called off when it takes too long.

A job that is given up is cancelled, so that the next resident does not find it in the tray. ``NotPrinted`` after that
only if the printer confirms the end and counted no page (or never began); a jam always leaves a doubt. CUPS counts a
page when it hands it over, so behind CUPS more jobs end in doubt.

Used by the device's thread.
"""

import time
from collections.abc import Callable

from config.faults import FaultCode
from devices.page_printer.exchange import NoAnswer
from devices.page_printer.ipp_printer import Done, IppPrinter, Refusal
from devices.page_printer.judgement import JAM, Seen
from devices.page_printer.outcome import NotPrinted, Printed, Printing, PrintUncertain, Waiting
from devices.page_printer.patience import Patience
from devices.page_printer.report import JobReport, JobState

JobEnd = Printed | NotPrinted | PrintUncertain


class JobWatch:
    """For one job, once. ``look`` asks the printer; ``is_uncancelled`` tells that the job may be left there."""

    def __init__(
        self,
        printer: IppPrinter,
        look: Callable[[], Seen | Refusal | NoAnswer],
        patience: Patience,
        clock: Callable[[], float],
        job: JobReport,
    ) -> None:
        self.is_uncancelled = False
        self._printer = printer
        self._look = look
        self._patience = patience
        self._clock = clock
        self._job = job
        self._name = job.name
        self._began_at = clock()
        self._pages = 0

    def follow(self) -> JobEnd:
        """Until it ended, or until patience does and ``settle_s`` after that."""
        self._patience.moved()
        while not self._patience.is_over:
            answer = self._asked()
            match answer:
                case Printed() | NotPrinted() | PrintUncertain():
                    return answer
                case JobReport():
                    self._note(answer)
                case Refusal() | NoAnswer():
                    self._patience.tell(Waiting(answer.fault))
            self._patience.pause()
        return self._call_off()

    def _asked(self) -> JobReport | JobEnd | Refusal | NoAnswer:
        """The job as it is, or what came of it."""
        answer = self._printer.job(self._job.number, self._patience.limits.answer_s)
        match answer:
            case JobReport():
                self._name = self._name or answer.name
                if answer.name != self._name:
                    # The printer was restarted and counts from one again: this is somebody else's job.
                    return PrintUncertain(self._patience.why())
                return self._ended(answer) if answer.state.has_ended else answer
            case Refusal() if answer.is_unknown_job:
                return PrintUncertain(self._patience.why())
            case _:
                return answer

    def _note(self, job: JobReport) -> None:
        pages = job.pages or 0
        if pages > self._pages:
            self._pages = pages
            self._patience.moved(by_a_page=True)
        elif job.state is not self._job.state:
            self._patience.moved()
        self._job = job
        fault = self._standing_in_the_way(job)
        self._patience.tell(Printing(self._pages) if fault is None else Waiting(fault))

    def _standing_in_the_way(self, job: JobReport) -> FaultCode | None:
        seen = self._look()
        if not isinstance(seen, Seen):
            return seen.fault
        judgement, limits = seen.judgement, self._patience.limits
        is_old_news = seen.report.is_queue and self._clock() - self._began_at < limits.queue_lag_s
        if judgement.stops is not None and not is_old_news:
            return judgement.stops
        notice = judgement.notice if self._patience.is_stalled else None
        match job.state:
            case JobState.STOPPED:
                return judgement.notice or FaultCode.PAGE_PRINTER_FAILED
            case JobState.HELD if "job-incoming" not in job.reasons:
                return FaultCode.PAGE_PRINTER_PAUSED
            case JobState.PENDING if self._patience.is_stalled:
                return notice or FaultCode.PAGE_PRINTER_BUSY
            case _:
                return notice if notice in _MAY_STAND_STILL else None

    def _call_off(self) -> JobEnd:
        """Cancels, and waits until the printer says how the job ended."""
        limits = self._patience.limits
        until = self._clock() + limits.settle_s
        is_cancelled = False
        while True:
            answer = self._asked()
            match answer:
                case Printed() | NotPrinted() | PrintUncertain():
                    return answer
                case JobReport() if not is_cancelled:
                    is_cancelled = isinstance(self._printer.cancel(answer.number, limits.answer_s), Done)
                case _ if self._clock() > until:
                    self.is_uncancelled = True
                    return PrintUncertain(self._patience.why())
                case _:
                    pass
            time.sleep(limits.poll_s)

    def _ended(self, job: JobReport) -> JobEnd:
        if job.state is JobState.COMPLETED and "job-completed-with-errors" not in job.reasons:
            return Printed(job.name)
        fault = self._patience.fault
        if fault is None and job.state is JobState.CANCELED and not self._patience.is_over:
            fault = FaultCode.PAGE_PRINTER_CANCELLED  # by somebody at its panel
        fault = fault or self._patience.why()
        is_blank = printed_nothing(job) and not self._pages and fault is not JAM
        return (
            NotPrinted(fault) if is_blank and job.state is not JobState.COMPLETED else PrintUncertain(fault)
        )


def printed_nothing(job: JobReport) -> bool:
    """Whether an ended job surely left no page, by what the printer counted."""
    return job.has_begun is False or job.pages == 0


_MAY_STAND_STILL = frozenset(
    {
        FaultCode.PAGE_PRINTER_TONER_EMPTY,
        FaultCode.PAGE_PRINTER_WASTE_FULL,
        FaultCode.PAGE_PRINTER_TRAY_MISSING,
        FaultCode.PAGE_PRINTER_OFFLINE,
        FaultCode.PAGE_PRINTER_OUTPUT_FULL,
    }
)
"""Notices that explain why no page comes; low toner does not."""
