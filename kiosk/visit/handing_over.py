"""The papers of a visit: certificates handed over with consent, and sheets laid under the document camera. Pure."""

from dataclasses import replace

from kiosk.catalogue.service import MaterialSource
from kiosk.papers import NeededPaper
from kiosk.person import IdentifiedBy
from kiosk.question import AskCertificates, CertificatesTold, NothingFound
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, TakePaper
from kiosk.visit.going_on import before_form, go_on
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit


def handing_over(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens of certificates and papers make of an event."""
    match visit.state:
        case s.Certificates() as state:
            return _certificates(visit, state, event, now)
        case s.Materials():
            return _materials(visit, event, now)
        case s.ScanPaper() as state:
            return _scan(visit, state, event)
        case _:
            return visit, ()


def _certificates(visit: Visit, state: s.Certificates, event: e.Event, now: Now) -> Step:
    session = visit.session
    match event:
        case e.CertificateToggled("") if state.asking is None:
            return to(visit, state, session=replace(session, consented=session.consented.union(state.keys)))
        case e.CertificateToggled(key) if state.asking is None:
            if key not in state.keys:
                return visit, ()
            return to(visit, state, session=replace(session, consented=session.consented ^ {key}))
        case e.Continued() if state.asking is None:
            return _handed_over(visit, state, now)
        case e.Told(question, answer) if question == state.asking:
            if isinstance(answer, CertificatesTold | NothingFound):
                found = answer.certificates if isinstance(answer, CertificatesTold) else ()
                held = replace(session, certificates=(*session.certificates, *found))
                # What the register does not have is brought on paper, or whatever else stands in.
                missing = set(state.keys) - {one.key for one in held.certificates}
                return go_on(visit, replace(held, declined=session.declined.union(missing)), now)
            return _promised(visit, state, session, now)
        case e.WentBack() if state.asking is None:
            return to(visit, before_form(session))
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _handed_over(visit: Visit, state: s.Certificates, now: Now) -> Step:
    """With the line up they are fetched now; else, or for somebody whose card is not here, the platform takes them."""
    unticked = set(state.keys) - visit.session.consented
    session = replace(visit.session, declined=visit.session.declined.union(unticked))
    keys = tuple(key for key in state.keys if key not in unticked)
    applicant, card = session.applicant, session.card
    if not keys:
        return go_on(visit, session, now)
    known = applicant is not None and applicant.identified_by is not IdentifiedBy.DECLARED
    if applicant is None or card is None or not known or not visit.surroundings.platform_online:
        return _promised(visit, state, session, now)
    question = AskCertificates(
        holder=applicant.id_number,
        holder_name=applicant.name,
        company=session.company.uscc if session.company else None,
        keys=keys[:20],
        item=session.item.code if session.item else "",
        purpose=session.item.name.zh if session.item else "",
    )
    return to(visit, replace(state, asking=question), Ask(question), session=session)


def _promised(visit: Visit, state: s.Certificates, session: Session, now: Now) -> Step:
    """A question that they would have answered has to be asked after all; see `going_on.open_certificates`."""
    agreed = session.consented.intersection(state.keys) - session.declined
    return go_on(visit, replace(session, promised=session.promised | agreed), now)


def _materials(visit: Visit, event: e.Event, now: Now) -> Step:
    session = visit.session
    match event:
        case e.ScanAsked(material) if _brought(session, material, now) is not None:
            return to(visit, s.ScanPaper(material))
        case e.LaterToggled(material) if (paper := _brought(session, material, now)) and paper.may_follow:
            return to(visit, s.Materials(), session=replace(session, later=session.later ^ {material}))
        case e.Continued() if session.missing(now.today):
            return to(visit, s.Materials(reminded=True))
        case e.Continued():
            return to(visit, s.Review())
        case e.WentBack():
            return to(visit, s.FillForm(len(session.sections(now.today)) - 1))
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _brought(session: Session, material: str, now: Now) -> NeededPaper | None:
    papers = (paper for paper in session.needed(now.today) if paper.source is MaterialSource.SCAN)
    return next((paper for paper in papers if paper.material.id == material), None)


def _scan(visit: Visit, state: s.ScanPaper, event: e.Event) -> Step:
    session = visit.session
    match event:
        case e.Continued() if not state.taking:
            look = TakePaper(session.application_id, state.material)
            return to(visit, replace(state, taking=True, fault=None), look)
        case e.PaperTaken(session.application_id, paper) if state.taking and paper.material == state.material:
            papers = {**session.papers, state.material: paper}
            later = session.later - {state.material}
            return to(visit, s.Materials(), session=replace(session, papers=papers, later=later))
        case e.PaperNotTaken(session.application_id, fault) if state.taking:
            return to(visit, replace(state, taking=False, fault=fault))
        case e.WentBack():
            return to(visit, s.Materials())
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()
