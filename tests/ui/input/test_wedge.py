"""A scanner that types, and people who type: each key goes where it belongs, in order."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.input.wedge import HOLD_S, LONGEST_TEXT, KeyboardWedge

CODE = "Hk3_Zt-9QmW.made-up_0123456789"
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
SHIFTED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_:?!"


class Field(QWindow):
    """A window with one field: what is typed stands in ``text``; every key is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.keys: list[tuple[QEvent.Type, int]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        self.text += event.text().replace("\r", "⏎").replace("\t", "⇥")
        self.keys.append((PRESS, event.key()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        self.keys.append((RELEASE, event.key()))


class Desk:
    """Somebody's hands and a scanner, at one keyboard; the time is the system's, in milliseconds."""

    def __init__(self, qtbot: QtBot, window: QWindow | None = None) -> None:
        self.qtbot = qtbot
        self.field = Field()
        self.window = window or self.field
        self.wedge = KeyboardWedge(self.window, self.processed_at)
        self.scans: list[str] = []
        self.cut_offs: list[bool] = []
        self.wedge.scanned.connect(self.scans.append)
        self.wedge.cut_off.connect(lambda: self.cut_offs.append(True))
        self.now_ms = 50_000
        self.carries_time = True

    def processed_at(self) -> float:
        """A busy screen gets to all keys at once; only where keys carry no time it has to do."""
        return 0.0 if self.carries_time else self.now_ms / 1000

    def send(self, kind: QEvent.Type, key: int, text: str = "", *, repeat: bool = False) -> None:
        shifted = Qt.KeyboardModifier.ShiftModifier if text and text in SHIFTED else _NONE
        event = QKeyEvent(kind, key, shifted, text, repeat)
        if self.carries_time:
            event.setTimestamp(self.now_ms)
        QCoreApplication.sendEvent(self.window, event)

    def key(self, letter: str, gap_ms: int, down_ms: int = 0) -> None:
        """One key pressed ``gap_ms`` after the last, and let go."""
        self.now_ms += gap_ms
        key, text = _KEYS.get(letter, (ord(letter.upper()), letter))
        if letter in SHIFTED:
            self.send(PRESS, Qt.Key.Key_Shift)
        self.send(PRESS, key, text)
        self.now_ms += down_ms
        self.send(RELEASE, key, text)
        if letter in SHIFTED:
            self.send(RELEASE, Qt.Key.Key_Shift)

    def scan(self, text: str = CODE, *, after_ms: int = 400, gap_ms: int = 4, end: str = "⏎") -> None:
        for place, letter in enumerate(text + end):
            self.key(letter, gap_ms if place else after_ms, down_ms=min(1, gap_ms))

    def type(self, text: str, gap_ms: int) -> None:
        """Each key is given the time that the machine holds it, as it is at a real keyboard."""
        for letter in text:
            self.key(letter, gap_ms)
            if gap_ms > HOLD_S * 1000:
                self.pause(0)

    def pause(self, ms: int) -> None:
        """Nobody touches anything until what is held has gone where it belongs."""
        self.now_ms += ms
        timer = self.wedge._timer
        self.qtbot.waitUntil(lambda: not timer.isActive(), timeout=5000)
        for _ in range(3):
            QCoreApplication.processEvents()


_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = {"⏎": (int(Qt.Key.Key_Return), "\r"), "⇥": (int(Qt.Key.Key_Tab), "\t")}


@pytest.fixture
def desk(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Desk]:
    assert qapp is not None
    desk = Desk(qtbot)
    yield desk
    desk.wedge.close()
    desk.wedge.deleteLater()
    desk.field.destroy()


def test_a_scan_is_told_and_none_of_its_keys_reaches_the_field(desk: Desk) -> None:
    desk.scan()
    desk.pause(500)
    assert desk.scans == [CODE]
    assert (desk.field.text, desk.field.keys, desk.cut_offs) == ("", [], [])


@pytest.mark.parametrize("end", ["⏎", "⇥", "⏎⏎"])
@pytest.mark.parametrize("gap_ms", [0, 1, 10, 30])
def test_scanners_quick_and_slow_and_with_every_end(desk: Desk, gap_ms: int, end: str) -> None:
    desk.scan(gap_ms=gap_ms, end=end)
    desk.pause(500)
    assert (desk.scans, desk.field.text, desk.field.keys) == ([CODE], "", [])


def test_shifted_characters_keep_their_case(desk: Desk) -> None:
    desk.scan("ABCdef_GHI-jkl")
    desk.pause(500)
    assert (desk.scans, desk.field.keys) == (["ABCdef_GHI-jkl"], [])


@pytest.mark.parametrize("gap_ms", [60, 90, 150, 400])
def test_what_people_type_slowly_or_quickly_arrives_unharmed(desk: Desk, gap_ms: int) -> None:
    desk.type("Wang Xiaoming 460105⏎", gap_ms)
    desk.pause(500)
    assert desk.field.text == "Wang Xiaoming 460105⏎"
    assert (desk.scans, desk.cut_offs) == ([], [])


def test_every_press_has_its_release_and_all_are_in_order(desk: Desk) -> None:
    desk.type("ab", 20)
    desk.pause(100)
    a, b = int(Qt.Key.Key_A), int(Qt.Key.Key_B)
    assert desk.field.keys == [(PRESS, a), (RELEASE, a), (PRESS, b), (RELEASE, b)]


def test_the_quickest_of_typists_rolls_a_few_keys_and_is_no_scanner(desk: Desk) -> None:
    for word in ("the ", "haus", "ing⏎"):
        desk.type(word[:1], 120)
        desk.type(word[1:], 25)
        desk.pause(0)
    assert desk.field.text == "the hausing⏎"
    assert (desk.scans, desk.cut_offs) == ([], [])


def test_a_key_is_held_back_for_a_moment_only(desk: Desk) -> None:
    desk.key("a", 500)
    assert desk.field.text == ""
    desk.pause(0)
    assert desk.field.text == "a"


def test_a_scan_in_the_midst_of_a_text_leaves_the_text_alone(desk: Desk) -> None:
    desk.type("he ping ", 110)
    desk.scan(after_ms=300)
    desk.pause(300)
    desk.type("nan lu", 110)
    desk.pause(300)
    assert desk.field.text == "he ping nan lu"
    assert desk.scans == [CODE]


def test_a_key_held_down_repeats_in_the_field(desk: Desk) -> None:
    key = int(Qt.Key.Key_X)
    desk.send(PRESS, key, "x")
    for _ in range(40):
        desk.now_ms += 33
        desk.send(PRESS, key, "x", repeat=True)
    desk.send(RELEASE, key, "x")
    desk.now_ms += 33
    desk.key("⏎", 33)
    desk.pause(500)
    assert desk.field.text == "x" * 41 + "⏎"
    assert (desk.scans, desk.cut_offs) == ([], [])


def test_keys_that_write_nothing_go_on_at_once_and_in_order(desk: Desk) -> None:
    desk.key("a", 500)
    desk.now_ms += 10
    desk.send(PRESS, int(Qt.Key.Key_Left))
    left, a = int(Qt.Key.Key_Left), int(Qt.Key.Key_A)
    assert desk.field.keys == [(PRESS, a), (RELEASE, a), (PRESS, left)]


def test_enter_alone_and_tab_alone_work_the_screen(desk: Desk) -> None:
    desk.key("⏎", 500)
    desk.key("⇥", 500)
    assert desk.field.text == "⏎⇥"
    desk.scan()
    desk.key("⏎", 800)
    assert desk.field.text == "⏎⇥⏎"


def test_two_scans_one_after_the_other(desk: Desk) -> None:
    desk.scan("first-code")
    desk.scan("second-code", after_ms=3)
    desk.scan("third-code", after_ms=50)
    desk.pause(500)
    assert (desk.scans, desk.field.text) == (["first-code", "second-code", "third-code"], "")


def test_a_scan_without_its_end_is_told_as_cut_off_and_never_typed(desk: Desk) -> None:
    desk.scan(end="")
    desk.pause(500)
    assert (desk.scans, desk.cut_offs, desk.field.text) == ([], [True], "")
    desk.scan(after_ms=2500)
    assert desk.scans == [CODE]


@pytest.mark.parametrize("pause_ms", [45, 80, 150, 900, 1900])
@pytest.mark.parametrize("place", [6, 10, 19, 24, 29, 30])
def test_half_of_a_scan_that_stuttered_is_nobodys_code(desk: Desk, place: int, pause_ms: int) -> None:
    desk.scan(CODE[:place], end="")
    desk.pause(0)
    desk.scan(CODE[place:], after_ms=pause_ms)
    desk.pause(0)
    assert desk.scans == []
    assert "⏎" not in desk.field.text
    desk.scan(after_ms=2500)
    assert desk.scans == [CODE]


def test_a_scan_that_begins_while_somebody_types_may_be_a_part(desk: Desk) -> None:
    desk.type("abc", 60)
    desk.scan(after_ms=60)
    desk.pause(0)
    assert (desk.scans, desk.cut_offs, desk.field.text) == ([], [True], "abc")


def test_a_very_long_scan_is_swallowed_whole_and_fills_no_memory(desk: Desk) -> None:
    desk.scan("a" * 4000, end="", gap_ms=1)
    assert len(desk.wedge._run.held) <= 3
    desk.key("⏎", 1)
    assert desk.scans == ["a" * LONGEST_TEXT]
    assert desk.field.keys == []


def test_keys_without_a_time_of_their_own_are_timed_by_the_clock(desk: Desk) -> None:
    desk.carries_time = False
    desk.scan()
    desk.pause(500)
    desk.type("typed", 90)
    desk.pause(500)
    assert (desk.scans, desk.field.text) == ([CODE], "typed")


def test_a_busy_screen_does_not_tear_a_scan(desk: Desk) -> None:
    for letter in CODE[:-1]:
        desk.key(letter, 4)
    # The screen was busy for longer than a key is held: the timer comes first, the next key right behind it.
    desk.wedge._timer.stop()
    desk.wedge._timer.timeout.emit()
    desk.key(CODE[-1], 4)
    QCoreApplication.processEvents()
    desk.key("⏎", 4)
    desk.pause(0)
    assert (desk.scans, desk.field.text, desk.cut_offs) == ([CODE], "", [])


def test_the_systems_milliseconds_begin_anew_after_49_days(desk: Desk) -> None:
    desk.now_ms = 2**32 - 3000
    desk.scan("without-an-end-at-all", end="")
    desk.pause(0)
    desk.now_ms = 1000
    desk.scan(after_ms=500)
    desk.key("⏎", 600)
    assert desk.scans == [CODE]
    assert desk.field.text == "⏎"


def test_when_it_is_closed_what_was_held_is_typed_and_nothing_is_filtered(desk: Desk) -> None:
    desk.key("a", 500)
    desk.wedge.close()
    desk.scan("open-now")
    assert desk.field.text == "aopen-now⏎"
    assert desk.scans == []


def test_qts_own_keyboard_reaches_the_field(desk: Desk) -> None:
    desk.field.show()
    QTest.keyClick(desk.field, Qt.Key.Key_A)
    desk.qtbot.waitUntil(lambda: desk.field.text == "a", timeout=5000)


QML = b"""
import QtQuick
Window {
    property alias text: field.text
    visible: true
    TextInput { id: field; focus: true }
}
"""


def test_a_field_of_the_touchscreen_gets_what_is_typed_and_nothing_that_is_scanned(
    qtbot: QtBot, qapp: QGuiApplication
) -> None:
    assert qapp is not None
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(QML, "")
    window = component.create()
    assert isinstance(window, QQuickWindow)
    window.requestActivate()
    qtbot.waitUntil(lambda: window.activeFocusItem() is not None, timeout=5000)
    desk = Desk(qtbot, window)
    desk.type("meilan ", 110)
    desk.scan()
    desk.pause(300)
    desk.type("QU", 110)
    desk.pause(300)
    assert window.property("text") == "meilan QU"
    assert desk.scans == [CODE]
    desk.wedge.close()
    window.close()
    window.deleteLater()
