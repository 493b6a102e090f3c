"""What the screens show on which somebody says who they are: attract, card, consent, company."""

from config.faults import FaultCode
from kiosk.person import IdentifiedBy, Person
from kiosk.visit import state as s
from kiosk.visit.arriving import COMPANY_CODE
from ui.presentation.chrome import Scene, View


def attract(scene: Scene) -> dict[str, View]:
    say = scene.say
    return {
        "title": say("attract.title"),
        "sentence": say("attract.sentence"),
        "hours": say("attract.hours"),
        "safe": say("attract.safe"),
        "place": scene.here.place,
        "notices": notices(scene),
        "hotline": say("home.hotline", number=scene.here.hotline),
    }


def identify(scene: Scene, state: s.Identify) -> dict[str, View]:
    say = scene.say
    principal = state.whose is s.Whose.PRINCIPAL
    trouble = scene.visit.surroundings.reader or state.trouble
    suffix = "_principal" if principal else ""
    refused = say(f"show_code.{state.refused}") if state.refused else ""
    return {
        "title": say(f"identify.title{suffix}"),
        "sentence": say(f"identify.sentence{suffix}"),
        "principal": principal,
        "trouble": say("identify.same_card") if state.same_card else _fault(scene, trouble, "resident"),
        "nextStep": "" if state.same_card else _fault(scene, trouble, "next"),
        "coached": say("identify.coached")
        if state.tries >= 2 and scene.visit.surroundings.reader is None
        else "",
        "notAtHand": say("identify.not_at_hand") if principal else "",
        "phone": "" if scene.visit.surroundings.fault("scanner") else say("identify.phone"),
        "code": say("home.exchanging") if state.exchanging else refused,
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def consent(scene: Scene) -> dict[str, View]:
    item, card = scene.session.item, scene.session.card
    if item is None or card is None:
        raise ValueError("nobody to ask for consent")
    say, language, person = scene.say, scene.session.language, card.person
    valid = person.valid_to.isoformat() if person.valid_to else say("consent.open_ended")
    read = (
        [{"label": say("consent.valid"), "value": valid}] if person.identified_by is IdentifiedBy.CHIP else []
    )
    return {
        "title": say("consent.title"),
        "rows": [
            {"label": say("consent.name"), "value": person.masked_name},
            {"label": say("consent.number"), "value": person.masked_number},
            *read,
        ],
        "heading": say("consent.heading", item=item.name[language]),
        "purposes": [
            say("consent.purpose_1"),
            say("consent.purpose_2", department=item.department[language]),
            say("consent.purpose_3"),
        ],
        "offline": say("consent.offline") if _unverified(scene, person) else "",
        "agree": say("consent.agree"),
        "notMe": say("consent.not_me"),
        "leave": say("shell.leave"),
    }


def company(scene: Scene, state: s.CompanySignIn) -> dict[str, View]:
    """For which company an agent acts."""
    say = scene.say
    problem = say(f"problem.{state.problem.code}", detail="") if state.problem else ""
    return {
        "title": say("company.title"),
        "sentence": say("company.sentence"),
        "page": "",
        "key": "company",
        "fields": [
            {
                "id": COMPANY_CODE,
                "label": say("company.code"),
                "hint": say("company.hint"),
                "value": scene.session.answers.get(COMPANY_CODE, ""),
                "shown": "",
                "masked": False,
                "required": True,
                "maxLength": 18,
                "keyboard": "latin",
                "purpose": "text",
                "problem": say("company.not_an_agent") if state.not_an_agent else problem,
                "choices": [],
            }
        ],
        "placeholder": say("form.tap_to_fill"),
        "keys": {
            name: say(f"keyboard.{name}")
            for name in (
                "done",
                "space",
                "clear",
                "backspace",
                "shift",
                "language",
                "hint",
                "earlier",
                "later",
            )
        },
        "required": say("shell.required"),
        "back": say("shell.back"),
        "next": say("company.asking") if state.asking else say("shell.next"),
        "leave": say("shell.leave"),
    }


def _unverified(scene: Scene, person: Person) -> bool:
    """待联网核验: read from the chip, while nobody can be asked whether the card still counts."""
    return person.identified_by is IdentifiedBy.CHIP and not scene.visit.surroundings.platform_online


def notices(scene: Scene) -> list[View]:
    """What a resident should know before starting; each with one sentence and one next step."""
    around = scene.visit.surroundings
    notices: list[View] = []
    if around.reader is not None:
        notices.append(_notice("danger", *told(scene, around.reader)))
    if not around.platform_online:
        notices.append(_notice("warning", scene.say("attract.offline"), ""))
    if not around.can_print:
        notices.append(_notice("warning", *told(scene, around.printer)))
    return notices


def _notice(tone: str, text: str, next_step: str) -> dict[str, View]:
    return {"tone": tone, "text": text, "next": next_step}


def check(icon: str, state: str, text: str, detail: str = "") -> dict[str, View]:
    return {"icon": icon, "state": state, "text": text, "detail": detail}


def told(scene: Scene, fault: FaultCode | None) -> tuple[str, str]:
    """The resident's sentence for a fault, and the next step."""
    return _fault(scene, fault, "resident"), _fault(scene, fault, "next")


def _fault(scene: Scene, fault: FaultCode | None, part: str) -> str:
    return scene.say(f"fault.{fault}.{part}") if fault is not None else ""
