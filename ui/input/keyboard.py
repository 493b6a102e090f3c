"""Pinyin as the on-screen keyboard sees it: letters in, candidates to show, finished text out."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from ui.input.pinyin import LONGEST_SPELLING, PinyinEngine, Purpose
from ui.input.writing import HandwritingInput


class PinyinInput(QObject):
    """The ``engine`` of KeyboardPanel. Lives on the GUI thread, over an open engine that the caller owns."""

    changed = Signal()
    purpose_changed = Signal()
    committed = Signal(str)

    def __init__(self, engine: PinyinEngine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._offer: list[str] = []
        self._purpose = Purpose.TEXT
        self._hand = HandwritingInput(self)

    def _get_hand(self) -> HandwritingInput:
        return self._hand

    hand = Property(QObject, _get_hand, constant=True)
    """The other way to Chinese: written with a finger."""

    def _get_composition(self) -> str:
        return self._engine.chosen + self._engine.spelling

    composition = Property(str, _get_composition, notify=changed)
    """What is being typed: words already chosen, then the letters that are left."""

    def _get_candidates(self) -> list[str]:
        return self._offer

    candidates = Property(list, _get_candidates, notify=changed)

    def _get_purpose(self) -> str:
        return self._purpose

    def _set_purpose(self, purpose: str) -> None:
        if purpose != self._purpose:
            self._purpose = Purpose(purpose)
            self.reset()
            self.purpose_changed.emit()

    purpose = Property(str, _get_purpose, _set_purpose, notify=purpose_changed)
    """text, name or address, as the field says."""

    @Slot(str)
    def type(self, letter: str) -> None:
        """One letter a-z or an apostrophe; letters beyond the longest spelling are not taken."""
        if len(self._engine.spelling) < LONGEST_SPELLING:
            self._spell(self._engine.spelling + letter)

    @Slot()
    def backspace(self) -> None:
        """Takes the last letter away; when none is left, what was chosen before is committed."""
        if self._engine.spelling:
            self._spell(self._engine.spelling[:-1])

    @Slot(int)
    def choose(self, index: int) -> None:
        """Takes a candidate; commits when no letters are left. An index that is not offered does nothing."""
        if not 0 <= index < len(self._offer):
            return
        self._offer = self._engine.choose(index, purpose=self._purpose)
        if self._engine.spelling:
            self.changed.emit()
        else:
            self.commitRaw()

    @Slot()
    def commitRaw(self) -> None:  # noqa: N802  the name QML calls
        """Hands over what stands in the composition as it is, letters included."""
        text = self._engine.chosen + self._engine.spelling
        self.reset()
        if text:
            self.committed.emit(text)

    @Slot()
    def reset(self) -> None:
        """Drops the composition."""
        self._engine.reset()
        self._offer = []
        self.changed.emit()

    @Slot()
    def forget(self) -> None:
        """The visit is over: nothing of it stays in the keyboard."""
        self._engine.forget()
        self._offer = []
        self._hand.reset()
        self.changed.emit()

    def _spell(self, spelling: str) -> None:
        self._offer = self._engine.spell(spelling, purpose=self._purpose)
        if spelling:
            self.changed.emit()
        else:
            self.commitRaw()
