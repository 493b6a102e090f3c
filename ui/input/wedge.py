"""Tells a code scanner that types like a keyboard from a person who types, and keeps its keys out of every field.

Each key is held back for ``HOLD_S``. A scanner's keys follow each other within ``GAP_S`` and end with Enter or Tab;
then they are swallowed and ``scanned`` tells their text. Otherwise all go on to the window, in order.

| keys | become |
|---|---|
| 6 or more, each within 35 ms, then Enter or Tab | a scan |
| the same, but with other keys less than 0.1 s before | swallowed, ``cut_off``: it may be a part |
| 20 or more, each within 35 ms, then nothing | swallowed, ``cut_off``: no person types so |
| any that end with Enter within 2 s of ``cut_off``, or of 6 keys that were no scan | swallowed: the tail of a scan |
| any other, a repeat of a key held down, Ctrl, Alt, arrows | typing |

Times are those at which the system saw the keys, so a busy screen neither makes a scan of typing nor tears a scan.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

GAP_S = 0.035
"""USB scanners type every 1 to 10 ms, wireless ones up to 30; a quick typist's keys are 60 ms and more apart, and only
now and then do two of them fall closer together."""

HOLD_S = 0.045
QUIET_BEFORE_S = 0.1
TAIL_S = 2.0
FEWEST_KEYS = 6
SURELY_A_SCAN = 20
LONGEST_TEXT = 513
"""One more than a code may have: enough to be refused as too long."""

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_TYPED_WITH = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class _Kind(Enum):
    LETTER = auto()
    SHIFT = auto()
    END = auto()
    OTHER = auto()


@dataclass(slots=True)
class _Run:
    """Keys that followed each other closely, as far as nobody knows yet what they are."""

    is_whole: bool = False
    """Whether nothing can have gone before: there was quiet, or the end of a scan."""
    is_tail: bool = False
    """Whether it began so soon after a scan without its end that it may be the rest of it."""
    held: list[QKeyEvent] = field(default_factory=list, repr=False)
    letters: list[str] = field(default_factory=list, repr=False)
    count: int = 0


class KeyboardWedge(QObject):
    """Filters the keys of one window from construction until ``close``. Lives on the GUI thread.

    ``clock`` counts seconds; it is asked only for keys that carry no time of their own.
    """

    scanned = Signal(str)
    """The text of one scan as it was typed, without its end; nothing was checked yet."""

    cut_off = Signal()
    """A scan came and did not end."""

    def __init__(self, window: QWindow, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._clock = clock
        self._run = _Run()
        self._last_key_at = float("-inf")
        self._last_scan_at = float("-inf")
        self._tail_until = float("-inf")
        self._swallowed_down: set[int] = set()
        self._is_passing_on = False
        self._timer = QTimer(self, singleShot=True, interval=round(HOLD_S * 1000))
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._quiet)
        window.installEventFilter(self)

    def close(self) -> None:
        """Passes on what is held and filters no more."""
        self._window.removeEventFilter(self)
        self._timer.stop()
        self._give_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802  Qt's names
        if self._is_passing_on or not isinstance(event, QKeyEvent):
            return False
        match event.type():
            case QEvent.Type.KeyPress:
                return self._pressed(event)
            case QEvent.Type.KeyRelease:
                return self._released(event)
            case _:
                return False

    def _pressed(self, event: QKeyEvent) -> bool:
        at = event.timestamp() / 1000 or self._clock()
        gap_s = at - self._last_key_at
        if gap_s < 0:  # the system's milliseconds begin anew after 49 days
            self._last_scan_at = self._tail_until = float("-inf")
        if gap_s > GAP_S or gap_s < 0:
            self._give_up()
            is_whole = gap_s < 0 or gap_s >= QUIET_BEFORE_S or self._last_key_at == self._last_scan_at
            self._run = _Run(is_whole, is_tail=at <= self._tail_until)
        self._last_key_at = at
        kind = _kind(event)
        match kind:
            case _Kind.OTHER:
                self._give_up()
                return False
            case _Kind.END:
                return self._ended(event, at)
            case _Kind.LETTER | _Kind.SHIFT:
                self._hold(event, kind)
                return True

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed_down and not event.isAutoRepeat():
            self._swallowed_down.discard(event.key())
            return True
        if self._run.held:
            self._run.held.append(_copy(event))
            return True
        return False

    def _hold(self, event: QKeyEvent, kind: _Kind) -> None:
        run = self._run
        if kind is _Kind.LETTER:
            run.count += 1
            if len(run.letters) < LONGEST_TEXT:
                run.letters.append(event.text())
        run.held.append(_copy(event))
        self._swallowed_down.discard(event.key())
        if run.count >= SURELY_A_SCAN:
            self._swallow()
        self._timer.start()

    def _ended(self, event: QKeyEvent, at: float) -> bool:
        run = self._run
        # Scanners set to end with CR and LF press Enter twice; the second would press a button of the screen.
        is_second_end = not run.count and at - self._last_scan_at <= GAP_S
        if not (run.is_tail or is_second_end or run.count >= FEWEST_KEYS):
            self._give_up()
            return False
        self._swallow()
        self._timer.stop()
        self._run = _Run(is_whole=True)
        self._swallowed_down.add(event.key())
        self._last_scan_at = at
        self._tail_until = float("-inf")
        if run.count >= FEWEST_KEYS and not run.is_tail:
            if run.is_whole:
                self.scanned.emit("".join(run.letters))
            else:
                self.cut_off.emit()
        return True

    def _quiet(self) -> None:
        # After a busy moment keys may be waiting behind this timer; let them in first.
        last_key_at = self._last_key_at
        QTimer.singleShot(0, self, lambda: self._give_up() if self._last_key_at == last_key_at else None)

    def _give_up(self) -> None:
        """Nothing more came, or something else: it was typing, or a scan without its end."""
        run, self._run = self._run, _Run()
        self._timer.stop()
        if run.count >= FEWEST_KEYS:
            self._tail_until = self._last_key_at + TAIL_S
        if run.count >= SURELY_A_SCAN:
            if not run.is_tail:
                self.cut_off.emit()
            return
        self._is_passing_on = True
        try:
            for event in run.held:
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._is_passing_on = False

    def _swallow(self) -> None:
        for event in self._run.held:
            if event.type() == QEvent.Type.KeyPress:
                self._swallowed_down.add(event.key())
            else:
                self._swallowed_down.discard(event.key())
        self._run.held.clear()


def _kind(event: QKeyEvent) -> _Kind:
    if event.isAutoRepeat() or event.modifiers() & ~_TYPED_WITH:
        return _Kind.OTHER
    if event.key() in _ENDS:
        return _Kind.END
    if event.key() == Qt.Key.Key_Shift:
        return _Kind.SHIFT
    return _Kind.LETTER if event.text().isprintable() and event.text() else _Kind.OTHER


def _copy(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
