"""The result of a service on paper: what was decided, by whom, when, and how anybody can check that it is true."""

from dataclasses import dataclass, field
from datetime import datetime

from config.texts import texts
from devices.receipt_printer.slip import QrCode
from kiosk.catalogue.words import Language
from kiosk.document.typesetting import Sheet, day, qr_rows


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a certificate's table, or one fact about the station."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says, in the resident's language. Its content stays out of the repr."""

    number: str
    title: str
    issuer: str
    issued_at: datetime
    """With its zone: the day that stands on the certificate is the hall's."""
    verification: QrCode = field(repr=False)
    """Leads whoever holds the paper to the platform's answer; never what the paper says itself."""
    fields: tuple[Line, ...] = field(default=(), repr=False)
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    demo: bool = False
    """Trying things out: each page says so, and in the seal's place stands a dashed ring."""


def certificate_sheet(certificate: Certificate, language: Language, hotline: str) -> Sheet:
    """An A4 certificate, ready to be set. Pure; any thread."""
    say = texts(language).say
    return Sheet(
        "certificate",
        language,
        certificate.title,
        certificate.issued_at,
        {
            "number": certificate.number,
            "issuer": certificate.issuer,
            "date": day(certificate.issued_at, language),
            "verification": qr_rows(certificate.verification.payload),
            "verify_hint": say("document.verify", hotline=hotline),
            "fields": [(line.label, line.value) for line in certificate.fields],
            "paragraphs": certificate.paragraphs,
            "demo": certificate.demo,
            "words": {
                "number": say("document.number"),
                "demo": say("slip.demo"),
                "seal": say("shell.demo"),
            },
        },
    )
