"""What the screens show of cases and of what is due: how to ask, the cases, one case, what could be claimed."""

from kiosk.case import CaseState, CaseView
from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.receipt import material_name, sentences_for
from kiosk.visit import state as s
from kiosk.visit.handing_in import can_hand_in
from kiosk.visit.progress import LAST_FOUR, NUMBER
from ui.presentation.browsing import keyboard_words
from ui.presentation.chrome import Scene, View
from ui.presentation.outcome import document_paper, tone_of


def progress(scene: Scene, state: s.Progress) -> dict[str, View]:
    say, session = scene.say, scene.session
    return {
        "title": say("progress.title"),
        "sentence": say("progress.typing" if state.typing else "progress.sentence"),
        "page": "",
        "key": "typing" if state.typing else "ways",
        "typing": state.typing,
        "ways": []
        if state.typing
        else [
            {"icon": "card", "title": say("progress.by_card"), "detail": say("progress.by_card_how")},
            {
                "icon": "receipt",
                "title": say("progress.by_receipt"),
                "detail": say("progress.by_receipt_how"),
            },
            {"icon": "phone", "title": say("progress.by_phone"), "detail": say("progress.by_phone_how")},
        ],
        "byNumber": "" if state.typing else say("progress.by_number"),
        "fields": [
            _field(scene, NUMBER, "latin", 30, say("progress.number_hint")),
            _field(scene, LAST_FOUR, "idNumber", 4, say("progress.last_four_hint")),
        ]
        if state.typing
        else [],
        "placeholder": say("form.tap_to_fill"),
        "keys": keyboard_words(scene),
        "required": say("shell.required"),
        "asking": state.asking is not None,
        "problem": say(f"progress.problem_{state.problem}", hotline=scene.here.hotline)
        if state.problem
        else "",
        "next": say("progress.asking")
        if state.asking
        else say("progress.ask")
        if state.typing or session.card is not None
        else "",
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _field(scene: Scene, name: str, keyboard: str, longest: int, hint: str) -> View:
    return {
        "id": name,
        "label": scene.say(f"progress.field_{name}"),
        "hint": hint,
        "value": scene.session.answers.get(name, ""),
        "shown": "",
        "masked": False,
        "required": True,
        "maxLength": longest,
        "keyboard": keyboard,
        "purpose": "text",
        "problem": "",
        "choices": [],
    }


def cases(scene: Scene, state: s.Cases) -> dict[str, View]:
    say = scene.say
    chosen = state.case
    shown = [chosen] if chosen else list(state.cases)
    return {
        "title": say("cases.title") if chosen is None else _name(state.items, chosen, scene.session.language),
        "sentence": say("cases.sentence", count=len(state.cases)) if chosen is None else "",
        "key": state.chosen,
        "rows": [_case(scene, state, case, whole=chosen is not None) for case in shown],
        "whole": chosen is not None,
        "document": {**document_paper(scene, state.document), "again": ""},
        "trouble": say("progress.problem_silence", hotline=scene.here.hotline) if state.silence else "",
        "handedIn": say(
            "hand_in.done",
            paper=material_name(state.items.get(chosen.item), state.handed_in, scene.session.language),
        )
        if chosen and state.handed_in
        else "",
        "paper": say(f"places.paper_{state.paper.value}") if state.paper else "",
        "print": say("cases.print") if scene.visit.surroundings.can_print else "",
        "next": say("result.done"),
        "back": say("shell.back"),
        "leave": "",
    }


def _case(scene: Scene, state: s.Cases, case: CaseView, *, whole: bool) -> View:
    say, language = scene.say, scene.session.language
    item = state.items.get(case.item)
    facts: list[View] = [
        {"label": say("result.number"), "value": case.application_id},
        {"label": say("result.acceptance"), "value": case.acceptance_number},
    ]
    if case.applicant:
        facts.append({"label": say("review.applicant"), "value": case.applicant})
    if case.promised_by is not None:
        facts.append({"label": say("progress.promised_by"), "value": case.promised_by.isoformat()})
    if case.later_by is not None and case.later:
        facts.append({"label": say("cases.later_by"), "value": case.later_by.isoformat()})
    return {
        "id": case.application_id,
        "title": _name(state.items, case, language),
        "state": say(f"progress.state_{case.state}"),
        "tone": tone_of(case.state),
        "department": item.department[language] if item and whole else "",
        "facts": facts if whole else [],
        "steps": [
            {
                "title": say(f"progress.state_{step.state}"),
                "at": step.at.astimezone(scene.now.wall.tzinfo).strftime("%m-%d %H:%M"),
            }
            for step in case.steps
        ]
        if whole
        else [],
        "reasons": list(sentences_for(case.reasons, item, language))
        if whole and item and case.state is not CaseState.GRANTED
        else [],
        "papers": [
            {
                "id": material,
                "title": material_name(item, material, language),
                "handIn": say("hand_in.now") if can_hand_in(scene.visit, state, material) else "",
                "detail": ""
                if can_hand_in(scene.visit, state, material)
                else say("hand_in.elsewhere" if scene.session.card else "hand_in.card"),
            }
            for material in case.later
        ]
        if whole
        else [],
        "print": say("cases.document") if whole and case.has_document and scene.session.card else "",
        "confirm": say("cases.confirm") if whole and case.confirms and state.asking is None else "",
        "deny": say("cases.deny") if whole and case.confirms and state.asking is None else "",
        "confirmAsk": say("cases.confirm_ask") if whole and case.confirms else "",
    }


def _name(items: object, case: CaseView, language: Language) -> str:
    item = items.get(case.item) if isinstance(items, dict) else None
    return item.name[language] if isinstance(item, Item) else case.item


def due_consent(scene: Scene, state: s.DueConsent) -> dict[str, View]:
    say = scene.say
    return {
        "title": say("due.consent_title"),
        "sentence": say("due.consent_sentence", count=len(state.items)),
        "purposes": [say("due.purpose_1"), say("due.purpose_2"), say("due.purpose_3")],
        "next": say("due.agree"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def due(scene: Scene, state: s.Due) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    return {
        "title": say("due.title", count=len(state.found)) if state.found else say("due.title_none"),
        "sentence": say("due.asking") if state.asking else say("due.sentence") if state.found else "",
        "rows": [
            {
                "code": item.code,
                "title": item.name[language],
                "subtitle": why.otherwise[language],
                "note": item.department[language],
                "icon": item.icon,
                "badge": say("home.instant") if item.instant else "",
                "finishes": item.service is not None,
                "place": say("home.can_finish" if item.service is not None else "home.guide_only"),
            }
            for item, why in state.found
        ],
        "empty": "" if state.found else say("due.none"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }
