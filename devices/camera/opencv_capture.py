"""The three kinds of camera behind OpenCV: a video device, a stream, and a video file that plays for ever.

Slow to import; ``opencv_source.py`` does so when a camera is first opened.
"""

import time

import cv2
import numpy as np

from devices.camera.frame import Picture
from devices.camera.opencv_source import READ_S

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_FALLBACK_RATE = 25.0
_LIMITS = [
    cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
    round(READ_S * 1000),
    cv2.CAP_PROP_READ_TIMEOUT_MSEC,
    round(READ_S * 1000),
]


class StreamCapture:
    """MJPEG over HTTP, RTSP, or whatever else FFmpeg reads as it comes. Not open if it cannot be."""

    def __init__(self, where: str) -> None:
        self._video = cv2.VideoCapture(where, cv2.CAP_FFMPEG, _LIMITS)

    @property
    def is_open(self) -> bool:
        """Whether it was opened; stays true when the camera is unplugged."""
        return self._video.isOpened()

    def read(self) -> Picture | None:
        return _picture(*self._video.read())

    def close(self) -> None:
        self._video.release()


class FileCapture(StreamCapture):
    """A video file, at its own pace. At its end no picture comes; opened again, it begins anew."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self._interval_s = 1 / (self._video.get(cv2.CAP_PROP_FPS) or _FALLBACK_RATE)

    def read(self) -> Picture | None:
        time.sleep(self._interval_s)
        return super().read()


class DeviceCapture(StreamCapture):
    """A camera of Video4Linux, asked for its compressed format and a size; it gives the nearest that it has."""

    def __init__(self, where: str, width_px: int, height_px: int) -> None:
        self._video = cv2.VideoCapture(where, cv2.CAP_V4L2)
        # Each may be refused, and the camera works all the same. USB 2 carries 720p at 30 a second as MJPEG only.
        self._video.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._video.set(cv2.CAP_PROP_FRAME_WIDTH, width_px)
        self._video.set(cv2.CAP_PROP_FRAME_HEIGHT, height_px)
        self._video.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _picture(came: bool, pixels: cv2.typing.MatLike) -> Picture | None:
    if not came or pixels.ndim != 3:
        return None
    picture = np.asarray(pixels, dtype=np.uint8)
    picture.flags.writeable = False
    return picture
