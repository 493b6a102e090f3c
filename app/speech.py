"""Reads sentences aloud: espeak-ng turns each into a sound in memory, the loudspeaker's own thread plays it.

The voice costs a tenth of a second a sentence and runs on a thread of its own; the sound goes from its standard output
into the player's standard input, and no sentence is ever an argument, where other users of the machine could see it,
or a file. Nothing here is logged but that no voice came.
"""

import logging
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from devices.kiosk_body.sound import Sound
from devices.kiosk_body.speaker import Played, PlayOutcome, Speaker, Stopped
from kiosk.catalogue.words import Language
from ui.voice.pinyin_text import english_text, pieces, pinyin_text

PROGRAM = "espeak-ng"
VOICE_LIMIT_S = 5.0
"""Longest time for one sentence; it takes a tenth of a second."""
LARGE_MODE_PACE = 0.8

_VOICES = {Language.ZH: "cmn-latn-pinyin", Language.EN: "en-gb"}
"""Not ``cmn``: Debian's reads pinyin with English letters and tones as numbers."""

_log = logging.getLogger("speech")


@dataclass(frozen=True, slots=True)
class Voice:
    """How it speaks: `Alsa.rate_wpm` and `Alsa.volume`."""

    rate_wpm: int = 170
    volume: int = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read; ``turn`` tells it from one that was stopped."""

    turn: int
    sentences: tuple[str, ...] = field(repr=False)
    language: Language
    large: bool


def has_voice(program: str = PROGRAM) -> bool:
    """Whether there is anything to speak with."""
    return shutil.which(program) is not None


class Speech:
    """One voice; the last thing asked for is what is heard. Any thread.

    ``do`` carries a job out on the loudspeaker's thread; ``told`` hears whether something is being read, ``heard`` that
    a sentence was heard to its end: both may be called from any thread and must return at once.
    """

    def __init__(
        self,
        speaker: Speaker,
        do: Callable[[Callable[[], None]], None],
        told: Callable[[bool], None],
        heard: Callable[[], None],
        voice: Voice = Voice(),
        program: str = PROGRAM,
    ) -> None:
        self._speaker = speaker
        self._do = do
        self._told = told
        self._heard = heard
        self._voice = voice
        self._program = program
        self._turn = 0
        self._is_reading = False
        self._speaking: subprocess.Popen[bytes] | None = None
        self._changed = threading.Condition(threading.RLock())
        self._asked: queue.SimpleQueue[Reading | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    def read(self, sentences: Sequence[str], language: Language, *, large: bool) -> None:
        """Begins to read; what was being read is cut short. Returns at once."""
        with self._changed:
            self._silence()
            self._asked.put(Reading(self._turn, tuple(sentences), language, large))
            self._tell(reading=True)

    def stop(self) -> None:
        """Silence now; nothing of what was asked for so far will be heard."""
        with self._changed:
            self._silence()
            self._tell(reading=False)

    def close(self) -> None:
        """Silence, and the end of the thread; within a second."""
        self.stop()
        self._asked.put(None)
        self._thread.join(1.0)

    def _silence(self) -> None:
        self._turn += 1
        if self._speaking is not None:
            self._speaking.kill()
        self._changed.notify_all()
        self._speaker.stop()

    def _tell(self, *, reading: bool) -> None:
        if reading is not self._is_reading:
            self._is_reading = reading
            self._told(reading)

    def _run(self) -> None:
        while self._read_next():
            pass

    def _read_next(self) -> bool:
        """False when the thread is to end. What was read is forgotten before the next is waited for."""
        reading = self._asked.get()
        if reading is None:
            return False
        for piece in (piece for sentence in reading.sentences for piece in pieces(sentence)):
            sound = self._sound(piece, reading)
            if sound is None or not self._play(sound, reading.turn):
                break
            self._heard()
        with self._changed:
            if self._is_wanted(reading.turn):
                self._tell(reading=False)
        return True

    def _is_wanted(self, turn: int) -> bool:
        return turn == self._turn

    def _play(self, sound: Sound, turn: int) -> bool:
        """Whether it was heard to its end."""
        outcome: list[PlayOutcome] = []

        def play() -> None:
            played = self._speaker.play(sound, lambda: self._is_wanted(turn))
            with self._changed:
                outcome.append(played)
                self._changed.notify_all()

        with self._changed:
            if not self._is_wanted(turn):
                return False
            self._do(play)
            # Who stops does not wait for the device's thread, which may be busy with a test of staff's.
            self._changed.wait_for(lambda: bool(outcome) or not self._is_wanted(turn))
        if outcome and not isinstance(outcome[0], Played | Stopped):
            _log.warning("not played %s", outcome[0].fault)
        return bool(outcome) and isinstance(outcome[0], Played)

    def _sound(self, sentence: str, reading: Reading) -> Sound | None:
        """None when it was stopped meanwhile, or no voice came."""
        text = pinyin_text(sentence) if reading.language is Language.ZH else english_text(sentence)
        program = shutil.which(self._program)
        if program is None:
            _log.warning("no voice: %s is not installed", self._program)
            return None
        pace = self._voice.rate_wpm * (LARGE_MODE_PACE if reading.large else 1.0)
        options = ["-v", _VOICES[reading.language], "-s", str(round(pace)), "-a", str(self._voice.volume)]
        # The kernel ends the voice with the thread that started it.
        command = ["setpriv", "--pdeathsig", "KILL", program, *options, "--stdin", "--stdout"]
        with self._changed:
            if not self._is_wanted(reading.turn):
                return None
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
            self._speaking = process
        wav = self._spoken(process, text)
        if wav is None or not self._is_wanted(reading.turn):
            return None
        try:
            return Sound.from_wav(wav)
        except ValueError as error:
            _log.warning("no voice: %s", error)
            return None

    def _spoken(self, process: subprocess.Popen[bytes], text: str) -> bytes | None:
        with process:
            try:
                wav, _ = process.communicate(text.encode() + b"\n", timeout=VOICE_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                _log.warning("no voice within %s s", VOICE_LIMIT_S)
                return None
            finally:
                with self._changed:
                    self._speaking = None
        return wav
