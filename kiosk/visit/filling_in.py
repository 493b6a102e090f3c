"""The middle of a visit: the form page by page, the review, and the signed commitment."""

from dataclasses import replace

from devices.signature.examination import examine
from kiosk.catalogue.service import APPLICANT_NUMBER, FieldKind
from kiosk.check import check_draft
from kiosk.form import Problem, ProblemCode, check_answers
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.drafts import drafts
from kiosk.visit.effect import SaveApplication
from kiosk.visit.going_on import before_form, go_on
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit


def filling_in(visit: Visit, event: e.Event, now: Now) -> Step:
    """What the screens from the form to the signature make of an event."""
    session = visit.session
    match visit.state, event:
        case s.FillForm() as state, e.FieldAnswered(name, answer):
            return _answered(visit, state, name, answer, now)
        case s.FillForm() as state, e.Continued():
            return _next_page(visit, state, now)
        case s.FillForm(page), e.WentBack():
            return _back(visit, page)
        case s.Review(), e.EditAsked(page) if 0 <= page < len(session.sections(now.today)):
            return to(visit, s.FillForm(page))
        case s.Review(), e.Continued():
            return to(visit, s.Commitment())
        case s.Review(), e.WentBack():
            return to(visit, s.Materials())
        case s.Commitment(), e.Signed(strokes):
            return to(visit, s.Commitment(), session=session.with_signature(strokes, now.wall))
        case s.Commitment(), e.SignatureCleared():
            return to(visit, s.Commitment(), session=replace(session, signature=None))
        case s.Commitment(), e.Continued():
            if session.signature is None or examine(session.signature) is not None:
                return to(visit, s.Commitment(reminded=True))
            return _submit(visit, now)
        case s.Commitment(), e.WentBack():
            return to(visit, s.Review(), session=replace(session, signature=None))
        case _, e.Left():
            return leave(visit)
        case _:
            return visit, ()


def _back(visit: Visit, page: int) -> Step:
    """Page by page, then to the last question that was answered."""
    if page > 0:
        return to(visit, s.FillForm(page - 1))
    return to(visit, before_form(visit.session))


def _answered(visit: Visit, state: s.FillForm, name: str, answer: str, now: Now) -> Step:
    session = visit.session
    known = {field.id: field.kind for section in session.sections(now.today) for field in section.fields}
    if name not in known:
        return visit, ()
    problems = tuple(problem for problem in state.problems if problem.field != f"form.{name}")
    answers = {**session.answers, name: _as_kept(known[name], answer)}
    if name == APPLICANT_NUMBER and session.principal_typed and answer != session.answers.get(name, ""):
        session = session.with_nothing_handed_over()
    return to(visit, replace(state, problems=problems), session=replace(session, answers=answers))


def _as_kept(kind: FieldKind, answer: str) -> str:
    """A day is typed as eight digits, a credit code in any letters."""
    digits = answer.strip()
    if kind is FieldKind.DATE and len(digits) == 8 and digits.isdecimal():
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return answer.upper() if kind is FieldKind.USCC else answer


def _next_page(visit: Visit, state: s.FillForm, now: Now) -> Step:
    session = visit.session
    sections = session.sections(now.today)
    problems = check_answers(sections[state.page : state.page + 1], session.answers) or _own_number(session)
    if problems:
        return to(visit, replace(state, problems=problems))
    if session.principal_typed and state.page == 0:
        return go_on(visit, session, now)
    if state.page + 1 < len(sections):
        return to(visit, s.FillForm(state.page + 1))
    reasons = session.refusals(now.today, whole=True)
    if reasons:
        return to(visit, s.Ineligible(reasons, page=state.page))
    return to(visit, s.Materials())


def _own_number(session: Session) -> tuple[Problem, ...]:
    """A delegate who typed their own number where the other person's belongs."""
    own = session.card.person.id_number if session.card else ""
    if session.principal_typed and session.applicant is not None and session.applicant.id_number == own:
        return (Problem(ProblemCode.SAME_PERSON, f"form.{APPLICANT_NUMBER}"),)
    return ()


def _submit(visit: Visit, now: Now) -> Step:
    """The same check as the platform's, on the whole; what is wrong leads back to where it can be mended, and what is
    mended is signed anew."""
    session = visit.session
    made = drafts(session, now.today)
    problems = [
        problem
        for part, one in zip(session.parts, made, strict=True)
        for problem in check_draft(one.draft, part.item, now.today, session.grade)
    ]
    if not problems:
        return to(visit, s.Saving(), SaveApplication(session.application_id, made))
    unsigned = replace(session, signature=None)
    refused = {problem.detail for problem in problems if problem.code is ProblemCode.NOT_ELIGIBLE}
    if any(problem.code is ProblemCode.CLOSED_TO_DEFAULTERS for problem in problems):
        return to(visit, s.Ineligible((), closed=True), session=unsigned)
    if refused:
        rules = (rule for part in session.parts for rule in part.service.eligibility)
        return to(visit, s.Ineligible(tuple(rule for rule in rules if rule.id in refused)), session=unsigned)
    for page, section in enumerate(session.sections(now.today)):
        here = tuple(p for p in problems if p.field in {f"form.{field.id}" for field in section.fields})
        if here:
            return to(visit, s.FillForm(page, here), session=unsigned)
    if any(problem.code is ProblemCode.MATERIAL_MISSING for problem in problems):
        return to(visit, s.Materials(reminded=True), session=unsigned)
    return to(visit, s.ChooseSituation(), session=unsigned)
