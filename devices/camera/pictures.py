"""The camera as a code scanner wants it: plain pictures, one after the other."""

from config.faults import FaultCode
from devices.camera.camera import LOOK_S, Camera, Watch
from devices.camera.frame import Picture

NEXT_PICTURE_S = 1.0
"""A slow camera's time from picture to picture: less patience would call a living camera silent."""


class CameraPictures:
    """Each picture at most once. Used by one thread; the camera is on from the first ``latest`` until ``close``."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._watch: Watch | None = None
        self._number = 0

    def latest(self, timeout_s: float) -> Picture | FaultCode:
        """The next picture. Waits ``timeout_s``, or for one picture more (1 s at most), and at the first call until the
        camera is open (4 s at most); a camera in trouble is told at once."""
        least_s = NEXT_PICTURE_S
        if self._watch is None or not self._watch.is_open:
            self._watch = self._camera.watch()
            least_s = LOOK_S
        outcome = self._watch.latest(max(timeout_s, least_s), self._number, give_up=True)
        if isinstance(outcome, FaultCode):
            return outcome
        self._number = outcome.number
        return outcome.picture

    def close(self) -> None:
        """Switches the camera off, if nobody else watches; a later ``latest`` switches it on again."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
