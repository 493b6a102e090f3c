"""What an application leans on beside its form: certificates and the signature, held against what they should be.

Nothing is taken on trust: a certificate counts when the register has it, as it was handed over, as the applicant's, the
delegate's or the company's, and in date; a signature counts for the very document that it was put under. Pure; any
thread.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from central import reasons
from central.opened import Opened
from central.registers.registers import Registers
from devices.signature.signed_strokes import FORMAT, parse_signed_strokes
from devices.signature.strokes import NotStrokes
from kiosk.application import Application, CertificateUse
from kiosk.catalogue.item import Item
from kiosk.signed_document import signed_document

SIGNATURE = "signature"
"""The material that a signature is attached as."""


def with_certificates(opened: Opened, registers: Registers, today: date) -> tuple[Opened, bool]:
    """The application with the certificates that were consented to while the line was cut, taken from the register;
    and whether all of them are as they should be."""
    application = opened.application
    found = [_found(use, application, registers, today) for use in application.certificates]
    uses = tuple(
        use if taken is None else taken for use, taken in zip(application.certificates, found, strict=True)
    )
    return replace(
        opened, application=application.model_copy(update={"certificates": uses})
    ), None not in found


def doubts(opened: Opened, item: Item, registers: Registers) -> Iterator[str]:
    """Reasons for an officer to look at signature and delegate."""
    if signature_differs(opened, item):
        yield reasons.SIGNATURE_DIFFERS
    agent = opened.application.agent
    if agent is not None and registers.is_dead(agent.id_number.upper()):
        yield reasons.AGENT_DIFFERS


def signature_differs(opened: Opened, item: Item) -> bool:
    """Whether a bound signature is not under what was filed: its record was changed, or the document.

    The picture of a signature, as another program may send, binds nothing and proves nothing; it is for officers.
    """
    application = opened.application
    document = signed_document(
        item, application.language, application.situation, application.applicant, application.form
    )
    expected = hashlib.sha256(document).digest()
    for note, content in zip(application.attachments, opened.attachments, strict=True):
        if note.material != SIGNATURE:
            continue
        record = parse_signed_strokes(content)
        if isinstance(record, NotStrokes):
            if FORMAT.encode() in content:
                return True
        elif record.document_sha256 != expected:
            return True
    return False


def _found(
    use: CertificateUse, application: Application, registers: Registers, today: date
) -> CertificateUse | None:
    """The use as the register has it; None when it has not."""
    for holder in _holders(application):
        for entry in registers.certificates(holder):
            if entry.key != use.key or not entry.in_date(today):
                continue
            data = entry.data(registers.name_of(holder))
            if not use.identifier:
                return CertificateUse(key=entry.key, identifier=entry.identifier, fields=data)
            if entry.identifier == use.identifier and all(
                data.get(field) == value for field, value in use.fields.items()
            ):
                return use
    return None


def _holders(application: Application) -> Iterator[str]:
    """Whose certificates may be used, the applicant's own first."""
    yield application.applicant.id_number.upper()
    if application.company is not None:
        yield application.company.uscc
    if application.agent is not None:
        yield application.agent.id_number.upper()
