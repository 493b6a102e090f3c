"""A camera as a scanner: its pictures are searched for show codes.

Two different codes in one picture are refused: nobody can tell which one is meant. Until only one has been seen for
``ALONE_S``, none is told.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from config.faults import FaultCode
from devices.device import DeviceStatus, Ready, SelfTest, TestFailed, TestPassed, Unknown
from devices.scanner.answer import NothingScanned, Refused, Scanned, ScannerAnswer, ScannerFault
from devices.scanner.code import ScannedCode, classify
from devices.scanner.decoder import QrDecoder
from devices.scanner.once_only import AWAY_S, OnceOnly

ALONE_S = 1.0
"""One of two codes may escape the search for some pictures."""

_TEST_FRAME_S = 2.0


class FrameSource(Protocol):
    """Where the pictures come from. Called from the scanner's thread."""

    def latest(self, timeout_s: float) -> NDArray[np.uint8] | FaultCode:
        """A picture that was not given before, grey (height, width) or BGR (height, width, 3), or why there is none.

        Waits ``timeout_s`` at most, and longer only to open the camera.
        """
        ...

    def close(self) -> None:
        """Lets the camera go; a later `latest` opens it again. May be called twice."""
        ...


class CameraScanner:
    """Implements ``devices.device.Device``. All methods but ``status`` belong to the device's own thread.

    ``clock`` counts seconds and never jumps; ``now`` stamps the status. Nothing is opened before the first poll.
    """

    def __init__(
        self,
        frames: FrameSource,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        *,
        away_s: float = AWAY_S,
    ) -> None:
        self._frames = frames
        self._clock = clock
        self._now = now
        self._status = DeviceStatus("scanner", "camera", Unknown())
        self._decoder = QrDecoder()
        self._away_s = away_s
        self._once_only = OnceOnly(clock, away_s)
        self._several_at = float("-inf")

    def poll(self, timeout_s: float) -> ScannerAnswer:
        """The next new code, or what came instead; ``timeout_s`` and one picture's search (0.1 s) at most.

        A camera in trouble is told at once, without waiting: who polls leaves time between.
        """
        deadline = self._clock() + timeout_s
        left = timeout_s
        while left >= 0:
            picture = self._picture(left)
            if isinstance(picture, FaultCode):
                return ScannerFault(picture)
            told = self._told(self._decoder.decode(picture))
            if told is not None:
                return told
            left = min(deadline - self._clock(), left - 1e-6)
        return NothingScanned()

    def discard(self) -> None:
        """Nothing is kept between polls; here because every scanner has it."""

    def status(self) -> DeviceStatus:
        return self._status

    def check(self) -> DeviceStatus:
        """Takes one picture, does not search it, and lets the camera go: it is on while somebody scans, and at no other
        time. 2 s at most, and longer only to open the camera.
        """
        self._picture(_TEST_FRAME_S)
        self._frames.close()
        return self._status

    def self_test(self) -> SelfTest:
        """Opens the camera anew, takes one picture, tells its size. 2 s at most, and longer only to open the camera."""
        self._frames.close()
        picture = self._picture(_TEST_FRAME_S)
        self._frames.close()
        if isinstance(picture, FaultCode):
            return TestFailed(picture)
        return TestPassed(f"{picture.shape[1]} x {picture.shape[0]}")

    def close(self) -> None:
        """Lets the camera go and forgets what was seen."""
        self._frames.close()
        self._once_only.forget()

    def _picture(self, timeout_s: float) -> NDArray[np.uint8] | FaultCode:
        picture = self._frames.latest(timeout_s)
        if isinstance(picture, FaultCode):
            self._status = self._status.missed(picture, self._now())
        elif self._status.misses or not isinstance(self._status.condition, Ready):
            self._status = self._status.answered(Ready(), self._now())
        return picture

    def _told(self, payloads: tuple[bytes, ...]) -> ScannerAnswer | None:
        now = self._clock()
        if len(payloads) > 1:
            is_new = now - self._several_at > self._away_s
            self._several_at = now
            return Refused(FaultCode.CODE_SEVERAL) if is_new else None
        if not payloads or now - self._several_at < ALONE_S or not self._once_only.is_new(payloads[0]):
            return None
        code = classify(payloads[0])
        return Scanned(code) if isinstance(code, ScannedCode) else Refused(code)
