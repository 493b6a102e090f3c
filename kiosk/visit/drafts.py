"""What a finished visit files: one draft for each part, with the answers and papers that are its own. Pure."""

from dataclasses import dataclass
from datetime import date

from devices.signature.signed_strokes import sign
from kiosk.application import Attachment, CertificateUse, Draft
from kiosk.signed_document import signed_document
from kiosk.visit.part import Part
from kiosk.visit.session import Session

PAD_NAME = "touchscreen"
"""What a signature's record says that it was written on."""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One application that is to be filed under its number."""

    application_id: str
    draft: Draft


def drafts(session: Session, today: date) -> tuple[PartDraft, ...]:
    """Only called when identity, form and signature are complete; else it is a defect."""
    return tuple(PartDraft(part.application_id, _draft(session, part, today)) for part in session.parts)


def _draft(session: Session, part: Part, today: date) -> Draft:
    """The answers to the questions that apply, and no others; one signature, bound to each part by itself."""
    applicant, strokes, signed_at = session.applicant, session.signature, session.signed_at
    if applicant is None or strokes is None or signed_at is None:
        raise ValueError("the visit is not complete")
    given = session.given
    chosen = part.situation(session.situation, session.answers)
    asked = [field.id for section in part.sections(given, today) for field in section.fields]
    form = {name: session.answers[name].strip() for name in asked if session.answers.get(name)}
    form |= part.found(given, today)
    situation = chosen.id if chosen else ""
    document = signed_document(part.item, session.language, situation, applicant, form)
    signed = sign(strokes, document, signed_at, PAD_NAME)
    materials = {paper.material.id for paper in part.papers(given, today, session.promised)}
    speaks_of = part.item.certificate_names
    return Draft(
        item=part.item.code,
        situation=situation,
        applicant=applicant,
        agent=session.agent,
        company=session.company if part.item.serves_companies else None,
        form=form,
        attachments=(
            *_portraits(session),
            *(paper for material, paper in session.papers.items() if material in materials),
            Attachment(
                material="signature",
                name="signature.json",
                media_type="application/json",
                content=signed.canonical(),
            ),
        ),
        certificates=(
            *(
                CertificateUse(key=held.key, identifier=held.identifier, fields=held.fields)
                for held in session.certificates
                if held.key in speaks_of
            ),
            *(CertificateUse(key=key) for key in sorted(session.promised) if key in speaks_of),
        ),
        later=tuple(sorted(session.later & materials)),
        language=session.language,
    )


def _portraits(session: Session) -> list[Attachment]:
    return [
        Attachment(
            material=material,
            name=f"{material}.wlt",
            media_type="application/octet-stream",
            content=held.portrait,
        )
        for material, held in (
            ("agent_id_card" if session.delegated else "id_card", session.card),
            ("id_card", session.principal),
        )
        if held is not None and held.portrait
    ]
