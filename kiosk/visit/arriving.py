"""Who somebody is, for whom they come, and whether the rules allow it: the stretch between the guide and the form."""

from dataclasses import replace

from kiosk.application import Company
from kiosk.catalogue.item import Audience
from kiosk.form import Problem, ProblemCode
from kiosk.question import (
    AskCompany,
    AskStanding,
    CodeAccepted,
    CodeRefusal,
    CompanyTold,
    ExchangeCode,
    NothingFound,
    Silence,
)
from kiosk.uscc import is_uscc
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.appealing import appealing
from kiosk.visit.browsing import refusal
from kiosk.visit.due import due_step
from kiosk.visit.effect import Ask
from kiosk.visit.going_on import (
    FIRST_QUESTION,
    ask_for_principal,
    before_form,
    go_on,
    question_of,
    start_parts,
)
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import Errand, HeldCard, Now, Session
from kiosk.visit.state import Visit, Whose

COMPANY_CODE = "company_code"
"""The kiosk's own question for whom an agent acts."""


def identifying(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens between the guide and the form make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Identify() as state, _:
            return _identify(visit, state, event, now)
        case s.Consent(), e.Continued():
            return _agreed(visit, now)
        case s.Consent(), e.WentBack():
            return to(visit, s.Guide(), session=session.with_nothing_given().with_card(None))
        case s.CompanySignIn() as state, _:
            return _company(visit, state, event, now)
        case s.ChooseSituation() as state, _:
            return _situation(visit, state, event, now)
        case s.Ineligible() as state, _ if (step := appealing(visit, state, event)) is not None:
            return step
        case s.Ineligible(page=None), e.WentBack() if not session.situation:
            return to(visit, s.Guide())
        case s.Ineligible(page=None), e.WentBack():
            return to(visit, before_form(session))
        case s.Ineligible(page=int(page)), e.WentBack():
            return to(visit, s.FillForm(page))
        case s.Ineligible(), e.Continued():
            return to(visit, s.Home(), session=session.without_application())
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _identify(visit: Visit, state: s.Identify, event: e.Event, now: Now) -> Step:
    match event:
        case e.CardRead(person, portrait):
            return _known(visit, state, HeldCard(person, portrait), now)
        case e.CodeScanned(text, nonce):
            question = ExchangeCode(code=text, purpose="sign_in", nonce=nonce)
            return to(visit, replace(state, exchanging=question, refused=None), Ask(question))
        case e.NoCodeScanned() if state.exchanging is None:
            return to(visit, replace(state, refused=CodeRefusal.NOT_A_CODE))
        case e.Told(question, answer) if question == state.exchanging:
            settled = replace(state, exchanging=None)
            if isinstance(answer, CodeAccepted):
                return _known(visit, settled, HeldCard(answer.person), now)
            return to(visit, replace(settled, refused=refusal(answer)))
        case e.CardReadFailed(fault):
            return to(visit, replace(state, trouble=fault, same_card=False, tries=state.tries + 1))
        case e.CardRemoved() if state.same_card:
            return to(visit, replace(state, same_card=False))
        case e.CardNotAtHand() if state.whose is Whose.PRINCIPAL:
            session = visit.session
            answers = session.answers if session.principal_typed else {}
            trail = session.trail if session.principal_typed else ()
            kept = session if session.principal_typed else session.with_nothing_handed_over()
            typed = replace(kept, principal=None, principal_typed=True, answers=answers, trail=trail)
            return to(visit, s.FillForm(), session=typed)
        case e.WentBack():
            if visit.session.errand is Errand.DUE:
                return to(visit, s.Home(), session=replace(visit.session, errand=Errand.APPLY))
            return to(visit, s.Guide() if state.whose is Whose.OWN else s.ChooseSituation())
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _known(visit: Visit, state: s.Identify, held: HeldCard, now: Now) -> Step:
    session = visit.session
    person = held.person
    if state.whose is Whose.OWN:
        mine = session.with_card(held)
        if session.errand is Errand.DUE:
            return due_step(visit, mine, now)
        return to(visit, s.Consent(), session=mine)
    if session.card is not None and person.id_number == session.card.person.id_number:
        return to(visit, replace(state, same_card=True, trouble=None, exchanging=None))
    # What was answered for one person is nothing that the next one should read or sign.
    same = session.applicant is not None and session.applicant.id_number == person.id_number
    theirs = replace(session, principal=held, principal_typed=False)
    if not same:
        theirs = replace(theirs.with_nothing_handed_over(), answers={}, trail=())
    return go_on(visit, theirs, now)


def _agreed(visit: Visit, now: Now) -> Step:
    """Consented: the credit grade is asked for on the way, and nobody waits for it."""
    session = visit.session
    asks: tuple[Ask, ...] = ()
    if visit.surroundings.platform_online and session.card is not None and session.standing is None:
        person = session.card.person
        asks = (Ask(AskStanding(holder=person.id_number, birth=person.birth)),)
    if session.company is None and any(_companies_only(part.item.audience) for part in session.parts):
        return to(visit, s.CompanySignIn(), *asks)
    after, effects = start_parts(visit, session, now)
    return after, (*asks, *effects)


def _companies_only(audience: tuple[Audience, ...]) -> bool:
    return Audience.PERSON not in audience


def _company(visit: Visit, state: s.CompanySignIn, event: e.Event, now: Now) -> Step:
    session = visit.session
    typed = session.answers.get(COMPANY_CODE, "").strip().upper()
    match event:
        case e.FieldAnswered(name, answer) if name == COMPANY_CODE:
            answers = {**session.answers, COMPANY_CODE: answer}
            return to(visit, s.CompanySignIn(), session=replace(session, answers=answers))
        case e.Continued() if not is_uscc(typed):
            code = ProblemCode.USCC if typed else ProblemCode.REQUIRED
            return to(visit, s.CompanySignIn(Problem(code, f"form.{COMPANY_CODE}")))
        case e.Continued() if visit.surroundings.platform_online and session.card is not None:
            holder = session.card.person.id_number
            ask = AskCompany(uscc=typed, holder=holder)
            return to(visit, s.CompanySignIn(asking=ask), Ask(ask))
        case e.Continued():
            return start_parts(visit, _unverified(session, typed), now)
        case e.Told(AskCompany(holder=holder) as question, answer) if question == state.asking:
            match answer:
                case CompanyTold(company=company, acts=True):
                    graded = Ask(AskStanding(holder=holder, company=company.uscc))
                    theirs = replace(session, company=company, standing=None)
                    after, effects = start_parts(visit, theirs, now)
                    return after, (graded, *effects)
                case CompanyTold():
                    return to(visit, s.CompanySignIn(not_an_agent=True))
                case NothingFound():
                    return to(visit, s.CompanySignIn(Problem(ProblemCode.USCC, f"form.{COMPANY_CODE}")))
                case Silence():
                    return start_parts(visit, _unverified(session, typed), now)
                case _:
                    return visit, ()
        case e.WentBack():
            return to(visit, s.Consent())
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _unverified(session: Session, uscc: str) -> Session:
    """A company that nobody could be asked about; the platform looks again."""
    return replace(session, company=Company(uscc=uscc, name=uscc), standing=None)


def _situation(visit: Visit, state: s.ChooseSituation, event: e.Event, now: Now) -> Step:
    session = visit.session
    match event:
        case e.SituationChosen(chosen):
            option = next((o for o in question_of(session, state.question).options if o.id == chosen), None)
            if option is None:
                return visit, ()
            if state.question != FIRST_QUESTION:
                return go_on(visit, _answered(session, state.question, chosen), now)
            # The same situation again keeps what was given; another one is about another person, and starts anew.
            if chosen != session.situation:
                session = replace(session.with_nothing_given(), situation=chosen)
            return ask_for_principal(visit, session) if option.delegate else go_on(visit, session, now)
        case e.WentBack() if state.question != FIRST_QUESTION:
            before = _before(session.trail, state.question)
            if before:
                return to(visit, s.ChooseSituation(before[-1]))
            return to(visit, before_form(replace(session, trail=())))
        case e.WentBack():
            return to(visit, s.Consent())
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _answered(session: Session, question: str, chosen: str) -> Session:
    """The answer to a further question; another one than before leads elsewhere, so what came after is asked anew."""
    if session.answers.get(question) == chosen:
        trail = session.trail if question in session.trail else (*session.trail, question)
        return replace(session, trail=trail)
    before = _before(session.trail, question)
    later = set(session.trail) - set(before)
    answers = {name: answer for name, answer in session.answers.items() if name not in later}
    return replace(session, answers={**answers, question: chosen}, trail=(*before, question))


def _before(trail: tuple[str, ...], question: str) -> tuple[str, ...]:
    """The questions that were answered before this one."""
    return trail[: trail.index(question)] if question in trail else trail
