"""One function for each stretch of a visit: choosing, identifying, filling in, filing, leaving."""

from dataclasses import replace
from typing import assert_never

from kiosk.case import CaseReport
from kiosk.check import check_draft, failing
from kiosk.form import ProblemCode, check_answers
from kiosk.visit import delays
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import (
    Effect,
    PrintReceipt,
    SaveApplication,
    SaveRating,
    StopWatching,
    WatchCase,
    Wipe,
)
from kiosk.visit.session import HeldCard, Now, Session
from kiosk.visit.state import Paper, Visit, Whose

Step = tuple[Visit, tuple[Effect, ...]]


def step(visit: Visit, event: e.Event, now: Now) -> Step:
    """What this state makes of the event; the same visit when it makes nothing of it."""
    match visit.state:
        case s.Attract() | s.Home() | s.Guide():
            return _choosing(visit, event)
        case s.Identify() | s.Consent() | s.ChooseSituation() | s.Ineligible():
            return _identifying(visit, event, now)
        case s.FillForm() | s.Materials() | s.Review() | s.Commitment():
            return _filling_in(visit, event, now)
        case s.Saving() | s.SaveTrouble() | s.Sending() | s.Result() | s.Rate():
            return _filing(visit, event, now)
        case s.Farewell() | s.Wiping():
            return _leaving(visit, event, now)
        case _ as never:
            assert_never(never)


def leave(visit: Visit, timed_out: bool = False) -> Step:
    """The end of a visit from anywhere: the session is dropped here, before the farewell is shown."""
    filed = isinstance(visit.state, s.Sending | s.Result | s.Rate)
    effects: tuple[Effect, ...] = (StopWatching(),) if filed else ()
    session = Session(language=visit.session.language, large=visit.session.large)
    if isinstance(visit.state, s.Home | s.Guide) and visit.session.card is None:
        return replace(visit, state=s.Wiping(), session=session), (*effects, Wipe())
    farewell = s.Farewell(filed=filed, card_used=visit.session.card is not None, timed_out=timed_out)
    return replace(visit, state=farewell, session=session), effects


def _to(visit: Visit, state: s.State, *effects: Effect, session: Session | None = None) -> Step:
    return replace(visit, state=state, session=session or visit.session), effects


def _choosing(visit: Visit, event: e.Event) -> Step:
    session = visit.session
    match visit.state, event:
        case s.Attract(), (e.Touched() | e.LanguageChosen() | e.LargeModeChosen()):
            return _to(visit, s.Home())
        case s.Attract(), e.CardRead(person, portrait):
            return _to(visit, s.Home(), session=replace(session, card=HeldCard(person, portrait)))
        case ((s.Home() | s.Guide()), e.CardRead(person, portrait)):
            return _to(visit, visit.state, session=replace(session, card=HeldCard(person, portrait)))
        case s.Home(), e.ItemChosen(item, application_id):
            return _to(visit, s.Guide(), session=replace(session, item=item, application_id=application_id))
        case s.Guide(), e.Continued() if session.item is not None and session.item.service is not None:
            return _to(visit, s.Consent() if session.card is not None else s.Identify())
        case s.Guide(), e.WentBack():
            return _to(visit, s.Home(), session=replace(session, item=None, application_id=""))
        case ((s.Home() | s.Guide()), e.Left()):
            return leave(visit)
        case _:
            return visit, ()


def _identifying(visit: Visit, event: e.Event, now: Now) -> Step:
    session = visit.session
    match visit.state, event:
        case s.Identify(Whose.OWN), e.CardRead(person, portrait):
            return _to(visit, s.Consent(), session=replace(session, card=HeldCard(person, portrait)))
        case s.Identify(Whose.PRINCIPAL) as state, e.CardRead(person, portrait):
            if session.card is not None and person.id_number == session.card.person.id_number:
                return _to(visit, replace(state, same_card=True, trouble=None))
            held = HeldCard(person, portrait)
            return _to_form(visit, replace(session, principal=held, principal_typed=False), now)
        case s.Identify() as state, e.CardReadFailed(fault):
            return _to(visit, replace(state, trouble=fault, same_card=False, tries=state.tries + 1))
        case s.Identify(Whose.PRINCIPAL), e.CardNotAtHand():
            return _to(visit, s.FillForm(), session=replace(session, principal=None, principal_typed=True))
        case s.Identify(whose), e.WentBack():
            return _to(visit, s.Guide() if whose is Whose.OWN else s.ChooseSituation())
        case s.Consent(), e.Continued():
            return _to(visit, s.ChooseSituation())
        case s.Consent(), e.WentBack():
            return _to(visit, s.Guide(), session=replace(session, card=None))
        case s.ChooseSituation(), e.SituationChosen(chosen):
            situation = session.service.situation(chosen)
            if situation is None:
                return visit, ()
            session = replace(session, situation=chosen, principal=None, principal_typed=False)
            if situation.delegate:
                return _to(visit, s.Identify(Whose.PRINCIPAL), session=session)
            return _to_form(visit, session, now)
        case s.ChooseSituation(), e.WentBack():
            return _to(visit, s.Consent())
        case s.Ineligible(), e.WentBack():
            return _to(visit, s.ChooseSituation())
        case s.Ineligible(), e.Continued():
            return _to(
                visit,
                s.Home(),
                session=replace(session, item=None, application_id="", situation="", answers={}),
            )
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _to_form(visit: Visit, session: Session, now: Now) -> Step:
    """To the form with what the card already answers; or to the reasons why not, before a word is typed."""
    facts = session.facts(now.today)
    reasons = failing(session.service.eligibility, facts)
    if reasons:
        return _to(visit, s.Ineligible(reasons), session=session)
    answers = dict(session.answers)
    for field in session.service.fields():
        if field.prefill is not None and not answers.get(field.id):
            person = facts["applicant"]
            value = person.get(field.prefill.removeprefix("applicant.")) if isinstance(person, dict) else ""
            answers[field.id] = str(value or "")[: field.max_length]
    return _to(visit, s.FillForm(), session=replace(session, answers=answers))


def _filling_in(visit: Visit, event: e.Event, now: Now) -> Step:
    session = visit.session
    match visit.state, event:
        case s.FillForm() as state, e.FieldAnswered(name, answer):
            return _answered(visit, state, name, answer, now)
        case s.FillForm() as state, e.Continued():
            return _next_page(visit, state, now)
        case s.FillForm(page), e.WentBack():
            return _to(visit, s.FillForm(page - 1) if page > 0 else s.ChooseSituation())
        case s.Materials(), e.Continued():
            return _to(visit, s.Review())
        case s.Materials(), e.WentBack():
            return _to(visit, s.FillForm(len(session.sections(now.today)) - 1))
        case s.Review(), e.EditAsked(page) if 0 <= page < len(session.sections(now.today)):
            return _to(visit, s.FillForm(page))
        case s.Review(), e.Continued():
            return _to(visit, s.Commitment())
        case s.Review(), e.WentBack():
            return _to(visit, s.Materials())
        case s.Commitment(), e.Signed(strokes):
            return _to(visit, s.Commitment(), session=replace(session, signature=strokes))
        case s.Commitment(), e.SignatureCleared():
            return _to(visit, s.Commitment(), session=replace(session, signature=None))
        case s.Commitment(), e.Continued():
            if session.signature is None:
                return _to(visit, s.Commitment(reminded=True))
            return _submit(visit, now)
        case s.Commitment(), e.WentBack():
            return _to(visit, s.Review(), session=replace(session, signature=None))
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _answered(visit: Visit, state: s.FillForm, name: str, answer: str, now: Now) -> Step:
    session = visit.session
    known = {field.id for section in session.sections(now.today) for field in section.fields}
    if name not in known:
        return visit, ()
    problems = tuple(problem for problem in state.problems if problem.field != f"form.{name}")
    answers = {**session.answers, name: answer}
    return _to(visit, replace(state, problems=problems), session=replace(session, answers=answers))


def _next_page(visit: Visit, state: s.FillForm, now: Now) -> Step:
    sections = visit.session.sections(now.today)
    problems = check_answers(sections[state.page : state.page + 1], visit.session.answers)
    if problems:
        return _to(visit, replace(state, problems=problems))
    if visit.session.principal_typed and visit.session.applicant is not None:
        reasons = failing(visit.session.service.eligibility, visit.session.facts(now.today))
        if reasons:
            return _to(visit, s.Ineligible(reasons))
    if state.page + 1 < len(sections):
        return _to(visit, s.FillForm(state.page + 1))
    return _to(visit, s.Materials())


def _submit(visit: Visit, now: Now) -> Step:
    """The same check as the platform's, on the whole; what is wrong leads back to where it can be mended."""
    session = visit.session
    draft = session.draft()
    if session.item is None:
        raise ValueError("no item was chosen")
    problems = check_draft(draft, session.item, now.today)
    refused = {problem.detail for problem in problems if problem.code is ProblemCode.NOT_ELIGIBLE}
    if refused:
        return _to(visit, s.Ineligible(tuple(r for r in session.service.eligibility if r.id in refused)))
    for page, section in enumerate(session.sections(now.today)):
        here = tuple(p for p in problems if p.field in {f"form.{field.id}" for field in section.fields})
        if here:
            return _to(visit, s.FillForm(page, here))
    if problems:
        return _to(visit, s.ChooseSituation())
    return _to(visit, s.Saving(), SaveApplication(session.application_id, draft))


def _filing(visit: Visit, event: e.Event, now: Now) -> Step:
    session = visit.session
    match visit.state, event:
        case s.Saving(), e.ApplicationSaved(saved) if saved == session.application_id:
            watch = WatchCase(saved)
            if visit.surroundings.platform_online:
                return _to(visit, s.Sending(), watch)
            return _to(visit, s.Result(None, None), watch, _receipt(session, None, 1))
        case s.Saving(), e.SavingFailed(fault):
            return _to(visit, s.SaveTrouble(fault))
        case s.SaveTrouble(), e.Continued():
            return _to(visit, s.Saving(), SaveApplication(session.application_id, session.draft()))
        case s.SaveTrouble(), e.Left():
            return leave(visit)
        case s.Sending(), e.CaseReported(case) if case.application_id == session.application_id:
            return _to(visit, s.Result(case, case), _receipt(session, case, 1))
        case s.Sending(), e.PlatformLost():
            return _to(visit, s.Result(None, None), _receipt(session, None, 1))
        case s.Sending(), e.TimePassed() if now.seconds - visit.entered_at >= delays.SENDING_WAIT_S:
            return _to(visit, s.Result(None, None), _receipt(session, None, 1))
        case s.Result() as state, e.CaseReported(case) if case.application_id == session.application_id:
            return _to(visit, replace(state, case=case))
        case s.Result() as state, e.SlipAsked() if state.paper is not Paper.PRINTING:
            slips = state.slips + 1
            again = replace(state, on_paper=state.case, paper=Paper.PRINTING, paper_fault=None, slips=slips)
            return _to(visit, again, _receipt(session, state.case, slips))
        case s.Result() as state, e.SlipPrinted():
            return _to(visit, replace(state, paper=Paper.PRINTED, paper_fault=None))
        case s.Result() as state, e.SlipFailed(fault, on_paper):
            paper = Paper.UNCERTAIN if on_paper else Paper.NOT_PRINTED
            return _to(visit, replace(state, paper=paper, paper_fault=fault))
        case s.Result(), e.Continued():
            return _to(visit, s.Rate())
        case s.Rate(), e.Rated(level):
            after, effects = leave(visit)
            return after, (SaveRating(session.application_id, level), *effects)
        case ((s.Result() | s.Rate()), e.Left()):
            return leave(visit)
        case s.Rate(), e.Continued():
            return leave(visit)
        case _:
            return visit, ()


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


def _leaving(visit: Visit, event: e.Event, now: Now) -> Step:
    here = now.seconds - visit.entered_at
    match visit.state, event:
        case s.Farewell(), (e.Touched() | e.Continued() | e.CardRemoved()):
            return _to(visit, s.Wiping(), Wipe())
        case s.Farewell(card_used=used), e.TimePassed() if here >= (
            delays.TAKE_CARD_S if used else delays.FAREWELL_S
        ):
            return _to(visit, s.Wiping(), Wipe())
        case s.Wiping(), e.Wiped():
            return _home_again(visit)
        case s.Wiping(), e.TimePassed() if here >= delays.WIPING_MAX_S:
            return _home_again(visit)
        case _:
            return visit, ()


def _home_again(visit: Visit) -> Step:
    return _to(visit, s.Attract(), session=Session())
