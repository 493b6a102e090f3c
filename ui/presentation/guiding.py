"""What the guide of one service shows, with its pre-flight, and where else it can be done."""

from kiosk.availability import Hindrance, Obstacle, hindrances
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Figure, Text
from kiosk.slips import hours_text, opening
from kiosk.visit import state as s
from kiosk.visit.browsing import may_join
from ui.presentation.arriving import check, told
from ui.presentation.chrome import Scene, View
from ui.services import Services


def guide(scene: Scene, services: Services) -> dict[str, View]:
    item = scene.session.item
    if item is None:
        raise ValueError("no item was chosen")
    say, language = scene.say, scene.session.language
    parts = [part.item for part in scene.session.parts]
    withdrawn = next((said for part in parts or [item] if (said := services.withdrawn(part))), None)
    hindered = hindrances(parts or [item], scene.visit.surroundings, scene.now.wall, withdrawn)
    startable = not hindered and bool(parts)
    return {
        "title": item.name[language],
        "summary": item.summary[language],
        "place": item.place[language] if startable or not parts else "",
        "instant": say("guide.instant") if item.instant and startable else "",
        "facts": _facts(scene, item),
        "partsTitle": say("guide.parts", count=len(parts)) if len(parts) > 1 else "",
        "parts": [
            {"title": part.name[language], "note": part.department[language]}
            for part in (parts if len(parts) > 1 else [])
        ],
        "bringTitle": say("guide.bring"),
        "bring": [line[language] for line in _bring(item, parts)],
        "checksTitle": say("guide.checks"),
        "checks": _checks(scene, hindered) if parts else [],
        "startable": startable,
        "start": say("guide.start"),
        "window": "" if parts else say("guide.window"),
        "why": [_why(scene, one) for one in hindered if one.obstacle is not Obstacle.GUIDE_ONLY],
        "nearby": "" if startable else say("guide.nearby"),
        "basket": say("guide.basket")
        if startable and may_join(scene.session, item) and len(parts) == 1
        else "",
        "across": say(f"guide.across_{item.across}") if item.across else "",
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _bring(item: Item, parts: list[Item]) -> list[Text]:
    """What to have ready, each thing once."""
    lines = [line for one in (item, *parts) for line in one.bring]
    return list({line.zh: line for line in lines}.values())


def elsewhere(scene: Scene, state: s.Elsewhere) -> dict[str, View]:
    item = scene.session.item
    say, language = scene.say, scene.session.language
    return {
        "title": say("places.title"),
        "sentence": say("places.sentence", item=item.name[language] if item else ""),
        "rows": [
            {
                "title": near.place.name[language],
                "detail": near.place.address[language],
                "hours": hours_text(near.place, language),
                "distance": say("places.km", km=f"{near.distance_km:.1f}"),
                "open": say("places.open" if near.open_now else "places.shut"),
                "isOpen": near.open_now,
                "demo": say("shell.demo") if near.place.demo else "",
            }
            for near in state.places
        ],
        "empty": "" if state.places else say("places.none", hotline=scene.here.hotline),
        "paper": say(f"places.paper_{state.paper.value}") if state.paper else "",
        "print": say("places.print") if state.places and scene.visit.surroundings.can_print else "",
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _facts(scene: Scene, item: Item) -> list[View]:
    say, language = scene.say, scene.session.language
    facts: list[View] = [{"label": say("guide.handled_by"), "value": item.department[language]}]
    if item.region.code != "460100":
        facts.append({"label": say("guide.region"), "value": item.region.name[language]})
    if item.promise_days is not None:
        facts.append({"label": say("guide.limit"), "value": _figure(scene, item.promise_days)})
    if item.legal_days is not None:
        facts.append({"label": say("guide.legal_limit"), "value": _figure(scene, item.legal_days)})
    if item.hours:
        facts.append({"label": say("guide.hours"), "value": opening(item.hours, language)})
    facts.append({"label": say("guide.depth"), "value": say(f"guide.depth_{item.depth}")})
    if item.fee is not None:
        facts.append({"label": say("guide.cost"), "value": _cost(scene, item.fee)})
    return facts


def _why(scene: Scene, one: Hindrance) -> View:
    """Why it cannot be done here now, in a sentence, with the next step."""
    language = scene.session.language
    if one.message is not None:
        return {"text": one.message[language], "next": ""}
    if one.fault is not None:
        text, following = told(scene, one.fault)
        return {"text": text, "next": following}
    return {"text": scene.say(f"availability.{one.obstacle}"), "next": ""}


def _checks(scene: Scene, hindered: tuple[Hindrance, ...]) -> list[View]:
    """The pre-flight: reader, printer, network, each with what it means for this visit."""
    say, around = scene.say, scene.visit.surroundings
    line_needed = any(one.obstacle is Obstacle.NO_LINE for one in hindered)
    offline = "bad" if line_needed else "attention"
    detail = say("availability.no_line") if line_needed else say("guide.network_down")
    return [
        check("card", "ok", say("guide.reader_ready"))
        if around.reader is None
        else check("card", "bad", *told(scene, around.reader)),
        check("printer", "ok", say("guide.printer_ready" if around.has_roll else "guide.printer_on_page"))
        if around.can_print
        else check("printer", "attention", *told(scene, around.printer)),
        check("network", "ok", say("guide.network_ready"))
        if around.platform_online
        else check("network-off", offline, say("shell.offline"), detail),
    ]


def _cost(scene: Scene, fee: Figure) -> str:
    text = scene.say("guide.yuan", amount=fee.value) if fee.value else scene.say("guide.free")
    return f"{text}（{scene.say('shell.demo')}）" if fee.demo else text


def _figure(scene: Scene, days: Figure) -> str:
    text = scene.say("guide.days", days=days.value)
    return f"{text}（{scene.say('shell.demo')}）" if days.demo else text
