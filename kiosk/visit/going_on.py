"""From who is here and what they answered to the next thing: a refusal, a question, a consent, or the form. Pure."""

from dataclasses import replace

from kiosk.catalogue.rule_texts import certificates_in
from kiosk.catalogue.service import Question
from kiosk.credit import Grade
from kiosk.visit import state as s
from kiosk.visit.leaving import Step, to
from kiosk.visit.session import Now, Session
from kiosk.visit.state import Visit, Whose

FIRST_QUESTION = ""


def start_parts(visit: Visit, session: Session, now: Now) -> Step:
    """The first question, or past it where there is nothing to choose."""
    options = question_of(session, FIRST_QUESTION).options
    if len(options) == 1 and not options[0].delegate:
        return go_on(visit, replace(session, situation=options[0].id), now)
    return to(visit, s.ChooseSituation(), session=session)


def before_form(session: Session) -> s.State:
    """Where one goes back to: the last question that was answered; who had none to answer, the consent."""
    options = question_of(session, FIRST_QUESTION).options
    if session.trail or len(options) > 1 or options[0].delegate:
        return s.ChooseSituation(session.trail[-1] if session.trail else FIRST_QUESTION)
    return s.Consent()


def go_on(visit: Visit, session: Session, now: Now) -> Step:
    """The people are known; what comes before the form, each where it is still open."""
    today = now.today
    if session.grade is Grade.BLACK and any(part.item.closed_to_defaulters for part in session.parts):
        return to(visit, s.Ineligible((), closed=True), session=session)
    reasons = session.refusals(today, whole=False)
    if reasons:
        return to(visit, s.Ineligible(reasons), session=session)
    question = next_question(session, now)
    if visit.surroundings.platform_online or question is None:
        keys = open_certificates(session, now)
        if keys:
            return to(visit, s.Certificates(keys), session=session)
    if question is not None:
        return to(visit, s.ChooseSituation(question.id), session=session)
    return to_form(visit, session, now)


def next_question(session: Session, now: Now) -> Question | None:
    """The next question that neither the card nor an earlier answer gives."""
    given = session.given
    asked = (part.asks(given, now.today) for part in session.parts)
    return next((question for question in asked if question is not None), None)


def question_of(session: Session, question_id: str) -> Question:
    """The question of a state, with the options that every part can take."""
    if question_id == FIRST_QUESTION:
        first = session.service.situations
        all_delegate = all(
            any(option.delegate for option in part.service.situations.options) for part in session.parts
        )
        options = tuple(option for option in first.options if all_delegate or not option.delegate)
        return Question.model_construct(id="first", question=first.question, options=options)
    for part in session.parts:
        if question_id == part.situation_key:
            return part.own_question(session.given)
        question = part.asked(question_id)
        if question is not None:
            return question
    raise ValueError("a question that no service of the visit asks")


def open_certificates(session: Session, now: Now) -> tuple[str, ...]:
    """Those that were neither handed over nor promised nor declined: while a question is open, the ones that could
    answer it; then the ones that could stand in for a paper."""
    settled = {held.key for held in session.certificates} | session.promised | session.declined
    question = next_question(session, now)
    wanted = session.wanted_certificates(now.today) if question is None else certificates_of(question)
    return tuple(key for key in wanted if key not in settled)


def certificates_of(question: Question) -> tuple[str, ...]:
    """The certificates whose data answer a question, so that nobody has to be asked."""
    given = " ".join(option.given or "" for option in question.options)
    return tuple(dict.fromkeys(key for key, _ in certificates_in(given)))


def to_form(visit: Visit, session: Session, now: Now) -> Step:
    """To the form, with what card, certificates and company answer already."""
    answers = dict(session.answers)
    for part in session.parts:
        for field in part.service.fields():
            if field.prefill is not None and not answers.get(field.id):
                answers[field.id] = _prefilled(session, field.prefill, now)[: field.max_length]
    page = 1 if session.principal_typed else 0
    return to(visit, s.FillForm(page), session=replace(session, answers=answers))


def _prefilled(session: Session, name: str, now: Now) -> str:
    value: object = session.facts(now.today)
    if name.startswith("certificates."):
        _, key, field = name.split(".")
        held = next((one for one in session.certificates if one.key == key), None)
        return held.fields.get(field, "") if held is not None else ""
    for step in name.split("."):
        value = value.get(step, "") if isinstance(value, dict) else ""
    return str(value or "")


def ask_for_principal(visit: Visit, session: Session) -> Step:
    return to(visit, s.Identify(Whose.PRINCIPAL), session=session)
