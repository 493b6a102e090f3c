"""The loudspeaker: plays one sound at a time through ALSA's own player, and stops at once when asked.

| outcome | heard |
|---|---|
| ``Played`` | all of it, as far as the sound card knows |
| ``Stopped`` | a part: `stop` was called |
| ``NotPlayed`` | nothing or a part |
"""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, Faulty, Ready, SelfTest
from devices.kiosk_body.poll import Poll, Told
from devices.kiosk_body.sound import Sound, fault_of

OPEN_S = 1.5
"""Longest time that a sound card takes to open, and to play what it still holds."""

_SILENCE = ("-t", "raw", "-f", "S16_LE", "-r", "48000", "/dev/null")
_IN_USE = {FaultCode.SPEAKER_BUSY, FaultCode.SPEAKER_FORBIDDEN, FaultCode.SPEAKER_NO_PLAYER}


@dataclass(frozen=True, slots=True)
class Played:
    """To its end."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Cut short on purpose."""


@dataclass(frozen=True, slots=True)
class NotPlayed:
    """The sound card did not take it, or not all of it."""

    fault: FaultCode


def _always() -> bool:
    return True


PlayOutcome = Played | Stopped | NotPlayed


class Speaker:
    """The loudspeaker of this station; used by its own thread, but for ``status`` and ``stop``.

    ``device`` gives ALSA's name of it (``default``, ``plughw:CARD=Device``) at each use and may raise EnvironmentFault;
    ``player`` is the program that plays.
    """

    def __init__(
        self,
        device: Callable[[], str],
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        driver: str = "alsa",
        player: str = "aplay",
    ) -> None:
        self._device = device
        self._player = player
        self._lock = threading.Lock()
        self._playing: subprocess.Popen[bytes] | None = None
        self._stop_asked = False
        self._poll = Poll("speaker", driver, self._ask, now, monotonic)

    def status(self) -> DeviceStatus:
        """As the last sound or check left it. Any thread."""
        return self._poll.status

    def play(self, sound: Sound, is_wanted: Callable[[], bool] = _always) -> PlayOutcome:
        """Plays to the end; as long as the sound and 1.5 s at most.

        ``is_wanted`` is asked once, at the last moment: who makes it false and then calls `stop` hears nothing more,
        however far this had come.
        """
        fault = self._run(("-",), sound.wav, sound.duration_s + OPEN_S, is_wanted, is_sound=True)
        if self._stop_asked:
            return Stopped()
        if fault is None:
            self._poll.answered(Told(Ready()))
            return Played()
        self._note(fault)
        return NotPlayed(fault.code)

    def stop(self) -> None:
        """Silence at once; nothing happens when nothing is played. Any thread."""
        with self._lock:
            if self._playing is not None:
                self._stop_asked = True
                self._playing.kill()

    def check(self) -> DeviceStatus:
        """Opens the sound card and plays nothing; 1.5 s at most."""
        return self._poll.check()

    def self_test(self) -> SelfTest:
        """As `check`, up to three times: whether anything can be heard only a person can tell. 4.5 s at most."""
        return self._poll.self_test()

    def close(self) -> None:
        self.stop()

    def _ask(self) -> Told:
        fault = self._run(_SILENCE, b"", OPEN_S, _always, is_sound=False)
        if fault is None:
            return Told(Ready())
        if fault.code in _IN_USE:
            return Told(Faulty(fault.code), fault.detail)
        raise fault

    def _note(self, fault: EnvironmentFault) -> None:
        if fault.code in _IN_USE:
            self._poll.answered(Told(Faulty(fault.code), fault.detail))
        else:
            self._poll.missed(fault)

    def _run(
        self,
        what: Sequence[str],
        wav: bytes,
        limit_s: float,
        is_wanted: Callable[[], bool],
        *,
        is_sound: bool,
    ) -> EnvironmentFault | None:
        """None when the player ended well, or was not wanted any more."""
        self._stop_asked = False
        player = shutil.which(self._player)
        if player is None:
            return EnvironmentFault(FaultCode.SPEAKER_NO_PLAYER, f"{self._player} is not installed")
        try:
            device = self._device()
        except EnvironmentFault as fault:
            return fault
        # The kernel ends the player with the thread that started it: no voice speaks on in an empty hall.
        command = ["setpriv", "--pdeathsig", "KILL", player, "-q", "-D", device, *what]
        with self._lock:
            if not is_wanted():
                self._stop_asked = True
                return None
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={**os.environ, "LC_ALL": "C"},
            )
            self._playing = process if is_sound else None
        with process:
            try:
                _, complaint = process.communicate(wav, timeout=limit_s)
            except subprocess.TimeoutExpired:
                process.kill()
                return EnvironmentFault(FaultCode.SPEAKER_STUCK, "the sound card takes no more")
            finally:
                with self._lock:
                    self._playing = None
        return (
            EnvironmentFault(fault_of(complaint), f"exit {process.returncode}")
            if process.returncode
            else None
        )
