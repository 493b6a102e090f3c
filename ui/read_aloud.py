"""The button 朗读 as QML sees it: shown where something can speak, and silent again as soon as the screen is another.

Lives on the GUI thread; `tell` and `hear` may be called from any thread.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot

from config.texts import texts
from kiosk.catalogue.words import Language
from kiosk.visit import event as e
from ui.visit_model import VisitModel
from ui.voice.spoken import personal_words, spoken


class ReadsAloud(Protocol):
    """What speaks; both return at once."""

    def read(self, sentences: Sequence[str], language: Language, *, large: bool) -> None: ...

    def stop(self) -> None: ...


class ReadAloud(QObject):
    """Reads the screens of one station's visits.

    Silence comes with another screen, another language, the wipe and the end of the visit. A resident who listens is
    there: each sentence heard asks for more time, so that a long commitment is not cut off by the time-out.
    """

    changed = Signal()
    _told = Signal(bool)

    def __init__(self, model: VisitModel) -> None:
        super().__init__()
        self._model = model
        self._voice: ReadsAloud | None = None
        self._is_well = False
        self._is_reading = False
        self._language = model.visit.session.language
        self._text = ""
        self._told.connect(self._note)
        model.screen_changed.connect(self.silence)
        model.wiped.connect(self.silence)
        model.chrome_changed.connect(self._follow_language)

    def give_voice(self, voice: ReadsAloud) -> None:
        """The loudspeaker is fitted and there is a voice: from now on it depends on `set_well` alone."""
        self._voice = voice
        self._refresh()

    def set_well(self, is_well: bool) -> None:
        """Whether the loudspeaker can be heard now."""
        self._is_well = is_well
        self._refresh()

    def tell(self, reading: bool) -> None:
        """Any thread: a reading began or is over."""
        self._told.emit(reading)

    def hear(self) -> None:
        """Any thread: a sentence was heard to its end."""
        self._model.post(e.MoreTimeAsked())

    @Slot()
    def toggle(self) -> None:
        if self._voice is None:
            return
        if self._is_reading:
            self.silence()
            return
        session = self._model.visit.session
        say = texts(session.language).say
        screen, view = str(self._model.property("screen")), dict(self._model.property("view"))
        sentences = spoken(screen, view, personal_words(session), say("read_aloud.only_shown"))
        self._voice.read(sentences, session.language, large=session.large)

    @Slot()
    def silence(self) -> None:
        """Nothing more is heard, whatever was being read."""
        if self._voice is not None:
            self._voice.stop()

    def _note(self, reading: bool) -> None:
        self._is_reading = reading
        self._refresh()

    def _follow_language(self) -> None:
        language = self._model.visit.session.language
        if language is not self._language:
            self._language = language
            self.silence()
            self._refresh()

    def _refresh(self) -> None:
        text = ""
        if self._voice is not None and self._is_well:
            say = texts(self._model.visit.session.language).say
            text = say("read_aloud.stop") if self._is_reading else say("read_aloud.start")
        if text != self._text:
            self._text = text
            self.changed.emit()

    def _get_text(self) -> str:
        return self._text

    text = Property(str, _get_text, notify=changed)
    """What stands on the button; empty: there is none."""
