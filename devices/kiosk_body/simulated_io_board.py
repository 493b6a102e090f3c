"""An input/output board that is not there, on a pty: it speaks real Modbus RTU, and three devices hang on it.

The board answers functions 01, 02 and 05 for its own unit, refuses what it does not have with the standard's
exceptions, and is silent to all others on the line.
"""

import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devices.id_card.far_end import PtyFarEnd
from devices.kiosk_body.drills import Drills
from devices.kiosk_body.modbus_codec import (
    MOST_BITS,
    READ_COILS,
    READ_INPUTS,
    WRITE_COIL,
    is_whole,
    packed,
    with_crc,
)
from devices.kiosk_body.simulated_line import SimulatedLine
from devices.simulation import Answer, Simulator, UnknownVerb

PRESENCE, DOOR = 0, 1
LIGHT = 0
_INPUTS, _COILS = 8, 8

_REQUEST_BYTES = 8
_KEPT_BYTES = 64
_ILLEGAL_FUNCTION, _ILLEGAL_ADDRESS, _ILLEGAL_VALUE, _DEVICE_FAILURE = 1, 2, 3, 4

_FAULTS = {
    "silent": "the board answers nothing",
    "garbage": "the board answers bytes that are no frame",
    "wrong_crc": "the last byte of an answer is wrong",
    "half_frame": "an answer breaks off in the middle",
    "noise": "stray bytes come before an answer, as from a line that turns round",
    "refuses": "the board answers exception 4 (device failure)",
}

_VERBS = {
    "state": "how it stands",
    "fault": "NAME [once]: makes the board go wrong until cleared, or once; all three devices hang on it",
    "clear": "ends all faults; does not plug in",
    "unplug": "pulls the board's cable, for all three devices",
    "plug": "plugs the board in again",
}


class SimulatedIoBoard:
    """One board; ``devices`` are the three simulators presence, door and status_light. Any thread.

    At first nobody is there and the door is shut.
    """

    def __init__(self, *, unit: int = 1) -> None:
        self._unit = unit
        self._lock = threading.Lock()
        self._inputs = [False] * _INPUTS
        self._inputs[DOOR] = True
        self._coils = [False] * _COILS
        self._heard = b""
        self.writes = 0
        self.drills = Drills(_FAULTS)
        self._folder = Path(tempfile.mkdtemp(prefix="jinban-io-board-"))
        self.line = SimulatedLine(PtyFarEnd(self._folder / "port"), self._answer, "simulated-io-board")
        self.presence = BoardDevice(
            self,
            "presence",
            PRESENCE,
            {"come": ("somebody comes", True), "leave": ("they leave", False)},
            lambda: {"present": self.input(PRESENCE)},
        )
        self.door = BoardDevice(
            self,
            "door",
            DOOR,
            {"open": ("opens the service door", False), "close": ("shuts it", True)},
            lambda: {"open": not self.input(DOOR)},
        )
        self.status_light = BoardDevice(self, "status_light", LIGHT, {}, self._lamps)
        self.devices: Sequence[Simulator] = (self.presence, self.door, self.status_light)

    @property
    def unit(self) -> int:
        return self._unit

    def input(self, channel: int) -> bool:
        with self._lock:
            return self._inputs[channel]

    def set_input(self, channel: int, on: bool) -> None:
        with self._lock:
            self._inputs[channel] = on

    def lose_power(self) -> None:
        """All outputs off, as after a power cut of the board alone."""
        with self._lock:
            self._coils = [False] * _COILS

    def close(self) -> None:
        self.line.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _lamps(self) -> dict[str, bool]:
        with self._lock:
            lamps = self._coils[LIGHT : LIGHT + 3]
        return dict(zip(("green", "yellow", "red"), lamps, strict=True))

    def _answer(self, data: bytes) -> bytes:
        self._heard = (self._heard + data)[-_KEPT_BYTES:]
        answers = b""
        start = 0
        while start + _REQUEST_BYTES <= len(self._heard):
            frame = self._heard[start : start + _REQUEST_BYTES]
            if is_whole(frame):
                answers += self._spoiled(self._obeyed(frame)) if frame[0] == self._unit else b""
                self._heard = self._heard[start + _REQUEST_BYTES :]
                start = 0
            else:
                start += 1
        return answers

    def _obeyed(self, frame: bytes) -> bytes:
        function = frame[1]
        address, value = int.from_bytes(frame[2:4], "big"), int.from_bytes(frame[4:6], "big")
        with self._lock:
            if function in {READ_COILS, READ_INPUTS}:
                bits = self._coils if function == READ_COILS else self._inputs
                if not 1 <= value <= MOST_BITS:
                    return self._refusal(function, _ILLEGAL_VALUE)
                if address + value > len(bits):
                    return self._refusal(function, _ILLEGAL_ADDRESS)
                content = packed(tuple(bits[address : address + value]))
                return with_crc(bytes((self._unit, function, len(content))) + content)
            if function == WRITE_COIL:
                if value not in {0x0000, 0xFF00}:
                    return self._refusal(function, _ILLEGAL_VALUE)
                if address >= len(self._coils):
                    return self._refusal(function, _ILLEGAL_ADDRESS)
                self._coils[address] = value == 0xFF00
                self.writes += 1
                return frame
        return self._refusal(function, _ILLEGAL_FUNCTION)

    def _refusal(self, function: int, code: int) -> bytes:
        return with_crc(bytes((self._unit, function | 0x80, code)))

    def _spoiled(self, answer: bytes) -> bytes:
        if self.drills.strikes("silent"):
            return b""
        if self.drills.strikes("garbage"):
            return b"\xa5\x5a\xff\x00\x13"
        if self.drills.strikes("wrong_crc"):
            return answer[:-1] + bytes((answer[-1] ^ 0x01,))
        if self.drills.strikes("half_frame"):
            return answer[: len(answer) // 2]
        if self.drills.strikes("refuses"):
            return self._refusal(answer[1], _DEVICE_FAILURE)
        return b"\x00\xff" + answer if self.drills.strikes("noise") else answer


class BoardDevice:
    """One device on the board; implements ``devices.simulation.Simulator``.

    ``moves`` are its verbs: each with one line of help and what its input then is.
    """

    def __init__(
        self,
        board: SimulatedIoBoard,
        name: str,
        channel: int,
        moves: Mapping[str, tuple[str, bool]],
        state: Callable[[], Mapping[str, bool]],
    ) -> None:
        self.name = name
        self._board = board
        self._channel = channel
        self._moves = moves
        self._state = state

    def address(self) -> Mapping[str, str | int]:
        return {
            **self._board.line.address(),
            "baud": 9600,
            "unit": self._board.unit,
            "channel": self._channel,
        }

    def verbs(self) -> Mapping[str, str]:
        return {verb: meaning for verb, (meaning, _) in self._moves.items()} | _VERBS

    def faults(self) -> Mapping[str, str]:
        return self._board.drills.faults

    def perform(self, verb: str, words: Sequence[str] = ()) -> Answer:
        match verb, list(words):
            case "state", []:
                plugged, due = self._board.line.is_plugged, self._board.drills.pending()
                return {**self._state(), "plugged": plugged, "faults": due}
            case "fault", _:
                self._board.drills.start(list(words))
            case "clear", []:
                self._board.drills.clear()
            case "unplug", []:
                self._board.line.set_plugged(False)
            case "plug", []:
                self._board.line.set_plugged(True)
            case move, [] if move in self._moves:
                self._board.set_input(self._channel, self._moves[move][1])
            case _:
                known = self.verbs()
                raise UnknownVerb(f"{verb}: {known.get(verb, 'no such verb; there are ' + ', '.join(known))}")
        return None

    def close(self) -> None:
        """Closes the whole board."""
        self._board.close()
