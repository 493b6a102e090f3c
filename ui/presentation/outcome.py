"""What the last screens show: saving, sending, the result, rating, farewell. Four truths, four different screens."""

from kiosk.case import CaseState
from kiosk.receipt import reason_sentences, state_name, state_sentence
from kiosk.visit import delays
from kiosk.visit import state as s
from ui.presentation.chrome import Scene, View

_TONES = {
    "saved": "warning",
    "received": "info",
    "accepted": "info",
    "granted": "success",
    "refused": "danger",
    "returned": "warning",
}


def saving(scene: Scene) -> dict[str, View]:
    slow = scene.now.seconds - scene.visit.entered_at >= delays.SAVING_IS_SLOW_S
    return {
        "title": scene.say("saving.title"),
        "sentence": scene.say("saving.slow" if slow else "saving.sentence"),
        "number": "",
    }


def sending(scene: Scene) -> dict[str, View]:
    return {
        "title": scene.say("sending.title"),
        "sentence": scene.say("sending.sentence"),
        "number": scene.session.application_id,
        "numberLabel": scene.say("result.number"),
    }


def save_trouble(scene: Scene, state: s.SaveTrouble) -> dict[str, View]:
    return {
        "title": scene.say("save_trouble.title"),
        "sentence": scene.say("save_trouble.sentence"),
        "nextStep": scene.say(f"fault.{state.fault}.next"),
        "again": scene.say("save_trouble.again"),
        "leave": scene.say("save_trouble.leave"),
    }


def result(scene: Scene, state: s.Result) -> dict[str, View]:
    item = scene.session.item
    if item is None:
        raise ValueError("nothing was filed")
    say, language, case = scene.say, scene.session.language, state.case
    rows: list[View] = [
        {"label": say("result.number"), "value": scene.session.application_id, "strong": True}
    ]
    if case is not None:
        rows.append({"label": say("result.acceptance"), "value": case.acceptance_number, "strong": False})
    rows.append(
        {"label": say("result.time"), "value": scene.now.wall.strftime("%Y-%m-%d %H:%M"), "strong": False}
    )
    granted = case is not None and case.state is CaseState.GRANTED
    stale = state.on_paper != case
    return {
        "title": say(f"result.title_{state_name(case)}"),
        "sentence": state_sentence(case, item, language, scene.here.hotline),
        "tone": _TONES[state_name(case)],
        "icon": "check" if granted else "clock" if case is None else "document",
        "badge": say("shell.demo") if case is not None and case.amount_demo else "",
        "reasonTitle": say("result.reason"),
        "reasons": list(reason_sentences(case, item, language)),
        "rows": rows,
        "code": scene.session.application_id,
        "query": say("result.query", hotline=scene.here.hotline),
        "paper": say(f"result.paper_{state.paper.value}"),
        "paperState": state.paper.value,
        "printAgain": ""
        if state.paper is s.Paper.PRINTING
        else say("result.print_new" if stale else "result.print_again"),
        "done": say("result.done"),
    }


def rate(scene: Scene) -> dict[str, View]:
    return {
        "title": scene.say("rate.title"),
        "sentence": scene.say("rate.sentence"),
        "levels": [scene.say(f"rate.level_{level}") for level in range(1, 6)],
        "skip": scene.say("rate.skip"),
    }


def farewell(scene: Scene, state: s.Farewell) -> dict[str, View]:
    lines = [scene.say("farewell.card")] if state.card_used else []
    if state.filed:
        lines.append(scene.say("farewell.paper"))
    return {
        "title": scene.say("farewell.title_timed_out" if state.timed_out else "farewell.title"),
        "card": state.card_used,
        "lines": [*lines, scene.say("farewell.wiped")],
    }
