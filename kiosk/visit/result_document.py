"""The paper that a grant gives: fetched from the platform, set here, and printed with a code to verify it. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.case import CaseReport, CaseState
from kiosk.question import AskDocument, DocumentTold, Silence
from kiosk.visit import event as e
from kiosk.visit.effect import Ask, Effect, PrintDocument
from kiosk.visit.session import Session
from kiosk.visit.state import DocumentPaper, Paper, Visit

Progressed = tuple[DocumentPaper, tuple[Effect, ...]]


def fetch_document(
    session: Session, cases: Mapping[str, CaseReport], last: DocumentPaper | None = None
) -> tuple[DocumentPaper, Ask] | None:
    """The next granted part that gives a paper, once the ``last`` one is out; None where there is none."""
    if last is not None and last.paper is not Paper.PRINTED:
        return None
    before = (*last.before, last.application_id) if last is not None else ()
    for part in session.parts:
        number, case = part.application_id, cases.get(part.application_id)
        granted = case is not None and case.state is CaseState.GRANTED
        if granted and part.service.result is not None and number not in before:
            started = ask_document(session, number)
            return (replace(started[0], before=before), started[1]) if started else None
    return None


def ask_document(session: Session, application_id: str) -> tuple[DocumentPaper, Ask] | None:
    """For whoever's card was read in this visit; nobody else gets it."""
    if session.card is None:
        return None
    ask = Ask(AskDocument(application_id=application_id, holder=session.card.person.id_number))
    return DocumentPaper(application_id), ask


def on_document(visit: Visit, document: DocumentPaper | None, event: e.Event) -> Progressed | None:
    """What an event means for the document; None when it means nothing for it."""
    match event:
        case e.DocumentAsked(application_id) if document is None or document.paper is not Paper.PRINTING:
            asked = ask_document(visit.session, application_id)
            before = document.before if document else ()
            return (replace(asked[0], before=before), (asked[1],)) if asked else None
        case e.Told(AskDocument(application_id=asked_for, holder=holder), answer) if (
            document is not None
            and document.application_id == asked_for
            and document.paper is None
            and visit.session.card is not None
            and visit.session.card.person.id_number == holder
        ):
            if isinstance(answer, DocumentTold):
                printing = replace(document, paper=Paper.PRINTING)
                job = f"{asked_for}/{answer.number}/{visit.entered_at}"
                return printing, (PrintDocument(job, answer, visit.session.language),)
            return replace(document, paper=Paper.NOT_PRINTED, silence=Silence.instead_of(answer)), ()
        case e.DocumentPrinted() if document is not None and document.paper is Paper.PRINTING:
            return replace(document, paper=Paper.PRINTED, fault=None), ()
        case e.DocumentFailed(fault, on_paper) if document is not None and document.paper is Paper.PRINTING:
            return replace(document, paper=Paper.failed(on_paper=on_paper), fault=fault), ()
        case _:
            return None
