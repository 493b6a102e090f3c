"""A simulated code scanner on a serial line: sends what is shown to it, as the real ones do, and can misbehave.

Verbs: ``scan TEXT``, ``state``, ``fault NAME [once]``, ``clear``, ``unplug``, ``plug``.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devices.id_card.far_end import PtyFarEnd
from devices.simulation import Answer, UnknownVerb

_VERBS = {
    "scan": "TEXT: shows a code to the scanner",
    "state": "tells whether the scanner is plugged in, which fault is on, and how many codes were shown",
    "fault": "NAME [once]: drills a fault for the next code, or until clear",
    "clear": "ends the fault; does not plug in",
    "unplug": "pulls the scanner's cable",
    "plug": "plugs the scanner in again",
}
_FAULTS = {
    "garbage": "bytes that are no text, in the place of the code",
    "no_terminator": "the code without its end",
    "double_send": "the code twice in a row",
    "split_slowly": "the code in pieces, 20 ms apart",
    "stutter": "a pause of 0.8 s in the middle of the code",
    "flood": "100,000 letters without an end, then the end",
    "control_characters": "a NUL and an escape in the midst of the code",
    "unplugged_midway": "the cable is pulled in the middle of the code",
    "silent": "nothing at all",
}
_GARBAGE = bytes.fromhex("ff fe 80 c0 00 ff 9f")
_END = b"\r\n"

_Step = bytes | float | None
"""Bytes to send, seconds to wait, or (None) the cable to pull."""


class SimulatedScanner:
    """Implements ``devices.simulation.Simulator``: one scanner on a pseudo-terminal, its end CR and LF.

    ``link`` is the port's name, None makes one in a private folder.
    """

    name = "scanner"

    def __init__(self, link: Path | None = None, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._far_end = PtyFarEnd(link)
        self._wait = wait
        self._lock = threading.RLock()
        self._is_plugged = True
        self._is_closed = False
        self._fault = ""
        self._is_once = False
        self._shown = 0
        self._far_end.plug()
        self._address = self._far_end.address()
        self._cable = 0
        """Which of the cables that were ever plugged in this is: what was for an earlier one is lost."""
        self._steps: queue.SimpleQueue[tuple[int, Sequence[_Step]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="simulated-scanner", daemon=True)
        self._thread.start()

    def address(self) -> Mapping[str, str | int]:
        return self._address

    def verbs(self) -> Mapping[str, str]:
        return _VERBS

    def faults(self) -> Mapping[str, str]:
        return _FAULTS

    def perform(self, verb: str, words: Sequence[str]) -> Answer:
        match verb, list(words):
            case "scan", [text]:
                self.scan(text)
            case "state", []:
                return self.state()
            case "fault", [name]:
                self.fail(name)
            case "fault", [name, "once"]:
                self.fail(name, once=True)
            case "clear", []:
                self.clear()
            case "unplug", []:
                self.unplug()
            case "plug", []:
                self.plug()
            case _:
                known = _VERBS.get(verb)
                raise UnknownVerb(
                    f"{verb}: {known}" if known else f"no verb {verb}; there are: {', '.join(_VERBS)}"
                )
        return None

    def scan(self, text: str) -> None:
        """Shows a code. What an unplugged scanner reads is lost; nothing of it is kept."""
        self.send(text.encode("utf-8", "surrogateescape") + _END)

    def send(self, line: bytes) -> None:
        """Shows a code of any bytes, with or without an end."""
        with self._lock:
            self._shown += 1
            fault = self._fault
            if self._is_once:
                self._fault, self._is_once = "", False
            if self._is_plugged:
                self._steps.put((self._cable, _steps(line, fault)))

    def state(self) -> Mapping[str, str | int | bool | None]:
        with self._lock:
            return {"plugged": self._is_plugged, "fault": self._fault or None, "shown": self._shown}

    def fail(self, name: str, *, once: bool = False) -> None:
        """Drills a fault on the next code, or on all until ``clear``. Raises UnknownVerb."""
        if name not in _FAULTS:
            raise UnknownVerb(f"no fault {name}; there are: {', '.join(_FAULTS)}")
        with self._lock:
            self._fault, self._is_once = name, once

    def clear(self) -> None:
        with self._lock:
            self._fault, self._is_once = "", False

    def unplug(self) -> None:
        """Pulls the cable; what was on it is lost."""
        with self._lock:
            if self._is_plugged and not self._is_closed:
                self._far_end.unplug()
                self._is_plugged = False
                self._cable += 1

    def plug(self) -> None:
        """Plugs in again, under the same address."""
        with self._lock:
            if not self._is_plugged and not self._is_closed:
                self._far_end.plug()
                self._is_plugged = True

    def close(self) -> None:
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        self._steps.put(None)
        self._thread.join()
        self._far_end.dispose()

    def _run(self) -> None:
        while (shown := self._steps.get()) is not None:
            cable, steps = shown
            for step in steps:
                if isinstance(step, float):
                    self._wait(step)
                elif not self._sent(step, cable):
                    break

    def _sent(self, data: bytes | None, cable: int) -> bool:
        with self._lock:
            if self._is_closed or cable != self._cable:
                return False
            if data is None:
                self.unplug()
                return False
            self._far_end.send(data)
            return True


def _steps(line: bytes, fault: str) -> Sequence[_Step]:
    code, end = line.rstrip(_END), line[len(line.rstrip(_END)) :]
    middle = len(code) // 2
    match fault:
        case "garbage":
            return [_GARBAGE, end]
        case "no_terminator":
            return [code]
        case "double_send":
            return [line, line]
        case "split_slowly":
            size = max(1, len(line) // 8)
            pieces = [line[start : start + size] for start in range(0, len(line), size)]
            return [step for piece in pieces for step in (piece, 0.02)]
        case "stutter":
            return [code[:middle], 0.8, code[middle:], end]
        case "flood":
            return [step for _ in range(50) for step in (b"A" * 2000, 0.002)] + [end]
        case "control_characters":
            return [code[:middle], b"\0\x1b", code[middle:], end]
        case "unplugged_midway":
            return [code[:middle], 0.05, None]
        case "silent":
            return []
        case _:
            return [line]
