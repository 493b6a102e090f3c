"""A simulated camera: real motion JPEG over HTTP on the loopback, of made-up pictures or of any picture file.

Verbs: ``state``, ``show NAME|FILE``, ``fault NAME [once]``, ``clear``, ``unplug``, ``plug``.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from devices.camera.frame import Picture
from devices.camera.simulated_picture import SCENES, NoisyPicture, jpeg, picture_from, plain
from devices.camera.simulated_stream import MjpegServer, Send, broken_part, picture_part
from devices.simulation import Answer, UnknownVerb

RATE = 25.0
"""Pictures in a second."""

_SLOW_S = 0.7
_LOOK_ROUND_S = 0.02
_GARBAGE_BYTES = 20_000


class Drill(StrEnum):
    """What can be made to go wrong."""

    FROZEN = "frozen"
    BLACK = "black"
    OVEREXPOSED = "overexposed"
    SLOW = "slow"
    CUT_MID_FRAME = "cut_mid_frame"
    GARBAGE = "garbage"
    HUNG = "hung"
    UNPLUGGED = "unplugged"


_FAULTS = {
    Drill.FROZEN: "sends the same picture bit for bit; once: a second time",
    Drill.BLACK: "the lens is covered; once: for one picture",
    Drill.OVEREXPOSED: "a lamp shines into the lens; once: for one picture",
    Drill.SLOW: "three pictures in two seconds; once: one picture is late",
    Drill.CUT_MID_FRAME: "the line breaks in the middle of every picture; once: of the next",
    Drill.GARBAGE: "sends rubbish; once: in the place of one picture",
    Drill.HUNG: "takes calls and sends nothing; once: until somebody calls anew",
    Drill.UNPLUGGED: "nobody answers at its address until clear",
}

_VERBS = {
    "state": "how the camera is now, and how many look through it",
    "show": f"NAME|FILE: puts a picture before the lens: {', '.join(SCENES)}, or a picture file",
    "fault": "NAME [once]: makes NAME go wrong until cleared, or once",
    "clear": "ends all faults",
    "unplug": "pulls the plug",
    "plug": "puts the plug back",
}


class SimulatedCamera:
    """One camera, ``face_camera`` or ``document_camera``; all methods may be called from any thread."""

    def __init__(self, name: str = "face_camera", *, rate: float = RATE) -> None:
        self._name = name
        self._interval_s = 1 / rate
        self._lock = threading.Lock()
        self._showing = "person" if name == "face_camera" else "paper"
        self._scene = NoisyPicture(SCENES[self._showing])
        self._number = 0
        self._sent = b""
        self._pictures_sent = 0
        self._present: set[Drill] = set()
        self._next: set[Drill] = set()
        self._plugged = True
        self._black, self._white = jpeg(plain(0)), jpeg(plain(255))
        self._server = MjpegServer(self._next_part)

    @property
    def name(self) -> str:
        return self._name

    def address(self) -> Mapping[str, str | int]:
        return {"source": self._server.url}

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return {str(drill): meaning for drill, meaning in _FAULTS.items()}

    @property
    def viewers(self) -> int:
        """How many look through it now; 0 is switched off."""
        return self._server.viewers

    def show_picture(self, picture: Picture, named: str = "a picture") -> None:
        """Puts this before the lens: blue green red, any size. With another size the line breaks, as cameras do."""
        with self._lock:
            is_other_size = picture.shape != self._scene.shape
            self._showing, self._scene = named, NoisyPicture(picture)
        if is_other_size:
            self._server.unplug()
            self._follow_plug()

    def show(self, name: str) -> None:
        """Puts a scene or a picture file before the lens. Raises UnknownVerb."""
        found = SCENES[name] if name in SCENES else picture_from(Path(name))
        if found is None:
            raise UnknownVerb(f"neither a picture file nor one of: {', '.join(SCENES)}")
        self.show_picture(found, name)

    def fail_next(self, name: str) -> None:
        """Goes wrong once. Raises UnknownVerb for a fault that there is not, or that cannot be had once."""
        drill = _drill(name)
        if drill is Drill.UNPLUGGED:
            raise UnknownVerb("unplugged lasts until clear")
        with self._lock:
            self._next.add(drill)

    def fail_until_cleared(self, name: str) -> None:
        """Goes wrong from now on. Raises UnknownVerb for a fault that there is not."""
        drill = _drill(name)
        with self._lock:
            self._present.add(drill)
        self._follow_plug()

    def clear(self) -> None:
        """Ends all faults; a plug that was pulled stays out."""
        with self._lock:
            self._present.clear()
            self._next.clear()
        self._follow_plug()

    def unplug(self) -> None:
        with self._lock:
            self._plugged = False
        self._follow_plug()

    def plug(self) -> None:
        with self._lock:
            self._plugged = True
        self._follow_plug()

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        match verb, *words:
            case ["state"]:
                return self._state()
            case ["show", name]:
                self.show(name)
            case ["fault", name]:
                self.fail_until_cleared(name)
            case ["fault", name, "once"]:
                self.fail_next(name)
            case ["clear"]:
                self.clear()
            case ["unplug"]:
                self.unplug()
            case ["plug"]:
                self.plug()
            case _:
                raise UnknownVerb(
                    f"{verb}: {_VERBS.get(verb, 'no such verb; there are ' + ', '.join(_VERBS))}"
                )
        return None

    def close(self) -> None:
        self._server.close()

    def _follow_plug(self) -> None:
        with self._lock:
            is_in = self._plugged and Drill.UNPLUGGED not in self._present
        if is_in:
            self._server.plug()
        else:
            self._server.unplug()

    def _next_part(self) -> Send:
        with self._lock:
            due = self._present | self._next
            if Drill.HUNG in due:
                return Send(b"", _LOOK_ROUND_S)
            self._next.clear()
            if Drill.GARBAGE in due:
                return Send(os.urandom(_GARBAGE_BYTES), self._interval_s)
            self._sent = self._picture(due)
            self._pictures_sent += 1
            if Drill.CUT_MID_FRAME in due:
                return broken_part(self._sent)
            return picture_part(self._sent, _SLOW_S if Drill.SLOW in due else self._interval_s)

    def _picture(self, due: set[Drill]) -> bytes:
        if Drill.BLACK in due:
            return self._black
        if Drill.OVEREXPOSED in due:
            return self._white
        if Drill.FROZEN in due and self._sent:
            return self._sent
        self._number += 1
        return self._scene.jpeg(self._number)

    def _state(self) -> dict[str, str | int | bool | None]:
        with self._lock:
            return {
                "showing": self._showing,
                "plugged": self._plugged,
                "viewers": self._server.viewers,
                "pictures_sent": self._pictures_sent,
                "faults": " ".join(sorted(self._present)),
                "faults_once": " ".join(sorted(self._next)),
            }


def _drill(name: str) -> Drill:
    if name not in set(Drill):
        raise UnknownVerb(f"no such fault: {name}; there are {', '.join(Drill)}")
    return Drill(name)
