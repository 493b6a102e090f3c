"""A resident's way through a service, from the guide to the end: what they answer, lay down and sign.

In which order the screens come is the visit's own business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.preview_answers import plausible
from app.stories.stage import Stage, StoryStuck
from kiosk.catalogue.service import FormField
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.arriving import COMPANY_CODE
from kiosk.visit.going_on import question_of

MOST_STEPS = 120
PHONE = "13876001234"
ACCOUNT = "6222021234567890128"
_CONTACT = {"phone": PHONE, "account": ACCOUNT}


@dataclass(frozen=True, slots=True)
class Visitor:
    """``card`` and ``principal`` are ID numbers. ``says``: answers to questions and fields; the rest is made up.

    ``hands_over``: certificates by key; None is all. ``later``: papers that will follow. ``code``: shown in place of
    the card.
    """

    card: str
    situation: str = "self"
    says: Mapping[str, str] = field(default_factory=dict)
    principal: str = ""
    company: str = ""
    hands_over: frozenset[str] | None = None
    later: frozenset[str] = frozenset()
    code: str = field(default="", repr=False)


def apply(stage: Stage, visitor: Visitor, *, level: int | None = None) -> None:
    """From the guide to an empty hall; ``level`` is the rating, None skips it."""
    walk(stage, visitor)
    submit(stage)
    finish(stage, level)


def walk(stage: Stage, visitor: Visitor, until: type[s.State] = s.Commitment) -> None:
    """As far as ``until``, or as the rules let them: then the refusal is shown. Raises StoryStuck."""
    for _ in range(MOST_STEPS):
        state = stage.visit.state
        if isinstance(state, until | s.Ineligible):
            stage.look(_name(state))
            return
        _step(stage, visitor, state)
    raise StoryStuck(f"no way through {stage.visit.session.item}")


def submit(stage: Stage) -> None:
    """Signs and hands in; until the result is shown and on paper. A refusal at the last moment is shown as well."""
    stage.sign()
    stage.look("signed")
    stage.go()
    stage.until("Result", "Ineligible", "Materials", "FillForm", "SaveTrouble")
    if isinstance(stage.visit.state, s.Result):
        stage.wait("the papers of the result", lambda: _is_on_paper(stage.visit.state))
    stage.look(_name(stage.visit.state))


def finish(stage: Stage, level: int | None = None) -> None:
    """From the result to an empty hall."""
    stage.go()
    stage.until("Rate")
    if level is not None:
        stage.do(e.LevelChosen(level))
    stage.look("rate")
    stage.go()
    stage.until("Farewell")
    stage.look("farewell")
    stage.leave()


def _is_on_paper(state: s.State) -> bool:
    if not isinstance(state, s.Result):
        return False
    document = state.document
    return state.paper is not s.Paper.PRINTING and (
        document is None or document.silence is not None or document.paper not in (None, s.Paper.PRINTING)
    )


def _step(stage: Stage, visitor: Visitor, state: s.State) -> None:
    session, today = stage.visit.session, stage.hall.clock.wall().date()
    match state:
        case s.Identify(s.Whose.OWN):
            stage.look("identify")
            if visitor.code:
                stage.scan(visitor.code)
            else:
                stage.lay(visitor.card)
            stage.wait("somebody who is known", lambda: not isinstance(stage.visit.state, s.Identify))
        case s.Identify():
            stage.look("identify-principal")
            stage.lift()
            stage.lay(visitor.principal)
            stage.wait("the other person's card", lambda: not isinstance(stage.visit.state, s.Identify))
        case s.Consent():
            _agree(stage)
        case s.CompanySignIn():
            _sign_in(stage, visitor)
        case s.ChooseSituation(question):
            stage.look(_name(state))
            options = question_of(session, question).options
            answer = visitor.says.get(question, options[0].id) if question else visitor.situation
            stage.do(e.SituationChosen(answer))
            if stage.visit.state == state:
                raise StoryStuck(f"{question or 'the first question'} has no answer {answer}")
        case s.Certificates():
            _hand_over(stage, visitor)
        case s.FillForm():
            _fill(stage, visitor, state)
        case s.Materials():
            _give_papers(stage, visitor, today)
        case s.Guide() | s.Review():
            stage.look(_name(state))
            stage.go()
            if stage.visit.state == state:
                raise StoryStuck(f"does not go on from {_name(state)}")
        case _:
            raise StoryStuck(f"no way on from {_name(state)}")


def _agree(stage: Stage) -> None:
    stage.look("consent")
    stage.go()
    if stage.visit.surroundings.platform_online:
        # Nobody waits for the grade; but what a story tells must not depend on who was quicker.
        stage.wait("the credit grade", lambda: stage.visit.session.standing is not None)


def _sign_in(stage: Stage, visitor: Visitor) -> None:
    stage.type(COMPANY_CODE, visitor.company)
    stage.look("company")
    stage.go()
    stage.wait("the company", lambda: not _asks(stage.visit.state))
    if isinstance(stage.visit.state, s.CompanySignIn):
        stage.look("company-refused")
        raise NotTaken("the company")


class NotTaken(StoryStuck):
    """The kiosk did not take what the visitor said."""


def _asks(state: s.State) -> bool:
    return isinstance(state, s.CompanySignIn | s.Certificates) and state.asking is not None


def _hand_over(stage: Stage, visitor: Visitor) -> None:
    stage.look("certificates")
    if visitor.hands_over is None:
        stage.do(e.CertificateToggled(""))
    for key in sorted(visitor.hands_over or ()):
        stage.do(e.CertificateToggled(key))
    stage.look("certificates-chosen")
    stage.go()
    stage.wait("the certificates", lambda: not _asks(stage.visit.state))


def _fill(stage: Stage, visitor: Visitor, state: s.FillForm) -> None:
    today = stage.hall.clock.wall().date()
    answered: set[str] = set()
    while asked := _next_field(stage, state.page, answered, today):  # an answer may bring further fields up
        answered.add(asked.id)
        said = visitor.says.get(asked.id)
        if said is None and not stage.visit.session.answers.get(asked.id):
            said = _CONTACT.get(asked.id, plausible(asked, today, 0))
        if said is not None:
            stage.do(e.FieldAnswered(asked.id, said))
    stage.go()
    after = stage.visit.state
    if isinstance(after, s.FillForm) and after.problems:
        told = ", ".join(f"{problem.field} {problem.code}" for problem in after.problems)
        raise StoryStuck(f"the form does not take: {told}")
    if isinstance(after, s.Ineligible | s.Identify):
        return
    if isinstance(after, s.FillForm | s.Materials):
        stage.back()  # a page shows what was given when it is opened anew
        stage.look(f"form-{state.page + 1}")
        stage.go()


def _next_field(stage: Stage, page: int, answered: set[str], today: date) -> FormField | None:
    fields = stage.visit.session.sections(today)[page].fields
    return next((field for field in fields if field.id not in answered), None)


def _give_papers(stage: Stage, visitor: Visitor, today: date) -> None:
    stage.look("materials")
    for paper in stage.visit.session.missing(today):
        material = paper.material.id
        if material in visitor.later and paper.may_follow:
            stage.do(e.LaterToggled(material))
        else:
            scan_paper(stage, material)
    if stage.visit.session.papers or stage.visit.session.later:
        stage.look("materials-given")
    stage.go()


def scan_paper(stage: Stage, material: str) -> None:
    """One sheet under the document camera. Raises StoryStuck when no picture comes of it."""
    stage.lay_paper()
    stage.do(e.ScanAsked(material))
    stage.look("scan")
    stage.go()
    stage.wait("the picture of the paper", lambda: not _takes(stage.visit.state))
    if isinstance(stage.visit.state, s.ScanPaper):
        raise StoryStuck(f"no picture of {material}: {stage.visit.state.fault}")


def _takes(state: s.State) -> bool:
    return isinstance(state, s.ScanPaper) and state.taking


def _name(state: s.State) -> str:
    match state:
        case s.ChooseSituation(question) if question:
            return f"question-{question}"
        case s.ChooseSituation():
            return "situation"
        case _:
            return type(state).__name__.lower()
