"""Not open to this credit grade: who disagrees appeals here, and takes the number along (信用异议). Pure."""

from dataclasses import replace

from kiosk.question import AppealTaken, AskAppeal, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintAppeal
from kiosk.visit.leaving import Step, to
from kiosk.visit.state import Paper, Visit


def can_appeal(visit: Visit, state: s.Ineligible) -> bool:
    """The appeal is the platform's to take; without it there is the hotline."""
    return (
        state.closed
        and state.appeal is None
        and state.asking is None
        and visit.surroundings.platform_online
        and visit.session.card is not None
    )


def appealing(visit: Visit, state: s.Ineligible, event: e.Event) -> Step | None:
    """What an event means for the appeal; None when it means nothing for it."""
    session = visit.session
    match event:
        case e.Appealed() if session.card is not None and can_appeal(visit, state):
            question = AskAppeal(
                holder=session.card.person.id_number,
                company=session.company.uscc if session.company else None,
                item=session.item.code if session.item else "",
            )
            return to(visit, replace(state, asking=question, silence=None), Ask(question))
        case e.Told(question, AppealTaken() as taken) if question == state.asking:
            return _taken(visit, replace(state, asking=None, appeal=taken))
        case e.Told(question, answer) if question == state.asking:
            return to(visit, replace(state, asking=None, silence=Silence.instead_of(answer)))
        case e.SlipAsked() if state.paper is not Paper.PRINTING:
            return _taken(visit, state)
        case e.SlipPrinted() if state.paper is Paper.PRINTING:
            return to(visit, replace(state, paper=Paper.PRINTED))
        case e.SlipFailed(on_paper=on_paper) if state.paper is Paper.PRINTING:
            return to(visit, replace(state, paper=Paper.failed(on_paper=on_paper)))
        case _:
            return None


def _taken(visit: Visit, state: s.Ineligible) -> Step | None:
    """The number goes on paper at once; without a printer it stands on the screen."""
    session, taken = visit.session, state.appeal
    if taken is None:
        return None
    if session.item is None or not visit.surroundings.can_print:
        return to(visit, state)
    slip_id = f"appeal/{taken.number}/{visit.touched_at}"
    slip = PrintAppeal(slip_id, session.item, taken.number, taken.answer_by, session.language)
    return to(visit, replace(state, paper=Paper.PRINTING), slip)
