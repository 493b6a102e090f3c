"""The last stretch of a visit: saving, the platform's word, the receipt on paper, and the rating."""

from dataclasses import replace

from kiosk.case import CaseReport
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import PrintReceipt, SaveApplication, SaveRating, WatchCase
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Paper, Visit


def filing(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens from saving to rating make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Saving(), e.ApplicationSaved(saved) if saved == session.application_id:
            watch = WatchCase(saved)
            if visit.surroundings.platform_online:
                return to(visit, s.Sending(), watch)
            return to(visit, s.Result(None, None), watch, _receipt(session, None, 1))
        case s.Saving(), e.SavingFailed(fault):
            return to(visit, s.SaveTrouble(fault))
        case s.SaveTrouble(), e.Continued():
            return to(visit, s.Saving(), SaveApplication(session.application_id, session.draft(now.today)))
        case s.SaveTrouble(), e.Left():
            return leave(visit)
        case s.Sending(), e.CaseReported(case) if case.application_id == session.application_id:
            return to(visit, s.Result(case, case), _receipt(session, case, 1))
        case s.Sending(), e.PlatformLost():
            return to(visit, s.Result(None, None), _receipt(session, None, 1))
        case s.Sending(), e.TimePassed() if now.seconds - visit.entered_at >= delays.SENDING_WAIT_S:
            return to(visit, s.Result(None, None), _receipt(session, None, 1))
        case s.Result() as state, _:
            return _result(visit, state, event)
        case s.Rate() as state, _:
            return _rate(visit, state, event)
        case _:
            return visit, ()


def _result(visit: Visit, state: s.Result, event: e.Event) -> Step:
    session = visit.session
    match event:
        case e.CaseReported(case) if case.application_id == session.application_id:
            return to(visit, replace(state, case=case))
        case e.SlipAsked() if state.paper is not Paper.PRINTING:
            slips = state.slips + 1
            again = replace(state, on_paper=state.case, paper=Paper.PRINTING, paper_fault=None, slips=slips)
            return to(visit, again, _receipt(session, state.case, slips))
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
    match event:
        case e.Rated(level):
            after, effects = leave(visit)
            return after, (SaveRating(session.application_id, level), *effects)
        case e.CaseReported(case) if case.application_id == session.application_id:
            return to(visit, s.Rate(replace(result, case=case)))
        case e.SlipPrinted():
            return to(visit, s.Rate(_paper(result, event)))
        case e.SlipFailed():
            # Who counts on a receipt that then does not come must still get to see the number.
            return to(visit, _paper(result, event))
        case e.Left() | e.Continued():
            return leave(visit)
        case _:
            return visit, ()


def _paper(result: s.Result, event: e.SlipPrinted | e.SlipFailed) -> s.Result:
    match event:
        case e.SlipPrinted():
            return replace(result, paper=Paper.PRINTED, paper_fault=None)
        case e.SlipFailed(fault, on_paper):
            paper = Paper.UNCERTAIN if on_paper else Paper.NOT_PRINTED
            return replace(result, paper=paper, paper_fault=fault)


def _receipt(session: Session, case: CaseReport | None, slips: int) -> PrintReceipt:
    if session.item is None or session.applicant is None:
        raise ValueError("nothing was filed")
    return PrintReceipt(
        slip_id=f"{session.application_id}/{slips}",
        application_id=session.application_id,
        item=session.item,
        language=session.language,
        applicant=session.applicant.masked_name,
        agent=session.agent.masked_name if session.agent else "",
        case=case,
    )
