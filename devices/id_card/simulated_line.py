"""Runs a simulated reader's line in its own thread: hears requests, sends answers at the true speed of the wire."""

import select
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from devices.id_card.far_end import FarEnd
from devices.id_card.framing import BadFrame, Deframer, Payload
from devices.id_card.simulated_sam import ChangeBaud, Pause, Send, Step

_BITS_PER_BYTE = 10
"""One start bit, eight data bits, one stop bit."""

_CHUNK = 16
_STALE_S = 0.2
_PLUG_TIMEOUT_S = 2.0


class SimulatedLine:
    """A far end with something behind it that answers. ``baud`` None sends as fast as it goes.

    All methods may be called from any thread.
    """

    def __init__(
        self, far_end: FarEnd, answer: Callable[[Payload | BadFrame], Sequence[Step]], baud: int | None
    ) -> None:
        self._far_end = far_end
        self._answer = answer
        self._baud = baud
        self._deframer = Deframer()
        self._heard_at = 0.0
        self._changed = threading.Condition()
        self._shall_be_plugged = True
        self._is_plugged = True
        self._is_closing = False
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_out.setblocking(False)
        far_end.plug()
        self._address = far_end.address()
        self._thread = threading.Thread(target=self._run, name="simulated-id-card", daemon=True)
        self._thread.start()

    @property
    def is_plugged(self) -> bool:
        with self._changed:
            return self._is_plugged

    def address(self) -> Mapping[str, str | int]:
        """Where the far end listens, plugged or not."""
        return self._address

    def set_plugged(self, plugged: bool) -> None:
        """Plugs in or unplugs; it is done when this returns."""
        with self._changed:
            if self._is_closing:
                return
            self._shall_be_plugged = plugged
            self._wake_in.send(b"\0")
            if not self._changed.wait_for(lambda: self._is_plugged == plugged, _PLUG_TIMEOUT_S):
                raise RuntimeError("the simulated line is stuck")

    def close(self) -> None:
        """Ends the thread and frees the address; may be called twice."""
        with self._changed:
            if self._is_closing:
                return
            self._is_closing = True
            self._wake_in.send(b"\0")
        self._thread.join()
        self._far_end.dispose()
        self._wake_in.close()
        self._wake_out.close()

    def _run(self) -> None:
        while self._follow_wishes():
            waitables = self._far_end.waitables() if self._is_plugged else []
            readable = select.select([*waitables, self._wake_out.fileno()], [], [])[0]
            if any(one in readable for one in waitables):
                self._hear(self._far_end.receive())

    def _follow_wishes(self) -> bool:
        """Plugs or unplugs as wished; False when all shall end."""
        with self._changed:
            if self._shall_be_plugged != self._is_plugged:
                if self._shall_be_plugged:
                    self._deframer.clear()
                    self._far_end.plug()
                else:
                    self._far_end.unplug()
                self._is_plugged = self._shall_be_plugged
            while select.select([self._wake_out], [], [], 0)[0]:
                self._wake_out.recv(64)
            self._changed.notify_all()
            return not self._is_closing

    def _hear(self, data: bytes) -> None:
        now = time.monotonic()
        if now - self._heard_at > _STALE_S:
            self._deframer.clear()
        self._heard_at = now
        heard_by = now + self._seconds(len(data))
        for request in self._deframer.feed(data):
            if not self._perform(self._answer(request), heard_by):
                return

    def _perform(self, steps: Sequence[Step], at: float) -> bool:
        """Carries out the steps from the moment ``at``; False when the plug was pulled meanwhile."""
        for step in steps:
            match step:
                case Pause():
                    at += step.seconds
                    if not self._wait_until(at):
                        return False
                case Send():
                    size = _CHUNK if self._baud else len(step.content)
                    for start in range(0, len(step.content), size):
                        chunk = step.content[start : start + size]
                        at += self._seconds(len(chunk))
                        if not self._wait_until(at):
                            return False
                        self._far_end.send(chunk)
                case ChangeBaud():
                    self._baud = step.baud if self._baud else None
                case _:
                    assert_never(step)
        return True

    def _wait_until(self, at: float) -> bool:
        left = at - time.monotonic()
        return not select.select([self._wake_out], [], [], max(left, 0.0))[0]

    def _seconds(self, count: int) -> float:
        return count * _BITS_PER_BYTE / self._baud if self._baud else 0.0
