"""What the middle screens show: situation, form, materials, review, commitment. Personal data come masked."""

from kiosk.catalogue.service import FieldKind, FormField, MaterialSource
from kiosk.decision import Granted, decide
from kiosk.person import Person, masked_middle, masked_name
from kiosk.rules import compile_rule, facts_to_cel
from kiosk.visit import state as s
from ui.presentation.chrome import Scene, View

_KEYBOARDS = {
    FieldKind.TEXT: "pinyin",
    FieldKind.NAME: "pinyin",
    FieldKind.PHONE: "numeric",
    FieldKind.BANK_CARD: "numeric",
    FieldKind.ID_NUMBER: "idNumber",
    FieldKind.CHOICE: "",
    FieldKind.DATE: "numeric",
    FieldKind.NUMBER: "numeric",
    FieldKind.USCC: "latin",
}

_PURPOSES = {"residence": "address", "address": "address"}


def situation(scene: Scene) -> dict[str, View]:
    situations, language = scene.session.service.situations, scene.session.language
    return {
        "title": situations.question[language],
        "sentence": scene.say("situation.sentence"),
        "options": [
            {
                "id": option.id,
                "title": option.label[language],
                "detail": option.detail[language],
                "icon": "users" if option.delegate else "user",
                "chosen": option.id == scene.session.situation,
            }
            for option in situations.options
        ],
        "back": scene.say("shell.back"),
        "leave": scene.say("shell.leave"),
    }


def ineligible(scene: Scene, state: s.Ineligible) -> dict[str, View]:
    language = scene.session.language
    return {
        "title": scene.say("ineligible.title"),
        "sentence": scene.say("ineligible.sentence"),
        "reasons": [rule.otherwise[language] for rule in state.reasons],
        "ask": scene.say("ineligible.ask", hotline=scene.here.hotline),
        "back": scene.say("ineligible.back"),
        "other": scene.say("ineligible.other"),
        "leave": scene.say("shell.leave"),
    }


def form(scene: Scene, state: s.FillForm) -> dict[str, View]:
    sections = scene.session.sections(scene.now.today)
    section = sections[state.page]
    problems = {
        problem.field: scene.say(f"problem.{problem.code}", detail=problem.detail)
        for problem in state.problems
    }
    return {
        "title": section.title[scene.session.language],
        "page": scene.say("form.page", page=state.page + 1, pages=len(sections)),
        "key": f"{state.page}",
        "fields": [_field(scene, field, problems.get(f"form.{field.id}", "")) for field in section.fields],
        "placeholder": scene.say("form.tap_to_fill"),
        "keys": {
            name: scene.say(f"keyboard.{name}")
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
        "required": scene.say("shell.required"),
        "back": scene.say("shell.back"),
        "next": scene.say("shell.next"),
        "leave": scene.say("shell.leave"),
    }


def _field(scene: Scene, field: FormField, problem: str) -> dict[str, View]:
    language = scene.session.language
    answer = scene.session.answers.get(field.id, "")
    hint = field.hint[language] if field.hint else ""
    if field.prefill and answer and not hint:
        hint = scene.say("form.prefilled")
    return {
        "id": field.id,
        "label": field.label[language],
        "hint": hint,
        "value": answer,
        "shown": shown_answer(field, answer, scene),
        "masked": field.masked or field.kind is FieldKind.NAME,
        "required": field.required,
        "maxLength": field.max_length,
        "keyboard": _KEYBOARDS[field.kind],
        "purpose": _PURPOSES.get(field.id, "text") if field.kind is not FieldKind.NAME else "name",
        "problem": problem,
        "choices": [
            {"value": choice.value, "label": choice.label[language], "chosen": choice.value == answer}
            for choice in field.choices
        ],
    }


def shown_answer(field: FormField, answer: str, scene: Scene) -> str:
    """An answer as others may see it over the resident's shoulder."""
    match field.kind:
        case FieldKind.CHOICE:
            label = next((choice.label for choice in field.choices if choice.value == answer), None)
            return label[scene.session.language] if label else ""
        case FieldKind.PHONE:
            return masked_middle(answer, 3, 4)
        case FieldKind.BANK_CARD:
            return masked_middle(answer, 4, 4)
        case FieldKind.ID_NUMBER:
            return masked_middle(answer, 6, 4)
        case FieldKind.NAME:
            return masked_name(answer)
        case FieldKind.NUMBER if field.unit is not None and answer:
            return f"{answer} {field.unit[scene.session.language]}"
        case FieldKind.TEXT | FieldKind.DATE | FieldKind.NUMBER | FieldKind.USCC:
            return masked_middle(answer, 6, 0) if field.masked else answer


def materials(scene: Scene) -> dict[str, View]:
    language = scene.session.language
    cel = facts_to_cel(scene.session.facts(scene.now.today))
    needed = [m for m in scene.session.service.materials if m.when is None or compile_rule(m.when)(cel)]
    return {
        "title": scene.say("materials.title"),
        "sentence": scene.say("materials.count", total=len(needed), spared=len(needed)),
        "rows": [
            {
                "title": material.name[language],
                "detail": material.note[language],
                "icon": _SOURCE_ICONS[material.source],
            }
            for material in needed
        ],
        "next": scene.say("materials.next"),
        "back": scene.say("shell.back"),
        "leave": scene.say("shell.leave"),
    }


_SOURCE_ICONS = {
    MaterialSource.CHIP: "card",
    MaterialSource.COMPARISON: "shield",
    MaterialSource.COMMITMENT: "pen",
    MaterialSource.SIGNATURE: "pen",
    MaterialSource.CERTIFICATE: "shield",
    MaterialSource.FORM: "document",
    MaterialSource.SCAN: "document",
}


def review(scene: Scene) -> dict[str, View]:
    session, say, language = scene.session, scene.say, scene.session.language
    groups: list[View] = []
    if session.applicant is not None:
        groups.append(
            {"title": say("review.applicant"), "page": -1, "rows": _person(scene, session.applicant)}
        )
    if session.agent is not None:
        groups.append({"title": say("review.agent"), "page": -1, "rows": _person(scene, session.agent)})
    for page, section in enumerate(session.sections(scene.now.today)):
        groups.append(
            {
                "title": section.title[language],
                "page": page,
                "rows": [
                    {
                        "label": f.label[language],
                        "value": shown_answer(f, session.answers.get(f.id, ""), scene),
                    }
                    for f in section.fields
                ],
            }
        )
    return {
        "title": say("review.title"),
        "groups": groups,
        "edit": say("review.edit"),
        "expect": _expectation(scene),
        "next": say("review.next"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _person(scene: Scene, person: Person) -> list[View]:
    return [
        {"label": scene.say("review.name"), "value": person.masked_name},
        {"label": scene.say("review.number"), "value": person.masked_number},
    ]


def _expectation(scene: Scene) -> dict[str, View]:
    """What the same rules will say at the platform, as far as the kiosk can know."""
    item = scene.session.item
    if item is None or item.service is None:
        raise ValueError("no service was chosen")
    decision = decide(item.service, scene.session.facts(scene.now.today), item.instant)
    match decision:
        case Granted(amount) if amount is not None:
            text = scene.say("review.expect_granted", amount=amount.value)
            return {"tone": "success", "text": text, "badge": scene.say("shell.demo") if amount.demo else ""}
        case _:
            return {"tone": "info", "text": scene.say("review.expect_review"), "badge": ""}


def commitment(scene: Scene, state: s.Commitment) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    return {
        "title": say("commitment.title"),
        "sentence": say("commitment.sentence"),
        "paragraphs": [text[language] for text in scene.session.service.commitment],
        "signHere": say("commitment.sign_here"),
        "signed": scene.session.signature is not None,
        "clear": say("commitment.clear"),
        "reminded": say("commitment.reminded") if state.reminded else "",
        "submit": say("commitment.submit"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }
