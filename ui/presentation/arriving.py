"""What the first screens show: attract, home, the guide with its pre-flight, and who you are."""

from config.faults import FaultCode
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Figure
from kiosk.visit import state as s
from ui.presentation.chrome import Scene, View


def attract(scene: Scene) -> dict[str, View]:
    say = scene.say
    return {
        "title": say("attract.title"),
        "sentence": say("attract.sentence"),
        "hours": say("attract.hours"),
        "safe": say("attract.safe"),
        "place": scene.here.place,
        "notices": _notices(scene),
        "hotline": say("home.hotline", number=scene.here.hotline),
    }


def home(scene: Scene, items: tuple[Item, ...]) -> dict[str, View]:
    language = scene.session.language
    card = scene.session.card
    return {
        "title": scene.say("home.title"),
        "sentence": scene.say("home.greeting", name=card.person.masked_name)
        if card
        else scene.say("home.sentence"),
        "items": [
            {
                "code": item.code,
                "title": item.name[language],
                "subtitle": item.summary[language],
                "note": item.department[language],
                "icon": item.icon,
                "badge": scene.say("home.instant") if item.instant else "",
                "finishes": item.service is not None,
                "place": scene.say("home.can_finish" if item.service is not None else "home.guide_only"),
            }
            for item in items
        ],
        "notices": _notices(scene),
        "hotline": scene.say("home.hotline", number=scene.here.hotline),
        "leave": scene.say("shell.leave"),
    }


def guide(scene: Scene) -> dict[str, View]:
    item = scene.session.item
    if item is None:
        raise ValueError("no item was chosen")
    say, language = scene.say, scene.session.language
    facts = [{"label": say("guide.handled_by"), "value": item.department[language]}]
    if item.promise_days is not None:
        facts.append({"label": say("guide.limit"), "value": _figure(scene, item.promise_days)})
    facts.append({"label": say("guide.cost"), "value": say("guide.free")})
    return {
        "title": item.name[language],
        "summary": item.summary[language],
        "place": item.place[language],
        "instant": say("guide.instant") if item.instant else "",
        "facts": facts,
        "bringTitle": say("guide.bring"),
        "bring": [line[language] for line in item.bring],
        "checksTitle": say("guide.checks"),
        "checks": _checks(scene) if item.service is not None else [],
        "startable": item.service is not None,
        "start": say("guide.start"),
        "window": "" if item.service is not None else say("guide.window"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def identify(scene: Scene, state: s.Identify) -> dict[str, View]:
    say = scene.say
    principal = state.whose is s.Whose.PRINCIPAL
    trouble = scene.visit.surroundings.reader or state.trouble
    suffix = "_principal" if principal else ""
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
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def consent(scene: Scene) -> dict[str, View]:
    item, card = scene.session.item, scene.session.card
    if item is None or card is None:
        raise ValueError("nobody to ask for consent")
    say, language, person = scene.say, scene.session.language, card.person
    valid = person.valid_to.isoformat() if person.valid_to else say("consent.open_ended")
    return {
        "title": say("consent.title"),
        "rows": [
            {"label": say("consent.name"), "value": person.masked_name},
            {"label": say("consent.number"), "value": person.masked_number},
            {"label": say("consent.valid"), "value": valid},
        ],
        "heading": say("consent.heading", item=item.name[language]),
        "purposes": [
            say("consent.purpose_1"),
            say("consent.purpose_2", department=item.department[language]),
            say("consent.purpose_3"),
        ],
        "offline": "" if scene.visit.surroundings.platform_online else say("consent.offline"),
        "agree": say("consent.agree"),
        "notMe": say("consent.not_me"),
        "leave": say("shell.leave"),
    }


def _notices(scene: Scene) -> list[View]:
    """What a resident should know before starting; each with one sentence and one next step."""
    around = scene.visit.surroundings
    notices: list[View] = []
    if around.reader is not None:
        notices.append(_notice("danger", *_told(scene, around.reader)))
    if not around.platform_online:
        notices.append(_notice("warning", scene.say("attract.offline"), ""))
    if not around.can_print:
        notices.append(_notice("warning", *_told(scene, around.printer)))
    return notices


def _notice(tone: str, text: str, next_step: str) -> dict[str, View]:
    return {"tone": tone, "text": text, "next": next_step}


def _checks(scene: Scene) -> list[View]:
    """The pre-flight: reader, printer, network, each with what it means for this visit."""
    say, around = scene.say, scene.visit.surroundings
    return [
        _check("card", "ok", say("guide.reader_ready"))
        if around.reader is None
        else _check("card", "bad", *_told(scene, around.reader)),
        _check("printer", "ok", say("guide.printer_ready"))
        if around.can_print
        else _check("printer", "attention", *_told(scene, around.printer)),
        _check("network", "ok", say("guide.network_ready"))
        if around.platform_online
        else _check("network-off", "attention", say("shell.offline"), say("guide.network_down")),
    ]


def _check(icon: str, state: str, text: str, detail: str = "") -> dict[str, View]:
    return {"icon": icon, "state": state, "text": text, "detail": detail}


def _told(scene: Scene, fault: FaultCode | None) -> tuple[str, str]:
    """The resident's sentence for a fault, and the next step."""
    return _fault(scene, fault, "resident"), _fault(scene, fault, "next")


def _fault(scene: Scene, fault: FaultCode | None, part: str) -> str:
    return scene.say(f"fault.{fault}.{part}") if fault is not None else ""


def _figure(scene: Scene, days: Figure) -> str:
    text = scene.say("guide.days", days=days.value)
    return f"{text}（{scene.say('shell.demo')}）" if days.demo else text
