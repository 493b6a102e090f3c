"""The desk's state machine: `advance(desk, event, now) -> (desk, commands)`. Pure; any thread.

| where | left alone for | becomes |
|---|---|---|
| Desk | 120 s, or 900 s in all | Closed |
"""

from dataclasses import replace
from typing import assert_never

from kiosk.desk import command as c
from kiosk.desk import state as d
from kiosk.desk.picture import Picture
from kiosk.offer.checklist import CheckState
from kiosk.offer.hours import DAY_MINUTES, OpeningHours
from kiosk.offer.offer import Offered, Withdrawn
from kiosk.staff.session import session_of

STEP_MIN = 30
_WORKDAYS, _EVERY_DAY = tuple(range(5)), tuple(range(7))

Commands = tuple[c.Command, ...]
Step = tuple[d.State, Commands]


def advance(state: d.State, event: d.Event, now: float) -> Step:
    """One step. What does not fit where the desk is, is passed over."""
    match state:
        case d.Closed():
            if isinstance(event, d.Opened):
                return d.Desk(session_of(event.account, now)), (c.StartLooking(),)
            return state, ()
        case d.Desk():
            return _at_desk(state, event, now)
        case _ as never:
            assert_never(never)


def _at_desk(desk: d.Desk, event: d.Event, now: float) -> Step:
    match event:
        case d.Touched():
            return replace(desk, session=desk.session.touched(now)), ()
        case d.TimePassed() if desk.session.is_over(now):
            return _closed(desk)
        case d.Left():
            return _closed(desk)
        case d.Looked(picture):
            return replace(desk, picture=picture), ()
        case d.PageChosen(page):
            return replace(desk, page=page, theme="", question=None, told=None), ()
        case d.ThemeChosen(theme) if desk.page is d.Page.SERVICES:
            return replace(desk, theme=theme, told=None), ()
        case d.Changed(told, well):
            return replace(desk, told=told, told_well=well), ()
        case d.Cancelled():
            return replace(desk, question=None), ()
        case _:
            if desk.question is not None:
                return _answering(desk, desk.question, event)
            if desk.picture is not None:
                return _working(desk, desk.picture, event)
            return desk, ()


def _closed(desk: d.Desk) -> Step:
    return d.Closed(), (c.StopLooking(), c.SignOut(desk.session.actor))


def _working(desk: d.Desk, picture: Picture, event: d.Event) -> Step:
    """What a finger asks for on the pages."""
    by, offer = desk.session.actor, picture.offer
    match event:
        case d.SwitchTapped(kind, name):
            if isinstance(offer.standing.get((kind, name), Offered()), Withdrawn):
                return replace(desk, told=None), (c.TurnOn(kind, name, by),)
            return _ask(desk, d.SwitchingOff(kind, name))
        case d.AnnounceTapped():
            return _ask(desk, d.Announcing())
        case d.HoursTapped():
            return _ask(desk, _hours_now(offer.hours))
        case d.EndTapped(announcement):
            return desk, (c.EndAnnouncement(announcement, by),)
        case d.TickTapped(name):
            found = next((check for check in picture.checks if check.name == name and check.by_hand), None)
            return (
                (desk, ())
                if found is None
                else (desk, (c.Tick(name, found.state is not CheckState.DONE, by),))
            )
        case d.ReplacedTapped(supply):
            return desk, (c.Replace(supply, by),)
        case d.HotTapped(code):
            without = tuple(each for each in offer.hot if each != code)
            return desk, (c.SetHot(without if code in offer.hot else (*offer.hot, code), by),)
        case d.HotRaised(code) if code in offer.hot[1:]:
            codes = list(offer.hot)
            place = codes.index(code)
            codes[place - 1], codes[place] = codes[place], codes[place - 1]
            return desk, (c.SetHot(tuple(codes), by),)
        case d.UndoTapped() if picture.undoable is not None:
            return desk, (c.Undo(picture.undoable.id, by),)
        case _:
            return desk, ()


def _ask(desk: d.Desk, question: d.Question) -> Step:
    return replace(desk, question=question, told=None), ()


def _answering(desk: d.Desk, question: d.Question, event: d.Event) -> Step:
    """The page behind a question takes no touch."""
    match event:
        case d.OptionChosen(option):
            return replace(desk, question=_chosen(question, option)), ()
        case d.Stepped(closes, later) if isinstance(question, d.SettingHours):
            return replace(desk, question=_stepped(question, closes=closes, later=later)), ()
        case d.Confirmed():
            return replace(desk, question=None), (_answered(question, desk),)
        case _:
            return desk, ()


def _chosen(question: d.Question, option: str) -> d.Question:
    """``group.option``; one that the question does not have changes nothing."""
    group, _, name = option.partition(".")
    match question, group:
        case d.SwitchingOff(), "reason" if name in set(d.Reason):
            return replace(question, reason=d.Reason(name))
        case d.Announcing(), "notice" if name in set(d.Notice):
            return replace(question, notice=d.Notice(name))
        case ((d.SwitchingOff() | d.Announcing()), "lasting") if name in set(d.Lasting):
            return replace(question, lasting=d.Lasting(name))
        case d.SettingHours(), "days" if name in set(d.Days):
            return replace(question, days=d.Days(name))
        case _:
            return question


def _stepped(question: d.SettingHours, *, closes: bool, later: bool) -> d.SettingHours:
    """Never past each other, nor out of the day."""
    step = STEP_MIN if later else -STEP_MIN
    opens = question.opens if closes else question.opens + step
    ends = question.closes + step if closes else question.closes
    fits = 0 <= opens < ends <= DAY_MINUTES
    return replace(question, opens=opens, closes=ends) if fits else question


def _answered(question: d.Question, desk: d.Desk) -> c.Command:
    by = desk.session.actor
    match question:
        case d.SwitchingOff(kind, name, reason, lasting):
            return c.TurnOff(kind, name, reason, lasting, by)
        case d.Announcing(notice, lasting):
            return c.Announce(notice, lasting, by)
        case d.SettingHours(d.Days.ALWAYS):
            return c.SetHours((), by)
        case d.SettingHours(days, opens, closes):
            which = _WORKDAYS if days is d.Days.WORKDAYS else _EVERY_DAY
            return c.SetHours((OpeningHours(which, opens, closes),), by)
        case _ as never:
            assert_never(never)


def _hours_now(hours: tuple[OpeningHours, ...]) -> d.SettingHours:
    """The question begins with what holds now, where one stretch can say it."""
    if len(hours) != 1 or hours[0].opens >= hours[0].closes:
        return d.SettingHours(d.Days.WORKDAYS if hours else d.Days.ALWAYS)
    days = d.Days.DAILY if hours[0].days == _EVERY_DAY else d.Days.WORKDAYS
    return d.SettingHours(days, hours[0].opens, hours[0].closes)
