"""The last stretch of a visit: saving, the platform's word on each part, the receipt, and the rating."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.case import CaseReport
from kiosk.rating import RatingAspect
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.drafts import drafts
from kiosk.visit.effect import Effect, PrintReceipt, SaveApplication, SaveRating, WatchCase
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.result_document import fetch_document, on_document
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Paper, Visit

Reports = Mapping[str, CaseReport]


def filing(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens from saving to rating make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Saving(), e.ApplicationSaved(saved) if saved == session.application_id:
            watch = WatchCase(tuple(part.application_id for part in session.parts))
            if visit.surroundings.platform_online:
                return to(visit, s.Sending(), watch)
            return to(visit, s.Result(None, None), watch, _receipt(session, None, {}, 1))
        case s.Saving(), e.SavingFailed(fault):
            return to(visit, s.SaveTrouble(fault))
        case s.SaveTrouble(), e.Continued():
            again = SaveApplication(session.application_id, drafts(session, now.today))
            return to(visit, s.Saving(), again)
        case s.SaveTrouble(), e.Left():
            return leave(visit)
        case s.Sending(cases), e.CaseReported(case) if _is_ours(session, case):
            known = {**cases, case.application_id: case}
            if len(known) < len(session.parts):
                return to(visit, s.Sending(known))
            return _told(visit, known)
        case s.Sending(cases), e.PlatformLost():
            return _told(visit, cases)
        case s.Sending(cases), e.TimePassed() if now.seconds - visit.entered_at >= delays.SENDING_WAIT_S:
            return _told(visit, cases)
        case s.Result() as state, _:
            return _result(visit, state, event)
        case s.Rate() as state, _:
            return _rate(visit, state, event)
        case _:
            return visit, ()


def _told(visit: Visit, cases: Reports) -> Step:
    """What is known by now, on the screen and on paper; and the paper of what was granted."""
    session = visit.session
    case = _alone(session, cases)
    state = s.Result(case, case, cases=cases, cases_on_paper=len(cases))
    return _with_document(visit, state, _receipt(session, case, cases, 1))


def _with_document(visit: Visit, state: s.Result, *effects: Effect) -> Step:
    fetching, asks = _fetching(visit, state)
    return to(visit, fetching, *effects, *asks)


def _fetching(visit: Visit, state: s.Result) -> tuple[s.Result, tuple[Effect, ...]]:
    """One paper after the other, each as soon as the one before is out."""
    started = fetch_document(visit.session, state.cases, state.document)
    if started is None:
        return state, ()
    document, ask = started
    return replace(state, document=document), (ask,)


def _alone(session: Session, cases: Reports) -> CaseReport | None:
    """The one case of an ordinary visit; a cart has several and no one word."""
    return cases.get(session.application_id) if len(session.parts) == 1 else None


def _is_ours(session: Session, case: CaseReport) -> bool:
    return any(part.application_id == case.application_id for part in session.parts)


def _result(visit: Visit, state: s.Result, event: e.Event) -> Step:
    session = visit.session
    document = on_document(visit, state.document, event)
    if document is not None:
        paper, effects = document
        return _with_document(visit, replace(state, document=paper), *effects)
    match event:
        case e.CaseReported(case) if _is_ours(session, case):
            cases = {**state.cases, case.application_id: case}
            return _with_document(visit, replace(state, case=_alone(session, cases), cases=cases))
        case e.SlipAsked() if state.paper is not Paper.PRINTING:
            slips = state.slips + 1
            again = replace(
                state,
                on_paper=state.case,
                paper=Paper.PRINTING,
                paper_fault=None,
                slips=slips,
                cases_on_paper=len(state.cases),
            )
            return to(visit, again, _receipt(session, state.case, state.cases, slips))
        case e.SlipPrinted() | e.SlipFailed():
            return to(visit, _paper(state, event))
        case e.Continued():
            return to(visit, s.Rate(state))
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _rate(visit: Visit, state: s.Rate, event: e.Event) -> Step:
    session, result = visit.session, state.result
    document = on_document(visit, result.document, event)
    if document is not None:
        paper, effects = document
        fetching, asks = _fetching(visit, replace(result, document=paper))
        # Who counts on a paper that then does not come must get to see why.
        failed = paper.paper in (Paper.NOT_PRINTED, Paper.UNCERTAIN)
        return to(visit, fetching if failed else replace(state, result=fetching), *effects, *asks)
    match event:
        case e.LevelChosen(level) if 1 <= level <= 5:
            return to(visit, replace(state, level=level, aspects=frozenset()))
        case e.AspectToggled(aspect) if state.level and aspect in set(RatingAspect):
            return to(visit, replace(state, aspects=state.aspects ^ {aspect}))
        case e.Rated(level, aspects):
            return _rated(visit, level, aspects)
        case e.Continued() if state.level:
            return _rated(visit, state.level, state.aspects)
        case e.CaseReported(case) if _is_ours(session, case):
            cases = {**result.cases, case.application_id: case}
            told = replace(result, case=_alone(session, cases), cases=cases)
            return to(visit, replace(state, result=told))
        case e.SlipPrinted():
            return to(visit, replace(state, result=_paper(result, event)))
        case e.SlipFailed():
            # Who counts on a receipt that then does not come must still get to see the number.
            return to(visit, _paper(result, event))
        case e.Left() | e.Continued():
            return leave(visit)
        case _:
            return visit, ()


def _rated(visit: Visit, level: int, aspects: frozenset[str]) -> Step:
    """One rating for what was done here; of a cart, under its first part's number."""
    rated = SaveRating(visit.session.parts[0].application_id, level, aspects)
    after, effects = leave(visit)
    return after, (rated, *effects)


def _paper(result: s.Result, event: e.SlipPrinted | e.SlipFailed) -> s.Result:
    match event:
        case e.SlipPrinted():
            return replace(result, paper=Paper.PRINTED, paper_fault=None)
        case e.SlipFailed(fault, on_paper):
            return replace(result, paper=Paper.failed(on_paper=on_paper), paper_fault=fault)


def _receipt(session: Session, case: CaseReport | None, cases: Reports, slips: int) -> PrintReceipt:
    if session.item is None or session.applicant is None:
        raise ValueError("nothing was filed")
    several = len(session.parts) > 1
    return PrintReceipt(
        slip_id=f"{session.application_id}/{slips}",
        application_id=session.application_id,
        item=session.item,
        language=session.language,
        applicant=session.applicant.masked_name,
        agent=session.agent.masked_name if session.agent else "",
        case=case,
        parts=session.parts if several else (),
        cases=cases if several else {},
    )
