"""What stands on the operator's desk: its frame, its five pages, and the question before a change. Pure.

A page is a list of sections, a section a list of rows; every row and button says in ``act`` what a touch on it does
(``verb:name``, see ``ui.operator_model``).
"""

from typing import assert_never

from config.texts import Texts
from kiosk.desk import state as d
from kiosk.desk.picture import Picture
from kiosk.offer.change import (
    Announced,
    AnnouncementEnded,
    Change,
    HotSet,
    HoursSet,
    Replaced,
    SettingSet,
    Switched,
    Ticked,
    Undone,
)
from kiosk.offer.checklist import left_to_do
from ui.presentation.chrome import View
from ui.presentation.operator_pages import counts, notices, services, supplies, today
from ui.presentation.operator_question import question
from ui.presentation.operator_rows import name_of

_GLYPHS = {
    d.Page.TODAY: "check",
    d.Page.SERVICES: "document",
    d.Page.NOTICES: "sound",
    d.Page.SUPPLIES: "printer",
    d.Page.COUNTS: "users",
}


def operator(state: d.State, texts: Texts, language: str) -> dict[str, View]:
    """The view of the desk; ``screen`` is empty while it is closed."""
    match state:
        case d.Closed():
            return {"screen": ""}
        case d.Desk():
            return _desk(state, texts, language)
        case _ as never:
            assert_never(never)


def _desk(desk: d.Desk, texts: Texts, language: str) -> dict[str, View]:
    say, picture = texts.say, desk.picture
    page: dict[str, View] = {"figures": [], "sections": []}
    if picture is not None:
        page |= _page(desk, picture, texts, language)
    return {
        "screen": "Desk",
        "key": f"{desk.page}/{desk.theme}",
        "title": say("operator.title"),
        "account": desk.session.account,
        "tabs": [_tab(page, desk, texts) for page in d.Page],
        "told": desk.told.told(texts) if desk.told else "",
        "toldTone": "success" if desk.told_well else "danger",
        "loading": say("operator.loading") if picture is None else "",
        "question": question(desk.question, picture, texts, language),
        "undo": _undo(picture, texts, language),
        "leave": say("operator.leave"),
        "more": say("shell.more"),
        **page,
    }


def _tab(page: d.Page, desk: d.Desk, texts: Texts) -> View:
    left = left_to_do(desk.picture.checks) if desk.picture and page is d.Page.TODAY else 0
    low = sum(level.is_low for level in desk.picture.levels) if desk.picture else 0
    count = left if page is d.Page.TODAY else low if page is d.Page.SUPPLIES else 0
    return {
        "act": f"page:{page}",
        "title": texts.say(f"operator.page_{page}"),
        "glyph": _GLYPHS[page],
        "chosen": desk.page is page,
        "count": str(count) if count else "",
    }


def _page(desk: d.Desk, picture: Picture, texts: Texts, language: str) -> dict[str, View]:
    match desk.page:
        case d.Page.TODAY:
            return today(picture, texts)
        case d.Page.SERVICES:
            return services(picture, desk.theme, texts, language)
        case d.Page.NOTICES:
            return notices(picture, texts, language)
        case d.Page.SUPPLIES:
            return supplies(picture, texts)
        case d.Page.COUNTS:
            return counts(picture, texts, language)
        case _ as never:
            assert_never(never)


def _undo(picture: Picture | None, texts: Texts, language: str) -> str:
    if picture is None or picture.undoable is None:
        return ""
    change = _named(picture.undoable.change, picture, texts, language)
    return texts.say("operator.undo", change=change) if change else ""


def _named(change: Change, picture: Picture, texts: Texts, language: str) -> str:
    """The change in a few words, for the button that takes it back."""
    say = texts.say
    match change:
        case Switched(kind, name, switch):
            told = name_of(kind, name, picture, texts, language)
            verb = "scheduled" if switch.starts or switch.hours else "on" if switch.offered else "off"
            return say(f"operator.change_{verb}", name=told)
        case HoursSet():
            return say("operator.change_hours")
        case Announced():
            return say("operator.change_announced")
        case AnnouncementEnded():
            return say("operator.change_ended")
        case HotSet():
            return say("operator.change_hot")
        case Replaced(supply):
            return say("operator.change_replaced", name=say(f"operator.supply_{supply}"))
        case Ticked(check):
            return say("operator.change_ticked", name=say(f"operator.check_{check}"))
        case SettingSet(key):
            return say("operator.change_setting", name=key)
        case Undone():
            return ""
        case _ as never:
            assert_never(never)
