"""The operator's desk on the real screen: five pages, the question before a change, nothing cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtQuick import QQuickItem

from config.faults import FaultCode
from config.texts import texts
from kiosk.bench.finding import Finding, FindingState, Saying
from kiosk.catalogue.words import Text
from kiosk.desk import command as c
from kiosk.desk import state as d
from kiosk.desk.picture import ListedItem, Picture
from kiosk.offer.change import KeptChange, Switched
from kiosk.offer.checklist import checklist
from kiosk.offer.hours import opening_hours
from kiosk.offer.offer import Announcement, Kind, OfferChanges, Switch, Tone, offer_at
from kiosk.offer.supply import Level, Supply
from kiosk.offer.tally import Outcome, Tally
from kiosk.staff.account import Account, AccountName, AccountState, Role
from tests.ui.screens.hall_screen import HEIGHT, WIDTH, HallScreen

AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
LIN = Account(AccountName("lin-fang"), Role.OPERATOR, AccountState.ACTIVE, AT)
CARD, SUBSIDY = "HK-MZ-0263", "HK-MZ-0261"
REPAIR = Text(zh="设备维护中，请稍后再来，或到窗口办理。", en="Under maintenance. Please go to the window.")
CHANGES = OfferChanges(
    4,
    {(Kind.ITEM, CARD): Switch(False, message=REPAIR), (Kind.DEVICE, "speaker"): Switch(False)},
    (opening_hours("mon-fri 08:30-17:30"), opening_hours("sat,sun 09:00-12:00")),
    (Announcement(3, REPAIR, Tone.WARNING),),
    (SUBSIDY,),
)
FINDINGS = [
    Finding("receipt_printer", FindingState.ATTENTION, AT, FaultCode.PRINTER_PAPER_NEAR_END),
    Finding("scanner", FindingState.FAULTY, AT, FaultCode.SCANNER_UNPLUGGED),
    Finding("disk", FindingState.READY, AT, saying=Saying("doctor.disk_free"), note="80626 MB"),
]
LEVELS = (Level(Supply.RECEIPT_ROLL, 271, 300, AT),)
TALLIES = (
    Tally(SUBSIDY, Outcome.BEGUN, 48),
    Tally(SUBSIDY, Outcome.ABANDONED, 5, "FillForm"),
    Tally(SUBSIDY, Outcome.ABANDONED, 1, "SomeNewScreen"),
)
TOUCH = 96


@pytest.fixture
def desk(hall: HallScreen) -> Iterator[HallScreen]:
    items = tuple(ListedItem(item.code, item.name, item.theme) for item in hall.items_offered.values())
    picture = Picture(
        offer_at(CHANGES, AT),
        items,
        ("receipt_printer", "scanner", "speaker"),
        checklist(FINDINGS, LEVELS, {}),
        LEVELS,
        CHANGES.announcements,
        TALLIES,
        (("老人车票", 6),),
        KeptChange(4, AT, LIN.name, Switched(Kind.ITEM, CARD, Switch(False))),
    )
    hall.desk.open(LIN)
    hall.desk.dispatch(d.Looked(picture))
    hall.settle()
    yield hall
    hall.desk.act("leave:")


def on_desk(hall: HallScreen, words: str) -> list[QQuickItem]:
    return [item for item in hall.texts() if words in str(item.property("text"))]


def press(hall: HallScreen, words: str) -> None:
    """The button or switch with these words; the last one drawn lies on top."""
    found = [
        item
        for item in hall.shown()
        if item.inherits("QQuickAbstractButton") and item.property("text") == words
    ]
    hall.tap(found[-1])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", list(d.Page))
def test_no_word_of_a_page_is_cut_off(desk: HallScreen, page: d.Page, language: str) -> None:
    desk.speak(language)
    desk.desk.act(f"page:{page}")
    desk.settle()
    wide = [item for item in desk.texts() if desk.place(item).right() > WIDTH or desk.place(item).left() < 0]
    assert [item.property("text") for item in wide] == []
    assert [item.property("text") for item in desk.texts() if item.property("truncated")] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "asked", ["announce:", "hours:", f"item:{SUBSIDY}", "whole:elderly", "device:scanner"]
)
def test_a_question_fits_the_screen_with_its_buttons(desk: HallScreen, asked: str, language: str) -> None:
    desk.speak(language)
    desk.desk.act("page:services")
    desk.desk.act(asked)
    if asked == "hours:":
        desk.desk.act("option:days.workdays")
    desk.settle()
    words = texts(language).say("operator.cancel")
    cancel = [item for item in on_desk(desk, words) if item.property("text") == words]
    assert len(cancel) == 1
    assert desk.place(cancel[0]).bottom() < HEIGHT - TOUCH
    title = next(item for item in desk.shown() if item.property("countdownUnit") is not None)
    assert title.property("title") != ""


def test_what_is_wrong_says_what_to_do(desk: HallScreen) -> None:
    words, say = desk.words(), texts("zh").say
    assert say("fault.scanner_unplugged.remedy") in words
    assert say("fault.printer_paper_near_end.staff") in words
    assert say("operator.check_no_strange_parts") in words


def test_everything_that_can_be_touched_is_large_enough(desk: HallScreen) -> None:
    for page in d.Page:
        desk.desk.act(f"page:{page}")
        desk.settle()
        small = [
            item.property("text")
            for item in desk.shown()
            if item.inherits("QQuickAbstractButton")
            and item.isEnabled()
            and item.parentItem() is not None
            and min(item.width(), item.height()) < TOUCH
            and item.property("subject") is not None
        ]
        assert small == []


def test_a_switch_asks_then_tells_the_station(desk: HallScreen) -> None:
    asked: list[c.Command] = []
    desk.desk.wanted.connect(asked.append)
    desk.desk.act("page:services")
    desk.desk.act("theme:elderly")
    desk.settle()
    press(desk, texts("zh").say("operator.on"))
    desk.settle()
    assert texts("zh").say("operator.ask_off_sentence") in desk.words()
    press(desk, texts("zh").say("operator.reason_window"))
    press(desk, texts("zh").say("operator.lasting_today"))
    press(desk, texts("zh").say("operator.confirm_off"))
    assert asked == [c.TurnOff(Kind.ITEM, SUBSIDY, d.Reason.WINDOW, d.Lasting.TODAY, LIN.actor)]


def test_a_withdrawn_item_shows_what_residents_read(desk: HallScreen) -> None:
    desk.desk.act("page:services")
    desk.desk.act("theme:elderly")
    desk.settle()
    assert REPAIR.zh in desk.words()


def test_a_screen_that_the_desk_has_no_word_for_is_named_as_it_is(desk: HallScreen) -> None:
    desk.desk.act("page:counts")
    desk.settle()
    assert "SomeNewScreen" in desk.words()
    assert texts("zh").say("operator.screen_fillform") in desk.words()


def test_the_last_change_is_named_on_the_button_that_undoes_it(desk: HallScreen) -> None:
    asked: list[c.Command] = []
    desk.desk.wanted.connect(asked.append)
    name = desk.items_offered[CARD].name.zh
    press(desk, texts("zh").say("operator.undo", change=texts("zh").say("operator.change_off", name=name)))
    assert asked == [c.Undo(4, LIN.actor)]


def test_a_touch_that_no_view_has_given_is_passed_over(desk: HallScreen) -> None:
    before = desk.desk.state
    desk.desk.act("format:disk")
    assert desk.desk.state == before


def test_residents_get_their_screen_back(desk: HallScreen) -> None:
    press(desk, texts("zh").say("operator.leave"))
    desk.settle()
    assert not desk.desk.is_open
    assert texts("zh").say("operator.title") not in desk.words()


def test_a_page_without_anything_yet_says_that_it_looks(hall: HallScreen) -> None:
    hall.desk.open(replace(LIN, name=AccountName("wang-li")))
    hall.settle()
    assert texts("zh").say("operator.loading") in hall.words()
    hall.desk.act("leave:")
