"""A scanner that types like a keyboard. Its keys come by way of the touchscreen's own window (``ui/input/wedge.py``).

Such a scanner cannot be asked how it is; it is taken to be well, and the detail tells whether it was ever heard.
"""

import contextlib
import queue
from collections.abc import Callable
from datetime import datetime

from config.faults import FaultCode
from devices.device import DeviceStatus, NeedsAttention, Ready, SelfTest, TestFailed, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerAnswer
from devices.scanner.code import ScannedCode, classify
from devices.scanner.once_only import AWAY_S, OnceOnly

_MOST_WAITING = 8
"""Nobody shows more codes than this while a poll is late; a scanner gone wild must not fill the memory."""


class WedgeScanner:
    """Implements ``devices.device.Device``. ``heard`` and ``status`` may be called from any thread.

    ``clock`` counts seconds and never jumps; ``now`` stamps the status.
    """

    def __init__(
        self, clock: Callable[[], float], now: Callable[[], datetime], *, away_s: float = AWAY_S
    ) -> None:
        self._now = now
        self._status = DeviceStatus("scanner", "wedge", Unknown())
        self._clock = clock
        self._once_only = OnceOnly(clock, away_s)
        self._waiting: queue.Queue[str | None] = queue.Queue(_MOST_WAITING)

    def heard(self, typed: str) -> None:
        """Any thread: one whole scan, without its Enter. Never blocks; drops it when too many wait."""
        self._put(typed)

    def heard_cut_off(self) -> None:
        """Any thread: a scan came without its end."""
        self._put(None)

    def poll(self, timeout_s: float) -> ScannerAnswer:
        """The next new code, or why it is refused; waits ``timeout_s`` at most."""
        deadline = self._clock() + timeout_s
        left = timeout_s
        while left >= 0:
            try:
                typed = self._waiting.get(timeout=left) if left else self._waiting.get_nowait()
            except queue.Empty:
                break
            if typed is None:
                fault = FaultCode.SCANNER_CUT_OFF
                self._status = self._status.answered(NeedsAttention(fault), self._now(), "heard")
                return Refused(fault)
            self._status = self._status.answered(Ready(), self._now(), "heard")
            if self._once_only.is_new(typed):
                code = classify(typed)
                return Scanned(code) if isinstance(code, ScannedCode) else Refused(code)
            left = max(0.0, deadline - self._clock())
        return NothingScanned()

    def discard(self) -> None:
        """Throws away what was scanned and not yet told, so that nobody gets the code of who came before."""
        while True:
            try:
                self._waiting.get_nowait()
            except queue.Empty:
                return

    def status(self) -> DeviceStatus:
        return self._status

    def check(self) -> DeviceStatus:
        """Taken to be well unless the last scan came cut off: there is nothing to ask."""
        if not isinstance(self._status.condition, NeedsAttention):
            self._status = self._status.answered(Ready(), self._now(), self._status.detail or "not heard yet")
        return self._status

    def self_test(self) -> SelfTest:
        """Nothing can be asked; fails only when the last scan came without its end."""
        match self._status.condition:
            case NeedsAttention(fault):
                return TestFailed(fault, "set the scanner's suffix to Enter")
            case _:
                return TestPassed("cannot be asked; show a code to test it")

    def close(self) -> None:
        """Forgets what was scanned and seen."""
        self.discard()
        self._once_only.forget()

    def _put(self, typed: str | None) -> None:
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(typed)
