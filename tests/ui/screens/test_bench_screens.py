"""The technician's bench on the real screen: the hidden way in, the PIN pad, the board, the question."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from config.faults import FaultCode
from config.texts import texts
from kiosk.bench import state as b
from kiosk.bench.finding import Finding, FindingState, Saying, not_fitted
from kiosk.staff.account import Account, AccountName, AccountState, Role
from kiosk.visit import event as e
from tests.ui.screens.hall_screen import HallScreen

AT = datetime(2026, 11, 24, 9, 48, 12, tzinfo=UTC)
LI = Account(AccountName("li-gong"), Role.TECHNICIAN, AccountState.ACTIVE, AT)
STATION = (
    Finding(
        "id_card", FindingState.READY, AT, saying=Saying("doctor.answers"), note="module 05000300-FB2F3401"
    ),
    Finding("social_card", FindingState.FAULTY, AT, FaultCode.READER_UNPLUGGED),
    Finding("receipt_printer", FindingState.ATTENTION, AT, FaultCode.PRINTER_PAPER_NEAR_END),
    not_fitted("ups"),
    not_fitted("speaker"),
    Finding("disk", FindingState.READY, AT, saying=Saying("doctor.disk_free"), note="80626 MB"),
)


def sign_in(hall: HallScreen) -> None:
    hall.bench.dispatch(b.Called())
    hall.bench.dispatch(b.NamesTold((LI.name,)))
    hall.bench.dispatch(b.SignedIn(LI))
    hall.bench.dispatch(b.Looked(STATION))
    hall.settle()


def press(hall: HallScreen, text: str) -> None:
    button = next(
        item
        for item in hall.shown()
        if item.property("text") == text and item.property("compact") is not None
    )
    hall.tap(button)


def hold_the_door(hall: HallScreen) -> None:
    door = next(item for item in hall.every_item() if item.objectName() == "staffDoor")
    door.setProperty("pressAndHoldInterval", 1)
    point = door.mapToScene(QPointF(door.width() / 2, door.height() / 2)).toPoint()
    window, left, none = hall.shell.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, point)
    QTest.qWait(50)
    QTest.mouseRelease(window, left, none, point)


def test_a_finger_held_on_the_halls_name_opens_the_bench(hall: HallScreen) -> None:
    hold_the_door(hall)
    hall.until(lambda: hall.bench.bench.is_open)
    assert texts("zh").say("bench.sign_in") in hall.words()


def test_a_touch_there_opens_nothing(hall: HallScreen) -> None:
    door = next(item for item in hall.every_item() if item.objectName() == "staffDoor")
    hall.tap(door)
    assert not hall.bench.bench.is_open


def test_in_the_midst_of_a_visit_the_gesture_does_nothing(hall: HallScreen) -> None:
    hall.busy = True
    hold_the_door(hall)
    assert not hall.bench.bench.is_open


def test_the_pin_is_typed_as_dots_and_handed_over_once(hall: HallScreen) -> None:
    asked: list[b.Command] = []
    hall.bench.wanted.connect(asked.append)
    hall.bench.dispatch(b.Called())
    hall.bench.dispatch(b.NamesTold((LI.name,)))
    hall.settle()
    for digit in "739164":
        press(hall, digit)
    assert "739164" not in hall.words()
    press(hall, texts("zh").say("bench.enter"))
    assert asked[-1] == b.TrySignIn(LI.name, "739164")
    pad = next(item for item in hall.every_item() if item.property("typed") is not None)
    assert pad.property("typed") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_board_says_how_each_device_is_and_what_to_do(hall: HallScreen, language: str) -> None:
    hall.speak(language)
    sign_in(hall)
    words, say = hall.words(), texts(language).say
    assert say("device.social_card") in words
    assert say("fault.reader_unplugged.staff") in words
    assert say("fault.reader_unplugged.remedy") in words
    assert say("bench.absent", names=f"{say('device.ups')} · {say('device.speaker')}") in words


def test_the_parts_that_are_no_devices_have_nothing_to_set_off(hall: HallScreen) -> None:
    sign_in(hall)
    tests = [item for item in hall.texts() if item.property("text") == texts("zh").say("bench.test")]
    assert len(tests) == 3


def test_a_test_is_asked_for_and_its_question_answered(hall: HallScreen) -> None:
    asked: list[b.Command] = []
    hall.bench.wanted.connect(asked.append)
    sign_in(hall)
    hall.bench.test("receipt_printer")
    hall.bench.dispatch(b.TestEnded("receipt_printer", needs_eyes=True))
    hall.until(lambda: texts("zh").say("bench.judge_receipt_printer") in hall.words())
    press(hall, texts("zh").say("bench.judge_yes"))
    assert asked[-1] == b.KeepJudgement("receipt_printer", True, LI.actor)


def test_residents_get_their_screen_back(hall: HallScreen) -> None:
    sign_in(hall)
    press(hall, texts("zh").say("bench.leave"))
    assert not hall.bench.bench.is_open
    hall.settle()
    assert texts("zh").say("bench.title") not in hall.words()
    hall.happen(e.Touched())
    assert hall.state == "Home"
