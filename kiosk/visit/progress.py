"""Where one's cases stand: by card, by number and last four characters, by a scanned receipt, by a show code. Pure."""

from dataclasses import replace

from kiosk.application_id import parse_application_id
from kiosk.question import (
    AskProgressByNumber,
    AskProgressByPerson,
    CodeAccepted,
    CodeRefused,
    ConfirmationTaken,
    ConfirmDelegation,
    ExchangeCode,
    ProgressTold,
    Silence,
)
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import Ask, PrintProgress
from kiosk.visit.handing_in import can_hand_in, handing_in
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.result_document import on_document
from kiosk.visit.session import Errand, HeldCard
from kiosk.visit.state import Paper, Visit

NUMBER = "progress_number"
LAST_FOUR = "progress_last_four"
"""The kiosk's own two questions."""

_ACCEPTANCE_NUMBER_LENGTH = 21


def following_cases(visit: Visit, event: e.Event) -> Step:
    """What the screens of progress make of an event."""
    match visit.state:
        case s.Progress() as state:
            return _asking(visit, state, event)
        case s.Cases() as state:
            return _cases(visit, state, event)
        case s.HandIn() as state:
            return handing_in(visit, state, event)
        case _:
            return visit, ()


def _asking(visit: Visit, state: s.Progress, event: e.Event) -> Step:
    session = visit.session
    match event:
        case e.CardRead(person, portrait) if state.asking is None:
            return _by_person(visit, HeldCard(person, portrait))
        case e.Continued() if not state.typing and session.card is not None and state.asking is None:
            return _by_person(visit, session.card)
        case e.NumberChosen():
            return to(visit, s.Progress(typing=True))
        case e.FieldAnswered(name, answer) if name in (NUMBER, LAST_FOUR):
            answers = {**session.answers, name: answer}
            return to(visit, replace(state, problem=""), session=replace(session, answers=answers))
        case e.Continued() if state.typing and state.asking is None:
            return _by_number(visit)
        case e.CodeScanned(text, nonce) if state.asking is None:
            number = parse_application_id(text)
            if number is not None:
                by_number = AskProgressByNumber(number=number)
                return to(visit, s.Progress(asking=by_number), Ask(by_number))
            exchange = ExchangeCode(code=text, purpose="progress", nonce=nonce)
            return to(visit, s.Progress(asking=exchange), Ask(exchange))
        case e.NoCodeScanned() if not state.typing and state.asking is None:
            return to(visit, s.Progress(problem="not_a_code"))
        case e.Told(question, CodeAccepted(person=person)) if question == state.asking:
            return _by_person(visit, HeldCard(person))
        case e.Told(question, ProgressTold(cases=cases), items) if question == state.asking and cases:
            known = {item.code: item for item in items}
            chosen = cases[0].application_id if len(cases) == 1 else ""
            return to(visit, s.Cases(cases, known, chosen))
        case e.Told(question, answer) if question == state.asking:
            match answer:
                case Silence.UNSENT:
                    problem = "unsent"
                case Silence():
                    problem = "silence"
                case CodeRefused():
                    problem = "code"
                case _:
                    problem = "nothing"
            return to(visit, replace(state, asking=None, problem=problem))
        case e.WentBack() if state.typing:
            return to(visit, s.Progress())
        case e.WentBack():
            forgotten = replace(session, errand=Errand.APPLY, answers={})
            return to(visit, s.Home(), session=forgotten)
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _by_person(visit: Visit, held: HeldCard) -> Step:
    question = AskProgressByPerson(holder=held.person.id_number)
    return to(visit, s.Progress(asking=question), Ask(question), session=replace(visit.session, card=held))


def _by_number(visit: Visit) -> Step:
    answers = visit.session.answers
    typed = answers.get(NUMBER, "").strip().upper()
    number = parse_application_id(typed)
    if number is None and len(typed) == _ACCEPTANCE_NUMBER_LENGTH and typed.isalnum():
        number = typed
    last = answers.get(LAST_FOUR, "").strip().upper()
    if number is None or len(last) != 4 or not last[:3].isdecimal() or last[3] not in "0123456789X":
        return to(visit, s.Progress(typing=True, problem="number"))
    question = AskProgressByNumber(number=number, last_four=last)
    return to(visit, s.Progress(typing=True, asking=question), Ask(question))


def _cases(visit: Visit, state: s.Cases, event: e.Event) -> Step:
    session = visit.session
    document = on_document(visit, state.document, event)
    if document is not None:
        paper, effects = document
        return to(visit, replace(state, document=paper), *effects)
    match event:
        case e.CaseChosen(application_id):
            return to(visit, replace(state, chosen=application_id, document=None, handed_in=""))
        case e.ScanAsked(material) if can_hand_in(visit, state, material):
            return to(visit, s.HandIn(replace(state, document=None, handed_in=""), material))
        case e.Confirmed(application_id, agrees) if session.card is not None and state.asking is None:
            principal = session.card.person.id_number
            question = ConfirmDelegation(application_id=application_id, principal=principal, agrees=agrees)
            return to(visit, replace(state, asking=question, silence=None), Ask(question))
        case e.Told(question, answer) if question == state.asking:
            if isinstance(answer, ConfirmationTaken) and session.card is not None:
                return _by_person(visit, session.card)
            return to(visit, replace(state, asking=None, silence=Silence.instead_of(answer)))
        case e.SlipAsked() if state.paper is not Paper.PRINTING:
            shown = tuple(case for case in state.cases if state.chosen in ("", case.application_id))
            first = shown[0].application_id if shown else ""
            slip = PrintProgress(f"progress/{first}/{visit.touched_at}", shown, state.items, session.language)
            return to(visit, replace(state, paper=Paper.PRINTING), slip)
        case e.SlipPrinted():
            return to(visit, replace(state, paper=Paper.PRINTED))
        case e.SlipFailed(on_paper=on_paper):
            return to(visit, replace(state, paper=Paper.failed(on_paper=on_paper)))
        case e.WentBack() if state.chosen and len(state.cases) > 1:
            return to(visit, replace(state, chosen="", document=None, handed_in=""))
        case e.WentBack():
            return to(visit, s.Home(), session=replace(session, errand=Errand.APPLY, answers={}))
        case e.Continued() | e.Left():
            return leave(visit)
        case _:
            return visit, ()
