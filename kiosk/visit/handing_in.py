"""A paper that was to follow, laid under the document camera now and brought to its case (容缺补交). Pure.

Nothing of it is kept on this machine: it is with its case when the platform says so, and the resident is told nothing
else. A repeat changes nothing, so that trying again after silence is always right.
"""

from dataclasses import replace

from kiosk.question import HandInPaper, PaperTakenIn, Silence
from kiosk.visit import event as e
from kiosk.visit import state as s
from kiosk.visit.effect import SendPaper, TakePaper
from kiosk.visit.leaving import Step, leave, to
from kiosk.visit.state import Visit
from kiosk.visit.surroundings import CAMERA


def can_hand_in(visit: Visit, cases: s.Cases, material: str) -> bool:
    """Whether this paper of the case looked at still is to follow, and may be laid down here by who stands here."""
    case = cases.case
    known = visit.session.card is not None and case is not None and material in case.later
    return known and visit.surroundings.fault(CAMERA) is None


def handing_in(visit: Visit, state: s.HandIn, event: e.Event) -> Step:
    """What the screen of a paper that follows makes of an event."""
    card, number = visit.session.card, state.cases.chosen
    match event:
        case e.Continued() if not state.taking and state.asking is None:
            look = TakePaper(number, state.material)
            return to(visit, replace(state, taking=True, fault=None, silence=None), look)
        case e.PaperTaken(application_id, paper) if (
            state.taking and card is not None and (application_id, paper.material) == (number, state.material)
        ):
            question = HandInPaper(
                application_id=number,
                holder=card.person.id_number,
                material=state.material,
                media_type=paper.media_type,
            )
            return to(visit, replace(state, taking=False, asking=question), SendPaper(question, paper))
        case e.PaperNotTaken(application_id, fault) if state.taking and application_id == number:
            return to(visit, replace(state, taking=False, fault=fault))
        case e.Told(question, PaperTakenIn(later=later)) if question == state.asking:
            return to(visit, state.cases.with_paper(state.material, later))
        case e.Told(question, answer) if question == state.asking:
            return to(visit, replace(state, asking=None, silence=Silence.instead_of(answer)))
        case e.WentBack() if state.asking is None:
            return to(visit, state.cases)
        case e.Left():
            return leave(visit)
        case _:
            return visit, ()
