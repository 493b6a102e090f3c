"""The question that the operator's desk asks before a change: groups of answers, one of each chosen. Pure."""

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never

from config.texts import Texts
from kiosk.desk import state as d
from kiosk.desk.picture import Picture
from kiosk.offer.offer import Kind
from ui.presentation.chrome import View
from ui.presentation.operator_rows import clock, name_of


def question(
    asked: d.Question | None, picture: Picture | None, texts: Texts, language: str
) -> dict[str, View]:
    """``shown`` is false where nothing is asked."""
    say = texts.say
    view: dict[str, View] = {
        "shown": asked is not None,
        "title": "",
        "sentence": "",
        "groups": [],
        "steppers": [],
        "confirm": "",
        "danger": False,
        "cancel": say("operator.cancel"),
    }
    match asked:
        case None:
            return view
        case d.SwitchingOff(kind, name, reason, lasting):
            told = name_of(kind, name, picture, texts, language) if picture else name
            off = "confirm_off_device" if kind is Kind.DEVICE else "confirm_off"
            return view | {
                "title": say(f"operator.ask_off_{kind}", name=told),
                "sentence": say("operator.ask_off_sentence"),
                "groups": [
                    _group("ask_reason", "reason", d.Reason, reason, texts, wide=True),
                    _group("ask_lasting", "lasting", d.Lasting, lasting, texts),
                ],
                "confirm": say(f"operator.{off}"),
                "danger": True,
            }
        case d.Announcing(notice, lasting):
            return view | {
                "title": say("operator.ask_announce"),
                "sentence": say("operator.ask_announce_sentence"),
                "groups": [
                    _group("ask_notice", "notice", d.Notice, notice, texts, wide=True),
                    _group("ask_lasting", "lasting", d.Lasting, lasting, texts),
                ],
                "confirm": say("operator.confirm_announce"),
            }
        case d.SettingHours(days, opens, closes):
            return view | {
                "title": say("operator.ask_hours"),
                "sentence": say("operator.ask_hours_sentence"),
                "groups": [_group("ask_days", "days_choice", d.Days, days, texts)],
                "steppers": []
                if days is d.Days.ALWAYS
                else [_stepper("opens", opens, texts), _stepper("closes", closes, texts)],
                "confirm": say("operator.confirm_hours"),
            }
        case _ as never:
            assert_never(never)


def _group(
    title: str, group: str, options: Iterable[StrEnum], chosen: StrEnum, texts: Texts, *, wide: bool = False
) -> View:
    """``wide``: sentences, one a line; else words side by side."""
    return {
        "title": texts.say(f"operator.{title}"),
        "wide": wide,
        "options": [
            {
                "act": f"option:{group.removesuffix('_choice')}.{option}",
                "title": texts.say(f"operator.{group}_{option}"),
                "chosen": option is chosen,
            }
            for option in options
        ],
    }


def _stepper(which: str, minutes: int, texts: Texts) -> View:
    return {
        "label": texts.say(f"operator.{which}"),
        "value": clock(minutes),
        "earlier": f"earlier:{which}",
        "later": f"later:{which}",
    }
