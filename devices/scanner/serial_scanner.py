"""A scanner on a serial line: it sends each code as a line of text.

The line is opened when it is first needed. After any failure it is let go, and opened anew at a later poll: at once
after the first failure, then after 0.5 s, 1 s, 2 s and from then on every 5 s.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from config.faults import EnvironmentFault, FaultCode
from devices.device import DeviceStatus, NeedsAttention, Ready, SelfTest, TestFailed, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerAnswer, ScannerFault
from devices.scanner.code import ScannedCode, classify
from devices.scanner.framing import SETTLE_S, CutOff, Line, LineFramer, Piece
from devices.scanner.once_only import AWAY_S, OnceOnly
from devices.scanner.serial_line import OpenLine, ScannerLine

BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0)


class SerialScanner:
    """Implements ``devices.device.Device``. All methods but ``status`` belong to the device's own thread.

    ``open_line`` opens the line; ``clock`` counts seconds and never jumps; ``now`` stamps the status. Nothing is
    opened before the first poll.
    """

    def __init__(
        self,
        open_line: OpenLine,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        *,
        away_s: float = AWAY_S,
        settle_s: float = SETTLE_S,
    ) -> None:
        self._open_line = open_line
        self._clock = clock
        self._now = now
        self._status = DeviceStatus("scanner", "serial", Unknown())
        self._once_only = OnceOnly(clock, away_s)
        self._framer = LineFramer(settle_s)
        self._pieces: deque[Piece] = deque()
        self._line: ScannerLine | None = None
        self._failures = 0
        self._retry_at = clock()
        self._fault = FaultCode.SCANNER_UNPLUGGED

    def poll(self, timeout_s: float) -> ScannerAnswer:
        """The next new code, or what came instead; waits ``timeout_s`` at most (opening a line may add 1 s).

        A scanner in trouble is told at once, without waiting: who polls leaves time between.
        """
        deadline = self._clock() + timeout_s
        left = timeout_s
        try:
            line = self._opened()
            while (told := self._next_told()) is None and left >= 0:
                self._listen(line, left)
                left = min(deadline - self._clock(), left - 1e-6)
        except EnvironmentFault as broken:
            return ScannerFault(broken.code)
        return told or NothingScanned()

    def discard(self) -> None:
        """Throws away what was scanned and not yet told, so that nobody gets the code of who came before."""
        self._pieces.clear()
        self._framer.start(self._clock())
        if self._line is not None:
            try:
                self._line.discard_input()
            except EnvironmentFault as broken:
                self._let_go(broken.code)

    def status(self) -> DeviceStatus:
        return self._status

    def check(self) -> DeviceStatus:
        """Opens the line if need be and listens for a moment; what is heard is kept for the next poll. 1 s at most."""
        try:
            self._listen(self._opened(), 0.0)
        except EnvironmentFault:
            return self._status
        if isinstance(self._status.condition, NeedsAttention):
            return self._status
        self._status = self._status.answered(Ready(), self._now(), self._status.detail)
        return self._status

    def self_test(self) -> SelfTest:
        """Whether the line can be opened now: a scanner cannot be asked for more. 1 s at most."""
        self._retry_at = self._clock()
        status = self.check()
        if self._line is None:
            return TestFailed(self._fault)
        match status.condition:
            case NeedsAttention(fault):
                return TestFailed(fault, "the last code came without its end")
            case _:
                return TestPassed("the line is open; show a code to test the scanner itself")

    def close(self) -> None:
        """Lets the line go and forgets what was seen. The next poll opens it again."""
        if self._line is not None:
            self._line.close()
        self._line = None
        self._pieces.clear()
        self._once_only.forget()

    def _opened(self) -> ScannerLine:
        if self._line is None:
            if self._clock() < self._retry_at:
                raise EnvironmentFault(self._fault)
            try:
                self._line = self._open_line()
            except EnvironmentFault as broken:
                self._let_go(broken.code)
                raise
            self._framer.start(self._clock())
        return self._line

    def _listen(self, line: ScannerLine, timeout_s: float) -> None:
        gives_up_at = self._framer.gives_up_at()
        if gives_up_at is not None:
            timeout_s = min(timeout_s, max(0.0, gives_up_at - self._clock()) + 0.01)
        try:
            data = line.receive(timeout_s)
        except EnvironmentFault as broken:
            self._let_go(broken.code)
            raise
        self._pieces.extend(self._framer.feed(data, self._clock()))
        self._failures = 0
        if self._status.misses or not isinstance(self._status.condition, Ready | NeedsAttention):
            self._status = self._status.answered(Ready(), self._now())

    def _let_go(self, fault: FaultCode) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None
        self._fault = fault
        self._retry_at = self._clock() + BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
        self._failures += 1
        self._status = self._status.missed(fault, self._now())

    def _next_told(self) -> ScannerAnswer | None:
        while self._pieces:
            piece = self._pieces.popleft()
            match piece:
                case CutOff():
                    self._status = self._status.answered(
                        NeedsAttention(FaultCode.SCANNER_CUT_OFF), self._now()
                    )
                    return Refused(FaultCode.SCANNER_CUT_OFF)
                case Line(payload):
                    self._status = self._status.answered(Ready(), self._now())
                    if self._once_only.is_new(payload):
                        code = classify(payload)
                        return Scanned(code) if isinstance(code, ScannedCode) else Refused(code)
                case _:
                    assert_never(piece)
        return None
