"""A loudspeaker that is not there: ALSA's own file plugin writes what the real aplay plays into a pipe, and we listen.

The device's name makes ALSA read a small file of ours each time it opens the loudspeaker; that file says whether there
is a pipe, a card that does not exist, or a card whose only channel is taken already.
"""

import fcntl
import os
import select
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from devices.simulation import Answer, UnknownVerb

_F_SETPIPE_SZ = 1031
_PIPE_BYTES = 4096
_SOUNDS_KEPT = 5
_LONGEST_SOUND_BYTES = 16 * 1024 * 1024

_NO_CARD = 'SLAVE "hw:CARD=absent"\n'
_TAKEN = """SLAVE {
  type multi
  slaves {
    a { pcm { type share slave { pcm "null" rate 48000 channels 2 } bindings { 0 0 } } channels 2 }
    b { pcm { type share slave { pcm "null" rate 48000 channels 2 } bindings { 0 0 } } channels 2 }
  }
  bindings { 0 { slave a channel 0 } 1 { slave b channel 0 } }
}
"""
"""Two share one channel; the second is refused with the very error that a card in use gives."""

_FAULTS = {
    "device_missing": "there is no such sound card",
    "busy": "another program has the sound card",
    "stuck": "the sound card takes no more samples",
}

_VERBS = {
    "state": "how the loudspeaker is now",
    "played": "how many sounds were heard, and how many bytes of samples the last one had",
    "fault": "NAME: makes NAME go wrong until cleared",
    "clear": "ends all faults and plugs in",
    "unplug": "pulls the sound card out",
    "plug": "plugs it in again",
}


class SimulatedSpeaker:
    """One loudspeaker; implements ``devices.simulation.Simulator``. Any thread.

    ``bytes_per_s`` is how fast it plays, as 44100 for speech at 22,050 Hz; None as fast as it can.
    """

    name = "speaker"

    def __init__(self, *, bytes_per_s: int | None = None) -> None:
        self._bytes_per_s = bytes_per_s
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-speaker-"))
        self._pipe = self._folder / "samples"
        os.mkfifo(self._pipe, 0o600)
        self._changed = threading.Condition()
        self._faults: set[str] = set()
        self._sounds: deque[bytes] = deque(maxlen=_SOUNDS_KEPT)
        self._heard = 0
        self._sounding = False
        self._closing = False
        self._wake_out, self._wake_in = os.pipe()
        self._configure()
        pipe = self._opened()
        # Small, so that the loudspeaker is not far behind the player; and now, for a pipe in use cannot be shrunk.
        fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)
        self._thread = threading.Thread(
            target=self._listen, args=(pipe,), name="simulated-speaker", daemon=True
        )
        self._thread.start()

    def address(self) -> Mapping[str, str | int]:
        return {"device": f"plug:{{<{self._folder}/speaker.conf>}}"}

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return _FAULTS

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        match verb, list(words):
            case "state", []:
                with self._changed:
                    return {"sounding": self._sounding, "faults": " ".join(sorted(self._faults))}
            case "played", []:
                with self._changed:
                    last = len(self._sounds[-1]) if self._sounds else 0
                    return {"sounds": self._heard, "last_bytes": last}
            case "fault", [name] if name in _FAULTS:
                self._set(self._faults | {name})
            case "clear", []:
                self._set(set())
            case "unplug", []:
                self._set(self._faults | {"device_missing"})
            case "plug", []:
                self._set(self._faults - {"device_missing"})
            case _:
                raise UnknownVerb(
                    f"{verb}: {_VERBS.get(verb, 'no such verb; there are ' + ', '.join(_VERBS))}"
                    f"; faults: {', '.join(_FAULTS)}"
                )
        return None

    def wait_until_heard(self, count: int, timeout_s: float) -> list[bytes]:
        """The samples of the last sounds, once ``count`` have been heard to their end or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._heard >= count, timeout_s)
            return list(self._sounds)

    def wait_until_sounding(self, timeout_s: float) -> bool:
        """Whether a sound has begun."""
        with self._changed:
            return self._changed.wait_for(lambda: self._sounding, timeout_s)

    def close(self) -> None:
        with self._changed:
            if self._closing:
                return
            self._closing = True
            os.write(self._wake_in, b".")
        self._thread.join()
        for end in (self._wake_in, self._wake_out):
            os.close(end)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _set(self, faults: set[str]) -> None:
        with self._changed:
            if self._closing:
                return
            self._faults = faults
            self._configure()
            os.write(self._wake_in, b".")

    def _configure(self) -> None:
        if "device_missing" in self._faults:
            wanted = _NO_CARD
        elif "busy" in self._faults:
            wanted = _TAKEN
        else:
            wanted = f"SLAVE \"file:'{self._pipe}',raw\"\n"
        draft = self._folder / "speaker.conf.new"
        draft.write_text(wanted, encoding="utf-8")
        draft.rename(self._folder / "speaker.conf")

    def _listen(self, pipe: int) -> None:
        sound = bytearray()
        while not self._closing:
            waitable = [] if "stuck" in self._faults else [pipe]
            readable = select.select([self._wake_out, *waitable], [], [])[0]
            if self._wake_out in readable:
                os.read(self._wake_out, 1)
            elif samples := _read(pipe):
                sound += samples[: _LONGEST_SOUND_BYTES - len(sound)]
                self._note(sounding=any(samples) or self._sounding)
                if self._bytes_per_s is not None:
                    time.sleep(len(samples) / self._bytes_per_s)
            else:
                # The player has let go; an end of file stays until the pipe is opened anew.
                newly = self._opened()
                os.close(pipe)
                pipe = newly
                # ALSA plays a moment of silence when it is only asked whether it can open.
                self._note(sounding=False, sound=bytes(sound) if any(sound) else None)
                sound.clear()
        os.close(pipe)

    def _opened(self) -> int:
        return os.open(self._pipe, os.O_RDONLY | os.O_NONBLOCK)

    def _note(self, *, sounding: bool, sound: bytes | None = None) -> None:
        with self._changed:
            self._sounding = sounding
            if sound is not None:
                self._sounds.append(sound)
                self._heard += 1
            self._changed.notify_all()


def _read(pipe: int) -> bytes:
    try:
        return os.read(pipe, _PIPE_BYTES)
    except BlockingIOError:
        return b""  # one player let go and the next came, between select and read
