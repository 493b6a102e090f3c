"""Sets the result document that the platform told of, and prints it on the page printer."""

from collections.abc import Callable
from typing import assert_never

from config.faults import FaultCode
from devices.page_printer.outcome import AlreadyPrinted, NotPrinted, Printed, PrintUncertain
from devices.page_printer.printer import PagePrinter
from devices.receipt_printer.slip import QrCode
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Certificate, Line, certificate_sheet
from kiosk.document.typesetting import to_pdf
from kiosk.question import DocumentTold
from kiosk.receipt import Place
from kiosk.visit import event as e
from kiosk.visit.effect import PrintDocument


def print_document(
    printer: PagePrinter | None, effect: PrintDocument, place: Callable[[Language], Place]
) -> e.DocumentPrinted | e.DocumentFailed:
    """On the page printer's own thread; the PDF is made in memory only."""
    if printer is None:
        return e.DocumentFailed(FaultCode.PAGE_PRINTER_NOT_FITTED, on_paper=False)
    where = place(effect.language)
    certificate = certificate_of(effect.document, effect.language, demo=where.demo)
    pdf = to_pdf(certificate_sheet(certificate, effect.language, where.hotline))
    outcome = printer.print_document(effect.print_id, pdf)
    match outcome:
        case Printed() | AlreadyPrinted():
            return e.DocumentPrinted()
        case NotPrinted(fault):
            return e.DocumentFailed(fault, on_paper=False)
        case PrintUncertain(fault):
            return e.DocumentFailed(fault, on_paper=True)
        case _ as never:
            assert_never(never)


def certificate_of(document: DocumentTold, language: Language, *, demo: bool) -> Certificate:
    """The paper's content. A station that is trying things out marks it, whatever the platform says."""
    return Certificate(
        number=document.number,
        title=document.title.get(str(language)) or document.title["zh"],
        issuer=document.issuer.get(str(language)) or document.issuer["zh"],
        issued_at=document.issued_at,
        verification=QrCode(document.verification),
        fields=tuple(Line(label, value) for label, value in document.lines),
        paragraphs=document.paragraphs,
        demo=demo or document.demo,
    )
