"""Rows 19, 20 and 21: what the credit grade changes, what is due without asking, and how it was."""

from app.stories import cards
from app.stories.deciding import SUBSIDY, follow
from app.stories.people import ON_THE_WAY, WORK_INJURY
from app.stories.stage import Stage
from app.stories.walking import Visitor, apply, finish, submit, walk
from kiosk.visit import event as e
from kiosk.visit import state as s

MEDICAL_INSURANCE = "HK-YB-0145"
PUBLIC_RENTAL = "HK-ZJ-0197"
INSURANCE_RECORD = "HK-SB-0085"
_SKETCH = frozenset({"route_sketch"})


def credit_grades(stage: Stage) -> None:
    """Row 19: red is fast and may bring papers later, orange only later, blue neither; black is told why, and appeals.

    Red comes back with the paper that was to follow.
    """
    for scene, card in (("red", cards.SON), ("orange", cards.LANDLORD), ("no-record", cards.NURSE)):
        stage.begin(scene)
        stage.choose(WORK_INJURY)
        apply(stage, Visitor(card, "worker", ON_THE_WAY, later=_SKETCH))
    stage.begin("minor")
    stage.choose(MEDICAL_INSURANCE)
    apply(stage, Visitor(cards.CHILD, says={"group": "student"}))
    stage.begin("black")
    stage.choose(PUBLIC_RENTAL)
    walk(stage, Visitor(cards.AGED_DEFAULTER))
    _appeal(stage)
    stage.leave()
    stage.begin("paper-follows")
    _hand_in(stage, cards.SON, *_SKETCH)
    stage.leave()


def _appeal(stage: Stage) -> None:
    stage.do(e.Appealed())
    stage.wait("the appeal's number on paper", lambda: _slip_of(stage.visit.state) is s.Paper.PRINTED)
    stage.look("appealed")


def _slip_of(state: s.State) -> s.Paper | None:
    return state.paper if isinstance(state, s.Ineligible) else None


def _hand_in(stage: Stage, card: str, material: str) -> None:
    """Under "my progress", with the card, from the case that waits for the paper."""
    follow(stage, card)
    stage.look("case-waits")
    stage.lay_paper()
    stage.do(e.ScanAsked(material))
    stage.look("scan")
    stage.go()
    stage.wait("the platform's word on the paper", lambda: isinstance(stage.visit.state, s.Cases))
    stage.look("case-complete")


def due_to_you(stage: Stage) -> None:
    """Row 20: she agrees, lays down her card, sees what is due, touches it, and goes on."""
    stage.begin("due")
    stage.ask_due()
    stage.look("consent")
    stage.go()
    stage.look("identify")
    stage.lay(cards.GRANDMOTHER)
    stage.until("Due")
    stage.wait("the certificates", lambda: getattr(stage.visit.state, "asking", None) is None)
    stage.look("due")
    stage.choose(SUBSIDY)
    apply(stage, Visitor(cards.GRANDMOTHER, says={"district": "460108"}))


def rating(stage: Stage) -> None:
    """Row 21: five levels, reasons if one likes, or none at all; a time-out gives none; a bad one is called back."""
    says = {"record": "certificate"}
    for scene, card in (("bad", cards.LANDLORD), ("skipped", cards.NURSE), ("walked-away", cards.JOBLESS)):
        stage.begin(scene)
        stage.choose(INSURANCE_RECORD)
        walk(stage, Visitor(card, says=says))
        submit(stage)
        if scene == "skipped":
            finish(stage)
            continue
        stage.go()
        stage.until("Rate")
        stage.look("nothing-chosen")
        if scene == "bad":
            stage.do(e.LevelChosen(1))
            stage.look("one-star")
            stage.do(e.AspectToggled("efficiency"))
            stage.do(e.AspectToggled("convenience"))
            stage.look("why")
            stage.go()
        else:
            stage.pass_time(25)
            stage.wait("the warning", lambda: stage.visit.warned)
            stage.look("warned")
            stage.pass_time(20)
        stage.until("Farewell")
        stage.look("farewell")
        stage.leave()
    stage.deliver("the bad rating at the platform", lambda: bool(stage.hall.platform.ratings.call_backs(10)))
