"""Writing by hand as the on-screen keyboard sees it: strokes in, characters to choose from, the chosen one out."""

import json
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot

if TYPE_CHECKING:
    from ui.input.handwriting.recogniser import Recogniser

OFFERED = 10


class HandwritingInput(QObject):
    """The ``hand`` of KeyboardPanel. GUI thread; what was written is kept until it is chosen or dropped."""

    changed = Signal()
    cleared = Signal()
    """The pad is to be empty again."""
    committed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offer: list[str] = []

    @cached_property
    def _recogniser(self) -> "Recogniser":
        """Opened by the first stroke: nobody waits for it, or for numpy, at the start."""
        from ui.input.handwriting.recogniser import Recogniser  # noqa: PLC0415  see above

        return Recogniser()

    def _get_candidates(self) -> list[str]:
        return self._offer

    candidates = Property(list, _get_candidates, notify=changed)

    @Slot(str)
    def write(self, record: str) -> None:
        """``record`` as JSON: all strokes on the pad, [[{x, y}, ...], ...], in pixels."""
        strokes = [[(point["x"], point["y"]) for point in stroke] for stroke in json.loads(record)]
        self._offer = list(self._recogniser.read(strokes, OFFERED))
        self.changed.emit()

    @Slot(int)
    def choose(self, index: int) -> None:
        """Takes a candidate and empties the pad. An index that is not offered does nothing."""
        if 0 <= index < len(self._offer):
            chosen = self._offer[index]
            self.reset()
            self.committed.emit(chosen)

    @Slot()
    def reset(self) -> None:
        """Drops what was written."""
        self._offer = []
        self.changed.emit()
        self.cleared.emit()
