"""What the last screens show: saving, sending, the result, rating, farewell. Four truths, four different screens."""

from kiosk.case import CaseState
from kiosk.rating import RatingAspect
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


def tone_of(state: CaseState) -> str:
    """The colour's name of what became of a case."""
    return _TONES[str(state)]


def document_paper(scene: Scene, document: s.DocumentPaper | None) -> dict[str, View]:
    """How the result document is doing; nothing is shown where there is none."""
    say = scene.say
    if document is None:
        return {"text": "", "state": "", "next": "", "again": "", "id": ""}
    state = document.paper.value if document.paper else "fetching"
    text = say("document.silent") if document.silence else say(f"document.paper_{state}")
    following = say(f"fault.{document.fault}.next") if document.fault else ""
    again = document.paper is not None and document.paper is not s.Paper.PRINTING
    return {
        "text": text,
        "state": state,
        "next": following,
        "again": say("document.again") if again else "",
        "id": document.application_id,
    }


def _parts(scene: Scene, state: s.Result) -> list[View]:
    """Each part of a cart or bundle with its own state and its own reasons."""
    say, language = scene.say, scene.session.language
    parts = scene.session.parts
    if len(parts) < 2:
        return []
    rows: list[View] = []
    for part in parts:
        case = state.cases.get(part.application_id)
        rows.append(
            {
                "title": part.item.name[language],
                "department": part.item.department[language],
                "number": part.application_id,
                "state": say(f"result.title_{state_name(case)}"),
                "tone": _TONES[state_name(case)],
                "reasons": list(reason_sentences(case, part.item, language)),
            }
        )
    return rows


def _of_parts(scene: Scene, state: s.Result) -> tuple[str, str, str, str]:
    """Title, sentence, colour and icon of several parts together: as good as the least of them."""
    say = scene.say
    states = [
        state.cases[part.application_id].state
        for part in scene.session.parts
        if part.application_id in state.cases
    ]
    count = len(scene.session.parts)
    if not states:
        return say("result.title_saved"), say("result.sentence_saved"), "warning", "clock"
    granted = states.count(CaseState.GRANTED)
    refused = states.count(CaseState.REFUSED) + states.count(CaseState.RETURNED)
    sentence = say("result.sentence_parts", granted=granted, open=count - granted - refused, refused=refused)
    if granted == count:
        return say("result.title_granted"), sentence, "success", "check"
    if refused:
        return say("result.title_parts_some"), sentence, "warning", "document"
    return say("result.title_parts"), sentence, "info", "document"


def result(scene: Scene, state: s.Result) -> dict[str, View]:
    item = scene.session.item
    if item is None:
        raise ValueError("nothing was filed")
    several = len(scene.session.parts) > 1
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
    stale = state.on_paper != case or state.cases_on_paper != len(state.cases)
    title, sentence, tone, icon = (
        _of_parts(scene, state)
        if several
        else (
            say(f"result.title_{state_name(case)}"),
            state_sentence(case, item, language, scene.here.hotline),
            _TONES[state_name(case)],
            "check" if granted else "clock" if case is None else "document",
        )
    )
    return {
        "title": title,
        "sentence": sentence,
        "tone": tone,
        "icon": icon,
        "parts": _parts(scene, state),
        "document": document_paper(scene, state.document),
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


def rate(scene: Scene, state: s.Rate) -> dict[str, View]:
    say = scene.say
    aspects = tuple(RatingAspect) if state.level else ()
    return {
        "title": say("rate.title"),
        "sentence": say("rate.sentence"),
        "levels": [say(f"rate.level_{level}") for level in range(1, 6)],
        "level": state.level,
        "aspectsTitle": say("rate.aspects_good" if state.level >= 3 else "rate.aspects_bad")
        if state.level
        else "",
        "aspects": [
            {"id": aspect, "title": say(f"rate.aspect_{aspect}"), "chosen": aspect in state.aspects}
            for aspect in aspects
        ],
        "callBack": say("rate.call_back") if 0 < state.level <= 2 else "",
        "next": say("rate.send") if state.level else "",
        "skip": "" if state.level else say("rate.skip"),
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
