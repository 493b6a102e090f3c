"""The printer's seven verbs in IPP: how are you, print this, how is that job, which jobs, cancel it, which queues.

Each call is one exchange, bounded by the deadline that it is given, and answers with a value: a report, `NoAnswer`
(nothing usable came back) or `Refusal` (the printer answered, and said no). Any thread.

What is told to the printer about a job: the station as its user, our id as its name, its format and number of pages.
Never a resident's name, a title, or the name of a file: printers list jobs on their panel and in their web page.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from config.faults import FaultCode
from devices.page_printer.exchange import IppLine, NoAnswer, Sent
from devices.page_printer.ipp_codec import (
    Attribute,
    BadMessage,
    GroupTag,
    Response,
    ValueTag,
    decode_response,
    encode_request,
)
from devices.page_printer.report import (
    JOB_ATTRIBUTES,
    PRINTER_ATTRIBUTES,
    JobReport,
    PrinterReport,
    job_report,
    printer_report,
)

PDF = "application/pdf"
A4 = "iso_a4_210x297mm"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The printer answered and did not do it. PAGE_PRINTER_BUSY may pass by itself."""

    fault: FaultCode
    status: int

    @property
    def detail(self) -> str:
        return f"IPP {self.status:#06x}"

    @property
    def is_unknown_job(self) -> bool:
        return self.status in {_NOT_FOUND, _GONE}


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; there is nothing to tell."""


def queue_uri(queue: str, server: str) -> str:
    """A CUPS queue is a printer like any other; ``server`` is host or host:port."""
    return f"ipp://{server}/printers/{quote(queue, safe='')}"


class IppPrinter:
    """One printer or queue; ``user`` is the station's id."""

    def __init__(self, line: IppLine, user: str) -> None:
        self._line = line
        self._user = user
        self._request_ids = itertools.count(1)

    def report(self, deadline_s: float) -> PrinterReport | Refusal | NoAnswer:
        """Get-Printer-Attributes."""
        answer = self._ask(_GET_PRINTER_ATTRIBUTES, [_requested(PRINTER_ATTRIBUTES)], deadline_s)
        if not isinstance(answer, Response):
            return answer
        groups = answer.of(GroupTag.PRINTER)
        return printer_report(groups[0]) if groups else _garbled("no printer group")

    def print_job(
        self, name: str, pdf: bytes, pages: int | None, *, on_a4: bool, deadline_s: float
    ) -> JobReport | Refusal | NoAnswer:
        """Print-Job: the document goes up while the call lasts."""
        operation = [
            Attribute("job-name", ValueTag.NAME, (name,)),
            Attribute("document-format", ValueTag.MIME_TYPE, (PDF,)),
        ]
        if pages is not None:
            operation.append(Attribute("job-impressions", ValueTag.INTEGER, (pages,)))
        template = [Attribute("media", ValueTag.KEYWORD, (A4,))] if on_a4 else []
        answer = self._ask(_PRINT_JOB, operation, deadline_s, template=template, document=pdf)
        return _one_job(answer)

    def job(self, number: int, deadline_s: float) -> JobReport | Refusal | NoAnswer:
        """Get-Job-Attributes."""
        asked = [Attribute("job-id", ValueTag.INTEGER, (number,)), _requested(JOB_ATTRIBUTES)]
        return _one_job(self._ask(_GET_JOB_ATTRIBUTES, asked, deadline_s))

    def jobs(self, name: str, deadline_s: float) -> tuple[JobReport, ...] | Refusal | NoAnswer:
        """Get-Jobs: this station's jobs of that name, waiting, printing or ended, newest first."""
        found: list[JobReport] = []
        for which in ("not-completed", "completed"):
            asked = [
                Attribute("which-jobs", ValueTag.KEYWORD, (which,)),
                Attribute("my-jobs", ValueTag.BOOLEAN, (True,)),
                _requested(JOB_ATTRIBUTES),
            ]
            answer = self._ask(_GET_JOBS, asked, deadline_s / 2)
            if not isinstance(answer, Response):
                return answer
            reports = (job_report(group) for group in answer.of(GroupTag.JOB))
            found += [report for report in reports if report is not None and report.name == name]
        return tuple(sorted(found, key=lambda report: -report.number))

    def cancel(self, number: int, deadline_s: float) -> Done | Refusal | NoAnswer:
        """Cancel-Job: the printer is to forget it; whether it has, only the job's state tells."""
        asked = [Attribute("job-id", ValueTag.INTEGER, (number,))]
        answer = self._ask(_CANCEL_JOB, asked, deadline_s)
        return Done() if isinstance(answer, Response) else answer

    def queues(self, deadline_s: float) -> tuple[str, ...] | Refusal | NoAnswer:
        """CUPS-Get-Printers: the queues' names; a printer that is no CUPS refuses."""
        answer = self._ask(_CUPS_GET_PRINTERS, [_requested(("printer-name",))], deadline_s)
        if not isinstance(answer, Response):
            return answer
        names = (group.text("printer-name") for group in answer.of(GroupTag.PRINTER))
        return tuple(name for name in names if name)

    def _ask(
        self,
        operation: int,
        attributes: Sequence[Attribute],
        deadline_s: float,
        *,
        template: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> Response | Refusal | NoAnswer:
        request_id = next(self._request_ids)
        own = [
            Attribute("attributes-charset", ValueTag.CHARSET, ("utf-8",)),
            Attribute("attributes-natural-language", ValueTag.LANGUAGE, ("en",)),
            Attribute("printer-uri", ValueTag.URI, (self._line.uri,)),
        ]
        # RFC 8011, 4.1.5: the target first (job-id belongs to it), then who asks.
        own += [each for each in attributes if each.name == "job-id"]
        own.append(Attribute("requesting-user-name", ValueTag.NAME, (self._user,)))
        own += [each for each in attributes if each.name != "job-id"]
        groups: list[tuple[GroupTag, Sequence[Attribute]]] = [(GroupTag.OPERATION, own)]
        if template:
            groups.append((GroupTag.JOB, template))
        heard = self._line.exchange([encode_request(operation, request_id, groups), document], deadline_s)
        if isinstance(heard, NoAnswer):
            return heard
        try:
            response = decode_response(heard.body)
        except BadMessage as bad:
            return _garbled(str(bad))
        if response.request_id != request_id:
            return _garbled("the answer to something else")
        if response.status > _LAST_SUCCESS:
            return Refusal(_REFUSALS.get(response.status, FaultCode.PAGE_PRINTER_FAILED), response.status)
        return response


_PRINT_JOB = 0x0002
_CANCEL_JOB = 0x0008
_GET_JOB_ATTRIBUTES = 0x0009
_GET_JOBS = 0x000A
_GET_PRINTER_ATTRIBUTES = 0x000B
_CUPS_GET_PRINTERS = 0x4002

_LAST_SUCCESS = 0x00FF
_NOT_FOUND = 0x0406
_GONE = 0x0407
_REFUSALS = {
    0x0401: FaultCode.PAGE_PRINTER_REFUSED,
    0x0402: FaultCode.PAGE_PRINTER_REFUSED,
    0x0403: FaultCode.PAGE_PRINTER_REFUSED,
    _NOT_FOUND: FaultCode.PAGE_PRINTER_NO_QUEUE,
    _GONE: FaultCode.PAGE_PRINTER_NO_QUEUE,
    0x040A: FaultCode.PAGE_PRINTER_UNSUITABLE,
    0x0502: FaultCode.PAGE_PRINTER_BUSY,
    0x0505: FaultCode.PAGE_PRINTER_BUSY,
    0x0506: FaultCode.PAGE_PRINTER_BUSY,
    0x0507: FaultCode.PAGE_PRINTER_BUSY,
}
"""RFC 8011, appendix B."""


def _requested(names: Sequence[str]) -> Attribute:
    return Attribute("requested-attributes", ValueTag.KEYWORD, tuple(names))


def _one_job(answer: Response | Refusal | NoAnswer) -> JobReport | Refusal | NoAnswer:
    if not isinstance(answer, Response):
        return answer
    reports = [job_report(group) for group in answer.of(GroupTag.JOB)]
    return reports[0] if reports and reports[0] is not None else _garbled("no job group")


def _garbled(detail: str) -> NoAnswer:
    return NoAnswer(FaultCode.PAGE_PRINTER_GARBLED, Sent.ALL, detail)
