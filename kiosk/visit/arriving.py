"""The first stretch of a visit: choosing a service, saying who one is and for whom, and whether the rules allow it."""

from dataclasses import replace

from kiosk.check import failing
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import HeldCard, Now, Session
from kiosk.visit.state import Visit, Whose


def choosing(visit: Visit, event: e.Event) -> Step:
    """What the first screens make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Attract(), (e.Touched() | e.LanguageChosen() | e.LargeModeChosen() | e.CardReadFailed()):
            return to(visit, s.Home())
        case s.Attract(), e.CardRead(person, portrait):
            return to(visit, s.Home(), session=replace(session, card=HeldCard(person, portrait)))
        case ((s.Home() | s.Guide()), e.CardRead(person, portrait)):
            return to(visit, visit.state, session=replace(session, card=HeldCard(person, portrait)))
        case s.Home(), e.ItemChosen(item, application_id):
            return to(visit, s.Guide(), session=replace(session, item=item, application_id=application_id))
        case s.Guide(), e.Continued() if session.item is not None and session.item.service is not None:
            return to(visit, s.Consent() if session.card is not None else s.Identify())
        case s.Guide(), e.WentBack():
            return to(visit, s.Home(), session=session.without_application())
        case ((s.Home() | s.Guide()), e.Left()):
            return leave(visit)
        case _:
            return visit, ()


def identifying(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens between the guide and the form make of an event."""
    session = visit.session
    match visit.state, event:
        case s.Identify(Whose.OWN), e.CardRead(person, portrait):
            return to(visit, s.Consent(), session=replace(session, card=HeldCard(person, portrait)))
        case s.Identify(Whose.PRINCIPAL) as state, e.CardRead(person, portrait):
            if session.card is not None and person.id_number == session.card.person.id_number:
                return to(visit, replace(state, same_card=True, trouble=None))
            # What was answered for one person is nothing that the next one should read or sign.
            same = session.applicant is not None and session.applicant.id_number == person.id_number
            held = replace(session, principal=HeldCard(person, portrait), principal_typed=False)
            return _to_form(visit, held if same else replace(held, answers={}), now)
        case s.Identify() as state, e.CardReadFailed(fault):
            return to(visit, replace(state, trouble=fault, same_card=False, tries=state.tries + 1))
        case s.Identify(same_card=True) as state, e.CardRemoved():
            return to(visit, replace(state, same_card=False))
        case s.Identify(Whose.PRINCIPAL), e.CardNotAtHand():
            answers = session.answers if session.principal_typed else {}
            typed = replace(session, principal=None, principal_typed=True, answers=answers)
            return to(visit, s.FillForm(), session=typed)
        case s.Identify(whose), e.WentBack():
            return to(visit, s.Guide() if whose is Whose.OWN else s.ChooseSituation())
        case s.Consent(), e.Continued():
            return to(visit, s.ChooseSituation())
        case s.Consent(), e.WentBack():
            return to(visit, s.Guide(), session=replace(session.with_nothing_given(), card=None))
        case s.ChooseSituation(), e.SituationChosen(chosen):
            return _chosen(visit, chosen, now)
        case s.ChooseSituation(), e.WentBack():
            return to(visit, s.Consent())
        case s.Ineligible(), e.WentBack():
            return to(visit, s.ChooseSituation())
        case s.Ineligible(), e.Continued():
            return to(visit, s.Home(), session=session.without_application())
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _chosen(visit: Visit, chosen: str, now: Now) -> Step:
    """The same situation again keeps what was given; another one starts anew, for it is about another person."""
    session = visit.session
    situation = session.service.situation(chosen)
    if situation is None:
        return visit, ()
    if chosen != session.situation:
        session = replace(session.with_nothing_given(), situation=chosen)
    if situation.delegate:
        return to(visit, s.Identify(Whose.PRINCIPAL), session=session)
    return _to_form(visit, session, now)


def _to_form(visit: Visit, session: Session, now: Now) -> Step:
    """To the form with what the card already answers; or to the reasons why not, before a word is typed."""
    facts = session.facts(now.today)
    reasons = failing(session.service.eligibility, facts)
    if reasons:
        return to(visit, s.Ineligible(reasons), session=session)
    answers = dict(session.answers)
    for field in session.service.fields():
        if field.prefill is not None and not answers.get(field.id):
            person = facts["applicant"]
            value = person.get(field.prefill.removeprefix("applicant.")) if isinstance(person, dict) else ""
            answers[field.id] = str(value or "")[: field.max_length]
    return to(visit, s.FillForm(), session=replace(session, answers=answers))
