"""Rows and sections of the operator's desk, and how it names things and times. Pure."""

from collections.abc import Sequence
from datetime import datetime

from config.texts import Texts
from kiosk.desk.picture import Picture
from kiosk.offer.hours import OpeningHours
from kiosk.offer.offer import Kind
from ui.presentation.chrome import View

_WORKDAYS, _WEEKEND = tuple(range(5)), (5, 6)


def row(title: str, **given: View) -> dict[str, View]:
    """One row; what is not given is not there. ``toggle`` is "on", "off" or empty, ``bar`` below 0 is none."""
    empty: dict[str, View] = {
        "title": title, "note": "", "noteTone": "neutral", "glyph": "", "tone": "neutral", "bar": -1.0,
        "badge": "", "badgeTone": "neutral",
        "act": "", "button": "", "buttonAct": "", "buttonQuiet": False,
        "star": "", "starAct": "", "toggle": "", "toggleText": "", "toggleAct": "",
    }  # fmt: skip
    return empty | given


def section(title: str, rows: Sequence[View], hint: str = "", **given: View) -> dict[str, View]:
    """``button`` stands beside the title; ``columns`` and ``table`` make it a table."""
    empty: dict[str, View] = {
        "title": title, "hint": hint, "rows": list(rows), "button": "", "buttonAct": "", "columns": [], "table": [],
    }  # fmt: skip
    return empty | given


def name_of(kind: Kind, name: str, picture: Picture, texts: Texts, language: str) -> str:
    """What people call it; its code where nobody has said."""
    if kind is Kind.DEVICE:
        return texts.say(f"device.{name}")
    if kind is Kind.ITEM:
        named = picture.name(name)
        return name if named is None else named.zh if language == "zh" else named.en
    known = f"operator.theme_{name}"
    return texts.say(f"operator.theme_{name}") if known in texts.names() else name


def hours_line(stretch: OpeningHours, texts: Texts) -> str:
    say = texts.say
    match stretch.days:
        case days if days == (*_WORKDAYS, *_WEEKEND):
            told = say("operator.days_all")
        case days if days == _WORKDAYS:
            told = say("operator.days_workdays")
        case days if days == _WEEKEND:
            told = say("operator.days_weekend")
        case days:
            told = " ".join(say(f"operator.day_{day}") for day in days)
    return say("operator.hours_line", days=told, opens=clock(stretch.opens), closes=clock(stretch.closes))


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def moment(at: datetime) -> str:
    return at.strftime("%m-%d %H:%M")
