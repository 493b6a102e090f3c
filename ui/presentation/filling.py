"""What the middle screens show: situation, form, materials, review, commitment. Personal data come masked."""

from kiosk.catalogue.service import FieldKind, FormField
from kiosk.catalogue.words import enumerated
from kiosk.credit import Grade, limit_days
from kiosk.decision import Granted, decide
from kiosk.papers import spared
from kiosk.person import Person, masked_middle, masked_name
from kiosk.receipt import day
from kiosk.visit import state as s
from kiosk.visit.appealing import can_appeal
from kiosk.visit.going_on import FIRST_QUESTION, question_of
from ui.presentation.browsing import keyboard_words
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


def situation(scene: Scene, state: s.ChooseSituation) -> dict[str, View]:
    session, language = scene.session, scene.session.language
    asked = question_of(session, state.question)
    chosen = session.answers.get(state.question, "") if state.question else session.situation
    first = state.question == FIRST_QUESTION
    return {
        "title": asked.question[language],
        "sentence": scene.say("situation.sentence" if first else "situation.further"),
        "key": state.question,
        "options": [
            {
                "id": option.id,
                "title": option.label[language],
                "detail": option.detail[language],
                "icon": "users" if option.delegate else "user" if first else "document",
                "chosen": option.id == chosen,
            }
            for option in asked.options
        ],
        "back": scene.say("shell.back"),
        "leave": scene.say("shell.leave"),
    }


def ineligible(scene: Scene, state: s.Ineligible) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    hotline = scene.here.hotline
    taken = state.appeal
    closed = [say("credit.closed"), *_records(scene)] if state.closed else []
    closed += [say("credit.appeal", hotline=hotline)] if state.closed and taken is None else []
    return {
        "title": say("ineligible.title"),
        "sentence": say("ineligible.sentence"),
        "reasons": [*closed, *(rule.otherwise[language] for rule in state.reasons)],
        "appeal": say("appeal.asking")
        if state.asking
        else say("appeal.appeal")
        if can_appeal(scene.visit, state)
        else "",
        "appealTrouble": say("appeal.silence", hotline=hotline) if state.silence else "",
        "appealTaken": say("appeal.taken", day=day(taken.answer_by, language)) if taken else "",
        "appealNumber": say("appeal.number_is", number=taken.number) if taken else "",
        "paper": say(f"places.paper_{state.paper.value}") if state.paper else "",
        "print": say("appeal.print") if taken and state.paper not in (None, s.Paper.PRINTING) else "",
        "asking": state.asking is not None,
        "ask": say("ineligible.ask", hotline=hotline),
        "back": say("ineligible.mend" if state.page is not None else "ineligible.back"),
        "other": say("ineligible.other"),
        "leave": say("shell.leave"),
    }


def _records(scene: Scene) -> list[str]:
    """What the grade stands on, in the credit office's own words."""
    standing = scene.session.standing
    if standing is None or not standing.reasons or standing.as_of is None:
        return []
    language = scene.session.language
    told, records = day(standing.as_of, language), enumerated(standing.reasons, language)
    return [scene.say("credit.records", day=told, records=records)]


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
        "keys": keyboard_words(scene),
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
        hint = _origin(scene, field.prefill)
    if field.unit is not None and not hint:
        hint = scene.say("form.unit", unit=field.unit[language])
    if field.kind is FieldKind.DATE and not hint:
        hint = scene.say("form.day")
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


def _origin(scene: Scene, prefill: str) -> str:
    """From where an answer came that nobody typed."""
    match prefill.partition(".")[0]:
        case "certificates":
            return scene.say("form.prefilled_certificate")
        case "company":
            return scene.say("delegation.prefilled_company")
        case _:
            return scene.say("form.prefilled")


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
        "papers": _papers(scene),
        "lane": _lane(scene),
        "next": say("review.next"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }


def _papers(scene: Scene) -> str:
    """How many papers need not be brought."""
    needed = scene.session.needed(scene.now.today)
    count = spared(needed)
    return scene.say("review.papers", total=len(needed), spared=count) if needed else ""


def _person(scene: Scene, person: Person) -> list[View]:
    return [
        {"label": scene.say("review.name"), "value": person.masked_name},
        {"label": scene.say("review.number"), "value": person.masked_number},
    ]


def _expectation(scene: Scene) -> dict[str, View]:
    """What the same rules will say at the platform, as far as the kiosk can know."""
    session, say = scene.session, scene.say
    if len(session.parts) > 1:
        text = say("review.expect_parts", count=len(session.parts))
        return {"tone": "info", "text": text, "badge": ""}
    part = session.parts[0]
    decision = decide(part.service, session.facts(scene.now.today), part.item.instant)
    match decision:
        case Granted() if part.service.principal_confirms and session.agent is not None:
            return {"tone": "info", "text": say("delegation.confirm_first"), "badge": ""}
        case Granted() if part.service.comparison:
            return {"tone": "success", "text": say("review.expect_compared"), "badge": ""}
        case Granted(amount) if amount is not None:
            text = say(f"review.expect_granted_{amount.per}", amount=amount.value)
            return {"tone": "success", "text": text, "badge": say("shell.demo") if amount.demo else ""}
        case Granted():
            return {"tone": "success", "text": say("review.expect_at_once"), "badge": ""}
        case _:
            return {"tone": "info", "text": say("review.expect_review"), "badge": ""}


def _lane(scene: Scene) -> str:
    """What the credit grade changes, where it is known and changes something."""
    session = scene.session
    standing, promise = session.standing, session.parts[0].item.promise_days
    if standing is None or not standing.recorded or session.delegated:
        return ""
    if promise is None and standing.grade is Grade.RED:
        return scene.say("credit.red_at_once")
    days = limit_days(promise.value, standing.grade) if promise is not None else ""
    return scene.say(f"credit.{standing.grade}", days=days)


def commitment(scene: Scene, state: s.Commitment) -> dict[str, View]:
    say, language = scene.say, scene.session.language
    return {
        "title": say("commitment.title"),
        "sentence": say("commitment.sentence"),
        "paragraphs": list(
            dict.fromkeys(text[language] for part in scene.session.parts for text in part.service.commitment)
        ),
        "signHere": say("commitment.sign_here"),
        "signed": scene.session.signature is not None,
        "clear": say("commitment.clear"),
        "reminded": say("commitment.reminded") if state.reminded else "",
        "submit": say("commitment.submit"),
        "back": say("shell.back"),
        "leave": say("shell.leave"),
    }
